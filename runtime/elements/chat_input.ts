import { currentScope } from "../scope.ts";
import type { UploadedFile, UploadHandle } from "../uploads.ts";
import { drawWidget, registerWidget } from "../widget.ts";
import type { WidgetElement, WidgetKind } from "../widget.ts";
import { fileUploaderKind, uploaderCall } from "./file_uploader.ts";
import type { FileUploaderElement } from "./file_uploader.ts";

/** A line to send; its text is there in the one run that the sending starts. */
export interface ChatInputElement extends WidgetElement<"chatInput"> {
  readonly maxChars: number | null;
  /** What can be done while its part of the page runs. */
  readonly submitMode: SubmitMode;
  /** Holds what is to be sent along; null for text alone. */
  readonly uploader: FileUploaderElement | null;
  /** Whether what is said can be recorded: instead of choosing files, or beside it. */
  readonly records: "only" | "too" | null;
}

/**
 * What its user can do while the answer comes: send the next line (`"submit"`), stop the answer (`"stop"`),
 * or neither (`"disable"`). A line can be written in any case, and is sent once it may be.
 */
export type SubmitMode = "submit" | "stop" | "disable";

/** What was sent by a {@linkcode chatInput} that takes files or records. */
export interface ChatLine {
  /** What was written; empty if only files were sent. */
  readonly text: string;
  /**
   * What was sent along: files, and what was recorded, of type `"audio/…"`. It can be read as long as the run
   * goes on; keep what is to last.
   */
  readonly files: UploadedFile[];
}

interface Sent {
  readonly text: string;
  readonly files: readonly UploadHandle[];
}

const chatInputKind: WidgetKind<ChatInputElement, Sent | null> = {
  kind: "chatInput",
  lives: "trigger",
  decode: ({ maxChars, uploader }, sent) => {
    const [text = "", ...ids] = sent;
    if (uploader === null && ids.length > 0) return { ok: false, reason: "takes one text" };
    if (!text.isWellFormed() || (text.trim() === "" && ids.length === 0)) {
      return { ok: false, reason: "takes one text that is not empty" };
    }
    if (maxChars !== null && text.length > maxChars) {
      return { ok: false, reason: `takes ${maxChars} characters, ${text.length} were sent` };
    }
    if (uploader === null) return { ok: true, value: { text, files: [] } };
    const files = fileUploaderKind.decode(uploader, ids);
    return files.ok ? { ok: true, value: { text, files: files.value } } : files;
  },
};

/** Options of {@linkcode chatInput}. */
export interface ChatInputOptions {
  /** Identity of the line, where two would be alike. */
  key?: string;
  /** Drawn, but not to be used. */
  disabled?: boolean;
  /** Most characters taken. */
  maxChars?: number;
  /**
   * What can be done while the answer comes: `"submit"` (default) sends the next line, or stops the answer as
   * long as none is begun; with `"stop"` it can only be stopped, with `"disable"` it is waited for.
   */
  submitMode?: SubmitMode;
  /** Runs before the page or fragment when a line is sent. */
  onSubmit?: () => unknown;
  /** Endings (`".csv"`) or media types (`"image/*"`) of the files taken. Default: any. */
  fileType?: readonly string[];
  /** Most bytes of one file. Default: the app's `maxUploadSize`, which it cannot exceed. */
  maxSize?: number;
}

/**
 * Draws a line to chat in, at the bottom of its container. Its text is the answer in the run that
 * follows Enter (Shift+Enter makes a new line), and null in every other. With `acceptFile` files can be
 * sent along: chosen, dropped on the line, or pasted; with `acceptAudio` a button records what is said. The
 * answer is then the text and the files.
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
 * @example With files
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(async () => {
 *   const said = st.chatInput("Ask about a file", { acceptFile: "multiple", fileType: [".txt"] });
 *   if (said === null) return;
 *   for (const file of said.files) st.write(`${file.name}: ${(await file.text()).length} characters`);
 *   st.write(`You asked: ${said.text}`);
 * });
 * ```
 *
 * @example With a microphone
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(async () => {
 *   const said = st.chatInput("Ask, or say it", { acceptAudio: true });
 *   const recording = said?.files[0];
 *   if (recording) st.audio(await recording.bytes());
 * });
 * ```
 *
 * @throws {Error} If it stands in a form, or the same one is drawn twice without different keys.
 * @throws {RangeError} If `maxSize` is not above 0.
 */
