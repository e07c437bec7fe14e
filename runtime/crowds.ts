/**
 * Rows of a list, and whatever else is drawn by several calls of one fragment beside each other: without
 * keys, their places are their names. A run that takes one away has the next one stand where it stood, and
 * a press that was made before must not reach that one.
 */
import { isData, isOther } from "./fragment.ts";
import type { Instance } from "./fragment.ts";
import type { FragmentId } from "./ids.ts";
import { LeanMap } from "./lean.ts";

/** What the run under way has changed in one crowd. */
interface Change {
  /** Calls that were not there before. */
  readonly come: Set<FragmentId>;
  /** Whether calls are gone. */
  isLess: boolean;
  /** Calls whose arguments are others than before, with those. */
  readonly other: Map<Instance, readonly unknown[]>;
}

export class Crowds {
  readonly #changes: LeanMap<string, Change> = new LeanMap();

  /** A fragment is drawn by `now`, where `before` has stood. */
  drawn(before: Instance | undefined, now: Instance): void {
    if (isNamed(now)) return;
    if (before === undefined) this.#changeOf(now).come.add(now.id);
    else if (isOther(before, now)) this.#changeOf(now).other.set(now, before.args);
  }

  /** A fragment is not drawn any more. */
  gone(instance: Instance): void {
    if (!isNamed(instance)) this.#changeOf(instance).isLess = true;
  }

  /** The run is over: answers those that stand where others of their kind have stood. */
  settle(fragments: ReadonlyMap<FragmentId, Instance>): Instance[] {
    if (this.#changes.size === 0) return [];
    const members = new Map<string, Instance[]>();
    for (const instance of fragments.values()) {
      const name = crowdOf(instance);
      if (isNamed(instance) || !this.#changes.has(name)) continue;
      members.set(name, [...members.get(name) ?? [], instance]);
    }
    const moved = [...this.#changes].flatMap(([name, change]) =>
      movedIn(members.get(name) ?? [], change)
    );
    this.#changes.clear();
    return moved;
  }

  #changeOf(instance: Instance): Change {
    const name = crowdOf(instance);
    let change = this.#changes.get(name);
    if (change === undefined) {
      change = { come: new Set(), isLess: false, other: new Map() };
      this.#changes.set(name, change);
    }
    return change;
  }
}

function movedIn(members: readonly Instance[], { come, isLess, other }: Change): Instance[] {
  const areMany = members.length > 1 || isLess;
  for (const member of members) member.crowded ||= areMany;
  if (!areMany) return [];
  const isResized = isLess || (come.size > 0 && come.size < members.length);
  // As many as before: whose arguments are nobody's that stood there is the same, with something new to show.
  const before = new Set([...other.values()].map(textOf));
  const now = new Set([...other.keys()].map(({ args }) => textOf(args)));
  return members.filter((member) => {
    if (come.has(member.id)) return false;
    const args = other.get(member);
    if (args === undefined) return isResized && !member.args.some(isData);
    return isResized || before.has(textOf(member.args)) || now.has(textOf(args));
  });
}

/** Whether a key says which one it is, wherever it stands. */
function isNamed({ definition }: Instance): boolean {
  return definition?.options.key !== undefined;
}

/** What calls of one fragment in one place have in common. */
function crowdOf({ parent, definition }: Instance): string {
  return `${parent?.id} ${definition?.site}`;
}

/** Arguments by which rows are told apart. What cannot be written down may be any other's. */
function textOf(args: readonly unknown[]): string {
  try {
    return JSON.stringify(args.filter(isData));
  } catch {
    return "";
  }
}
