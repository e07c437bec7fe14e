/** One page's live stream: opens, beats, and ends when its browser goes. */
import { encodeSse, HEARTBEAT } from "./sse.ts";
import type { SseMessage } from "./sse.ts";

/** Quiet streams are cut by proxies; one beat in this time keeps them. */
const HEARTBEAT_MS = 15_000;
/** A stream is ended here before anything on the way ends it: between these, so that not all end at once. */
const LONGEST_MS = { least: 4 * 60_000, most: 6 * 60_000 };
/** How soon a browser comes back after a planned end. */
const RETRY_MS = 500;

const encoder = new TextEncoder();

export class LiveStream {
  readonly body: ReadableStream<Uint8Array>;
  #controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  /** Told when it has ended, by whichever side. */
  onClose: () => void = () => {};
  /** Told when its browser has taken in what it was sent. */
  onReady: () => void = () => {};
  readonly #heartbeat: ReturnType<typeof setInterval>;
  readonly #end: ReturnType<typeof setTimeout>;

  constructor() {
    this.body = new ReadableStream({
      start: (controller) => {
        this.#controller = controller;
      },
      pull: () => this.onReady(),
      cancel: () => this.#closed(),
    }, { highWaterMark: 16 });
    this.#heartbeat = setInterval(() => this.#write(HEARTBEAT), HEARTBEAT_MS);
    const { least, most } = LONGEST_MS;
    this.#end = setTimeout(() => this.close(), least + Math.random() * (most - least));
    this.send({ event: "hello", retry: RETRY_MS, data: "" });
  }

  /** Whether it has not ended. */
  get open(): boolean {
    return this.#controller !== null;
  }

  /** Whether the browser keeps up with what it was sent. */
  get ready(): boolean {
    return this.#controller !== null && (this.#controller.desiredSize ?? 0) > 0;
  }

  /** Sends one message; nothing if the stream is closed. */
  send(message: SseMessage): void {
    this.#write(encodeSse(message));
  }

  /** Ends the stream; the browser connects again if its page is still open. */
  close(): void {
    try {
      this.#controller?.close();
    } catch {
      // Already closed by the other side: the same end.
    }
    this.#closed();
  }

  #write(text: string): void {
    this.#controller?.enqueue(encoder.encode(text));
  }

  #closed(): void {
    if (this.#controller === null) return;
    this.#controller = null;
    clearInterval(this.#heartbeat);
    clearTimeout(this.#end);
    this.onClose();
  }
}
