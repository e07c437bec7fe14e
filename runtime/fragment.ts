/**
 * Fragments: parts of a page that can rerun alone. `fragment()` makes one, calling it draws it and
 * leaves an {@linkcode Instance} in the session, which is what reruns.
 */
import { nth, regionOf, resetCounts } from "./block.ts";
import type { Block, OutsideBlock } from "./block.ts";
import { keyOf } from "./cache_key.ts";
import { knowCode } from "./code.ts";
import { digest, digestNumber, fragmentId } from "./ids.ts";
import type { CallSite, FragmentId, WidgetId } from "./ids.ts";
import { emptyParts, put, refuseOutside } from "./draw.ts";
import { takeBackDialog } from "./dialog.ts";
import { drawError, drawFailure } from "./elements/exception.ts";
import { Interruption } from "./interruption.ts";
import { copyOf, keep } from "./memo.ts";
import { parseInterval } from "./interval.ts";
import type { Interval } from "./interval.ts";
import { pageOf } from "./page_path.ts";
import { drawPrelude } from "./prelude.ts";
import type { Drawing } from "./session.ts";
import type { Run } from "./run.ts";
import type { Topic } from "./topic.ts";
import type { Effect } from "./update.ts";
import { sameValue } from "./widget.ts";
import { enter, ownScope, tryScope } from "./scope.ts";
import type { Scope } from "./scope.ts";
import { LeanMap, LeanSet } from "./lean.ts";

/** How a fragment behaves; see {@linkcode fragment}. */
export interface FragmentOptions {
  /**
   * Rerun by itself at this interval while the page is open: seconds, or text such as `"10s"`.
   * A function is asked at every full run, and before and after each run of the fragment; null means no timer.
   */
  runEvery?: Interval | null | (() => Interval | null);
  /** Stable name: part of its URL, target of `rerun(key)`. Unique per page. */
  key?: string;
  /**
   * What becomes of elements that it writes into containers made outside it.
   * `"append"` (default): they pile up until the next full run; widgets and fragments there are an error.
   * `"replace"`: each rerun redraws them in place; widgets are allowed and belong to this fragment.
   */
  outside?: "append" | "replace";
  /** Rerun when one of these topics is published, by anyone, in any process. */
  runOn?: Topic | readonly Topic[];
  /**
   * Draw a placeholder first, and run only once it is scrolled into view, or asked for by `rerun()`. Until
   * then, a call of it answers undefined.
   */
  lazy?: boolean;
  /**
   * In a full run, keep what is drawn, without running, when the arguments equal those of the last run, and
   * no widget inside was used since. Arguments are compared by value; what is no plain data is never equal.
   * What it reads besides, session state or captured values, is not looked at: hand it over as an argument.
   */
  memo?: boolean;
}

/** A fragment: call it in a page to draw it. Its result counts in full runs only. */
export interface Fragment<A extends readonly unknown[] = readonly unknown[], R = unknown> {
  (...args: A): R;
  /** The key given in its options. */
  readonly key: string | undefined;
}

/** What all calls of one fragment share. */
export class Definition {
  readonly name: string;
  readonly body: (...args: never[]) => unknown;
  readonly options: FragmentOptions;
  /** Which one it is of those that were made outside of runs, and whose calls are counted together. */
  number = 0;
  #site: string | null = null;

  constructor(name: string, body: Definition["body"], options: FragmentOptions) {
    this.name = name;
    this.body = body;
    this.options = options;
  }

  /** What its calls are counted under. Of two fragments without a name, each is known by what it does. */
  get site(): string {
    return this.#site ??= this.options.key ?? (this.name || digest(String(this.body)));
  }

  /** What an error calls it. */
  get label(): string {
    const label = this.options.key ?? this.name;
    return label === "" ? "a fragment without a name" : `fragment "${label}"`;
  }
}

