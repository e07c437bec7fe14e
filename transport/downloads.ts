/** What a browser gets of a file that its page serves: a download, an image made of bytes. */
import type { ServedFile } from "../runtime/files.ts";

/** Types that a browser would run as a page of ours, were it to show them. */
const ACTIVE = /^(?:text\/html|image\/svg\+xml|text\/xml|application\/(?:\w+\+)?xml|.*\+xml)$/;
/** Names that Windows keeps for devices, whatever their ending. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)(?:\.|$)/i;
/** Bytes of a file on disk that are read at once. */
const PIECE = 64 * 1024;
/** Shorter than what file systems take, with room for a browser's " (2)". */
const MAX_NAME = 150;

/**
 * Answers with a file's content, or the part of it that `range` asks for. A function is called here,
 * and nowhere else.
 */
export async function sendFile(file: ServedFile, range: string | null): Promise<Response> {
  const { size, part } = await contentOf(file);
  const type = typeWithCharset(file.type);
  const attachment = file.attachment === true ||
    ACTIVE.test(file.type.toLowerCase().split(";")[0]!);
  const headers: Record<string, string> = {
    "content-type": type,
    "content-disposition": contentDisposition(file.name, attachment),
    // An id without a place of its own stands for this content for good.
    "cache-control": file.place === undefined ? "private, max-age=3600" : "private, no-store",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
    "accept-ranges": "bytes",
    // A PDF viewer does not start in a sandbox.
    ...(type !== "application/pdf" && {
      "content-security-policy": "default-src 'none'; sandbox",
    }),
  };
  const asked = range === null ? null : partOf(range, size);
  if (asked === "none") {
    return new Response(null, {
      status: 416,
      headers: { ...headers, "content-range": `bytes */${size}` },
    });
  }
  const { from, to } = asked ?? { from: 0, to: size - 1 };
  headers["content-length"] = String(to + 1 - from);
  if (asked !== null) headers["content-range"] = `bytes ${from}-${to}/${size}`;
  return new Response(await part(from, to + 1), { status: asked === null ? 200 : 206, headers });
}

/** What a file holds, in parts: from one byte up to another, which is not among them. */
interface Content {
  readonly size: number;
  part(from: number, end: number): BodyInit | Promise<BodyInit>;
}

async function contentOf({ name, content }: ServedFile): Promise<Content> {
  if (typeof content === "object" && "path" in content) return await onDisk(new URL(content.path));
  const made = typeof content === "function" ? await content() : content;
  const bytes = typeof made === "string" ? new TextEncoder().encode(made) : made;
  if (!(bytes instanceof Uint8Array)) {
    throw new TypeError(
      `Cannot send file "${name}": its function must make text or a Uint8Array, made ${typeof made}`,
    );
  }
  return { size: bytes.length, part: (from, end) => bytes.subarray(from, end) as BodyInit };
}

/** A file that is read no faster than it is sent, and no further than it is asked for. */
async function onDisk(path: URL): Promise<Content> {
  const { size } = await Deno.stat(path);
  return {
    size,
    async part(from, end) {
      const file = await Deno.open(path);
      await file.seek(from, Deno.SeekMode.Start);
      let left = end - from;
      return new ReadableStream({
        async pull(controller) {
          const piece = new Uint8Array(Math.min(left, PIECE));
          const read = left === 0 ? null : await file.read(piece);
          if (read === null) {
            file.close();
            return controller.close();
          }
          left -= read;
          controller.enqueue(piece.subarray(0, read));
        },
        cancel: () => file.close(),
      });
    },
  };
}

/** Text without a named encoding is what we make of text. */
function typeWithCharset(type: string): string {
  if (!/^[\w.+-]+\/[\w.+-]+(?:;[ -~]*)?$/.test(type)) return "application/octet-stream";
  return type.startsWith("text/") && !/;\s*charset=/i.test(type) ? `${type}; charset=utf-8` : type;
}

/** One range of bytes; null for a header that may be ignored, "none" for one outside the content. */
function partOf(range: string, length: number): { from: number; to: number } | "none" | null {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(range);
  if (match === null || match[0] === "bytes=-") return null;
  const [, first = "", last = ""] = match;
  const from = first === "" ? Math.max(0, length - Number(last)) : Number(first);
  const to = first === "" || last === "" ? length - 1 : Math.min(Number(last), length - 1);
  return from > to ? "none" : { from, to };
}

/**
 * The header that names a file for saving: a plain name for any browser, the whole one encoded.
 * Whatever the name holds, it is one name, on every system, and stays within the header.
 */
export function contentDisposition(name: string, attachment: boolean): string {
  const safe = safeName(name);
  const plain = safe.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[^ -~]|["%;\\]/g, "_");
  const encoded = encodeURIComponent(safe).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${
    attachment ? "attachment" : "inline"
  }; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

function safeName(name: string): string {
  let safe = name.toWellFormed().normalize()
    // Control characters, line ends among them, and what turns the reading direction: `gpj.exe`.
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, "")
    .replace(/[/\\:*?"<>|]/g, "_")
    .replace(/^[. ]+|[. ]+$/g, "");
  if (RESERVED.test(safe)) safe = `_${safe}`;
  const letters = [...safe];
  if (letters.length > MAX_NAME) {
    const ending = /\.[A-Za-z0-9]{1,10}$/.exec(safe)?.[0] ?? "";
    safe = letters.slice(0, MAX_NAME - ending.length).join("") + ending;
  }
  return safe === "" ? "download" : safe;
}
