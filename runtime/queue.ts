/**
 * What waits for its run, of one page: in order of arrival, behind what code has asked for. Here commands are
 * cut into what can be run, and what waits is put together for a run: each press gets one of its own.
 */
import type { Command, WidgetEvent } from "./command.ts";
import type { Instance } from "./fragment.ts";
import { PAGE } from "./ids.ts";
import type { FragmentId, WidgetId } from "./ids.ts";
import type { Job } from "./job.ts";
import type { Preludes } from "./prelude.ts";
import type { Reason } from "./run.ts";
import type { Roots, Session } from "./session.ts";
import type { Triggers, WidgetRecord } from "./widget.ts";

/** One thing that waits. */
export interface Entry {
  readonly target: FragmentId;
  readonly events: readonly WidgetEvent[];
  readonly cause: Reason["cause"];
  /** The target as it was on the page when the events were made. */
  readonly origin: Instance | null;
  readonly job: Job;
  /** Whether one of its events is a press, which must be seen by a run of its own. */
  readonly press: WidgetId | null;
  /** It was passed over once: it waits for the run that was started instead of it. */
  leftover: boolean;
  /** How many reruns led to it. */
  readonly depth: number;
  /** It makes closures again and shows nothing. */
  readonly quiet: boolean;
  /** Presses that the run which asked for this one has not come to. */
  readonly unseen: { readonly triggers: Triggers; readonly events: readonly WidgetEvent[] } | null;
  /** Callbacks that were to run after one that took too long. */
  readonly callbacks: readonly Callback[];
  /** What callbacks have drawn in the run that led to it, which nobody has seen; null if they have run in none. */
  readonly preludes: Preludes | null;
}

/** An entry that is only run. */
export const NOTHING = {
  events: [],
  cause: "asked for",
  origin: null,
  press: null,
  leftover: false,
  depth: 0,
  quiet: false,
  unseen: null,
  callbacks: [],
  preludes: null,
} as const;

/** Entries that run together. */
export interface Step {
  readonly root: Instance;
  readonly entries: Entry[];
  /** Who shows what it draws. */
  job: Job;
  /** What was done that it runs for. */
  readonly events: WidgetEvent[];
  /** Callbacks that have not begun yet. */
  readonly callbacks: Callback[];
  /** What callbacks have drawn in runs that it takes over from. */
  readonly preludes: Preludes[];
  /** What was superseded by it: its end is theirs. */
  readonly superseded: Job[];
  /** What was superseded by it, and stands in a dialog: it is drawn once more if that stays. */
  readonly cut: FragmentId[];
  /** Callbacks run, the body has not begun. */
  calling: boolean;
  /** The page's areas as they were before callbacks drew into new ones. */
  rootsBefore: Roots | null;
  /** Takes back the alarm that ends a run which takes too long. */
  cancelAlarm: (() => void) | null;
}

export interface Callback {
  readonly record: WidgetRecord;
  readonly owner: Instance;
  /** What was sent. */
  readonly value: unknown;
}

/** The queue of one page. */
export class Queue implements Iterable<Entry> {
  readonly #session: Session;
  #entries: Entry[] = [];

  constructor(session: Session) {
    this.#session = session;
  }

  get size(): number {
    return this.#entries.length;
  }

  [Symbol.iterator](): IterableIterator<Entry> {
    return this.#entries.values();
  }

  /** Whether something waits for this fragment, or for the page. */
  has(target: FragmentId): boolean {
    return this.#entries.some((entry) => entry.target === target);
  }

  /** Puts it last. Its job is held until it was run. */
  add(entry: Entry): void {
    entry.job.hold();
    this.#entries.push(entry);
  }

  /** Puts them before all that waits. */
  addFirst(...entries: readonly Entry[]): void {
    for (const { job } of entries) job.hold();
    this.#entries.unshift(...entries);
  }

  /** Puts what a command asks for last. */
  addCommand(command: Command, job: Job): void {
    for (const entry of this.#entriesOf(command, job)) this.add(entry);
  }

  /** Nothing is run for it. */
  drop(entry: Entry): void {
    this.#entries.splice(this.#entries.indexOf(entry), 1);
    entry.job.release();
  }

  clear(): void {
    for (const { job } of this.#entries.splice(0)) job.release();
  }

  /** What is pressed again before its run has come to it waits, and so does all behind it: this is the rest. */
  before(unseen: ReadonlySet<WidgetId>): readonly Entry[] {
    const end = this.#entries.findIndex((entry) => pressesOf(entry).some((id) => unseen.has(id)));
    return this.#entries.slice(0, end < 0 ? undefined : end);
  }

  /** The outermost fragment around `instance` that waits too: its run draws the inner one (Q2). */
  topmost(instance: Instance): Instance {
    let top = instance;
    for (let at = instance.parent; at !== null && at.definition !== null; at = at.parent) {
      if (this.has(at.id)) top = at;
    }
    return this.#session.fragments.get(top.id) ?? top;
  }

  /** A full run covers every fragment, so it takes their presses along (Q9); a second press waits. */
  takePage(unseen: ReadonlySet<WidgetId>): Step {
    const presses = new Set(unseen);
    let pagePress = false;
    const quiet = this.#entries[0]!.quiet;
    return this.#take(this.#session.pageInstance, (entry) => {
      if (quiet !== entry.quiet) return false;
      const own = pressesOf(entry);
      const isPagePress = entry.press !== null && entry.target === PAGE;
      if (own.some((id) => presses.has(id)) || (pagePress && isPagePress)) return false;
      for (const id of own) presses.add(id);
      pagePress ||= isPagePress;
      return true;
    });
  }

