/**
 * One file on its way from a browser to a page's uploader: a raw body, its name and type in headers.
 * What the answer says is shown in the widget.
 */
import { accepts } from "../runtime/elements/file_uploader.ts";
import type { WidgetId } from "../runtime/ids.ts";
import type { Session } from "../runtime/session.ts";
import { stateName } from "../runtime/widget.ts";
import { fileItem } from "../web/elements/file_uploader.ts";
import { formatSize } from "../web/file_size.ts";
import { refuse } from "./answer.ts";
import type { Refusal } from "./answer.ts";
import { isEncoded } from "./body.ts";
import type { Receipt, UploadFolder } from "./upload_folder.ts";

/** Longest name of a file on the systems in use. */
const MAX_NAME = 255;
/** Deeper than anybody's folders. */
const MAX_FOLDERS = 32;

/**
 * Takes in a file for `widget`; answers its line in the widget's list, and its id in the header
 * `Eddy-File`. Nothing of it is kept if the page is gone when all of it has come.
 */
export async function takeUpload(
  request: Request,
  to: {
    readonly session: Session;
    readonly widget: WidgetId;
    readonly folder: UploadFolder;
    /** Longest pause of the file, in milliseconds. */
    readonly pause: number;
    /** Has the page, as it is by then, take the file in; or says why it cannot. */
    readonly add: (file: (now: Session) => boolean) => Promise<boolean | Refusal>;
  },
): Promise<Response> {
  const { session, folder, pause } = to;
  const record = session.widgets.get(to.widget);
  if (record?.element.kind !== "fileUploader") return refuse("not found");
  if (isEncoded(request)) return refuse("encoded");
  const { element } = record;
  const path = pathOf(request.headers.get("eddy-name") ?? "");
  const name = path?.at(-1) ?? null;
  const type = typeOf(request.headers.get("eddy-type") ?? "");
  if (name === null) return say("malformed", "This file has no name that can be read.");
  if (element.disabled) return say("forbidden", `“${element.label}” takes no files now.`);
  if (!accepts(element, { name, type })) {
    return say("malformed", `“${name}” is not of a kind taken here: ${element.accept.join(", ")}.`);
  }
  const limit = element.maxSize;
  const tooLarge = () => say("too large", `“${name}” is larger than ${formatSize(limit)}.`);
  const noRoom = () =>
    say("too large", `There is no room for “${name}”: remove other files first.`);

  const length = Number(request.headers.get("content-length") ?? 0);
  if (length > limit) return tooLarge();
  if (!session.uploads.hasRoom(length)) return noRoom();
  const receipt = await receive(request.body, { session, folder, limit, pause });
  if (!receipt.ok) {
    switch (receipt.reason) {
      case "too large":
        return tooLarge();
      case "no room":
        return noRoom();
      case "broken":
        return say("malformed", `“${name}” did not arrive whole.`);
      default:
        return receipt.reason satisfies never;
    }
  }
  const { id, size } = receipt;
  const inFolder = element.folder && path !== null && path.length > 1;
  const handle = { id, name, ...(inFolder && { path: path.join("/") }), type, size };
  const added = await to.add(({ uploads }) => {
    if (!uploads.hasRoom(size)) return false;
    uploads.add(handle, { widget: record.id, place: stateName(record.id, record.key) });
    return true;
  });
  if (added !== true) {
    folder.delete(id);
    return added === false ? noRoom() : refuse(added);
  }
  return new Response(fileItem(element, handle), {
    status: 201,
    headers: { ...HEADERS, "content-type": "text/html; charset=utf-8", "eddy-file": id },
  });
}

/** Takes a file in; what has come of it counts among the page's, so that several at once have no more room. */
async function receive(
  body: ReadableStream<Uint8Array> | null,
  { session: { uploads }, folder, limit, pause }: {
    readonly session: Session;
    readonly folder: UploadFolder;
    readonly limit: number;
    readonly pause: number;
  },
): Promise<Receipt> {
  let arrived = 0;
  const admit = (bytes: number) => {
    if (!uploads.hasRoom(bytes)) return false;
    arrived += bytes;
    uploads.arriving += bytes;
    return true;
  };
  try {
    return await folder.receive(body, limit, { pause, admit });
  } finally {
    uploads.arriving -= arrived;
  }
}

const HEADERS = { "cache-control": "no-store", "x-content-type-options": "nosniff" };

/** A refusal in words of its own, to be shown in the widget. */
function say(reason: Refusal, message: string): Response {
  return new Response(message, {
    status: refuse(reason).status,
    headers: { ...HEADERS, "content-type": "text/plain; charset=utf-8" },
  });
}

/**
 * The name as shown to people and handed to the author, behind the folders that it lay in: names of a
 * readable length, no control characters, no steps upward. Null if it is none.
 */
function pathOf(encoded: string): string[] | null {
  let text: string;
  try {
    text = decodeURIComponent(encoded);
  } catch {
    // Not what our client encodes.
    return null;
  }
  const names = text.split(/[\\/]/).map((name) =>
    name.replace(/\p{Cc}/gu, "").toWellFormed().slice(0, MAX_NAME)
  );
  const isName = (name: string) => name !== "" && name !== "." && name !== "..";
  if (!isName(names.at(-1)!)) return null;
  return names.filter(isName).slice(-MAX_FOLDERS);
}

/** A media type without parameters; empty for anything else. */
function typeOf(encoded: string): string {
  const type = encoded.toLowerCase();
  return /^[\w.+-]{1,100}\/[\w.+-]{1,100}$/.test(type) ? type : "";
}
