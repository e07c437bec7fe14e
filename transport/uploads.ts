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
import { StoreDown } from "./page_record.ts";
import type { Receipt, UploadKeeper } from "./upload_folder.ts";

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
    readonly keeper: UploadKeeper;
    /** Longest pause of the file, in milliseconds. */
    readonly pause: number;
    /** Told why a file could not be kept, if that is the server's fault. */
    readonly onError: (error: unknown) => void;
    /** Has the page, as it is by then, take the file in; or says why it cannot. */
    readonly add: (file: (now: Session) => boolean) => Promise<boolean | Refusal>;
  },
): Promise<Response> {
  const { session, keeper, pause } = to;
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
  const receipt = await receive(request.body, { session, keeper, limit, pause });
  if (!receipt.ok) {
    switch (receipt.reason) {
      case "too large":
        return tooLarge();
      case "no room":
        return noRoom();
      case "broken":
        return say("malformed", `“${name}” did not arrive whole.`);
      case "disk":
        to.onError(new Error(`Cannot keep an upload on disk`, { cause: receipt.cause }));
        return say("disk full", `The app has no room for “${name}” now. Please try again later.`);
      case "store":
        to.onError(new StoreDown(receipt.cause));
        return say(
          "store down",
          `The app cannot reach its storage for “${name}”. Please try again.`,
        );
      default:
        return receipt.reason satisfies never;
    }
  }
  const { id, size, stored } = receipt;
  const inFolder = element.folder && path !== null && path.length > 1;
  const handle = { id, name, ...(inFolder && { path: path.join("/") }), type, size };
  let holder: Session | null = null;
  let added: boolean | Refusal;
  try {
    added = await to.add((now) => {
      if (!now.uploads.hasRoom(size)) return false;
      const place = stateName(record.id, record.key);
      now.uploads.add(handle, { widget: record.id, place, stored });
      holder = now;
      return true;
    });
  } catch (error) {
    (holder as Session | null)?.uploads.withdraw(id);
    keeper.delete({ handle, stored });
    throw error;
  }
  if (added !== true) {
    keeper.delete({ handle, stored });
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
  { session: { uploads }, keeper, limit, pause }: {
    readonly session: Session;
    readonly keeper: UploadKeeper;
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
    return await keeper.receive(body, limit, { pause, admit });
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