  /** Takes out what only asks for the page as it is. */
  takeAsking(): Entry[] {
    const asking = this.#entries.filter(asksOnly);
    if (asking.length > 0) this.#entries = this.#entries.filter((entry) => !asksOnly(entry));
    return asking;
  }

  /** One press a run: each is seen with the values that stood when it was made. */
  takeFragment(root: Instance): Step {
    let pressed = false;
    return this.#take(root, (entry) => {
      const instance = this.#session.fragments.get(entry.target);
      if (instance === undefined || !instance.within(root)) return null;
      if (pressed && (entry.events.length > 0 || entry.unseen !== null)) return false;
      pressed ||= entry.press !== null || entry.unseen !== null;
      return true;
    });
  }

  /** Takes out of the queue what `wants` accepts; null passes an entry by, false ends the taking. */
  #take(root: Instance, wants: (entry: Entry) => boolean | null): Step {
    const entries: Entry[] = [];
    const rest: Entry[] = [];
    let full = false;
    for (const entry of this.#entries) {
      const wanted = full ? (root.definition === null ? false : null) : wants(entry);
      if (wanted === true) entries.push(entry);
      else {
        if (wanted === false) {
          full = true;
          entry.leftover = true;
        }
        rest.push(entry);
      }
    }
    this.#entries = rest;
    // The newest request gets the HTML: an older one's connection may be gone.
    const { job } = entries.findLast((entry) => entry.target === root.id) ?? entries.at(-1)!;
    return {
      root,
      entries,
      job,
      events: entries.flatMap(eventsOf),
      callbacks: [],
      preludes: entries.flatMap(({ preludes }) => preludes ?? []),
      superseded: [],
      cut: [],
      calling: false,
      rootsBefore: null,
      cancelAlarm: null,
    };
  }

  #entriesOf(command: Command, job: Job): Entry[] {
    const entry = (
      target: FragmentId,
      events: readonly WidgetEvent[],
      press: WidgetId | null,
      cause: Reason["cause"] = events.length > 0 ? "used" : "asked for",
    ): Entry => ({
      ...NOTHING,
      target,
      events,
      cause,
      origin: this.#session.instance(target) ?? null,
      job,
      press,
    });
    switch (command.kind) {
      case "load":
        return [entry(PAGE, [], null, "opened")];
      case "show":
        return [entry(PAGE, [], null, "shown")];
      case "redraw":
        return command.regions.map((id) => entry(id, [], null));
      case "change": {
        const entries: Entry[] = [];
        let values: WidgetEvent[] = [];
        let owner = command.region;
        const close = (press: WidgetId | null) => {
          if (values.length > 0) entries.push(entry(owner, values, press));
          values = [];
        };
        for (const event of command.events) {
          const record = this.#session.widgets.get(event.widget);
          // A widget that went away meanwhile, or never was: nothing runs for it (Q11).
          if (record === undefined) continue;
          job.touched.add(event.widget).add(record.owner);
          if (record.owner !== owner) close(null);
          owner = record.owner;
          values.push(event);
          if (record.kind.lives === "trigger") close(event.widget);
        }
        close(null);
        // Nothing of it is on the page any more, so nothing runs (Q11).
        if (command.events.length > 0 && entries.length === 0) return [];
        // Nothing new is still an answer: the region as it is now.
        return entries.length > 0 ? entries : [entry(command.region, [], null)];
      }
      default:
        return command satisfies never;
    }
  }
}

/** Whether nobody has asked for it: it has come with time, or draws the page for its browser once more. */
export function isUnasked({ entries }: Step): boolean {
  return entries.every(({ cause, callbacks, preludes }) =>
    cause !== "used" && cause !== "rerun" && callbacks.length === 0 && preludes === null
  );
}

/** Whether it asks for the page as it is: its browser has lost an answer, or has come back. */
export function asksOnly({ target, cause, preludes, quiet }: Entry): boolean {
  const asks = cause === "shown" || (cause === "asked for" && preludes === null && !quiet);
  return target === PAGE && asks;
}

/** What is pressed in it, and was in the run that led to it. */
function pressesOf({ press, unseen }: Entry): WidgetId[] {
  const all = [...unseen?.triggers.keys() ?? []];
  return press === null ? all : [...all, press];
}

/** What was done that it runs for. */
export function eventsOf({ unseen, events }: Entry): readonly WidgetEvent[] {
  return unseen === null ? events : [...unseen.events, ...events];
}