/** One call site of a fragment in one session: what is remembered to run it again. */
export class Instance {
  readonly id: FragmentId;
  parent: Instance | null;
  readonly definition: Definition | null;
  readonly args: readonly unknown[];
  /** The page on which it was called, in an app of several. */
  readonly page: string | null;
  /** The region as last drawn, or as being drawn. */
  block: Block;
  /** Number of the last run that drew it, or kept it as it was. */
  run = 0;
  /** Others of its kind are called beside it: places may be what tells them apart. */
  crowded = false;
  /** Number of the run in which it took the place of another of them. */
  moved = 0;
  /** Number of the message that showed it first where something else had stood. */
  since = 0;
  /** Number of the last event that a request of its own has brought. */
  lastEvent = 0;
  /** Its own drawing in that run is over. */
  settled = false;
  /** What its last run returned; null if that one did not go through, or there was none. */
  result: { readonly value: unknown } | null = null;
  /** The last run whose code drew it; later ones may have kept that. */
  drawn = 0;
  /** Its arguments in that run, as they were then; null for those that nothing can be compared with. */
  given: readonly unknown[] | null = null;
  /** What it has drawn can be shown again as it is. */
  keepable = true;
  /** Of whoever wants to know how its drawing goes. */
  #drawing: Drawing | null = null;
  #thrown: { readonly error: unknown } | null = null;
  /** Milliseconds between ticks, if it has a timer. */
  interval: number | null = null;
  /** What its body failed with, if that is how it ended, and the number under which the log has it. */
  failure: { readonly text: string; readonly id: string } | null = null;
  /** Widgets drawn in its own body, and fragments called there, as of its last runs. */
  readonly widgets: LeanSet<WidgetId> = new LeanSet();
  readonly calls: LeanSet<FragmentId> = new LeanSet();
  /** Its parts of containers made outside it, for `outside: "replace"`. */
  readonly outsideBlocks: LeanMap<Block, OutsideBlock> = new LeanMap();

  constructor(
    id: FragmentId,
    options: {
      parent: Instance | null;
      definition: Definition | null;
      args: readonly unknown[];
      block: Block;
      page?: string | null;
    },
  ) {
    this.id = id;
    this.parent = options.parent;
    this.definition = options.definition;
    this.args = options.args;
    this.page = options.page ?? null;
    this.block = options.block;
  }

  /** What an error calls it. */
  get label(): string {
    return this.definition?.label ?? "the page";
  }

  get outside(): "append" | "replace" {
    return this.definition?.options.outside ?? "append";
  }

  /** Names of the topics that it reruns on. */
  get topics(): readonly string[] {
    const { runOn } = this.definition?.options ?? {};
    if (runOn === undefined) return [];
    return "publish" in runOn ? [runOn.name] : runOn.map(({ name }) => name);
  }

  /** Tells whoever wants to know that it is being drawn. A replay is nobody's business. */
  beginDrawing(run: Run): void {
    this.#drawing = run.quiet ? null : run.session.options.onDraw?.(this, run) ?? null;
    this.#thrown = null;
  }

  /** Runs the author's code that draws it. */
  runCode<R>(body: () => R): R {
    return this.#drawing?.within === undefined ? body() : this.#drawing.within(body);
  }

  /** Its code has thrown. */
  failed(error: unknown): void {
    this.#thrown = { error };
  }

