/** One page's live stream: opens, beats, and ends when its browser goes. */
import type { Clock } from "../runtime/timers.ts";
import { QUEUE } from "./answer.ts";
import { encodeSse } from "./sse.ts";
import type { SseMessage } from "./sse.ts";

/** Quiet streams are cut by proxies; one beat in this time keeps them. */
const HEARTBEAT_MS = 15_000;
/** A stream is ended here before anything on the way ends it: between these, so that not all end at once. */
const LONGEST_MS = { least: 4 * 60_000, most: 6 * 60_000 };
/** In steps: for each length of time Deno holds some memory until it is up, though its timer is cancelled. */
const STEP_MS = 50;
/**
 * How soon a browser comes back after its stream has ended: between these, and not the same for all,
 * so that those whose server went away do not come back to it all at once.
 */
const RETRY_MS = { least: 300, most: 1500 };
/**
 * A brief stream is for a browser that hears a long one too late, because something on the way hands on
 * only what is over. It ends soon after it has brought something, but not at once: what comes within
 * that time comes along, and a browser to which its beat comes well before its end is told that way
 * that nothing holds it up any more.
 */
const BRIEF_MS = { beat: 500, least: 1_250, most: 10_000, retry: 100 };
/** How soon, after it had to make room for another one. */
const MADE_ROOM_MS = 10_000;
/** How soon it comes back if this process ends: when another has begun, and not all at once. */
const LEFT_MS = { least: 500, most: 2_000 };

/** Keeps proxies from closing a quiet stream, and tells its browser that it gets through. */
const HEARTBEAT = encodeSse({ event: "beat", data: "" });

const encoder = new TextEncoder();

/** Who has to know of a stream. */
export interface LiveOptions {
  readonly clock: Clock;
  /** Told at each heartbeat: time to ask whether its user may still watch. */
  readonly onBeat: () => void;
  /** Told once, however it ended. */
  readonly onEnd: () => void;
  /** Ends soon, for its browser to ask for the next. Default: false. */
  readonly brief?: boolean;
}

export class LiveStream {
  readonly body: ReadableStream<Uint8Array>;
  #controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  /** Told when it has ended, by whichever side: the page that it is joined to just then. */
  onClose: () => void = () => {};
  /** Told when its browser has taken in what it was sent. */
  onReady: () => void = () => {};
  readonly #clock: Clock;
  readonly #onEnd: () => void;
  readonly #brief: boolean;
  readonly #started: number;
  #cancelBeat: () => void;
  #cancelEnd: () => void;

  constructor({ clock, onBeat, onEnd, brief = false }: LiveOptions) {
    this.#clock = clock;
    this.#onEnd = onEnd;
    this.#brief = brief;
    this.#started = clock.now();
    this.body = new ReadableStream({
      start: (controller) => {
        this.#controller = controller;
      },
      pull: () => this.onReady(),
      cancel: () => this.#closed(),
    }, QUEUE);
    const beat = () => {
      this.#cancelBeat = clock.after(HEARTBEAT_MS, beat);
      this.#write(HEARTBEAT);
      onBeat();
    };
    this.#cancelBeat = clock.after(brief ? BRIEF_MS.beat : HEARTBEAT_MS, beat);
    const longest = STEP_MS * Math.round(within(LONGEST_MS) / STEP_MS);
    this.#cancelEnd = clock.after(brief ? BRIEF_MS.most : longest, () => this.#over());
    const retry = brief ? BRIEF_MS.retry : Math.round(within(RETRY_MS));
    this.#write(encodeSse({ event: "hello", retry, data: "" }));
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
    if (!this.#brief || !this.open) return;
    this.#cancelEnd();
    const left = this.#started + BRIEF_MS.least - this.#clock.now();
    this.#cancelEnd = this.#clock.after(Math.max(0, left), () => this.#over());
  }

  /** Ends the stream in favour of another one: its browser comes back, but not at once. */
  makeRoom(): void {
    this.send({ event: "room", retry: MADE_ROOM_MS, data: "" });
    this.close();
  }

  /** Ends the stream because this process ends: its browser comes back to whoever is there then. */
  leave(): void {
    this.send({ event: "leave", retry: Math.round(within(LEFT_MS)), data: "" });
    this.close();
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

  /** Its time is over. */
  #over(): void {
    if (this.#brief) this.#write(encodeSse({ event: "bye", data: "" }));
    this.close();
  }

  #write(text: string): void {
    this.#controller?.enqueue(encoder.encode(text));
  }

  #closed(): void {
    if (this.#controller === null) return;
    this.#controller = null;
    this.#cancelBeat();
    this.#cancelEnd();
    this.#onEnd();
    this.onClose();
  }
}

function within({ least, most }: { readonly least: number; readonly most: number }): number {
  return least + Math.random() * (most - least);
}
