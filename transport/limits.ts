/** How much one browser, one page and the whole process may take, and what holds if nothing is set. */
import { parseInterval } from "../runtime/interval.ts";
import type { Interval } from "../runtime/interval.ts";

/**
 * Limits of an app. Each has a default that no ordinary use meets; sizes are bytes, times are
 * intervals such as `"30s"`.
 */
export interface Limits {
  /** Most bytes of one post: values of widgets, not files. Default: 4 MiB. Above: 413. */
  postBytes?: number;
  /** Most fields of one post: a widget's event is one, each of its values another. Default: 10,000. Above: 413. */
  postFields?: number;
  /** How long a post may take to arrive. Default: `"30s"`. Later: 408. */
  postTime?: Interval;
  /** Longest pause of an upload under way. Default: `"60s"`. Longer: 400, and nothing is kept. */
  uploadPause?: Interval;
  /** Most bytes of files that one page holds. Default: ten times `maxUploadSize`. Above: 413. */
  uploadBytesPerPage?: number;
  /** Most bytes of files that this process holds on disk. Default: a hundred times `maxUploadSize`. Above: 413. */
  uploadBytes?: number;
  /**
   * Most bytes of files in a store that processes share, of all of them together. Default: ten times
   * `maxUploadSize`. Above: 413.
   */
  storedUploadBytes?: number;
  /**
   * Most live streams of one browser: its visible tabs. Default: 32, and never more than 4 where it
   * has its pages by plain http, over which it opens no more than six connections. Above: the oldest
   * ends and comes back after ten seconds.
   */
  streamsPerBrowser?: number;
  /** Most live streams of this process. Default: 10,000. Above: 503, and the page asks again. */
  streams?: number;
  /**
   * Most bytes of one page's data: its state and the values of its widgets. Default: 4 MiB. Above: a
   * post whose values lift it there is answered by 413; where it is the app's own state, an error in the
   * log names it, and once the page is idle it is let go instead of stored.
   */
  sessionBytes?: number;
  /** Most bytes of pages held ready in this process. Default: 256 MiB. Above: who was idle longest is stored, its stream ended if need be. */
  heldBytes?: number;
  /**
   * Longest time that a run may take. Default: `"5m"`; null for any. Longer: it ends, `context.signal`
   * aborts, and an error stands where it was.
   */
  runTime?: Interval | null;
  /** Shortest `runEvery`. Default: `"50ms"`. Below: raised to it, with a warning in the log. */
  shortestInterval?: Interval;
  /** Wrong tokens that one browser may send in ten minutes. Default: 10. Above: 429. */
  badTokens?: number;
}

/** Every limit in place; sizes in bytes, times in milliseconds. */
export interface ResolvedLimits {
  readonly postBytes: number;
  readonly postFields: number;
  readonly postTime: number;
  readonly uploadPause: number;
  readonly uploadBytesPerPage: number;
  readonly uploadBytes: number;
  readonly storedUploadBytes: number;
  readonly streamsPerBrowser: number;
  readonly streams: number;
  readonly sessionBytes: number;
  readonly heldBytes: number;
  readonly runTime: number | null;
  readonly shortestInterval: number;
  readonly badTokens: number;
}

const MIB = 1024 * 1024;

/**
 * Fills in defaults.
 *
 * @throws {RangeError} If a limit is not above 0.
 */
export function resolveLimits(limits: Limits, maxUploadSize: number): ResolvedLimits {
  const count = (name: keyof Limits, preset: number): number => {
    const value = limits[name] ?? preset;
    if (typeof value === "number" && value > 0) return value;
    throw new RangeError(`Cannot set limits.${name} to ${value}: it must be a number above 0`);
  };
  const time = (name: keyof Limits, preset: Interval): number => {
    const value = parseInterval(limits[name] ?? preset);
    if (value !== null) return value;
    throw new RangeError(`Cannot set limits.${name} to ${limits[name]}: it must be above 0`);
  };
  return {
    postBytes: count("postBytes", 4 * MIB),
    postFields: count("postFields", 10_000),
    postTime: time("postTime", "30s"),
    uploadPause: time("uploadPause", "60s"),
    uploadBytesPerPage: count("uploadBytesPerPage", 10 * maxUploadSize),
    uploadBytes: count("uploadBytes", 100 * maxUploadSize),
    storedUploadBytes: count("storedUploadBytes", 10 * maxUploadSize),
    streamsPerBrowser: count("streamsPerBrowser", 32),
    streams: count("streams", 10_000),
    sessionBytes: count("sessionBytes", 4 * MIB),
    heldBytes: count("heldBytes", 256 * MIB),
    runTime: limits.runTime === null ? null : time("runTime", "5m"),
    shortestInterval: time("shortestInterval", "50ms"),
    badTokens: count("badTokens", 10),
  };
}
