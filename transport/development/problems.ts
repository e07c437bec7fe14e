/** What Deno prints about a program that it cannot run or check, taken apart for a page to show. */

import { pathOf } from "../sources.ts";

/** One thing that is wrong with the program. */
export interface Problem {
  /** What it is, in one or more lines. */
  readonly message: string;
  /** The lines of source that Deno shows, with its mark under them; empty without. */
  readonly excerpt: string;
  /** Where it is: a path, a line, a column; null where Deno names no place. */
  readonly place: { readonly path: string; readonly line: number; readonly column: number } | null;
}

/** Behind the address of a module: a line and a column. */
const PLACE = /^\s+at .*?((?:file|https?):\/\/\S+?):(\d+):(\d+)\)?$/;
/** Lines that say how many there are, or how Deno came to say it. */
const NOISE =
  /^(?:Found \d+ errors?\.|error: Type checking failed\.|Stack backtrace:|\s+\d+: <unknown>)$/;

/** Takes apart what Deno has printed without colours, `deno check` or an uncaught error. */
export function problemsOf(text: string): readonly Problem[] {
  const problems: Problem[] = [];
  let lines: string[] = [];
  const end = (place: Problem["place"]) => {
    const [first = "", ...rest] = lines.filter((line) => line.trim() !== "");
    lines = [];
    if (first === "") return;
    // What the type checker adds to an error stands further in, and has a place of its own.
    const former = problems.at(-1);
    if (former !== undefined && place !== null && first.startsWith("    ")) {
      const where = `${place.path}:${place.line}:${place.column}`;
      problems.splice(-1, 1, {
        ...former,
        message: `${former.message}\n${first.trim()} (${where})`,
      });
      return;
    }
    // Deno shows source with a mark under it; what it could not parse, behind a rule.
    const mark = rest.findIndex((line) => /^\s*(?:\|\s*)?[~^]+\s*$/.test(line));
    const rule = rest.findIndex((line) => /^\s*\d*\s*\|/.test(line));
    const at = mark < 0 ? rest.length : rule < 0 ? mark - 1 : rule;
    const [message, excerpt] = [rest.slice(0, at), rest.slice(at)];
    problems.push({
      message: [first.replace(/^error: (?:Uncaught (?:\(in promise\) )?)?/, ""), ...message]
        .join("\n"),
      excerpt: excerpt.join("\n"),
      place,
    });
  };
  let placed = false;
  for (const line of text.split("\n")) {
    if (NOISE.test(line)) continue;
    const place = PLACE.exec(line);
    // Behind the first place come those that called it.
    if (place !== null && placed) continue;
    placed = place !== null;
    if (place === null) {
      lines.push(line);
      continue;
    }
    end({ path: pathOf(place[1]!), line: Number(place[2]), column: Number(place[3]) });
  }
  end(null);
  return problems;
}
