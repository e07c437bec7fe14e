import { currentScope } from "../scope.ts";
import { drawWidget } from "../widget.ts";
import type { WidgetElement, WidgetKind } from "../widget.ts";

/** A line to send; its text is there in the one run that the sending starts. */
export interface ChatInputElement extends WidgetElement<"chatInput"> {
  readonly maxChars: number | null;
}

const chatInputKind: WidgetKind<ChatInputElement, string | null> = {
  kind: "chatInput",
  lives: "trigger",
  decode: ({ maxChars }, sent) => {
    const text = sent[0] ?? "";
    if (sent.length !== 1 || text.trim() === "" || !text.isWellFormed()) {
      return { ok: false, reason: "takes one text that is not empty" };
    }
    if (maxChars !== null && text.length > maxChars) {
      return { ok: false, reason: `takes ${maxChars} characters, ${text.length} were sent` };
    }
    return { ok: true, value: text };
  },
};

/**
 * Draws a line to chat in, at the bottom of its container. Its text is the answer in the run that
 * follows Enter (Shift+Enter makes a new line), and null in every other.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   const said = st.chatInput("Say something");
 *   if (said !== null) st.write(`You said: ${said}`);
 * });
 * ```
 *
 * @throws {Error} If it stands in a form, or the same one is drawn twice without different keys.
 */
export function chatInput(
  placeholder = "Your message",
  options: {
    /** Identity of the line, where two would be alike. */
    key?: string;
    /** Drawn, but not to be used. */
    disabled?: boolean;
    /** Most characters taken. */
    maxChars?: number;
    /** Runs before the page or fragment when a line is sent. */
    onSubmit?: () => unknown;
  } = {},
): string | null {
  const { key, disabled, maxChars, onSubmit } = options;
  if (currentScope(`chatInput "${placeholder}"`).block.place.form !== null) {
    throw new Error(`Cannot draw chatInput "${placeholder}" in a form: use textInput() there`);
  }
  return drawWidget<ChatInputElement, string | null>(chatInputKind, {
    label: placeholder,
    options: {
      ...(key !== undefined && { key }),
      ...(disabled !== undefined && { disabled }),
      ...(onSubmit !== undefined && { onChange: onSubmit }),
    },
    identity: `${maxChars}`,
    initial: null,
    element: (base) => ({ ...base, maxChars: maxChars ?? null }),
  });
}
