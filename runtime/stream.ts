/**
 * Streams of text, drawn as they come. Pieces of text grow into one Markdown element, anything between
 * them is drawn for itself. Called by `write()` and `writeStream()`.
 */
import { drawBlock, newBlock } from "./container.ts";
import { PLAIN } from "./elements/container.ts";
import type { ContainerBlock } from "./elements/container.ts";
import { untilEnd } from "./later.ts";
import { currentScope, enter } from "./scope.ts";
import type { Scope } from "./scope.ts";
import { handOver } from "./unawaited.ts";

/** Whatever hands out pieces one after the other. */
export type PieceStream = AsyncIterable<unknown> | Iterable<unknown> | ReadableStream<unknown>;

/**
 * Draws `stream` at the current place; answers all of its text. `other` draws a piece that is none. When
 * the run ends first, the stream is told so; when its user stops it, the text is what has come by then.
 */
export function drawStream(
  action: string,
  stream: PieceStream,
  other: (piece: unknown) => void,
): Promise<string> {
  const block: ContainerBlock = { ...newBlock(action, "container"), ...PLAIN, stream: true };
  drawBlock(action, block);
  const scope = { ...currentScope(action), block };
  const { run } = scope;
  const decoder = new TextDecoder();
  let whole = "";
  /** The text that still grows, in the last of the block's children. */
  let growing = "";
  const grow = (text: string) => {
    if (text === "") return;
    if (growing !== "") block.children.pop();
    growing += text;
    whole += text;
    block.children.push({
      kind: "markdown",
      style: "markdown",
      text: growing,
      help: null,
      textAlignment: null,
      width: null,
    });
    run.progress();
  };
  const work = eachPiece(scope, stream, (piece) => {
    if (typeof piece === "string") return grow(piece);
    if (piece instanceof Uint8Array) return grow(decoder.decode(piece, { stream: true }));
    growing = "";
    enter(scope, () => other(piece));
  }).then(() => {
    grow(decoder.decode());
    return whole;
  });
  return handOver(scope, work);
}

/** Whether it hands out pieces; text and lists do not count, they are there at once. */
export function isPieceStream(value: unknown): value is PieceStream {
  if (typeof value !== "object" || value === null) return false;
  return Symbol.asyncIterator in value || value instanceof ReadableStream ||
    (Symbol.iterator in value && typeof (value as { next?: unknown }).next === "function");
}

interface Source {
  next(): PromiseLike<IteratorResult<unknown>> | IteratorResult<unknown>;
  /** Tells the other side that nobody listens any more. */
  cancel(): unknown;
}

/** Takes the pieces of a stream as they come, as long as the run goes on. */
export async function eachPiece(
  { run, instance }: Scope,
  stream: PieceStream,
  take: (piece: unknown) => void,
): Promise<void> {
  const source = sourceOf(stream);
  let over = false;
  const signal = run.signalOf(instance);
  const halted = whenAborted(signal);
  try {
    while (true) {
      const next = Promise.race([source.next(), halted.over]);
      const { done, value } = await untilEnd(run, next);
      if (signal.aborted) break;
      if (done) {
        over = true;
        break;
      }
      run.checkpoint();
      take(value);
    }
  } catch (error) {
    // What its author handed the signal to has ended as it was told to.
    if (!run.isAbort(error)) throw error;
  } finally {
    halted.forget();
    // Not awaited: a generator that waits for something hears of it only when that has come.
    if (!over) void cancel(source);
  }
}

/** A piece that comes once nobody waits any longer, as if it were the last. */
function whenAborted(
  signal: AbortSignal,
): { over: Promise<IteratorResult<unknown>>; forget: () => void } {
  const { promise, resolve } = Promise.withResolvers<IteratorResult<unknown>>();
  const stop = () => resolve({ done: true, value: undefined });
  if (signal.aborted) stop();
  else signal.addEventListener("abort", stop, { once: true });
  return { over: promise, forget: () => signal.removeEventListener("abort", stop) };
}

async function cancel(source: Source): Promise<void> {
  try {
    await source.cancel();
  } catch {
    // It failed before, or fails at its clean-up: nobody is left to be told.
  }
}

function sourceOf(stream: PieceStream): Source {
  if (stream instanceof ReadableStream) {
    // Its own iterator would not be cancelled before the piece that it waits for.
    const reader = stream.getReader();
    return {
      next: () => reader.read() as Promise<IteratorResult<unknown>>,
      cancel: () => reader.cancel(),
    };
  }
  const iterator = Symbol.asyncIterator in stream
    ? stream[Symbol.asyncIterator]()
    : stream[Symbol.iterator]();
  return { next: () => iterator.next(), cancel: () => iterator.return?.() };
}
