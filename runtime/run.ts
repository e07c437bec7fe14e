/**
 * One run: the page from top to bottom, or one fragment. It knows what was pressed, what is still
 * under way and how it ended; it does not decide when it runs (`schedule.ts` does).
 */
import type { Block, OutsideBlock } from "./block.ts";
import type { OpenedDialog } from "./dialog.ts";
import type { Opener } from "./openers.ts";
import type { Instance } from "./fragment.ts";
import type { BlockId, FragmentId, WidgetId } from "./ids.ts";
import type { Preludes } from "./prelude.ts";
import { Interruption, SUPERSEDED } from "./interruption.ts";
import type { Place, Scope } from "./scope.ts";
import type { Session } from "./session.ts";
import { Update } from "./update.ts";
import type { Triggers, WidgetRecord } from "./widget.ts";
import { LeanMap, LeanSet } from "./lean.ts";

/** Why the signal of a halted run aborts. */
const HALTED = new DOMException("The run was stopped by its user", "AbortError");

/** The same of a body that begins again. */
const BEGUN_AGAIN = new DOMException("Its fragment has begun again", "AbortError");

/** Why something is run. */
export interface Reason {
  readonly cause: "opened" | "used" | "time" | "topic" | "rerun" | "asked for" | "shown";
  /** What was used. */
  readonly events: readonly { readonly widget: WidgetId }[];
}

export class Run {
  readonly session: Session;
  readonly kind: "page" | "fragment";
  /** What is run: a fragment, or the page itself. */
  readonly root: Instance;
  /** Counts the session's runs; tells what was drawn by this one from what is left over. */
  readonly number: number;
  #update: Update;
  readonly reasons: readonly Reason[];
  /** Widgets that are "on" in this run only: pressed buttons, sent chat lines. */
  readonly triggers: Triggers;
  /** Widgets drawn by this run, to find a key used twice. */
  readonly drawn: Set<WidgetId> = new Set();
  /** Fragments called by this run. */
  readonly called: Set<FragmentId> = new Set();
  /** What its callbacks drew, and those of runs that led to it. */
  readonly preludes: Preludes = new LeanMap();
  /** Fragments and widgets that it has taken off the page, though it does not draw what they stood in. */
  readonly removed: LeanSet<Instance | WidgetRecord> = new LeanSet();
  /** Fragments' parts of containers outside them that it has written to. */
  readonly writtenOutside: LeanSet<OutsideBlock> = new LeanSet();
  /** The dialog that it opened. */
  dialog: OpenedDialog | null = null;
  /** Dialogs that its code has made, whether opened or not. */
  readonly openers: LeanSet<Opener> = new LeanSet();
  /** It has said when the page is to run again by itself. */
  timed = false;
  /** Set where a stopped or failed body may have left widgets undrawn: clean-up is skipped (S14). */
  incomplete = false;
  /** Where its code stands, or stood. */
  readonly places: Place[] = [];
  /** A run that only makes closures again: it shows nothing and presses nothing. */
  readonly quiet: boolean;

  #ended: Interruption | null = null;
  /** Fragments that its user does not want to wait for any longer. */
  readonly #halted: LeanSet<Instance> = new LeanSet();
  /** Who waits no longer than the run goes on. */
  readonly #enders: LeanSet<() => void> = new LeanSet();
  readonly #pending: LeanMap<Promise<unknown>, Scope> = new LeanMap();
  /** How often bodies have begun again, if they have. */
  readonly #attempts: LeanMap<Instance, number> = new LeanMap();
  /** Of fragments whose code has asked for a signal. */
  readonly #controllers: LeanMap<Instance, AbortController> = new LeanMap();
  readonly #onProgress: (() => void) | undefined;

  constructor(session: Session, root: Instance, options: {
    update: Update;
    triggers: Triggers;
    reasons?: readonly Reason[];
    quiet?: boolean;
    onProgress?: () => void;
  }) {
    this.session = session;
    this.kind = root.definition === null ? "page" : "fragment";
    this.root = root;
    this.number = ++session.runs;
    this.#update = options.update;
    // The page may have been drawn anew since other runs wrote into it.
    if (this.kind === "fragment") this.#update.rebase(session.pageInstance.run);
    this.triggers = options.triggers;
    this.reasons = options.reasons ?? [];
    this.quiet = options.quiet ?? false;
    this.#onProgress = options.onProgress;
  }

