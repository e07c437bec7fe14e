/**
 * Who sends wrong tokens over and over is not listened to for a while. It is counted by the cookie
 * that comes along, so that others behind the same address go on undisturbed; who changes the cookie
 * each time has to guess that as well.
 */

/** Wrong tokens count for this long. */
const WINDOW_MS = 10 * 60_000;
/** Browsers that are counted at once; the one that was wrong least recently is forgotten first. */
const MAX_BROWSERS = 10_000;
/** Longer cookies are none of ours. */
const MAX_COOKIE = 64;

interface Count {
  wrong: number;
  /** When the count began, by the clock. */
  readonly since: number;
}

export class BadTokens {
  readonly #most: number;
  readonly #now: () => number;
  readonly #counts: Map<string, Count> = new Map();

  /** `most` in ten minutes. */
  constructor(most: number, now: () => number = Date.now) {
    this.#most = most;
    this.#now = now;
  }

  /** Whether this browser has sent too many. */
  tooMany(cookie: string): boolean {
    return (this.#current(cookie)?.wrong ?? 0) >= this.#most;
  }

  /**
   * Notes a wrong token. `weight` is less than 1 where there may be an innocent reason: after a restart
   * every open tab brings the token of a page that nobody knows any more.
   */
  note(cookie: string, weight: number): void {
    const key = keyOf(cookie);
    const { wrong, since } = this.#current(cookie) ?? { wrong: 0, since: this.#now() };
    this.#counts.delete(key);
    this.#counts.set(key, { wrong: wrong + weight, since });
    if (this.#counts.size > MAX_BROWSERS) this.#counts.delete(this.#counts.keys().next().value!);
  }

  #current(cookie: string): Count | undefined {
    const count = this.#counts.get(keyOf(cookie));
    if (count === undefined || this.#now() - count.since < WINDOW_MS) return count;
    this.#counts.delete(keyOf(cookie));
    return undefined;
  }
}

function keyOf(cookie: string): string {
  return cookie.slice(0, MAX_COOKIE);
}
