/** Where a picture, a sound, a film or a document comes from: bytes, a file on disk, or an address. */
import type { Files } from "../files.ts";
import { mediaAddress, quoteAddress } from "../web_address.ts";

export type MediaSource =
  | { readonly kind: "url"; readonly url: string }
  /** A file that the session serves. */
  | { readonly kind: "file"; readonly id: string };

/** What a source may be made of. */
export interface MediaKind {
  /** Such as `"draw image"`, for errors. */
  readonly action: string;
  /** How data URLs of it begin, behind `data:`; null for none. */
  readonly data: string | null;
  /** How its media types begin. */
  readonly types: string;
  /** What its bytes can be, for errors. */
  readonly formats: string;
  /** The media type of bytes by how they begin, in characters of one byte. */
  readonly beginnings: readonly (readonly [type: string, beginning: RegExp])[];
  /** What the author says the bytes are. */
  readonly mime?: string | undefined;
}

/** Bytes by which a file's type is told. */
const HEAD = 1024;

/**
 * Bytes and files as the session serves them, an address as it may stand in a page. Only a `file:` URL
 * names a file on disk, never text, which a visitor may have entered.
 *
 * @throws {TypeError} If the content is of no such kind, or the address may not stand in a page.
 * @throws {Deno.errors.NotFound} If there is no such file.
 */
export function mediaSource(
  files: Files,
  kind: MediaKind,
  source: string | Uint8Array | URL,
): MediaSource {
  if (source instanceof Uint8Array) {
    return { kind: "file", id: files.add({ content: source, ...called(kind, source) }) };
  }
  if (source instanceof URL && source.protocol === "file:") {
    const { size, mtime } = Deno.statSync(source);
    const content = { path: source.href, size, changed: mtime?.getTime() ?? 0 };
    return { kind: "file", id: files.add({ content, ...called(kind, headOf(source)) }) };
  }
  return { kind: "url", url: mediaUrl(kind, source) };
}

/**
 * The address as it may stand in a page.
 *
 * @throws {TypeError} If it is no `http:` or `https:` URL, no path from the root, and no data of its kind.
 */
export function mediaUrl(
  { action, data }: Pick<MediaKind, "action" | "data">,
  source: string | URL,
): string {
  const url = mediaAddress(source, data);
  if (url !== null) return url;
  const wanted = data === null ? "an http(s) URL" : `bytes, an http(s) or data:${data} URL`;
  throw new TypeError(
    `Cannot ${action} from ${
      quoteAddress(source)
    }: must be ${wanted}, or a path that starts with "/"`,
  );
}

/** The media type of bytes; null if they are none of the kind. */
export function mediaType(
  { beginnings }: Pick<MediaKind, "beginnings">,
  bytes: Uint8Array,
): string | null {
  const head = String.fromCharCode(...bytes.subarray(0, HEAD));
  return beginnings.find(([, beginning]) => beginning.test(head))?.[0] ?? null;
}

function called(kind: MediaKind, bytes: Uint8Array): { type: string; name: string } {
  const { action, mime, types, formats } = kind;
  if (mime !== undefined && !mime.startsWith(types)) {
    throw new TypeError(`Cannot ${action} as mime must start with "${types}": received "${mime}"`);
  }
  const type = mime ?? mediaType(kind, bytes);
  if (type === null) {
    throw new TypeError(`Cannot ${action}: bytes must be those of ${formats}`);
  }
  const [general, special = ""] = type.split(";")[0]!.split("/");
  const ending = special.replace(/^x-|\+xml$/g, "").replace("quicktime", "mov");
  return { type, name: `${general === "application" ? "document" : general}.${ending}` };
}

function headOf(path: URL): Uint8Array {
  using file = Deno.openSync(path);
  const head = new Uint8Array(HEAD);
  return head.subarray(0, file.readSync(head) ?? 0);
}