export function chatInput(
  placeholder: string | undefined,
  options: ChatInputOptions & {
    /** Takes a file along with the text, several, or all that lies in a folder. Default: false. */
    acceptFile: true | "multiple" | "directory";
    /**
     * Has a button that records what is said, which goes along as a file; where one file is taken, instead of
     * another. The browser asks its user, and records only pages of this machine, or that come by https. Default: false.
     */
    acceptAudio?: boolean;
  },
): ChatLine | null;
/** With `acceptAudio`, it answers a text and what was recorded. */
export function chatInput(
  placeholder: string | undefined,
  options: ChatInputOptions & {
    acceptFile?: boolean | "multiple" | "directory";
    acceptAudio: true;
  },
): ChatLine | null;
/** Without either, it answers a text. */
export function chatInput(
  placeholder?: string,
  options?: ChatInputOptions & { acceptFile?: false; acceptAudio?: false },
): string | null;
export function chatInput(
  placeholder = "Your message",
  options: ChatInputOptions & {
    acceptFile?: boolean | "multiple" | "directory";
    acceptAudio?: boolean;
  } = {},
): string | ChatLine | null {
  const { key, disabled, maxChars, onSubmit, submitMode = "submit" } = options;
  const { acceptFile = false, acceptAudio = false } = options;
  const { run, block } = currentScope(`chatInput "${placeholder}"`);
  if (block.place.form !== null) {
    throw new Error(`Cannot draw chatInput "${placeholder}" in a form: use textInput() there`);
  }
  const { uploads } = run.session;
  const uploader = !(acceptFile || acceptAudio) ? null : drawUploader(placeholder, {
    ...options,
    ...(acceptAudio && takesSound(acceptFile === false ? [] : options.fileType)),
  }, {
    multiple: acceptFile === "multiple" || acceptFile === "directory",
    folder: acceptFile === "directory",
    uploads,
  });
  const records = !acceptAudio ? null : acceptFile === false ? "only" : "too";
  const sent = drawWidget<ChatInputElement, Sent | null>(chatInputKind, {
    label: placeholder,
    options: {
      ...(key !== undefined && { key }),
      ...(disabled !== undefined && { disabled }),
      ...(onSubmit !== undefined && { onChange: onSubmit }),
    },
    identity: `${maxChars} ${acceptFile} ${acceptAudio} ${options.fileType} ${options.maxSize}`,
    initial: null,
    element: (base) => ({ ...base, maxChars: maxChars ?? null, submitMode, uploader, records }),
  });
  if (sent === null || uploader === null) return sent?.text ?? null;
  return { text: sent.text, files: sent.files.map((handle) => uploads.open(handle)) };
}

/** Whatever else is taken, sound is. No types are all types, unless there is nothing but sound. */
function takesSound(types: readonly string[] | undefined): Pick<ChatInputOptions, "fileType"> {
  return types === undefined ? {} : { fileType: [...types, "audio/*"] };
}

/** Holds the files until the line is sent: its value asks for nothing, and goes with the line. */
function drawUploader(
  placeholder: string,
  { key, disabled, fileType, maxSize }: ChatInputOptions,
  { multiple, folder, uploads }: Pick<FileUploaderElement, "multiple" | "folder" | "uploads">,
): FileUploaderElement {
  const call = uploaderCall("chatInput", placeholder, {
    ...(key !== undefined && { key: `${key} files` }),
    ...(disabled !== undefined && { disabled }),
    ...(fileType !== undefined && { accept: fileType }),
    ...(maxSize !== undefined && { maxSize }),
    multiple,
    folder,
    rerun: false,
  }, { uploads, inLine: true });
  return registerWidget(fileUploaderKind, call).element;
}
