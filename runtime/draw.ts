/** Puts elements where they belong: the one way from an author's call to the element tree. */
import { blockIn } from "./block.ts";
import type { Block, OutsideBlock } from "./block.ts";
import type { Element } from "./element.ts";
import type { Instance } from "./fragment.ts";
import type { Run } from "./run.ts";
import type { WidgetId } from "./ids.ts";
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

/** A slot holds one element at a time, every other block all of them. */
function add(run: Run, block: Block, element: Element): void {
  if (block.kind === "slot") takeOff(run, block.children.splice(0));
  block.children.push(element);
}

/** Notes what is taken off the page: what of it is not drawn again somewhere else is forgotten with the run. */
export function takeOff(run: Run, elements: readonly Element[]): void {
  const { session, removed } = run;
  for (const element of elements) {
    if (element.kind === "fragment") {
      const instance = session.fragments.get(element.region);
      if (instance !== undefined) removed.add(instance);
    } else if ("children" in element) {
      takeOff(run, element.children);
    } else if ("id" in element) {
      const record = session.widgets.get(element.id as WidgetId);
      if (record?.element === element) removed.add(record);
    }
  }
}

/**
 * The part of a foreign block that belongs to the running fragment. It keeps its place among its
 * neighbours between runs, and is emptied by the first write of each run (O1, O2).
 */
function outsideBlock(scope: Scope, block: Block): OutsideBlock {
  const { run, instance } = scope;
  let own = instance.outsideBlocks.get(block);
  if (own === undefined) {
    own = blockIn(block, `outside-${instance.id}`, instance.id, {
      area: block.place.area,
    }) as unknown as OutsideBlock;
    own = { ...own, kind: "outside" };
    instance.outsideBlocks.set(block, own);
    add(run, block, own);
    if (!isRedrawn(run, block)) run.update.appended.push({ to: block, element: own });
    run.writtenOutside.add(own);
  } else if (!run.writtenOutside.has(own)) {
    own.children.length = 0;
    run.writtenOutside.add(own);
    run.replaced(own);
  }
  return own;
}

function outsideRoot(action: string, area: string, { label, definition }: Instance): Error {
  const call = definition!.options.key ?? (definition!.name || "part");
  return new Error(
    `Cannot call ${action} on the ${area} inside ${label}: call the fragment inside it, as in ` +
      `${area}(() => ${call}()), or give it the option outside: "replace"`,
  );
}
