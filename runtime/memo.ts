/**
 * Fragments with `memo`: a full run that calls one with the same arguments keeps what it has drawn, and
 * all that stands in it, as if it had drawn it again.
 */
import type { Block, Place } from "./block.ts";
import { isOtherFragment } from "./fragment.ts";
import type { Instance } from "./fragment.ts";
import type { Run } from "./run.ts";
import type { WidgetRecord } from "./widget.ts";
import { sameValue, stateName } from "./widget.ts";

/**
 * Keeps what `before` has drawn for a call that is `now`. Answers whether it could: not if anything in it
 * was used or would be drawn in another way, failed, or stands elsewhere on the page.
 */
export function keep(run: Run, before: Instance | undefined, now: Instance): before is Instance {
  if (!now.definition!.options.memo || before === undefined) return false;
  if (run.kind !== "page" || !isSameCall(before, now)) return false;
  const all = insideOf(run, before);
  if (!all.every((one) => isIntact(run, one) && hasInterval(one))) return false;
  if (!run.session.anchors.keep(all.map(({ id }) => id), run.number)) return false;
  // What was drawn around it before is not held.
  before.parent = now.parent;
  keepAll(run, all);
  refresh(run, before.block);
  return true;
}

/** Keeps what stands in `instance` as it is, with whatever was used there since. */
export function keepDrawn(run: Run, instance: Instance): void {
  const all = insideOf(run, instance);
  run.session.anchors.keep(all.map(({ id }) => id), run.number);
  keepAll(run, all);
}

function keepAll(run: Run, all: readonly Instance[]): void {
  for (const instance of all) {
    instance.run = run.number;
    run.called.add(instance.id);
    run.session.timers.set(instance.id, instance.interval);
    for (const id of instance.widgets) {
      const record = run.session.widgets.get(id);
      // Another place of the page has drawn it since.
      if (record?.owner !== instance.id) continue;
      record.run = run.number;
      run.drawn.add(id);
    }
  }
}

/** Puts the fragments that reran by themselves where they stood. */
export function refresh(run: Run, block: Block): void {
  block.children.forEach((child, i) => {
    if (!("children" in child)) return;
    const newest = child.kind === "fragment" && run.session.fragments.get(child.region)?.block;
    block.children[i] = newest || child;
    refresh(run, newest || child);
  });
}

function isSameCall(before: Instance, now: Instance): boolean {
  const { given } = before;
  return !isOtherFragment(before, now) && before.page === now.page &&
    isSamePlace(before.block.place, now.block.place) &&
    given !== null && given.length === now.args.length &&
    given.every((arg, i) => sameValue(arg, now.args[i]));
}

/** Arguments as they are now, whatever becomes of them; null if one of them may change unseen. */
export function copyOf(args: readonly unknown[]): readonly unknown[] | null {
  const copies: unknown[] = [];
  for (const arg of args) {
    const copy = typeof arg === "function" ? arg : cloned(arg);
    if (!sameValue(copy, arg)) return null;
    copies.push(copy);
  }
  return copies;
}

/** A copy of what is data; undefined for what is none. */
function cloned(value: unknown): unknown {
  try {
    return structuredClone(value);
  } catch {
    // It holds functions, or is alive in another way.
    return undefined;
  }
}

function isSamePlace(a: Place, b: Place): boolean {
  return a.form === b.form && a.area === b.area && a.share === b.share && a.outside === b.outside;
}

/** An instance and the fragments called in it, and in them. */
function insideOf(run: Run, instance: Instance): Instance[] {
  const children = [...instance.calls].flatMap((id) => run.session.fragments.get(id) ?? []);
  return [instance, ...children.flatMap((child) => insideOf(run, child))];
}

/** Asks how often it is to run by itself, as each full run does. What cannot be read is said when it runs. */
function hasInterval(instance: Instance): boolean {
  try {
    instance.askInterval();
    return true;
  } catch {
    return false;
  }
}

/** Whether a fragment's last run went through, and nothing has happened since that its next one would show. */
function isIntact(run: Run, instance: Instance): boolean {
  if (instance.result === null || !instance.keepable || run.called.has(instance.id)) return false;
  if (!run.session.named.holds(instance.id)) return false;
  if (run.preludes.has(instance.id)) return false;
  return widgetsOf(run, instance).every((record) => {
    // Another place of the page has drawn it since.
    if (record?.owner !== instance.id) return false;
    const { id, key, value, bindQuery } = record;
    if (bindQuery !== null && run.session.query.isNews(bindQuery)) return false;
    return !run.triggers.has(id) && sameValue(run.session.state.get(stateName(id, key)), value);
  });
}

function widgetsOf({ session }: Run, { widgets }: Instance): (WidgetRecord | undefined)[] {
  return [...widgets].map((id) => session.widgets.get(id));
}
