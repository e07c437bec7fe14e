import type { FileContent } from "../files.ts";
import { currentScope } from "../scope.ts";
import { readShortcut } from "../shortcut.ts";
import { drawWidget } from "../widget.ts";
import type { WidgetElement, WidgetKind } from "../widget.ts";
import { asWidget, looksOf } from "./button.ts";
import type { ButtonOptions } from "./button.ts";

/** A button that saves a file; true in the one run that the press starts. */
export interface DownloadButtonElement extends WidgetElement<"downloadButton"> {
  readonly style: "primary" | "secondary" | "tertiary";
  readonly icon: string | null;
  readonly shortcut: string | null;
  /** Its press is told to the server. */
  readonly told: boolean;
  /** Id of the file that the session serves; null while disabled. */
  readonly file: string | null;
}

const downloadButtonKind: WidgetKind<DownloadButtonElement, boolean> = {
  kind: "downloadButton",
  lives: "trigger",
  decode: (_, sent) =>
    sent.length === 0 ? { ok: true, value: true } : { ok: false, reason: "takes no value" },
};

/**
 * Draws a button that saves `data` as a file. A function is called when the file is asked for, and not
 * before; it sees what it captured in the run that drew the button. The button is true in the run that
 * its press starts.
 *
 * The data are saved as they are. A table program takes a cell that begins with `=`, `+`, `-` or `@` for
 * a formula: put a `'` before such text if it comes from somebody else.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   st.downloadButton("Save as CSV", "name,age\nAda,36\n", {
 *     fileName: "people.csv",
 *     mime: "text/csv",
 *   });
 *   st.downloadButton("Report", async () => await Promise.resolve("made on demand"));
 * });
 * ```
 *
 * @throws {Error} If it stands in a form, or the same one is drawn twice without different keys.
 * @throws {TypeError} If it is to run `onClick`, and to rerun nothing.
 */
export function downloadButton(
  label: string,
  data: FileContent | (() => FileContent | Promise<FileContent>),
  options: ButtonOptions & {
    /** What the file is to be called. Default: `"download.txt"` for text, else `"download.bin"`. */
    fileName?: string;
    /** Media type. Default: `"text/plain"` for text, else `"application/octet-stream"`. */
    mime?: string;
    /** `false`: a press saves the file, and nothing else: no run, no `onClick`. */
    rerun?: boolean;
  } = {},
): boolean {
  const { shortcut, rerun = true, onClick } = options;
  const { run, block } = currentScope(`downloadButton "${label}"`);
  if (block.place.form !== null) {
    throw new Error(`Cannot draw downloadButton "${label}" in a form: draw it below the form`);
  }
  if (!rerun && onClick !== undefined) {
    throw new TypeError(
      `Cannot draw downloadButton "${label}" with onClick and without a rerun: ` +
        `nobody is told of its press`,
    );
  }
  const isText = typeof data === "string";
  return drawWidget<DownloadButtonElement, boolean>(downloadButtonKind, {
    label,
    options: { ...asWidget(options), rerun },
    identity: "",
    initial: false,
    element: (base) => ({
      ...base,
      ...looksOf(options),
      told: rerun,
      shortcut: readShortcut(`downloadButton "${label}"`, shortcut),
      file: base.disabled ? null : run.session.files.add({
        content: data,
        type: options.mime ?? (isText ? "text/plain" : "application/octet-stream"),
        name: options.fileName ?? (isText ? "download.txt" : "download.bin"),
        attachment: true,
        place: base.id,
      }),
    }),
  });
}
