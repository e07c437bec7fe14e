/**
 * Where an error happened in the author's code: its stack without the frames of Eddy and of Deno, and
 * the lines of source around it.
 */

/** A place in a module. */
export interface Place {
  readonly url: string;
  readonly line: number;
  readonly column: number;
}

/** Lines of a module, with the number of the first, and of the one that is meant. */
export interface Excerpt {
  readonly lines: readonly string[];
  readonly first: number;
  readonly line: number;
}

/** Lines shown before and behind the one that is meant. */
const AROUND = 2;
/** Where our own modules are, whoever serves them. */
const ROOT = new URL("../", import.meta.url).href;
const OURS = ["mod.ts", "runtime/", "web/", "transport/"].map((path) => `${ROOT}${path}`);

/** The frames of a stack that are the author's, or of what the author uses. */
export function framesOf(error: Error): readonly string[] {
  const { stack = "", message } = error;
  // What it says comes first, and may look like a place: it names none.
  const said = stack.indexOf(message);
  return stack.slice(said < 0 ? 0 : said + message.length).split("\n")
    .filter((line) => /^\s+at /.test(line) && !isForeign(line)).map((line) => line.trim());
}

/** What is run for the author, and not by the author. */
function isForeign(frame: string): boolean {
  return OURS.some((ours) => frame.includes(ours)) && !frame.includes("_test.ts:") ||
    /\b(?:ext|node|deno):|\/hono\/|<anonymous>/.test(frame);
}

/** The place that a frame names; null for none that can be looked up. */
export function placeOf(frame: string): Place | null {
  const found = /((?:file|https?|data):\S+?):(\d+):(\d+)\)?$/.exec(frame);
  if (found === null) return null;
  const [, url, line, column] = found;
  return { url: url!, line: Number(line), column: Number(column) };
}

/** The lines around a place; null if it has no such line. */
export function excerptOf(source: string, { line }: Place): Excerpt | null {
  const all = source.split(/\r?\n/);
  if (line > all.length) return null;
  const first = Math.max(1, line - AROUND);
  return { lines: all.slice(first - 1, line + AROUND), first, line };
}
