/**
 * The author's code, as far as it can be told apart: a deploy changes it while pages are open. What a
 * page was drawn by is stored with it, so that a process with other code draws it anew.
 */
import { digestNumber } from "./ids.ts";

type Code = (...args: never[]) => unknown;

const digests = new WeakMap<Code, number>();
/** Code that this process has for all pages, whether one shows it just now or not. */
const known = new Set<number>();

/** Tells code from other code, in every process. */
export function codeOf(body: Code): number {
  let code = digests.get(body);
  if (code === undefined) digests.set(body, code = digestNumber(`${body.name}\n${body}`));
  return code;
}

/** Notes code that lasts as long as the process. */
export function knowCode(body: Code): void {
  known.add(codeOf(body));
}

/** Whether this process has such code. */
export function isKnown(code: number): boolean {
  return known.has(code);
}
