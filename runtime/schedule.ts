/**
 * What runs when: the one rule for what waits, merges and supersedes, per session.
 *
 * - The same fragment never overlaps itself, nor a fragment around or inside it; others may.
 * - A full run supersedes whatever runs; what runs stops at its next output call. One that only shows the
 *   page as it is does not: it joins the full run under way, or waits for what was pressed.
 * - What waits is merged in order of arrival; each press gets a run of its own, once. One whose run is
 *   superseded midway is not said to another.
 * - A fragment asked for during a full run starts once that run has drawn it.
 *
 * The events of a step are judged and stored first, then callbacks run, then the body (W1).
 */
import type { Command, WidgetEvent } from "./command.ts";
import { bringBack, keepOpen, leaveOpen } from "./kept_dialog.ts";
import { giveUp, isTaken, isThenable, pressedTooLate, runBody } from "./fragment.ts";
import type { Instance } from "./fragment.ts";
import type { Session } from "./session.ts";
import type { FragmentBlock } from "./block.ts";
import { drawError, drawFailure, failedTooLate } from "./elements/exception.ts";
import { PAGE } from "./ids.ts";
import type { FragmentId, WidgetId } from "./ids.ts";
import { Interruption, SUPERSEDED } from "./interruption.ts";
import type { Target } from "./interruption.ts";
import { Job } from "./job.ts";
import { addPrelude, drawHomeless, drawPrelude, preludeOf } from "./prelude.ts";
import { asksOnly, eventsOf, isUnasked, NOTHING, Queue } from "./queue.ts";
import type { Callback, Entry, Step } from "./queue.ts";
import { Run } from "./run.ts";
import { enter } from "./scope.ts";
import { showRest } from "./set_values.ts";
import { sameValue, stateName, tellAddress } from "./widget.ts";
import type { Triggers, WidgetRecord } from "./widget.ts";
import type { Effect } from "./update.ts";
import { LeanMap } from "./lean.ts";

/** Whoever shows what happens by itself. */
export interface Watcher {
  /** Whether it keeps up; if not, ticks are skipped. */
  ready(): boolean;
  /** Takes over the showing of a job. */
  take(job: Job): void;
}

/** More reruns in a row than anyone means. */
const MAX_DEPTH = 100;
/** Milliseconds for which one page starts runs, while others wait. */
const LONGEST_TURN = 50;

export class Scheduler {
  readonly #session: Session;
  readonly #running: LeanMap<Run, Step> = new LeanMap();
  readonly #queue: Queue;
  #pageRun: Run | null = null;
  #disposed = false;
  #pumping = false;
  /** What is to be said with the next run, because nobody looked when it happened. */
  readonly #unsaid: Effect[] = [];
  /** The state as it was before a replay. */
  #before: ReadonlyMap<string, unknown> | null = null;

  /** Who sees work that no request waits for: ticks, topics. Without one, there are none. */
  watcher: Watcher | null = null;

  constructor(session: Session) {
    this.#session = session;
    this.#queue = new Queue(session);
  }

  /** Whether nothing runs or waits. */
  get idle(): boolean {
    return this.#running.size === 0 && this.#queue.size === 0;
  }

