/** The live streams that are open in this process, and how many there may be. */
import type { LiveStream } from "./live.ts";

/** How many. */
export interface StreamLimits {
  readonly streams: number;
  readonly streamsPerBrowser: number;
}

/**
 * Over plain http a browser opens six connections to a host, for all of its tabs: some are left for what
 * is done in them.
 */
const OVER_HTTP = 4;

export class Streams {
  readonly #limits: StreamLimits;
  /** By browser, the oldest first. */
  readonly #open: Map<string, LiveStream[]> = new Map();
  #count = 0;

  constructor(limits: StreamLimits) {
    this.#limits = limits;
  }

  /** How many are open. */
  get count(): number {
    return this.#count;
  }

  /**
   * Whether one more may be opened. A browser's own make room for each other; those of others do not,
   * or anybody could cut everybody off. `plain`: it has its pages by http.
   */
  hasRoom(browser: string, plain: boolean): boolean {
    const own = this.#open.get(browser)?.length ?? 0;
    return this.#count < this.#limits.streams || own >= this.#most(plain);
  }

  /** Takes in a stream. The oldest of its browser ends if there are too many of them. */
  add(browser: string, stream: LiveStream, plain: boolean): void {
    const own = this.#open.get(browser) ?? [];
    this.#open.set(browser, own);
    own.push(stream);
    this.#count++;
    if (own.length > this.#most(plain)) own[0]!.makeRoom();
  }

  /** Lets a stream go that has ended. */
  delete(browser: string, stream: LiveStream): void {
    const own = this.#open.get(browser) ?? [];
    const at = own.indexOf(stream);
    if (at < 0) return;
    own.splice(at, 1);
    this.#count--;
    if (own.length === 0) this.#open.delete(browser);
  }

  /** How many one browser may have. */
  #most(plain: boolean): number {
    const { streamsPerBrowser } = this.#limits;
    return plain ? Math.min(streamsPerBrowser, OVER_HTTP) : streamsPerBrowser;
  }
}
