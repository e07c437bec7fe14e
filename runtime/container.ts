/**
 * Containers as the author holds them: a function that runs a body inside, with every element as its
 * method. The methods are the same functions that stand at the top level; nothing is written twice.
 */
import { blockIn } from "./block.ts";
import type { Block, BlockBase, Place } from "./block.ts";
import { pilesUp, put } from "./draw.ts";
import type { Element } from "./element.ts";
import type { Elements } from "./elements.ts";
import { currentScope, enter } from "./scope.ts";
import type { Scope } from "./scope.ts";
import { handOver } from "./unawaited.ts";

/**
 * A place in the page. Call it with a body to draw inside it, or use any element as its method:
 * `box.write("hi")`. The body's result is returned, so an async body can be awaited. One that is not
 * goes on beside the rest of the page; its run lasts until it is through, and an error is shown inside.
 */
export type Container = Elements & { <R>(body: () => R): R };

/** A container that holds one element at a time: each write replaces it. */
export type Slot = Container & {
  /** Takes the element away. */
  clear(): void;
};

const BLOCK = Symbol("block");

interface Handle {
  /** Finds the block in the current run: the sidebar is another one in each. */
  [BLOCK]: (scope: Scope) => Block;
}

/** What all containers inherit: one method per element. Filled by {@linkcode installMethods}. */
const methods: object = Object.create(Function.prototype);

/** Makes each element a method of every container. Called once, by `elements.ts`. */
export function installMethods(table: Elements): void {
  for (const [name, element] of Object.entries(table)) {
    Object.defineProperty(methods, name, {
      value(this: Handle, ...args: unknown[]): unknown {
        return inside(this, name, () => (element as (...args: unknown[]) => unknown)(...args));
      },
    });
  }
}

function inside<R>(handle: Handle, action: string, body: () => R): R {
  const scope = currentScope(`${action}()`);
  return enter({ ...scope, block: handle[BLOCK](scope) }, body);
}

/** Runs an author's body in a container. The run waits for an async one, whoever else does. */
function fill<R>(handle: Handle, body: () => R): R {
  const scope = currentScope("a container");
  const within = { ...scope, block: handle[BLOCK](scope) };
  const result = enter(within, body);
  return result instanceof Promise ? handOver(within, result) as R : result;
}

/** The author's handle on `block`. */
export function containerOf(block: Block | ((scope: Scope) => Block)): Container {
  const handle =
    (<R>(body: () => R): R => fill(handle as unknown as Handle, body)) as unknown as Handle;
  Object.setPrototypeOf(handle, methods);
  handle[BLOCK] = typeof block === "function" ? block : () => block;
  return handle as unknown as Container;
}

/** Adds `members` to a container's handle: a slot's `clear`, a status' `update`. */
export function withMembers<M extends object>(container: Container, members: M): Container & M {
  return Object.assign(container, members);
}

/** The common part of a block that the running code draws at the current place. */
export function newBlock<K extends string>(
  action: string,
  kind: K,
  place: Partial<Place> = {},
): BlockBase<K> {
  const scope = currentScope(action);
  const { block, instance } = scope;
  const outside = pilesUp(scope);
  return blockIn(block, kind, instance.id, outside ? { ...place, outside } : place);
}

/** Draws a block at the current place and answers the author's handle on it. */
export function drawBlock(action: string, block: Block): Container {
  put(currentScope(action), action, block as Element);
  return containerOf(block);
}
