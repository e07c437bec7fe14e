/**
 * What callbacks draw, errors of theirs among it: it stands at the top of the fragment whose widget called
 * them, in the run that follows and until the next (E5, E6).
 */
import { blockIn } from "./block.ts";
import type { OutsideBlock } from "./block.ts";
import { eachIn } from "./draw.ts";
import type { Element } from "./element.ts";
import type { Instance } from "./fragment.ts";
import type { FragmentId } from "./ids.ts";
import type { LeanMap } from "./lean.ts";
import { keepDrawn } from "./memo.ts";
import type { Run } from "./run.ts";

/** By the fragment whose widget called them. */
export type Preludes = LeanMap<FragmentId, readonly Element[]>;

/** A place for what is drawn before the body of `instance`. */
export function preludeOf({ block, id }: Instance): OutsideBlock {
  return { ...blockIn(block, "prelude", id), kind: "outside" as const };
}

/** Adds to what stands before a body. Several requests may bring the same from the run that led to them. */
export function addPrelude({ preludes }: Run, id: FragmentId, drawn: readonly Element[]): void {
  if (drawn.length > 0) preludes.set(id, [...new Set([...preludes.get(id) ?? [], ...drawn])]);
}

/** Draws it, however often the body begins. */
export function drawPrelude(run: Run, instance: Instance): void {
  const drawn = run.preludes.get(instance.id);
  if (drawn === undefined) return;
  instance.keepable = false;
  instance.block.children.push(...drawn);
  const isPage = instance.definition === null;
  // What an earlier run has drawn is this one's from now on, and can be used.
  eachIn(run.session, drawn, (one) => {
    if ("definition" in one) {
      keepDrawn(run, one);
      if (!isPage) instance.calls.add(one.id);
    } else {
      one.run = run.number;
      run.drawn.add(one.id);
      if (!isPage) instance.widgets.add(one.id);
    }
  });
}

/** What callbacks of fragments drew that are no longer there is seen at the top of what has run instead. */
export function drawHomeless(run: Run): void {
  const { session, root } = run;
  for (const [id, drawn] of run.preludes) {
    if (session.instance(id) !== undefined) continue;
    root.block.children.unshift(...drawn);
    if (root.block.kind === "fragment") root.block.revision = ++session.revision;
  }
}