  /**
   * Events that no code has heard of yet: they wait, or their run has not come to them. A process that
   * dies now has done nothing for them.
   */
  get unheard(): readonly WidgetEvent[] {
    const unheard = [...this.#queue].flatMap(eventsOf);
    for (const [run, step] of this.#running) unheard.push(...this.#unheardIn(run, step));
    return unheard;
  }

  /** Labels of what was pressed and is being done: if this process dies now, nobody does it again. */
  get begun(): string[] {
    const labels: string[] = [];
    for (const [run, step] of this.#running) {
      const unheard = this.#unheardIn(run, step);
      for (const event of step.events) {
        const record = this.#session.widgets.get(event.widget);
        if (record?.kind.lives !== "trigger" || unheard.includes(event)) continue;
        labels.push(record.element.label);
      }
    }
    return labels;
  }

  /** What was pressed or sent, and is being done: values that live as long as their runs. */
  get said(): unknown[] {
    const all = [
      ...[...this.#running.keys()].map(({ triggers }) => triggers),
      ...[...this.#queue].flatMap(({ unseen }) => unseen?.triggers ?? []),
    ];
    return all.flatMap((triggers) => [...triggers.values()].map(({ value }) => value));
  }

  #unheardIn(run: Run, { events, callbacks }: Step): WidgetEvent[] {
    return events.filter(({ widget }) => {
      if (callbacks.some(({ record }) => record.id === widget)) return true;
      const isHeard = run.drawn.has(widget) || this.#session.widgets.get(widget)?.onChange !== null;
      return run.triggers.has(widget) && !isHeard;
    });
  }

  /** Takes a command in. Synchronous code has run when this returns. */
  submit(command: Command): Job {
    const job = new Job();
    job.hold();
    if (!this.#disposed) {
      this.#queue.addCommand(command, job);
      this.pump();
    }
    job.release();
    return job;
  }

  /**
   * Runs the page once without showing it, to make closures again that no store can hold. What the
   * replay does to the session's state is undone: it happened before.
   */
  replay(): Job {
    const job = new Job();
    job.hold();
    this.#queue.add({ ...NOTHING, target: PAGE, job, quiet: true });
    this.pump();
    job.release();
    return job;
  }

  /**
   * Runs a fragment whose time has come, unless it runs already. The page's own beat would end whatever
   * runs, and is left out then. Answers whether it does.
   */
  tick(id: FragmentId): boolean {
    if (id === PAGE && !this.idle) return false;
    for (const { root } of this.#running.keys()) if (root.id === id) return false;
    return this.renew(id, "time");
  }

  /**
   * Runs a fragment because what it shows has changed, unless it is about to run anyway: one that runs
   * may have looked too early. Answers whether it does.
   */
  renew(id: FragmentId, cause: "time" | "topic" = "topic"): boolean {
    if (!this.watcher?.ready() || this.#queue.has(id)) return false;
    const job = new Job();
    job.hold();
    this.#queue.add({ ...NOTHING, target: id, job, cause });
    this.pump();
    job.release();
    this.watcher.take(job);
    return true;
  }

  /** Says what no run is there for, if somebody looks; else the next run does. Answers whether it does. */
  say(): boolean {
    if (!this.watcher?.ready() || this.#unsaid.length === 0) return false;
    const job = Job.none();
    job.update.effects.push(...this.#unsaid.splice(0));
    this.watcher.take(job);
    return true;
  }

  /** Halts what draws this region, or anything in it. Answers whether anything does. */
  halt(region: FragmentId): boolean {
    const instance = this.#session.instance(region);
    if (instance === undefined) return false;
    const drawing = [...this.#running.keys()]
      .filter(({ root }) => instance.within(root) || root.within(instance));
    for (const run of drawing) run.halt(run.root.within(instance) ? run.root : instance);
    return drawing.length > 0;
  }

  /** Something that others may have waited for is over: looks again, once the code that says so is through. */
  wake(): void {
    if (this.#queue.size > 0) queueMicrotask(() => this.pump());
  }

  /** Starts what may start. */
  pump(): void {
    if (this.#pumping) return;
    this.#pumping = true;
    const { clock } = this.#session.options;
    const began = clock.now();
    try {
      for (let step = this.#next(); step !== null; step = this.#next()) {
        this.#start(step);
        if (this.#queue.size === 0 || clock.now() - began < LONGEST_TURN) continue;
        // One post may hold thousands of presses: other pages have their turn in between.
        clock.after(0, () => this.pump());
        break;
      }
    } finally {
      this.#pumping = false;
    }
  }

  [Symbol.dispose](): void {
    this.#disposed = true;
    this.#queue.clear();
    for (const run of [...this.#running.keys()]) this.#supersede(run);
  }

  // ── What runs next ────────────────────────────────────────────────────────────────────────────

  #next(): Step | null {
    if (this.#queue.size === 0) return null;
    // Nothing may touch the state that a replay is going to put back.
    if (this.#pageRun?.quiet) return null;
    this.#join();
    if (this.#queue.has(PAGE)) {
      const unseen = this.#unseen();
      const mayBegin = (entry: Entry) =>
        (this.#pageRun === null || !entry.leftover) && !(asksOnly(entry) && this.#isDoing());
      const mayGoAlong = this.#queue.before(unseen);
      if (mayGoAlong.some((entry) => entry.target === PAGE && mayBegin(entry))) {
        return this.#queue.takePage(unseen);
      }
    }
    for (const entry of [...this.#queue]) {
      const instance = this.#session.fragments.get(entry.target);
      if (instance === undefined) {
        // The page waits, or the page that is being drawn may still call it.
        if (entry.target !== PAGE && this.#pageRun === null) this.#queue.drop(entry);
        continue;
      }
      const top = this.#queue.topmost(instance);
      if (this.#passed(top) && !this.#blocked(top)) return this.#queue.takeFragment(top);
    }
    return null;
  }

  /**
   * Who only asks for the page as it is gets what is being drawn: drawn anew, it would end what was pressed and
   * is being done.
   */
  #join(): void {
    if (this.#pageRun === null) return;
    const entries = this.#queue.takeAsking();
    const job = entries.at(-1)?.job;
    if (job === undefined) return;
    const running = this.#running.get(this.#pageRun)!;
    const isRead = running.job.isRead && entries.every(({ cause }) => cause === "shown");
    // An answer that is being read shows it; a region that says again what it has said has given its own up.
    if (isRead) running.entries.push(...entries);
    else this.#record({ job, entries, root: this.#pageRun.root });
  }

  /** Whether something that was pressed is being done, or heard by a callback: to be ended by its user alone. */
  #isDoing(): boolean {
    const { widgets } = this.#session;
    return [...this.#running.values()].some(({ calling, entries, events }) =>
      calling || entries.some(({ cause }) => cause === "rerun") ||
      events.some(({ widget }) => widgets.get(widget)?.kind.lives === "trigger")
    );
  }

  /** Whether the page is being drawn: what is not on it may come yet. */
  get drawsPage(): boolean {
    return this.#pageRun !== null;
  }

  /** Whether `instance` is being drawn, or is to be in any case: what may be nothing but values does not count. */
  draws(instance: Instance): boolean {
    return [...this.#running.keys()].some(({ root }) => instance.within(root)) ||
      [...this.#queue].some(({ target, events }) => {
        const root = events.length > 0 ? undefined : this.#session.instance(target);
        return root !== undefined && instance.within(root);
      });
  }

  /** Presses that a run under way has not come to: a full run takes them along, and another one of the same waits. */
  #unseen(): Set<WidgetId> {
    return new Set([...this.#running.keys()].flatMap(({ unseen }) => [...unseen.keys()]));
  }

  /** Whether a page run under way is through with `instance` and all that it drew inside. */
  #passed(instance: Instance): boolean {
    if (this.#pageRun === null) return true;
    const { number } = this.#pageRun;
    if (instance.run < number) return false;
    for (const other of this.#session.fragments.values()) {
      if (!other.settled && other.run >= number && other.within(instance)) return false;
    }
    return true;
  }

  #blocked(instance: Instance): boolean {
    for (const { root } of this.#running.keys()) {
      if (root.definition === null) continue;
      if (root.within(instance) || instance.within(root)) return true;
    }
    return false;
  }

  // ── Running ───────────────────────────────────────────────────────────────────────────────────

  #start(step: Step): void {
    const session = this.#session;
    const isPage = step.root.definition === null;
    const triggers: Triggers = new Map();
    const { callbacks } = step;
    let reruns = false;
    for (const entry of step.entries) {
      if (entry.events.length === 0) reruns = true;
      for (const [id, press] of entry.unseen?.triggers ?? []) triggers.set(id, press);
      const now = session.instance(entry.target);
      // Whatever draws it: it was asked for.
      if (now?.definition?.options.lazy) session.seen.add(now.id);
      const isRefused = entry.press !== null && this.#isElsewhere(entry, now);
      if (isRefused) {
        // A row that took another's place must not get its press.
        step.job.update.effects.push(
          pressedTooLate(session.widgets.get(entry.press)!.element.label),
        );
        reruns = true;
        // What was entered before it stands where it stood; with a new session, nothing else does yet.
        if (entry.events.at(-1)?.stale !== "new session") continue;
      }
      for (const event of isRefused ? entry.events.slice(0, -1) : entry.events) {
        if (this.#accept(event, entry, triggers, callbacks)) reruns = true;
      }
    }
    if (!reruns) return this.#record(step);
    if (isPage) {
      for (const run of [...this.#running.keys()]) {
        if (run.root.block.place.area === "dialog") step.cut.push(run.root.id);
        this.#supersede(run, { by: step, triggers });
      }
    }
    const run = new Run(session, step.root, {
      update: step.job.update,
      triggers,
      reasons: step.entries,
      quiet: step.entries.some((entry) => entry.quiet),
      onProgress: () => step.job.onProgress?.(),
    });
    if (!run.quiet) run.update.effects.push(...this.#unsaid.splice(0));
    if (run.quiet) this.#before = structuredClone(session.state);
    else session.options.onRun?.(session, step.root);
    for (const preludes of step.preludes) {
      for (const [id, drawn] of preludes) addPrelude(run, id, drawn);
    }
    for (const entry of step.entries) callbacks.push(...entry.callbacks);
    this.#running.set(run, step);
    if (isPage) this.#pageRun = run;
    if (callbacks.length === 0) return this.#body(run, step);
    if (isPage) {
      step.rootsBefore = session.roots;
      session.newRoots();
    }
    void this.#callbacks(run, step);
  }

  /** Values that ask for nothing are stored, and whatever runs goes on. */
  #record(step: Pick<Step, "root" | "job" | "entries">): void {
    const running = this.#pageRun && this.#running.get(this.#pageRun);
    if (!running || step.root.definition !== null) {
      return step.entries.forEach(({ job }) => job.release());
    }
    // The page's newer request has taken the place of the one that waited for this run.
    step.job.takeOver(running.job);
    running.job = step.job;
    running.entries.push(...step.entries);
  }

  /**
   * Whether a press was made on what stood in the fragment's place before. A widget with a key of its own is
   * meant wherever it stands.
   */
  #isElsewhere({ press, events, origin }: Entry, now: Instance | undefined): boolean {
    if (now === undefined || this.#session.widgets.get(press!)?.key !== null) return false;
    if (origin !== null && origin !== now) {
      if (now.moved > origin.run) return true;
      // The run that has drawn it is not over: where the others go is not known.
      if (this.#pageRun !== null && isTaken(origin, now)) return true;
    }
    return now.crowded && events.at(-1)?.stale !== undefined;
  }

  /** Judges one event and stores its value. Answers whether something is to run for it. */
  #accept(
    { widget, sent }: WidgetEvent,
    { job, origin }: Entry,
    triggers: Triggers,
    callbacks: Callback[],
  ): boolean {
    const session = this.#session;
    const record = session.widgets.get(widget);
    if (record === undefined) return true;
    if (record.element.disabled) {
      job.refused.push(`"${record.element.label}" is disabled`);
      return true;
    }
    const decoded = record.kind.decode(record.element, sent);
    if (!decoded.ok) {
      job.refused.push(`"${record.element.label}" ${decoded.reason}`);
      return true;
    }
    const owner = session.instance(record.owner);
    if (owner === undefined) return true;
    // Whatever it leads to, what stands there is drawn anew when it is called next (memo).
    owner.keepable = false;
    record.kind.accepted?.(session, decoded.value);
    if (record.kind.lives === "trigger") {
      triggers.set(widget, { value: decoded.value, origin });
    } else {
      const name = stateName(widget, record.key);
      if (sameValue(session.state.get(name), decoded.value)) return record.reruns;
      session.state.set(name, decoded.value);
      // What draws it anew says so; else it is said at the end of a run, as of values that code sets.
      session.setValues.set(widget, record);
      tellAddress(session, job.update, record, decoded.value, sent);
    }
    if (record.onChange !== null && !callbacks.some((other) => other.record.id === widget)) {
      callbacks.push({ record, owner, value: decoded.value });
    }
    return record.reruns;
  }

  /**
   * Runs callbacks in order, then what they voted for: a callback that returns asks for its default,
   * one that calls `rerun()` for what it names (S9, S10).
   */
  async #callbacks(run: Run, step: Step): Promise<void> {
    const { callbacks } = step;
    step.calling = true;
    this.#setAlarm(run, step);
    const voters = new Set(callbacks.map(({ record }) => record.id));
    // A form's fields are sent along by its button: they have no vote of their own beside it (S11).
    const sent = new Set(
      callbacks.map(({ record }) => record.kind.lives === "trigger" ? record.form : null),
    );
    const votes = ({ widget }: WidgetEvent) => {
      if (voters.has(widget)) return false;
      const form = this.#session.widgets.get(widget)?.form ?? null;
      return form === null || !sent.has(form);
    };
    let byDefault = step.entries.some(({ events }) => events.length === 0 || events.some(votes));
    const asked: Target[] = [];
    for (let next = callbacks.shift(); next !== undefined; next = callbacks.shift()) {
      const { record, owner, value } = next;
      const prelude = preludeOf(owner);
      const scope = { run, instance: owner, block: prelude };
      try {
        await enter(scope, async () => await record.onChange!(value));
        byDefault = true;
      } catch (error) {
        if (!this.#running.has(run)) return this.#reportLate(run, record, error);
        if (!(error instanceof Interruption)) {
          drawError(scope, error);
          byDefault = true;
        } else if (error.reason.kind === "rerun") asked.push(error.reason.target);
        else if (error.reason.kind === "again") asked.push([error.reason.fragment]);
        else byDefault = true;
        run.reopen();
      }
      addPrelude(run, owner.id, prelude.children);
    }
    if (!this.#running.has(run)) return;
    step.calling = false;
    if (asked.includes("page") && !(byDefault && step.root.definition === null)) {
      // Their own presses were heard; what this run has taken over from others was not.
      const triggers = new Map([...run.unseen].filter(([id]) => !voters.has(id)));
      const events = this.#unheardIn(run, step).filter(({ widget }) => triggers.has(widget));
      this.#rerun("page", run, step, triggers.size === 0 ? null : { triggers, events });
      return this.#finish(run);
    }
    // What it has superseded was not drawn to its end, and nobody else draws it.
    if (step.superseded.length > 0) return this.#body(run, step);
    for (const target of asked) if (target !== "page") this.#rerun(target, run, step);
    // Who has joined it meanwhile asks for the page itself.
    if (!byDefault && !step.entries.some(asksOnly)) return this.#finish(run);
    this.#body(run, step);
  }

  /** Runs the page or the fragment, and sees to what comes after. */
  #body(run: Run, step: Step): void {
    const result = step.root.definition === null
      ? this.#runPage(run, step)
      : this.#runFragment(run, step.root);
    if (result === undefined && !run.pending) return this.#finish(run);
    this.#setAlarm(run, step);
    void this.#afterwards(run, result);
  }

  async #afterwards(run: Run, result: Promise<unknown> | undefined): Promise<void> {
    try {
      await result;
    } catch (error) {
      // Only interruptions get here: errors became boxes where they happened.
      if (!(error instanceof Interruption)) throw error;
      run.end(error);
    }
    await run.settled();
    this.#finish(run);
  }

  #runPage(run: Run, step: Step): Promise<unknown> | undefined {
    const session = this.#session;
    const instance = session.pageInstance;
    session.timers.clearFragments();
    // What callbacks have drawn into the areas stands there before all else, as a dialog that they opened.
    const { roots } = session;
    instance.block = (step.rootsBefore === null ? session.newRoots() : session.roots).main;
    step.rootsBefore = null;
    if (isUnasked(step)) leaveOpen(run, roots);
    drawPrelude(run, instance);
    instance.run = instance.drawn = run.number;
    session.named.release(instance.id, run.number);
    instance.beginDrawing(run);
    if (!run.quiet) run.update.redrawPage(session.roots, run.number);
    const scope = { run, instance, block: instance.block };
    const fail = (error: unknown) => {
      if (error instanceof Interruption) return run.end(error);
      run.incomplete = true;
      drawFailure(scope, error);
    };
    const succeed = () => void (instance.failure = null);
    try {
      const result = enter(scope, () => instance.runCode(session.page));
      if (isThenable(result)) return Promise.resolve(result).then(succeed, fail);
      succeed();
    } catch (error) {
      fail(error);
    }
    return undefined;
  }

  #runFragment(run: Run, instance: Instance): Promise<unknown> | undefined {
    const block: FragmentBlock = { ...instance.block as FragmentBlock, children: [] };
    // A new region under the same name: containers inside are counted from the start again.
    instance.block = block;
    run.called.add(instance.id);
    if (!run.quiet) run.update.regions.set(instance.id, block);
    try {
      const result = runBody({ run, instance, block }, { inner: false });
      return result instanceof Promise ? result : undefined;
    } catch (error) {
      if (!(error instanceof Interruption)) throw error;
      run.end(error);
    }
    return undefined;
  }

  // ── Time ──────────────────────────────────────────────────────────────────────────────────────

  /** Has a run that waits for something end when it has taken as long as the app allows. */
  #setAlarm(run: Run, step: Step): void {
    const { clock, runTime = null } = this.#session.options;
    if (runTime === null || run.quiet) return;
    step.cancelAlarm ??= clock.after(runTime, () => this.#late(run, step, runTime));
  }

  /** Ends a run that takes too long, though something in it may never settle. */
  #late(run: Run, step: Step, runTime: number): void {
    const error = new DOMException(
      `Ended after ${
        inWords(runTime)
      }, the longest that a run may take: have it do less at once, or ` +
        `set limits.runTime`,
      "TimeoutError",
    );
    if (step.calling) {
      // A callback's error stands at the top of what it would have run (E5).
      const { root, job } = step;
      const block = preludeOf(root);
      drawError({ run, instance: root, block }, error);
      addPrelude(run, root.id, block.children);
      const { preludes } = run;
      const callbacks = step.callbacks.splice(0);
      this.#queue.addFirst({ ...NOTHING, target: root.id, job, callbacks, preludes });
    } else {
      const unfinished = run.unfinished();
      if (unfinished.length === 0) unfinished.push(run.root);
      for (const instance of unfinished) giveUp(run, instance, error);
    }
    run.end(new Interruption({ kind: "late", error }));
    this.#finish(run);
  }

  // ── Endings ───────────────────────────────────────────────────────────────────────────────────

  #finish(run: Run): void {
    const step = this.#running.get(run);
    if (step === undefined) return;
    step.cancelAlarm?.();
    this.#putBackRoots(step);
    this.#running.delete(run);
    if (run.kind === "page") run.root.endDrawing();
    run.leave();
    if (this.#pageRun === run) this.#pageRun = null;
    const reason = run.ended?.reason;
    if (reason !== undefined) run.incomplete = true;
    this.#clearForms(run, step);
    if (run.kind === "page" && isUnasked(step)) {
      keepOpen(run);
      for (const id of step.cut) this.#queue.add({ ...NOTHING, target: id, job: step.job });
    }
    if (run.removed.size > 0) this.#session.forgetRemoved(run);
    if (run.quiet) this.#putBack();
    else if (reason?.kind === "rerun") this.#rerunWith(reason.target, run, step);
    // What is left of what runs once more is known after that.
    const isOver = reason?.kind !== "rerun";
    if (isOver && (run.called.size > 0 || run.root.run === run.number)) this.#session.cleanUp(run);
    if (isOver && run.preludes.size > 0) drawHomeless(run);
    if (this.#session.setValues.size > 0) showRest(run);
    if (run.quiet && run.kind === "page") this.#bringBack(run, step);
    for (const { job } of step.entries) job.release();
    for (const job of step.superseded) job.release();
    this.pump();
  }

  /** The page was not drawn after all: it stays as it was. */
  #putBackRoots(step: Step): void {
    this.#session.roots = step.rootsBefore ?? this.#session.roots;
    step.rootsBefore = null;
  }

  #putBack(): void {
    const { state } = this.#session;
    state.clear();
    for (const [name, value] of this.#before ?? []) state.set(name, value);
    this.#before = null;
  }

  /** A dialog that stood open before the replay, and was not opened by it, is replayed next. */
  #bringBack(run: Run, { job }: Step): void {
    const { dialogBefore } = this.#session;
    if (dialogBefore === null || run.dialog !== null) return;
    const region = bringBack(run, dialogBefore);
    if (region === null) return;
    this.#queue.addFirst({ ...NOTHING, target: region, job, quiet: true });
  }

  /** What follows `rerun()` in a body was not drawn: it is, together with what was asked for. */
  #rerunWith(target: Target, run: Run, step: Step): void {
    const isWhole = target === "page" || run.kind === "page";
    const targets: Target = isWhole ? "page" : [...new Set([run.root.id, ...target])];
    const triggers = run.unseen;
    const events = this.#unheardIn(run, step);
    this.#rerun(targets, run, step, triggers.size === 0 ? null : { triggers, events });
  }

  /** Queues what `rerun()` asked for, ahead of everything that waits. */
  #rerun(target: Target, run: Run, step: Step, unseen: Entry["unseen"] = null): void {
    const depth = 1 + Math.max(...step.entries.map((entry) => entry.depth));
    if (depth > MAX_DEPTH) {
      const error = new RangeError(
        `Cannot rerun: ${MAX_DEPTH} runs in a row have each asked for another one`,
      );
      drawError({ run, instance: step.root, block: step.root.block }, error);
      return;
    }
    const targets = target === "page" ? [PAGE] : target;
    const entries = targets.map((id, i): Entry => ({
      ...NOTHING,
      target: id,
      job: step.job,
      cause: "rerun",
      depth,
      // The first is the page, or the fragment that said so.
      unseen: i === 0 ? unseen : null,
      preludes: run.preludes.size === 0 ? null : run.preludes,
    }));
    this.#queue.addFirst(...entries);
  }

  /** A form whose submit was heard is over with it, whatever that led to (M5). */
  #clearForms(run: Run, step: Step): void {
    if (run.triggers.size === 0) return;
    const unheard = new Set(this.#unheardIn(run, step).map(({ widget }) => widget));
    for (const id of run.triggers.keys()) {
      const form = this.#session.widgets.get(id)?.form ?? null;
      if (form !== null && !unheard.has(id)) this.#session.clearForm(form, run);
    }
  }

  /** What a callback throws after its run was ended has no place on the page: it is said beside it. */
  #reportLate(run: Run, { element }: WidgetRecord, error: unknown): void {
    if (error instanceof Interruption || run.isAbort(error)) return;
    this.#unsaid.push(failedTooLate(this.#session, element.label, error));
    const [current] = [...this.#running].filter(([{ quiet }]) => !quiet).map(([, step]) => step);
    const { host } = this.#session;
    if (current !== undefined) {
      current.job.update.effects.push(...this.#unsaid.splice(0));
      current.job.onProgress?.();
    } else if (this.watcher?.ready()) {
      if (host !== null) host.unsaid();
      else this.say();
    }
  }

  /** Ends a run that a full run replaces. What it drew is not shown; its effects are (R5). */
  #supersede(run: Run, next?: { by: Step; triggers: Triggers }): void {
    // A press that no line of the page has seen yet goes along with the run that takes over, and so do
    // callbacks that have not begun.
    for (const [id, press] of run.unseen) next?.triggers.set(id, press);
    const step = this.#running.get(run)!;
    this.#clearForms(run, step);
    if (next !== undefined) {
      next.by.events.push(...this.#unheardIn(run, step));
    }
    next?.by.callbacks.unshift(...step.callbacks.splice(0));
    if (run.preludes.size > 0) next?.by.preludes.push(run.preludes);
    step.cancelAlarm?.();
    this.#putBackRoots(step);
    this.#running.delete(run);
    if (run.kind === "page") run.root.endDrawing();
    if (this.#pageRun === run) this.#pageRun = null;
    run.end(SUPERSEDED);
    run.discard();
    // Whoever asked for it is answered once what replaces it is there.
    const jobs = [...step.entries.map(({ job }) => job), ...step.superseded];
    if (next !== undefined) next.by.superseded.push(...jobs);
    else for (const job of jobs) job.release();
  }
}

function inWords(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  return seconds >= 120 && seconds % 60 === 0 ? `${seconds / 60} minutes` : `${seconds} seconds`;
}
