/** The text of a post, as far as it may be taken in. Neither its length nor its pace is believed. */
import type { Refusal } from "./answer.ts";
import { inTime } from "./deadline.ts";

/** What a post may take. */
export interface BodyLimits {
  /** Most bytes. */
  readonly postBytes: number;
  /** Milliseconds in which all of it must have come. */
  readonly postTime: number;
}

/** A body's text, or why it is none. */
export type Body = { readonly ok: true; readonly text: string } | {
  readonly ok: false;
  readonly reason: Extract<Refusal, "too large" | "too slow" | "malformed" | "encoded">;
};

/** Bodies that say they are no longer than this are read in one piece: the server holds them to it. */
const SMALL = 64 * 1024;

/** Reads a body within its limits. */
export async function readBody(request: Request, limits: BodyLimits): Promise<Body> {
  if (isEncoded(request)) return { ok: false, reason: "encoded" };
  const length = Number(request.headers.get("content-length") ?? NaN);
  const { postBytes, postTime } = limits;
  if (length > postBytes) return { ok: false, reason: "too large" };
  try {
    if (length <= SMALL) {
      const text = await inTime(request.text(), postTime, null);
      if (text === null) return TOO_SLOW;
      // Who calls the app without a server between may claim any length.
      return text.length > postBytes ? { ok: false, reason: "too large" } : { ok: true, text };
    }
    const reader = request.body?.getReader();
    if (reader === undefined) return { ok: true, text: "" };
    const body = await inTime(readInPieces(reader, postBytes), postTime, TOO_SLOW);
    // What it fails with is the sender's end of the connection: of no interest any more.
    if (!body.ok) reader.cancel().catch(() => {});
    return body;
  } catch {
    // Its sender went away, and nobody hears the answer.
    return { ok: false, reason: "malformed" };
  }
}

const TOO_SLOW: Body = { ok: false, reason: "too slow" };

/** Whether the body is compressed or the like: nothing of ours is, and nobody is to have us unpack a bomb. */
export function isEncoded(request: Request): boolean {
  const encoding = request.headers.get("content-encoding");
  return encoding !== null && encoding.trim().toLowerCase() !== "identity";
}

async function readInPieces(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  maxBytes: number,
): Promise<Body> {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for (;;) {
    const piece = await reader.read();
    if (piece.done) return { ok: true, text: text + decoder.decode() };
    bytes += piece.value.length;
    if (bytes > maxBytes) return { ok: false, reason: "too large" };
    text += decoder.decode(piece.value, { stream: true });
  }
}
