/**
 * Rows of a list, and whatever else is drawn by several calls of one fragment beside each other: without
 * keys, their places are their names. A run that takes one away has the next one stand where it stood, and
 * a press that was made before must not reach that one.
 */
import { isData, isOther, isOtherFragment, rowOf } from "./fragment.ts";
import type { Instance } from "./fragment.ts";
import { PAGE } from "./ids.ts";
import type { FragmentId } from "./ids.ts";
import { LeanMap, LeanSet } from "./lean.ts";

/** What is stored of crowds: what each place stood for. */
export type SavedCrowds = ReadonlyMap<string, ReadonlyMap<FragmentId, number | null>>;

/** What the run under way has changed in one crowd. */
interface Change {
  /** Calls that were not there before. */
  readonly come: Set<FragmentId>;
  /** Whether calls are gone. */
  isLess: boolean;
  /** Whether there were several when they were stored, or there are in turn. */
  wereMany: boolean;
  /** Calls with another row's arguments. */
  readonly other: Set<FragmentId>;
}

export class Crowds {
  readonly #changes: LeanMap<string, Change> = new LeanMap();
  /** Those that stood there when the session was stored, as far as they were not drawn again yet. */
  readonly #stored: LeanMap<string, ReadonlyMap<FragmentId, number | null>> = new LeanMap();

  /** Of those, what a replay has not drawn. */
  readonly #lost: LeanSet<FragmentId> = new LeanSet();

  /** A fragment is drawn by `now`, where `before` has stood. */
  drawn(before: Instance | undefined, now: Instance): void {
    if (before !== undefined) {
      const isAnother = isOtherFragment(before, now);
      if (!isAnother && !isOther(before, now)) return;
      const change = this.#changeOf(crowdOf(now));
      change.other.add(now.id);
      change.wereMany ||= isAnother;
      return;
    }
    const name = crowdOf(now);
    const crowd = this.#stored.get(name);
    const stored = crowd?.get(now.id);
    const change = this.#changeOf(name);
    change.wereMany ||= (crowd?.size ?? 0) > 1;
    if (stored === undefined) change.come.add(now.id);
    else if (stored !== rowOf(now)) change.other.add(now.id);
  }

  /** A fragment is not drawn any more. */
  gone(instance: Instance): void {
    this.#changeOf(crowdOf(instance)).isLess = true;
  }

  save(fragments: ReadonlyMap<FragmentId, Instance>): SavedCrowds {
    const saved = new Map<string, Map<FragmentId, number | null>>();
    for (const instance of fragments.values()) {
      const name = crowdOf(instance);
      const members = saved.get(name) ?? new Map();
      saved.set(name, members.set(instance.id, rowOf(instance)));
    }
    return saved;
  }

  /** Whether a fragment stood there when the session was stored, and a replay has not drawn it. */
  isLost(id: FragmentId): boolean {
    return this.#lost.has(id);
  }

  restore(saved: SavedCrowds): void {
    for (const [name, members] of saved) this.#stored.set(name, members);
  }

  /** The run is over: answers those that stand where others have stood, with all that stands in them. */
  settle(fragments: ReadonlyMap<FragmentId, Instance>): Instance[] {
    for (const [name, members] of this.#stored) {
      const parent = parentIn(name);
      // It may be drawn yet, as a dialog is after the page.
      if (parent !== PAGE && !fragments.has(parent)) continue;
      this.#stored.delete(name);
      for (const id of members.keys()) {
        if (fragments.has(id)) continue;
        this.#lost.add(id);
        this.#changeOf(name).isLess = true;
      }
    }
    if (this.#changes.size === 0) return [];
    const members = new Map<string, Instance[]>();
    for (const instance of fragments.values()) {
      const name = crowdOf(instance);
      if (!this.#changes.has(name)) continue;
      const others = members.get(name);
      if (others === undefined) members.set(name, [instance]);
      else others.push(instance);
    }
    const moved = new Set<Instance>();
    for (const [name, change] of this.#changes) {
      for (const instance of movedIn(members.get(name) ?? [], change)) moved.add(instance);
    }
    this.#changes.clear();
    if (moved.size > 0) addInner(moved, fragments);
    return [...moved];
  }

  #changeOf(name: string): Change {
    let change = this.#changes.get(name);
    if (change === undefined) {
      change = { come: new Set(), isLess: false, wereMany: false, other: new Set() };
      this.#changes.set(name, change);
    }
    return change;
  }
}

function movedIn(
  members: readonly Instance[],
  { come, isLess, wereMany, other }: Change,
): Instance[] {
  const areMany = members.length > 1 || isLess || wereMany || members.some(isDialog);
  for (const member of members) member.crowded ||= areMany;
  if (!areMany) return [];
  const isResized = isLess || (come.size > 0 && come.size < members.length);
  return members.filter((member) => {
    if (come.has(member.id)) return false;
    return other.has(member.id) || (isResized && !member.args.some(isData));
  });
}

/** What is drawn in a fragment goes where that goes. */
function addInner(moved: Set<Instance>, fragments: ReadonlyMap<FragmentId, Instance>): void {
  const ids = new Set([...moved].map(({ id }) => id));
  const isInside = ({ id, parent }: Instance): boolean =>
    ids.has(id) || (parent !== null && isInside(parent));
  for (const instance of fragments.values()) {
    if (!isInside(instance)) continue;
    instance.crowded = true;
    moved.add(instance);
  }
}

/** Whether it is a dialog's: one at a time stands there. */
function isDialog({ block, parent }: Instance): boolean {
  return block.place.area === "dialog" && parent?.definition === null;
}

/** What calls of one fragment in one place have in common; those that share a key, wherever they are. */
function crowdOf({ parent, definition }: Instance): string {
  return `${definition?.options.key === undefined ? parent?.id : ""} ${definition?.site}`;
}

function parentIn(crowd: string): FragmentId {
  return crowd.slice(0, crowd.indexOf(" ")) as FragmentId;
}