  /** Stops here if the run was ended from elsewhere. */
  checkpoint(): void {
    if (this.#ended !== null) throw this.#ended;
  }

  /** What it changes. */
  get update(): Update {
    return this.#update;
  }

  /** Something newer shows what it drew; what it still draws while it ends is shown by nobody. */
  discard(): void {
    this.#update.discard();
    this.#update = new Update();
  }

  /** Whether a form was sent to this run, and is to be empty from then on (M5), whoever draws what is in it. */
  clears(form: BlockId): boolean {
    const { clearing, widgets } = this.session;
    if (this.triggers.size === 0 || !clearing.has(form)) return false;
    return [...this.triggers.keys()].some((id) => widgets.get(id)?.form === form);
  }

  /** Presses that its code has not come to. */
  get unseen(): Triggers {
    return new Map([...this.triggers].filter(([id]) => !this.drawn.has(id)));
  }

  /** Why the run ended early, if it did. */
  get ended(): Interruption | null {
    return this.#ended;
  }

  /** Ends the run for good: the first reason counts, everything under way stops at its next call. */
  end(interruption: Interruption): void {
    if (this.#ended !== null) return;
    this.#ended = interruption;
    for (const ender of [...this.#enders]) ender();
    for (const [, controller] of this.#controllers) controller.abort(abortReason(interruption));
  }

  /** Aborts when the run ends early, or the fragment is halted. Made on demand: most never ask for it. */
  signalOf(instance: Instance): AbortSignal {
    let controller = this.#controllers.get(instance);
    if (controller === undefined) {
      this.#controllers.set(instance, controller = new AbortController());
      if (this.#ended !== null) controller.abort(abortReason(this.#ended));
      else if ([...this.#halted].some((halted) => instance.within(halted))) {
        controller.abort(HALTED);
      }
    }
    return controller.signal;
  }

  /** Calls `listener` once, if the run ends early, at once if it has; answers what takes that back. */
  onEnd(listener: () => void): () => void {
    if (this.#ended !== null) listener();
    else this.#enders.add(listener);
    return () => void this.#enders.delete(listener);
  }

  /**
   * The user of `instance` does not want to wait for it any longer: streams in it end where they are, and
   * its `signal` aborts. The rest is the author's to decide; the run goes on, so that what has come can be
   * kept.
   */
  halt(instance: Instance): void {
    if (this.#ended !== null) return;
    this.#halted.add(instance);
    for (const [asked, controller] of this.#controllers) {
      if (asked.within(instance)) controller.abort(HALTED);
    }
  }

  /** Whether an error says no more than that the run was ended or halted: a `signal` of its has told so. */
  isAbort(error: unknown): boolean {
    return [...this.#controllers].some(([, { signal }]) =>
      signal.aborted &&
      (error === signal.reason || (error as Error | null)?.name === "AbortError")
    );
  }

  /** Tells whoever shows this run that there is more to show. */
  progress(): void {
    this.#onProgress?.();
  }

  /**
   * Has the run wait for a fragment's work that the author did not await. Its outcome is handled by
   * the caller.
   */
  track(work: Promise<unknown>, scope: Scope): void {
    const tracked = work.then(() => {}, (error) => {
      if (error instanceof Interruption) this.end(error);
    }).finally(() => this.#pending.delete(tracked));
    this.#pending.set(tracked, scope);
  }

  /** Another attempt at drawing `instance` is to begin: what the last one has left under way stops at its next call. */
  discardAttempt(instance: Instance): void {
    this.#attempts.set(instance, 1 + (this.#attempts.get(instance) ?? 0));
    for (const place of this.places) {
      if (place.scope === null || !this.isDiscarded(place.scope)) continue;
      place.scope = null;
      place.ended = SUPERSEDED;
    }
    for (const [work, scope] of this.#pending) {
      if (this.isDiscarded(scope)) this.#pending.delete(work);
    }
    this.#controllers.get(instance)?.abort(BEGUN_AGAIN);
    this.#controllers.delete(instance);
  }

  /** Whether a body has begun again without the code that `scope` is of. */
  isDiscarded({ instance, attempt }: Scope): boolean {
    return attempt !== undefined && attempt < (this.#attempts.get(instance) ?? 0);
  }

  /** Whether `other` was drawn by `instance`, or what stands in it: a dialog that it opened, too. */
  isPartOf(other: Instance, instance: Instance): boolean {
    if (other.within(instance)) return true;
    return this.dialog?.opener?.within(instance) === true && other.within(this.dialog.instance);
  }

  /** Whether this run draws the fragment anew, or one around it: a dialog stands outside its opener. */
  covers(fragment: Instance): boolean {
    for (let at: Instance | null = fragment; at !== null; at = at.parent) {
      if (this.called.has(at.id)) return true;
    }
    return false;
  }

  /** Whether work is under way that the author did not await. */
  get pending(): boolean {
    return this.#pending.size > 0;
  }

  /** Nothing of it is under way any more: code that goes on all the same has no scope. */
  leave(): void {
    for (const place of this.places) {
      // What was left behind by a body that began again has been told already.
      if (place.scope === null) continue;
      place.scope = null;
      place.ended = this.#ended;
    }
  }

  /** Takes back an ending that concerned one callback only. */
  reopen(): void {
    if (this.#ended === SUPERSEDED) return;
    this.#ended = null;
    this.#controllers.clear();
  }

  /** Where something is under way: fragments not through with their drawing, and what nobody awaits. */
  unfinished(): Instance[] {
    const { fragments } = this.session;
    const open = new Set([...this.#pending.values()].map(({ instance }) => instance));
    for (const id of this.called) {
      const instance = fragments.get(id);
      if (instance !== undefined && instance.run === this.number && !instance.settled) {
        open.add(instance);
      }
    }
    // Whoever waits for what it holds inside is not itself at fault.
    return [...open].filter((one) =>
      ![...open].some((other) => other !== one && other.within(one))
    );
  }

  /** Resolves when nothing is under way any more. */
  async settled(): Promise<void> {
    while (this.#pending.size > 0) await Promise.allSettled(this.#pending.keys());
  }

  /** Resolves when nothing inside `instance` is under way any more; null if that is so already. */
  settledInside(instance: Instance): Promise<void> | null {
    const inside = [...this.#pending]
      .filter(([, { instance: other }]) => other !== instance && this.isPartOf(other, instance))
      .map(([work]) => work);
    if (inside.length === 0) return null;
    return Promise.allSettled(inside).then(() => this.settledInside(instance) ?? undefined);
  }

  /** Remembers a block changed outside its own region; a full redraw shows it anyway. */
  replaced(block: Block): void {
    if (this.kind === "fragment") this.update.replaced.add(block);
  }
}

function abortReason({ reason }: Interruption): unknown {
  switch (reason.kind) {
    case "late":
      return reason.error;
    case "superseded":
      return new DOMException("The run was superseded", "AbortError");
    default:
      return new DOMException("The run ended", "AbortError");
  }
}
