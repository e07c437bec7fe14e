/** The text of a post, as far as it may be taken in. Neither its length nor its pace is believed. */
import type { Refusal } from "./answer.ts";

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
  if (length > limits.postBytes) return { ok: false, reason: "too large" };
  const late = Promise.withResolvers<typeof LATE>();
  const timer = setTimeout(() => late.resolve(LATE), limits.postTime);
  try {
    if (length <= SMALL) {
      const text = await Promise.race([request.text(), late.promise]);
      if (text === LATE) return { ok: false, reason: "too slow" };
      // Who calls the app without a server between may claim any length.
      return text.length > limits.postBytes
        ? { ok: false, reason: "too large" }
        : { ok: true, text };
    }
    return await readInPieces(request, limits.postBytes, late.promise);
  } catch {
    // Its sender went away, and nobody hears the answer.
    return { ok: false, reason: "malformed" };
  } finally {
    clearTimeout(timer);
  }
}

const LATE = Symbol("late");

/** Whether the body is compressed or the like: nothing of ours is, and nobody is to have us unpack a bomb. */
export function isEncoded(request: Request): boolean {
  const encoding = request.headers.get("content-encoding");
  return encoding !== null && encoding.trim().toLowerCase() !== "identity";
}

async function readInPieces(
  request: Request,
  maxBytes: number,
  late: Promise<typeof LATE>,
): Promise<Body> {
  if (request.body === null) return { ok: true, text: "" };
  const reader = request.body.getReader();
  const decoder = new TextDecoder();
  const giveUp = (reason: "too slow" | "too large"): Body => {
    // What it fails with is the sender's end of the connection: of no interest any more.
    reader.cancel().catch(() => {});
    return { ok: false, reason };
  };
  let text = "";
  let bytes = 0;
  for (;;) {
    const piece = await Promise.race([reader.read(), late]);
    if (piece === LATE) return giveUp("too slow");
    if (piece.done) return { ok: true, text: text + decoder.decode() };
    bytes += piece.value.length;
    if (bytes > maxBytes) return giveUp("too large");
    text += decoder.decode(piece.value, { stream: true });
  }
}