  endDrawing(): void {
    const drawing = this.#drawing;
    this.#drawing = null;
    drawing?.end(this.#thrown);
  }

  /** Looks how often it is to run by itself. */
  askInterval(): void {
    const { runEvery } = this.definition!.options;
    this.interval = parseInterval(typeof runEvery === "function" ? runEvery() : runEvery);
  }

  /** Whether it stands inside `other`, or is it. */
  within(other: Instance): boolean {
    return this.id === other.id || (this.parent?.within(other) ?? false);
  }
}

/** Where fragments are found as they stand on a page now. */
export interface Fragments {
  /** The instance of this id, if it stands there. */
  instance(id: FragmentId): Instance | undefined;
}

const definitions = new WeakMap<object, Definition>();

/** What stands behind a fragment function; undefined for any other function. */
export function definitionOf(fragment: unknown): Definition | undefined {
  return typeof fragment === "function" ? definitions.get(fragment) : undefined;
}

/** How many fragments were made outside of runs, by what their calls are counted under. */
const made = new Map<string, number>();

/** Names that `rerun()` takes for something else. */
const RESERVED = new Set(["app", "fragment"]);

/**
 * Makes a part of a page that can rerun alone: an event of a widget drawn inside reruns only this
 * body. Arguments and captured values stay those of the last full run. Sync or async; an async
 * fragment that is not awaited runs beside the rest of the page, drawn where it was called.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * const clicks = st.fragment(() => {
 *   st.sessionState.n ??= 0;
 *   if (st.button("Plus one!")) st.sessionState.n++;
 *   st.write(`Clicked ${st.sessionState.n} times`);
 * });
 *
 * st.createApp(() => {
 *   st.title("Counter");
 *   clicks();
 * });
 * ```
 *
 * A `runEvery` that cannot be read is shown where the fragment is called, in place of what it draws.
 *
 * @throws {RangeError} If the key is reserved.
 */
export function fragment<A extends readonly unknown[], R>(
  body: (...args: A) => R,
  options: FragmentOptions & { lazy: true },
): Fragment<A, R | undefined>;
/** Without `lazy`, a call always answers what the body does. */
export function fragment<A extends readonly unknown[], R>(
  body: (...args: A) => R,
  options?: FragmentOptions,
): Fragment<A, R>;
export function fragment<A extends readonly unknown[], R>(
  body: (...args: A) => R,
  options: FragmentOptions = {},
): Fragment<A, R> {
  if (options.key !== undefined && RESERVED.has(options.key)) {
    throw new RangeError(`Cannot name a fragment "${options.key}": rerun() reserves that word`);
  }
  const definition = new Definition(body.name, body, options);
  // One made within a run is known to whoever draws it.
  if (tryScope() === undefined) {
    knowCode(body);
    definition.number = made.get(definition.site) ?? 0;
    made.set(definition.site, definition.number + 1);
  }
  const call = (...args: A): R => callFragment(definition, args) as R;
  Object.defineProperties(call, { key: { value: options.key }, name: { value: body.name } });
  definitions.set(call, definition);
  return call as unknown as Fragment<A, R>;
}

/** Draws a fragment at the current place, for the first time in this run. */
function callFragment(definition: Definition, args: readonly unknown[]): unknown {
  const scope = ownScope(definition.label);
  const { block: parent } = scope;
  if (parent.kind !== "root") refuseOutside(scope, definition.label);
  const { key } = definition.options;
  const { site: name } = definition;
  const site = {
    name,
    parent: scope.instance.id,
    nth: nth(scope.instance.block, `call of ${name}`),
  };
  const id = key === undefined ? fragmentId(site) : keyedId(scope, definition, key, site);
  const held = definition.options.memo === true || isHeld(scope.instance.block);
  const region = regionOf(id, parent.place, held);
  const instance = new Instance(id, {
    parent: scope.instance,
    definition,
    args,
    block: region,
    page: pageOf(scope),
  });
  const { run } = scope;
  const before = run.session.fragments.get(id);
  if (scope.instance.definition !== null) scope.instance.calls.add(id);
  if (keep(run, before, instance)) {
    put(scope, instance.label, before.block);
    return before.result!.value;
  }
  put(scope, instance.label, region);
  if (run.session.awaits(instance)) return drawPlaceholder(run, instance);
  return drawInstance(scope, instance);
}

function isHeld(block: Block): boolean {
  return block.kind === "fragment" && block.held;
}

/** Stands for a fragment until its place is seen. */
function drawPlaceholder(run: Run, instance: Instance): undefined {
  run.called.add(instance.id);
  run.session.adopt(instance, run);
  advance(run, instance);
  instance.settled = true;
  instance.block.children.push({ kind: "placeholder" });
}

/**
 * The id of a call with a key. All calls of one fragment share its key (S8): the first has it for its
 * id, the others have their places. Another fragment may not claim it.
 */
function keyedId(
  { run }: Scope,
  definition: Definition,
  key: string,
  site: CallSite,
): FragmentId {
  const id = fragmentId({ key });
  const other = run.session.instance(id);
  const taken = run.called.has(id) ||
    (run.kind === "fragment" && other !== undefined && !run.covers(other));
  if (!taken || other === undefined) return id;
  if (other.definition === definition) return fragmentId(site);
  throw new Error(
    `Cannot draw fragment "${key}": its key is already used by another fragment of this page`,
  );
}

/** Whether `now` is a call of another fragment than that of `before`, though of its look: a loop has made both. */
export function isOtherFragment(before: Instance, now: Instance): boolean {
  return before.definition?.number !== now.definition?.number;
}

/** Whether `now` stands where a user saw `origin`, and must not get what was meant for that. */
export function isTaken(origin: Instance, now: Instance): boolean {
  return isOtherFragment(origin, now) || (origin.crowded && isOther(origin, now));
}

/**
 * Whether `now` only stands where `before` stood: called with other arguments. A row of data is the same as
 * long as its `id`, `key` or `name` is. Functions and live objects are made anew in each run, and tell nothing.
 */
export function isOther(before: Instance, now: Instance): boolean {
  if (before === now) return false;
  return before.args.length !== now.args.length ||
    before.args.some((arg, i) => isData(arg) && !isSameRow(arg, now.args[i]));
}

function isSameRow(before: unknown, now: unknown): boolean {
  if (sameValue(before, now)) return true;
  const [old, own] = [nameIn(before), nameIn(now)];
  return old !== undefined && sameValue(old, own);
}

const rows = new WeakMap<Instance, number | null>();

/** Which row of data it draws, to be told from others that {@linkcode isOther} would tell; null if it draws none. */
export function rowOf(instance: Instance): number | null {
  let row = rows.get(instance);
  if (row === undefined) rows.set(instance, row = digestOfRow(instance.args));
  return row;
}

function digestOfRow(args: readonly unknown[]): number | null {
  if (!args.some(isData)) return null;
  try {
    return digestNumber(keyOf(args.map((arg) => isData(arg) ? nameIn(arg) ?? arg : null)));
  } catch {
    // What it holds cannot be told apart in another process.
    return null;
  }
}

/** By what a row of data is known. */
function nameIn(row: unknown): unknown {
  if (typeof row !== "object" || row === null || Array.isArray(row)) return undefined;
  const { id, key, name } = row as Record<string, unknown>;
  return id ?? key ?? name;
}

/** Whether it is plain data, by which one call can be told from another. */
export function isData(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return typeof value !== "function";
  return Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
}

/** What a user is told whose press came when something else had taken its place. */
export function pressedTooLate(label: string): Effect {
  return {
    kind: "toast",
    body: `“${label}” was pressed on something that has changed meanwhile. Nothing was done.`,
    icon: "⚠️",
    duration: "long",
  };
}

/** Registers `instance` with the run and runs its body in its region. */
export function drawInstance(scope: Scope, instance: Instance): unknown {
  const { run } = scope;
  run.called.add(instance.id);
  for (const [id, { origin }] of run.triggers) {
    const isMoved = origin?.id === instance.id && isTaken(origin, instance);
    if (!isMoved || run.session.widgets.get(id)?.key !== null) continue;
    run.triggers.delete(id);
    run.update.effects.push(pressedTooLate(run.session.widgets.get(id)?.element.label ?? ""));
  }
  run.session.adopt(instance, run);
  return runBody({ run, instance, block: instance.block }, { inner: true });
}

/**
 * Runs a fragment's body in `scope`. Errors end as a box in the fragment; what interrupts a run goes
 * on up, except a request to begin this same body again.
 *
 * `inner` says that the author's code called it and may go on after it.
 */
export function runBody(scope: Scope, options: { inner: boolean }): unknown {
  const { run, instance } = scope;
  let repeats = 0;
  const attempt = () => {
    if (repeats > 0) restart(scope, repeats);
    instance.keepable = true;
    run.session.named.release(instance.id, run.number);
    drawPrelude(run, instance);
    instance.run = run.number;
    instance.drawn = run.number;
    instance.settled = false;
    instance.result = null;
    const { lazy, memo } = instance.definition!.options;
    if (lazy) run.session.seen.add(instance.id);
    if (memo) instance.given = copyOf(instance.args);
    advance(run, instance);
    setTimer(run, instance);
    // By itself: called as a method, it would get `this`, and a stack would say so.
    const { body } = instance.definition!;
    return body(...instance.args as never[]);
  };
  const fail = (error: unknown): unknown => {
    if (error instanceof Interruption) {
      const { reason } = error;
      // Superseded meanwhile, it begins no more: what stands there now is another run's.
      if (reason.kind === "again" && reason.fragment === instance.id && run.ended === null) {
        run.discardAttempt(instance);
        // Children still under way are waited for: drawn again at once, they would overlap themselves.
        const waiting = run.settledInside(instance)
          ?.then(() => run.ended === null ? begin(1) : fail(run.ended));
        if (waiting === undefined) return begin(1);
        if (options.inner) run.track(waiting, scope);
        return waiting;
      }
      settle(scope);
      throw error;
    }
    run.incomplete = true;
    drawFailure(scope, error);
    settle(scope);
    return undefined;
  };
  const begin = (again: number): unknown => {
    repeats += again;
    if (again === 0) instance.beginDrawing(run);
    const own = { ...scope, attempt: repeats };
    const succeed = (result: unknown) => {
      // Its body may have switched it on or off.
      if (asksInterval(instance)) enter(own, () => setTimer(run, instance));
      settle(scope);
      instance.failure = null;
      instance.result = { value: result };
    };
    let result: unknown;
    try {
      result = enter(own, () => instance.runCode(attempt));
      if (!isThenable(result)) {
        succeed(result);
        return result;
      }
    } catch (error) {
      return fail(error);
    }
    const work: Promise<unknown> = Promise.resolve(result).then((value) => {
      try {
        succeed(work);
      } catch (error) {
        return fail(error);
      }
      return value;
    }, fail);
    if (options.inner) run.track(work, scope);
    return work;
  };
  return begin(0);
}

/** Gives a fragment the timer that it asks for, or none. */
function setTimer(run: Run, instance: Instance): void {
  const { timers } = run.session;
  try {
    instance.askInterval();
  } catch (error) {
    // Said once: it is asked again when the page is drawn.
    timers.clear(instance.id);
    throw error;
  }
  warnOfInterval(run, instance);
  timers.set(instance.id, instance.interval);
}

function asksInterval({ definition }: Instance): boolean {
  return typeof definition!.options.runEvery === "function";
}

/** More self-reruns in a row than anyone means. */
const MAX_REPEATS = 100;

function restart({ run, instance }: Scope, repeats: number): void {
  if (repeats > MAX_REPEATS) {
    throw new RangeError(
      `Cannot rerun ${instance.label}: it asked for itself ${MAX_REPEATS} times in a row`,
    );
  }
  run.session.named.release(instance.id);
  instance.block.children.length = 0;
  for (const own of instance.outsideBlocks.values()) run.writtenOutside.delete(own);
  resetCounts(instance.block);
  // What was pressed has been seen: it must not ask for the same again, and its form is over with it (M5).
  for (const id of run.drawn) {
    const form = run.triggers.delete(id) ? run.session.widgets.get(id)?.form ?? null : null;
    if (form !== null) run.session.clearForm(form, run);
  }
  run.session.forgetDrawn(instance, run);
  takeBackDialog(run, instance);
}

/** What is drawn from here on is newer than all that was drawn before. */
function advance(run: Run, { block }: Instance): void {
  if (block.kind === "fragment") block.revision = ++run.session.revision;
}

function settle({ run, instance }: Scope): void {
  advance(run, instance);
  emptyParts(run, instance);
  instance.settled = true;
  instance.endDrawing();
  run.session.onSettled(instance);
}

/** Fragments whose author was told that their timer is too fast. */
const warned = new WeakSet<Definition>();

function warnOfInterval({ session }: Run, { definition, interval, label }: Instance): void {
  const { shortest } = session.timers;
  if (interval === null || interval >= shortest || warned.has(definition!)) return;
  warned.add(definition!);
  session.options.onWarning?.(
    `runEvery of ${label} is ${interval / 1000} s; it is rerun every ${
      shortest / 1000
    } s, the shortest interval that the app allows`,
  );
}

/**
 * Gives up on what a run still has under way in `instance`: an error takes the place of what it was to
 * draw, and others go on.
 */
export function giveUp(run: Run, instance: Instance, error: unknown): void {
  const scope = { run, instance, block: instance.block };
  drawError(scope, error);
  if (instance.definition !== null) settle(scope);
}

/** Whether there is something to await. */
export function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as PromiseLike<unknown> | null | undefined)?.then === "function";
}
