import { currentScope } from "../scope.ts";
import type { UploadedFile, UploadHandle, Uploads } from "../uploads.ts";
import { drawWidget, setByApp } from "../widget.ts";
import type { WidgetCall, WidgetElement, WidgetKind, WidgetOptions } from "../widget.ts";

/** What takes files. */
export interface TakesFiles {
  /** Endings such as `".csv"` and media types such as `"image/*"`; empty for any. */
  readonly accept: readonly string[];
  readonly multiple: boolean;
  /** Whole folders are taken, too. */
  readonly folder: boolean;
  /** Most bytes of one file. */
  readonly maxSize: number;
  /** Where the page keeps what was sent. */
  readonly uploads: Uploads;
}

/** A place for files. */
export interface FileUploaderElement extends WidgetElement<"fileUploader">, TakesFiles {
  readonly files: readonly UploadHandle[];
  /** It is a button in a line to send, and what it holds goes with that. */
  readonly inLine: boolean;
}

export const fileUploaderKind: WidgetKind<FileUploaderElement, readonly UploadHandle[]> = {
  kind: "fileUploader",
  decode: ({ id, multiple, uploads }, sent) => {
    if (sent.length > 1 && !multiple) {
      return { ok: false, reason: `takes one file, ${sent.length} were sent` };
    }
    const files: UploadHandle[] = [];
    for (const name of new Set(sent)) {
      const file = uploads.use(id, name);
      if (file === null) return { ok: false, reason: "was not sent that file" };
      files.push(file);
    }
    return { ok: true, value: files };
  },
};

/** Whether a file may be sent to the uploader, as far as its name and declared type say. */
export function accepts(
  { accept }: Pick<FileUploaderElement, "accept">,
  { name, type }: { readonly name: string; readonly type: string },
): boolean {
  const lower = name.toLowerCase();
  return accept.length === 0 || accept.some((one) => {
    if (one.startsWith(".")) return lower.endsWith(one);
    return one.endsWith("/*") ? type.startsWith(one.slice(0, -1)) : type === one;
  });
}

/**
 * Draws a place for files, to be chosen or dropped there. They are sent at once and kept on the
 * server's disk until they are replaced or removed, or the page is gone; where processes share a
 * store, in that, so that each of them can read them. Answers the file, or null;
 * with `multiple` an array of them. An address holds no files: `bindQuery` changes nothing.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(async () => {
 *   const file = st.fileUploader("Orders", { accept: [".csv"], maxSize: 5_000_000 });
 *   if (file) st.write(`${(await file.text()).split("\n").length} lines in ${file.name}`);
 * });
 * ```
 *
 * @throws {RangeError} If `maxSize` is not above 0.
 * @throws {TypeError} If `folder` is asked for without `multiple`.
 * @throws {Error} If `sessionState` holds something else under its key: files cannot be set.
 */
export function fileUploader<M extends boolean = false>(
  label: string,
  options: WidgetOptions & {
    /** Endings (`".csv"`) or media types (`"image/*"`) taken. Default: any. */
    accept?: readonly string[];
    /** Several files, and an array as answer. */
    multiple?: M;
    /**
     * Takes a whole folder with all that lies in it; each file tells its `path`. What `accept` does not
     * name is left out. Needs `multiple`. Default: false.
     */
    folder?: boolean;
    /** Most bytes of one file. Default: the app's `maxUploadSize`, which it cannot exceed. */
    maxSize?: number;
  } = {},
): M extends true ? UploadedFile[] : UploadedFile | null {
  const { multiple = false, folder = false } = options;
  const { uploads } = currentScope(`fileUploader "${label}"`).run.session;
  if (folder && !multiple) {
    throw new TypeError(
      `Cannot create fileUploader "${label}" for a folder without multiple: a folder holds many files`,
    );
  }
  const call = uploaderCall("fileUploader", label, options, { uploads, inLine: false });
  const files = drawWidget(fileUploaderKind, call).map((handle) => uploads.open(handle));
  const answer = multiple ? files : files[0] ?? null;
  return answer as M extends true ? UploadedFile[] : UploadedFile | null;
}

/** What a widget that takes files says of itself; `name` is what errors call it. */
export function uploaderCall(
  name: string,
  label: string,
  options: WidgetOptions & Partial<Omit<TakesFiles, "uploads">>,
  { uploads, inLine }: Pick<FileUploaderElement, "uploads" | "inLine">,
): WidgetCall<FileUploaderElement, readonly UploadHandle[]> {
  const { key, maxSize = Infinity, multiple = false, folder = false } = options;
  if (!(maxSize > 0)) {
    throw new RangeError(
      `Cannot create ${name} "${label}" as maxSize must be > 0: received ${maxSize}`,
    );
  }
  const accept = (options.accept ?? []).map((one) => {
    const lower = one.trim().toLowerCase();
    return lower.startsWith(".") || lower.includes("/") ? lower : `.${lower}`;
  });
  const parameters = `${accept} ${multiple} ${folder} ${maxSize}`;
  return {
    name,
    label,
    options,
    identity: inLine ? `line ${parameters}` : parameters,
    constraint: parameters,
    initial: [],
    accepts: (value): value is readonly UploadHandle[] => {
      if (!Array.isArray(value) || !value.every((file) => typeof file?.id === "string")) {
        throw setByApp(name, key!);
      }
      return value.every((file) => uploads.knows(file));
    },
    element: (base, files) => ({
      ...base,
      files,
      accept,
      multiple,
      folder,
      maxSize: Math.min(maxSize, uploads.maxSize),
      uploads,
      inLine,
    }),
  };
}
