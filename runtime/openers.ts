/** What `dialog()` has made, found again by its look: a session that was stored has no other word for it. */
import { codeOf, knowCode } from "./code.ts";
import type { DialogOptions } from "./dialog.ts";
import type { Definition } from "./fragment.ts";
import type { BlockId } from "./ids.ts";
import type { Run } from "./run.ts";
import { tryScope } from "./scope.ts";

/** What `dialog()` has made. */
export interface Opener {
  readonly id: BlockId;
  readonly title: string;
  readonly definition: Definition;
  readonly options: DialogOptions;
}

/** Those made outside of runs, for all pages, by what tells them apart; null for several of the same look. */
const lasting = new Map<string, Opener | null>();

/** Notes it, for {@linkcode openerOf}. */
export function remember(opener: Opener): void {
  const run = tryScope()?.run;
  if (run !== undefined) return void run.openers.add(opener);
  const look = lookOf(opener.title, opener.definition.body);
  lasting.set(look, lasting.has(look) ? null : opener);
  knowCode(opener.definition.body);
}

/** Tells it from others, in every process. */
export function lookOf(title: string, body: Definition["body"]): string {
  return `${codeOf(body)} ${title}`;
}

/** The one of this look, of those that last and those that `run` has made; null if it is none, or not one. */
export function openerOf(run: Run, look: string): Opener | null {
  const made = [...run.openers].filter(({ title, definition }) =>
    lookOf(title, definition.body) === look
  );
  const openers = lasting.has(look) ? [...made, lasting.get(look)!] : made;
  return openers.length === 1 ? openers[0]! : null;
}
