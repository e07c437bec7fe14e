/**
 * Containers and forms that their authors have named by a key. A name stands once on a page, as a widget's
 * does (E7, E8): it is also the id by which the browser finds the element.
 */
import type { Block } from "./block.ts";
import type { Element } from "./element.ts";
import { pilesUp } from "./draw.ts";
import type { Fragments } from "./fragment.ts";
import type { BlockId, FragmentId } from "./ids.ts";
import { digest } from "./ids.ts";
import { LeanMap } from "./lean.ts";
import { currentScope } from "./scope.ts";
import type { Scope } from "./scope.ts";
import type { Run } from "./run.ts";

/** A name that stands on the page. */
interface Named {
  readonly owner: FragmentId;
  /** Number of the run that drew it. */
  readonly run: number;
}

export class NamedBlocks {
  readonly #named: LeanMap<BlockId, Named> = new LeanMap();
  readonly #ofOwner: LeanMap<FragmentId, Set<BlockId>> = new LeanMap();
  readonly #page: Fragments;

  /** `page` is the one on which they stand. */
  constructor(page: Fragments) {
    this.#page = page;
  }

  /** Gives a name to what the running code draws; answers whether it was free, or is about to be. */
  claim(id: BlockId, { run, block, instance: { id: owner } }: Scope): boolean {
    const isReplaced = block.kind === "slot" && isIn(block, id);
    if (!isReplaced && this.#stands(id, run)) return false;
    this.#named.set(id, { owner, run: run.number });
    const own = this.#ofOwner.get(owner) ?? new Set();
    this.#ofOwner.set(owner, own.add(id));
    return true;
  }

  #stands(id: BlockId, run: Run): boolean {
    const named = this.#named.get(id);
    const owner = named && this.#page.instance(named.owner);
    if (named === undefined || owner === undefined) return false;
    const isKept = owner.run === run.number && owner.drawn < run.number;
    return named.run >= run.number || isKept || (run.kind === "fragment" && !run.covers(owner));
  }

  /** Whether all names are still its own that a fragment has given. */
  holds(owner: FragmentId): boolean {
    return [...this.#ofOwner.get(owner) ?? []].every((id) => this.#named.get(id)?.owner === owner);
  }

  /** What a fragment has named is drawn anew, or gone: all of it, or what runs `before` this one have drawn. */
  release(owner: FragmentId, before = Infinity): void {
    const own = this.#ofOwner.get(owner);
    for (const id of own ?? []) {
      const named = this.#named.get(id);
      if (named?.owner === owner && named.run >= before) continue;
      if (named?.owner === owner) this.#named.delete(id);
      own!.delete(id);
    }
    if (own?.size === 0) this.#ofOwner.delete(owner);
  }

  /** Elements are taken off the page, though their fragment stays: not what other fragments in them have named. */
  takeOff(elements: readonly Element[]): void {
    for (const element of elements) {
      if (element.kind === "fragment" || !("children" in element)) continue;
      const { id, region } = element;
      if (this.#named.get(id)?.owner === region) {
        this.#named.delete(id);
        this.#ofOwner.get(region)?.delete(id);
      }
      this.takeOff(element.children);
    }
  }
}

function isIn(block: Block, id: BlockId): boolean {
  return block.children.some((child) =>
    "children" in child && (child.id === id || isIn(child, id))
  );
}

/**
 * The id of a container of this kind by its author's name for it, by its place if it has none. Where what a
 * fragment draws piles up, there are more of one name, and each has its place for an id.
 *
 * @throws {Error} If another one of this kind has the name.
 */
export function namedBlockId(
  kind: "container" | "expander" | "form" | "popover" | "tabs",
  key: string | undefined,
  byPlace: BlockId,
): BlockId {
  if (key === undefined) return byPlace;
  const scope = currentScope(`${kind} "${key}"`);
  if (pilesUp(scope) && scope.block.kind !== "slot") return byPlace;
  const id = `${kind === "container" ? "c" : kind}-${digest(key)}` as BlockId;
  const { run } = scope;
  const { session } = run;
  if (session.named.claim(id, scope)) return id;
  // What has the name may have been taken off the page just now.
  if (run.removed.size > 0) session.forgetRemoved(run);
  if (session.named.claim(id, scope)) return id;
  throw new Error(`Cannot draw ${kind} "${key}" twice: its key is already used on this page`);
}
