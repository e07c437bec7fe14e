/** Puts elements where they belong: the one way from an author's call to the element tree. */
import { blockIn } from "./block.ts";
import type { Block, OutsideBlock } from "./block.ts";
import type { Element } from "./element.ts";
import type { Instance } from "./fragment.ts";
import type { Run } from "./run.ts";
import type { Session } from "./session.ts";
import type { WidgetRecord } from "./widget.ts";
import type { FragmentId, WidgetId } from "./ids.ts";
import { currentScope } from "./scope.ts";
import type { Scope } from "./scope.ts";

/** Draws `element` at the current place; `action` names the author's call in errors. */
export function draw<E extends Element>(action: string, element: E): E {
  put(currentScope(action), action, element);
  return element;
}

/** Draws `element` at the place of `scope`. */
export function put(scope: Scope, action: string, element: Element): void {
  const { run, block, instance } = scope;
  if (block.region === instance.id) {
    add(run, block, element);
  } else if (scope.cached) {
    throw new Error(
      `Cannot call ${action} in a cached function on a container that was made outside it: draw in one of ` +
        `its own, or where the cached function is called`,
    );
  } else if (instance.outside === "replace") {
    entangle(scope);
    add(run, outsideBlock(scope, block), element);
  } else {
    if (block.kind === "root") throw outsideRoot(action, block.name, instance);
    entangle(scope);
    add(run, block, element);
    if (!isRedrawn(run, block)) {
      if (block.kind === "slot") run.update.replaced.add(block);
      else run.update.appended.push({ to: block, element });
    }
  }
  run.progress();
}

/** Notes that neither the fragment nor the one it draws into can be shown again without the other. */
function entangle({ run, block, instance }: Scope): void {
  instance.keepable = false;
  const host = run.session.instance(block.region);
  if (host !== undefined) host.keepable = false;
}

/** Whether `run` draws anew what `block` stands in, and shows what is put there along with it. */
function isRedrawn(run: Run, { region }: Block): boolean {
  return run.kind === "page" || run.called.has(region);
}

/**
 * Refuses what can be used in a container made outside the running fragment: with each of its reruns, one more
 * of the same would stand there.
 */
export function refuseOutside(scope: Scope, what: string): void {
  if (!pilesUp(scope)) return;
  const { instance } = scope;
  throw new Error(
    `Cannot draw ${what} in a container made outside ${instance.label}: ` +
      `draw it in the fragment's own body, or give the fragment the option outside: "replace"`,
  );
}

/** Whether what is drawn here stays when its fragment runs again. */
export function pilesUp({ block, instance }: Scope): boolean {
  return instance.outside === "append" && (block.region !== instance.id || block.place.outside);
}

/** A slot holds one element at a time, every other block all of them. */
function add(run: Run, block: Block, element: Element): void {
  if (block.kind === "slot") takeOff(run, block.children.splice(0));
  block.children.push(element);
}

/** Notes what is taken off the page: what of it is not drawn again somewhere else is forgotten with the run. */
export function takeOff({ session, removed }: Run, elements: readonly Element[]): void {
  eachIn(session, elements, (one) => removed.add(one));
  session.named.takeOff(elements);
}

/** Goes through the widgets that stand among elements, and the fragments, but not into those. */
export function eachIn(
  session: Session,
  elements: readonly Element[],
  act: (one: Instance | WidgetRecord) => void,
): void {
  for (const element of elements) {
    if (element.kind === "fragment") {
      const instance = session.fragments.get(element.region);
      if (instance !== undefined) act(instance);
    } else if ("children" in element) {
      eachIn(session, element.children, act);
    } else if ("id" in element) {
      const record = session.widgets.get(element.id as WidgetId);
      if (record?.element === element) act(record);
    }
  }
}

/**
 * Parts of blocks that belong to fragments from outside. That of a fragment which is gone keeps its place
 * for when it comes back.
 */
const parts = new WeakMap<Block, Map<FragmentId, OutsideBlock>>();

/**
 * The part of a foreign block that belongs to the running fragment. It keeps its place among its
 * neighbours between runs, and is emptied by the first write of each run (O1, O2). In a slot, each write
 * empties it, and puts it in place of what else was written there (O7).
 */
function outsideBlock({ run, instance }: Scope, block: Block): OutsideBlock {
  const known = parts.get(block)?.get(instance.id);
  const own = known ?? makePart(instance, block);
  const isFirst = !run.writtenOutside.has(own);
  if (isFirst) own.children.length = 0;
  else if (block.kind === "slot") takeOff(run, own.children.splice(0));
  run.writtenOutside.add(own);
  instance.outsideBlocks.set(block, own);
  if (known === undefined || !stands(block, own)) {
    add(run, block, own);
    if (isRedrawn(run, block)) return own;
    if (block.kind === "slot") run.replaced(block);
    else run.update.appended.push({ to: block, element: own });
  } else if (isFirst || block.kind === "slot") {
    run.replaced(own);
  }
  return own;
}

function makePart({ id }: Instance, block: Block): OutsideBlock {
  const { area } = block.place;
  const own = { ...blockIn(block, `outside-${id}`, id, { area }), kind: "outside" } as const;
  const all = parts.get(block) ?? new Map<FragmentId, OutsideBlock>();
  parts.set(block, all.set(id, own));
  return own;
}

/** Whether a part is where it was put: others may have written to its slot since. */
function stands(block: Block, own: OutsideBlock): boolean {
  return block.kind !== "slot" || block.children.includes(own);
}

/** Hands a fragment's parts over to the one that is drawn in its place; those of blocks drawn anew are gone. */
export function handOverParts(run: Run, before: Instance, now: Instance): void {
  for (const [block, own] of before.outsideBlocks) {
    if (!isRedrawn(run, block)) now.outsideBlocks.set(block, own);
  }
}

/** Takes away what a fragment wrote outside itself before, and has not written again in this run. */
export function emptyParts(run: Run, { outsideBlocks }: Instance): void {
  for (const [block, own] of outsideBlocks) {
    if (run.writtenOutside.delete(own) || own.children.length === 0) continue;
    own.children.length = 0;
    if (stands(block, own) && !isRedrawn(run, block)) run.replaced(own);
  }
}

function outsideRoot(action: string, area: string, { label, definition }: Instance): Error {
  const call = definition!.options.key ?? (definition!.name || "part");
  return new Error(
    `Cannot call ${action} on the ${area} inside ${label}: call the fragment inside it, as in ` +
      `${area}(() => ${call}()), or give it the option outside: "replace"`,
  );
}
