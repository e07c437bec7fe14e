/**
 * Which tab is chosen, whether a box is open: the browser's own business, unless the author asks to be
 * told. Then it is a widget's value like any other, and what is inside can wait until it is seen.
 */
import type { Container } from "./container.ts";
import type { BlockId } from "./ids.ts";
import { currentScope } from "./scope.ts";
import { registerWidget } from "./widget.ts";
import type { WidgetElement, WidgetKind, WidgetOptions } from "./widget.ts";

/** A widget without a look of its own: it stands in the box whose state it says. */
export interface OpeningElement extends WidgetElement<"opening"> {
  /** What can be sent: the labels of tabs, or `"true"` and `"false"`. */
  readonly choices: readonly string[];
  readonly value: string;
  /** The box whose state it is. */
  readonly box: BlockId;
}

/** Options of what opens: tabs, expanders, popovers. */
export interface OpeningOptions {
  /** Stable name. With `onChange`, also the name of its state in `sessionState`. */
  key?: string;
  /**
   * What follows when its user opens or closes it. `"ignore"` (default): nothing, everything inside is
   * drawn beforehand. `"rerun"`: the fragment around it, or the page, runs again, and `open` says how it
   * stands, so that what is inside can be left out until it is seen. A callback runs before that.
   */
  onChange?: "ignore" | "rerun" | (() => unknown);
  /** With `onChange`: keep its state while it is not drawn. Needs `key`. */
  persist?: "page" | "session";
  /** With `onChange`: keep its state in the URL's query parameter of this name. */
  bindQuery?: string;
}

/** A container that its reader opens: a tab, an expander, a popover. */
export type Panel = Container & {
  /**
   * Whether it is open, if it was drawn with `onChange`: `if (panel.open) panel(() => …)` draws what is
   * inside only once it is seen.
   *
   * @throws {Error} If it was drawn without: then only the browser knows.
   */
  readonly open: boolean;
};

const choiceKind: WidgetKind<OpeningElement, string> = {
  kind: "opening",
  decode: ({ choices }, [value, ...more]) =>
    value !== undefined && more.length === 0 && choices.includes(value)
      ? { ok: true, value }
      : { ok: false, reason: "has no such tab" },
};

const boxKind: WidgetKind<OpeningElement, boolean> = {
  kind: "opening",
  decode: (_, [value, ...more]) =>
    more.length === 0 && (value === "true" || value === "false")
      ? { ok: true, value: value === "true" }
      : { ok: false, reason: "can only be open or closed" },
};

/** What a box's state is, and the widget that says it. */
export interface Opening<V> {
  readonly element: OpeningElement;
  readonly value: V;
}

/** Which of its tabs is chosen in `box`; null if its author does not ask. */
export function choiceOpening(
  box: BlockId,
  labels: readonly string[],
  options: OpeningOptions & { readonly default: string },
): Opening<string> | null {
  const { key, onChange } = options;
  if (!isAsked(onChange)) return null;
  refuseForm("tabs", labels[0]!);
  const twice = labels.find((label, i) => labels.indexOf(label) !== i);
  if (twice !== undefined) {
    throw new RangeError(
      `Cannot create tabs "${twice}" twice with onChange: the chosen one is known by its label`,
    );
  }
  const broken = labels.find((label) => /[\r\n]/.test(label));
  if (broken !== undefined) {
    throw new RangeError(
      `Cannot create tabs ${JSON.stringify(broken)} with onChange: a label is one line`,
    );
  }
  return registerWidget<OpeningElement, string>(choiceKind, {
    name: "tabs",
    label: key ?? labels.join(", "),
    options: widgetOptions(options),
    identity: JSON.stringify([labels, options.default]),
    initial: options.default,
    accepts: (value): value is string => labels.includes(value as string),
    element: (base, value) => ({ ...base, choices: labels, value, box }),
  });
}

/** Whether `box` is open; null if its author does not ask. */
export function boxOpening(
  box: BlockId,
  label: string,
  options: OpeningOptions & {
    readonly name: "expander" | "popover";
    readonly initial: boolean;
    readonly disabled: boolean;
  },
): Opening<boolean> | null {
  if (!isAsked(options.onChange)) return null;
  const { name } = options;
  refuseForm(name, label);
  return registerWidget<OpeningElement, boolean>(boxKind, {
    name,
    label,
    options: { ...widgetOptions(options), disabled: options.disabled },
    identity: `${name} ${options.initial}`,
    initial: options.initial,
    accepts: (value): value is boolean => typeof value === "boolean",
    element: (base, value) => ({ ...base, choices: ["false", "true"], value: String(value), box }),
  });
}

/** Gives a container its `open`. `name` is what errors call it. */
export function panelOf(container: Container, name: string, open: boolean | null): Panel {
  return Object.defineProperty(container, "open", {
    get() {
      if (open !== null) return open;
      throw new Error(
        `Cannot tell whether ${name} is open: only the browser knows; draw it with the option ` +
          `onChange: "rerun"`,
      );
    },
  }) as Panel;
}

function isAsked(onChange: OpeningOptions["onChange"]): boolean {
  return onChange !== undefined && onChange !== "ignore";
}

function widgetOptions({ key, onChange, persist, bindQuery }: OpeningOptions): WidgetOptions {
  return {
    ...(key !== undefined && { key }),
    ...(typeof onChange === "function" && { onChange }),
    ...(persist !== undefined && { persist }),
    ...(bindQuery !== undefined && { bindQuery }),
  };
}

function refuseForm(name: string, label: string): void {
  if (currentScope(`${name} "${label}"`).block.place.form === null) return;
  throw new Error(
    `Cannot draw ${name} "${label}" with onChange in a form: nothing in a form is sent before its ` +
      `submit button is pressed`,
  );
}
