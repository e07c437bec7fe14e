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

/** Those made outside of runs, for all pages; null for several that are named alike. */
type Lasting = Map<string, Opener | null>;

const byLook: Lasting = new Map();
/** For who is changing their code just now. */
const byTitle: Lasting = new Map();

/** Notes it, for {@linkcode openerOf}. */
export function remember(opener: Opener): void {
  const run = tryScope()?.run;
  if (run !== undefined) return void run.openers.add(opener);
  const look = lookOf(opener.title, opener.definition.body);
  byLook.set(look, byLook.has(look) ? null : opener);
  byTitle.set(opener.title, byTitle.has(opener.title) ? null : opener);
  knowCode(opener.definition.body);
}

/** Tells it from others, in every process. */
export function lookOf(title: string, body: Definition["body"]): string {
  return `${codeOf(body)} ${title}`;
}

/**
 * The one of this look, of those that last and those that `run` has made; null if it is none, or not one.
 * While an app is being written, the one of this title will do: its body may be what was just changed.
 */
export function openerOf(
  run: Run,
  { look, title }: { readonly look: string; readonly title: string },
): Opener | null {
  const same = onlyOne(
    byLook.get(look),
    run,
    (one) => lookOf(one.title, one.definition.body) === look,
  );
  if (same !== null || run.session.options.beingWritten !== true) return same;
  return onlyOne(byTitle.get(title), run, (one) => one.title === title);
}

function onlyOne(
  lasting: Opener | null | undefined,
  { openers }: Run,
  isMeant: (opener: Opener) => boolean,
): Opener | null {
  const made = [...openers].filter(isMeant);
  const all = lasting === undefined ? made : [...made, lasting];
  return all.length === 1 ? all[0]! : null;
}
