/**
 * One page open in one tab: its state, its widgets and fragments as last drawn, and the schedule that
 * runs it. It holds facts; `schedule.ts` says what runs when, `transport/` how it is reached.
 */
import { Anchors } from "./anchors.ts";
import type { Place, RootBlock } from "./block.ts";
import { codeOf, isKnown } from "./code.ts";
import { openDialogOf } from "./kept_dialog.ts";
import type { DialogCall } from "./kept_dialog.ts";
import { emptyParts, handOverParts } from "./draw.ts";
import type { Element } from "./element.ts";
import { Files } from "./files.ts";
import { Crowds } from "./crowds.ts";
import type { SavedCrowds } from "./crowds.ts";
import { Instance } from "./fragment.ts";
import type { Fragments } from "./fragment.ts";
import { blockId, PAGE } from "./ids.ts";
import type { BlockId, FragmentId, PageId, WidgetId } from "./ids.ts";
import { NamedBlocks } from "./named_blocks.ts";
import { searchOf } from "./elements/location.ts";
import { DEFAULT_CONFIG } from "./page_config.ts";
import type { PageConfigElement } from "./page_config.ts";
import { QueryParameters } from "./query_params.ts";
import type { Seal } from "./row_selection.ts";
import type { Run } from "./run.ts";
import { Scheduler } from "./schedule.ts";
import { Timers } from "./timers.ts";
import type { Clock, TimedPage } from "./timers.ts";
import { Uploads } from "./uploads.ts";
import type { ReceivedFile, UploadStorage } from "./uploads.ts";
import { stateName, tellAddress } from "./widget.ts";
import type { WidgetRecord } from "./widget.ts";
import { LeanMap, LeanSet } from "./lean.ts";

/** A page: an ordinary function, run from top to bottom. */
export type Page = () => unknown | Promise<unknown>;

/** What a page may know of the request that started a run. */
export interface RequestFacts {
  readonly url: URL;
  readonly headers: Headers;
  readonly user: unknown;
  readonly timeZone: string | null;
  readonly theme: "light" | "dark" | null;
}

/** Whoever wants to know how it goes with something that is being drawn. */
export interface Drawing {
  /** Runs the author's code for it. */
  readonly within?: <R>(body: () => R) => R;
  /** It is over; `failure` is the last error of the author's code, null without one. */
  end(failure: { readonly error: unknown } | null): void;
}

/** What a session is told of the app around it; one for many sessions. */
export interface SessionOptions {
  readonly showErrorDetails: boolean;
  readonly clock: Clock;
  /** The one colour scheme of the app; null or nothing for whichever its user has set. */
  readonly scheme?: "light" | "dark" | null;
  /** Told of every error of the author's code, with the id that the user sees. */
  readonly onError: (error: unknown, id: string) => void;
  /** Told of what the author should mend, though it goes on. */
  readonly onWarning?: ((text: string) => void) | undefined;
  /** Where uploaded files lie. Without it, none are taken. */
  readonly uploads?: UploadStorage;
  /** Proves that this app named what comes back. Without it, no row of a source can be selected. */
  readonly seal?: Seal;
  /** Most milliseconds that a run may take; null, and by default, any. */
  readonly runTime?: number | null;
  /** Fewest milliseconds between two ticks of a fragment. */
  readonly shortestInterval?: number;
  /** Told of each run that begins, by what is run. */
  readonly onRun?: ((session: Session, root: Instance) => void) | undefined;
  /** Told of each fragment that is drawn, and of the page. */
  readonly onDraw?: ((instance: Instance, run: Run) => Drawing) | undefined;
  /** Whether the app's code is being changed, over pages that are open. */
  readonly beingWritten?: boolean;
  /** A module of the author's own, for errors to show while the app is being written; null for what is none. */
  readonly readSource?:
    | ((url: string) => { readonly path: string; readonly text: string } | null)
    | undefined;
}

/** Whoever serves a page: there before its first run. */
export interface Host {
  /** Where a fragment is asked for. */
  regionUrl(id: FragmentId): string;
  /** A fragment's time has come: it is to be run. */
  due(id: FragmentId): void;
  /** Something is to be said though nothing runs: {@linkcode Scheduler.say} does. */
  unsaid(): void;
}

/** What is kept of a session when nobody holds it: plain data, for any store. */
export interface SavedSession {
  readonly state: ReadonlyMap<string, unknown>;
  readonly uploads: readonly ReceivedFile[];
  readonly url: string;
  readonly query: string;
  readonly runs: number;
  readonly revision: number;
  /** What it was drawn by. */
  readonly code: readonly number[];
  /** What was being done, by its labels. */
  readonly begun: readonly string[];
  /** How the open dialog was called. */
  readonly dialog: DialogCall | null;
  readonly seen: readonly FragmentId[];
  readonly crowds: SavedCrowds;
  /** Widgets that a press has drawn. */
  readonly passing: readonly WidgetId[];
  /** Fragments that stand where something else did, each with the message that said so; null if none has. */
  readonly since: readonly (readonly [FragmentId, number | null])[];
}

/** The pages of an app that has several. */
export interface PagesInfo {
  /** The one that is shown. */
  readonly path: string;
  /** Whether it is one of them. */
  readonly found: boolean;
  readonly paths: ReadonlySet<string>;
  /** The widget whose value says where one is. */
  readonly location: WidgetId;
  /** Number of the run that said so. */
  readonly run: number;
}

/** The page's areas, redrawn by a full run. */
export interface Roots {
  readonly main: RootBlock;
  readonly sidebar: RootBlock;
  /** What stays at the lower edge of the window. */
  readonly bottom: RootBlock;
  readonly dialogs: RootBlock;
  /** What concerns the page as a whole: its settings, its logo. */
  readonly head: RootBlock;
}

export class Session implements Fragments, TimedPage {
  readonly id: PageId;
  readonly page: Page;
  readonly options: SessionOptions;
  /** Without one, what is due is run at once, and no markup can name a fragment. */
  host: Host | null = null;
  /** The author's state, keyed widgets' values among it; other widgets' under names no author can write. */
  readonly state: Map<string, unknown> = new Map();
  readonly widgets: Map<WidgetId, WidgetRecord> = new Map();
  readonly fragments: Map<FragmentId, Instance> = new Map();
  /** Values that an earlier page of this tab brought along, for widgets not drawn yet. */
  readonly carried: LeanMap<WidgetId, readonly string[]> = new LeanMap();
  readonly query: QueryParameters = new QueryParameters();
  /** Names of places in it to link to. */
  readonly anchors: Anchors;
  /** Keys of containers and forms in it. */
  readonly named: NamedBlocks = new NamedBlocks(this);
  /** What it serves: downloads, images made of bytes. */
  readonly files: Files;
  /** What it was sent. */
  readonly uploads: Uploads;
  readonly schedule: Scheduler;
  readonly timers: Timers;
  roots: Roots = makeRoots();
  request: RequestFacts;
  /** The page itself, as the outermost fragment. */
  readonly pageInstance: Instance;
  /** Lazy fragments whose places were seen. */
  readonly seen: LeanSet<FragmentId> = new LeanSet();
  /** Nothing waits to be seen: its browser cannot say that it is. */
  eager = false;
  /** Whether any fragment runs on a topic. */
  listens = false;
  /** Counts runs. */
  runs = 0;
  /** Counts redrawings of fragments, so that the newer of two can be told. */
  revision = 0;
  /** Where the page was opened: path and query within the app. */
  asked = "/";
  /** What `navigation()` has said of the app's pages; null in an app of one. */
  pages: PagesInfo | null = null;
  /** Fragments that stand where something else did, and were not shown yet. */
  readonly moved: Instance[] = [];
  /** The same of fragments that a replay is to draw again. */
  readonly #restored: LeanMap<FragmentId, number> = new LeanMap();
  readonly #crowds = new Crowds();
  /** Widgets that a press has drawn, and no other run since: a replay, in which nothing is pressed, may not. */
  readonly passing: LeanSet<WidgetId> = new LeanSet();
  /** Forms that are empty once they were sent (M5). */
  readonly clearing: LeanSet<BlockId> = new LeanSet();
  /** What stands in each form. */
  readonly #inForms: LeanMap<BlockId, Set<WidgetId>> = new LeanMap();
  /** Widgets whose values code has set, each as it was drawn then: it may still stand there so. */
  readonly setValues: LeanMap<WidgetId, WidgetRecord> = new LeanMap();
  /** State of widgets that are kept while they are hidden, until their page is left. */
  readonly #keptOnPage: LeanSet<string> = new LeanSet();
  /** The dialog that was open when it was stored. */
  dialogBefore: DialogCall | null = null;
  #errors = 0;
  /** What it was drawn by before it was stored. */
  #before: readonly number[] = [];

  constructor(id: PageId, page: Page, request: RequestFacts, options: SessionOptions) {
    this.id = id;
    this.page = page;
    this.request = request;
    this.options = options;
    this.anchors = new Anchors(this);
    this.files = new Files(id, this);
    this.uploads = new Uploads(options.uploads ?? null);
    this.pageInstance = new Instance(PAGE, {
      parent: null,
      definition: null,
      args: [],
      block: this.roots.main,
    });
    this.schedule = new Scheduler(this);
    this.timers = new Timers(options.clock, this, options.shortestInterval);
  }

  /** A fragment's time has come. */
  due(id: FragmentId): void {
    if (this.host === null) this.schedule.tick(id);
    else this.host.due(id);
  }

  /** The instance of this id, if it stands on the page. */
  instance(id: FragmentId): Instance | undefined {
    return id === PAGE ? this.pageInstance : this.fragments.get(id);
  }

  /** Fragments that `rerun(key)` or `rerun(fragment)` means. */
  instancesOf(target: string | { name: string; body: unknown }): Instance[] {
    return [...this.fragments.values()].filter(({ definition }) =>
      typeof target === "string" ? definition?.options.key === target : definition === target
    );
  }

  /** Whether a fragment is drawn only once its place is seen, and was not yet. */
  awaits({ id, definition }: Instance): boolean {
    return definition?.options.lazy === true && !this.eager && !this.seen.has(id);
  }

  /** Whether some of it is still to be seen before it is drawn. */
  get isAwaited(): boolean {
    return [...this.fragments.values()].some((instance) => this.awaits(instance));
  }

  /** Empty areas for a full run to draw into. */
  newRoots(): Roots {
    return this.roots = makeRoots();
  }

  /** What the page says of itself as a whole. */
  get config(): PageConfigElement {
    return this.roots.head.children[0] as PageConfigElement;
  }

  /** Takes in a fragment that `run` draws. */
  adopt(instance: Instance, run: Run): void {
    const before = this.fragments.get(instance.id);
    instance.run = run.number;
    instance.failure = before?.failure ?? null;
    if (instance.definition?.options.runOn !== undefined) this.listens = true;
    instance.crowded = before?.crowded ?? this.#restored.has(instance.id);
    instance.moved = before?.moved ?? 0;
    instance.since = before?.since ?? this.#restored.get(instance.id) ?? 0;
    instance.lastEvent = before?.lastEvent ?? 0;
    this.#crowds.drawn(before, instance);
    // The next message shows it.
    if (instance.since === Infinity) this.moved.push(instance);
    if (before !== undefined && run.kind === "fragment") {
      instance.interval = before.interval;
      // What the call drew before is the new instance's to clean up.
      for (const id of before.widgets) instance.widgets.add(id);
      for (const id of before.calls) instance.calls.add(id);
      handOverParts(run, before, instance);
    }
    this.fragments.set(instance.id, instance);
  }

  /** Drops what a run that went through did not draw again: fragments, timers, widgets (N2, N3, W10, W11). */
  cleanUp(run: Run): void {
    if (run.kind === "page") {
      for (const instance of this.fragments.values()) this.#forgetCall(instance, run);
      for (const record of this.widgets.values()) this.#forgetWidget(record, run);
    } else {
      this.#cleanUpInside(run.root, run);
    }
    if (run.kind === "page" && !run.timed && !run.incomplete) this.timers.clear(PAGE);
    for (const instance of this.#crowds.settle(this.fragments)) {
      instance.moved = run.number;
      instance.since = Infinity;
      this.moved.push(instance);
    }
    this.files.trim();
    this.uploads.sweep(this.state, () => this.schedule.said);
  }

  /** Only what stood in the fragment is looked at: its rerun must not cost more on a larger page. */
  #cleanUpInside(instance: Instance, run: Run): void {
    for (const id of instance.calls) {
      const child = this.fragments.get(id);
      if (child !== undefined) this.#cleanUpInside(child, run);
      if (child === undefined || this.#forgetCall(child, run)) instance.calls.delete(id);
    }
    for (const id of instance.widgets) {
      const record = this.widgets.get(id);
      const gone = record === undefined || record.owner !== instance.id;
      if (gone || this.#forgetWidget(record, run)) instance.widgets.delete(id);
    }
  }

  #forgetCall(instance: Instance, run: Run): boolean {
    if (instance.run >= run.number) return false;
    this.#crowds.gone(instance);
    // A lazy one that was not reached is not to begin anew (S14).
    const isSeen = run.incomplete && this.seen.has(instance.id);
    this.#forget(instance, run);
    if (isSeen) this.seen.add(instance.id);
    return true;
  }

  #forgetWidget(record: WidgetRecord, run: Run): boolean {
    if (run.incomplete || record.run >= run.number) return false;
    this.#dropWidget(record);
    return true;
  }

  /** Forgets what `run` has taken off the page, and has not drawn again. */
  forgetRemoved(run: Run): void {
    for (const one of run.removed) {
      if (!(one instanceof Instance)) {
        if (this.widgets.get(one.id) === one) this.#dropWidget(one);
        continue;
      }
      // A newer one has been drawn, or it is shown somewhere else as it is.
      const isKept = one.run === run.number && one.drawn < run.number;
      if (isKept || this.fragments.get(one.id) !== one) continue;
      for (const inner of [...this.fragments.values()].filter((other) => other.within(one))) {
        this.#crowds.gone(inner);
        this.#forget(inner, run);
        for (const id of inner.widgets) {
          const record = this.widgets.get(id);
          if (record?.owner === inner.id) this.#dropWidget(record);
        }
      }
    }
    run.removed.clear();
  }

  /** Takes in a widget that is drawn. */
  keepWidget(record: WidgetRecord): void {
    const { id, form } = record;
    this.widgets.set(id, record);
    if (form === null) return;
    const others = this.#inForms.get(form);
    if (others === undefined) this.#inForms.set(form, new Set([id]));
    else others.add(id);
  }

  #dropWidget(record: WidgetRecord): void {
    this.widgets.delete(record.id);
    if (record.form !== null) this.#leaveForm(record.form, record.id);
    this.passing.delete(record.id);
    const name = stateName(record.id, record.key);
    const isLeft = record.page !== null && record.page !== (this.pages?.path ?? null);
    // Another page's widgets wait there with what was entered.
    if (isLeft ? record.persist === "page" : record.persist === null) this.state.delete(name);
    else if (record.persist === "page" && record.page !== null) this.#keptOnPage.add(name);
  }

  /** Notes which page of several is shown. */
  enterPage(pages: PagesInfo): void {
    if (this.pages !== null && this.pages.path !== pages.path) {
      for (const name of this.#keptOnPage) this.state.delete(name);
      this.#keptOnPage.clear();
      // Those that stood there to the last are dropped only by a run that goes through.
      for (const { id, key, page, persist } of this.widgets.values()) {
        const isLeft = persist === "page" && page === this.pages.path;
        if (isLeft) this.state.delete(stateName(id, key));
      }
    }
    this.pages = pages;
  }

  /** Has the next full run show another page: path and query within the app. */
  goTo(location: string): void {
    this.state.set(stateName(this.pages!.location, null), location);
    this.query.load(searchOf(location), { news: true });
  }

  /** Puts the widgets of a form that was sent to `run` back to where they began, if it is one that clears. */
  clearForm(form: BlockId, run: Run): void {
    if (!this.clearing.has(form)) return;
    for (const id of this.#inForms.get(form) ?? []) {
      const record = this.widgets.get(id);
      if (record?.form !== form) {
        // It stands somewhere else now.
        this.#leaveForm(form, id);
        continue;
      }
      if (record.kind.lives === "trigger") continue;
      this.state.set(stateName(record.id, record.key), record.initial);
      tellAddress(this, run.update, record, record.initial);
      // One that the run has not drawn stands there as it was sent.
      if (!run.drawn.has(record.id)) run.update.widgets.add(record.id);
    }
  }

  #leaveForm(form: BlockId, id: WidgetId): void {
    const others = this.#inForms.get(form);
    others?.delete(id);
    if (others?.size === 0) this.#inForms.delete(form);
  }

  /** Whether a fragment was lost when the page was made again: only a press had drawn it. */
  isLost(id: FragmentId): boolean {
    // A dialog is opened again after the page.
    return this.#crowds.isLost(id) && !this.fragments.has(id);
  }

  /** Whether a widget was lost when the page was made again: only a press had drawn it. */
  isLostWidget(id: WidgetId): boolean {
    return this.passing.has(id) && !this.widgets.has(id);
  }

  /** Lets a fragment go: its requests are ignored, its timer ends, what it wrote elsewhere goes. */
  #forget(instance: Instance, run: Run): void {
    const { id } = instance;
    emptyParts(run, instance);
    this.named.release(id);
    this.fragments.delete(id);
    this.seen.delete(id);
    this.timers.clear(id);
  }

  /** Forgets what `instance` drew in this run, because its body begins again: what it does not draw then is gone. */
  forgetDrawn(instance: Instance, run: Run): void {
    for (const id of run.drawn) {
      const record = this.widgets.get(id);
      const owner = record && this.instance(record.owner);
      // One that has lost its place meanwhile is forgotten already.
      if (record !== undefined && !(owner && run.isPartOf(owner, instance))) continue;
      run.drawn.delete(id);
      if (record !== undefined) record.run = run.number - 1;
    }
    this.anchors.forget(instance.id);
    for (const id of run.called) {
      const child = this.fragments.get(id);
      if (child === undefined || child === instance || !run.isPartOf(child, instance)) continue;
      run.called.delete(id);
      child.run = run.number - 1;
      this.anchors.forget(id);
      this.named.release(id);
    }
  }

  /** Fragments that run on a topic; on any, if none is named. */
  listenersTo(topic?: string): FragmentId[] {
    if (!this.listens) return [];
    return [...this.fragments.values()]
      .filter((instance) => !this.awaits(instance))
      .filter(({ topics }) => topic === undefined ? topics.length > 0 : topics.includes(topic))
      .map(({ id }) => id);
  }

  /** A fragment's own drawing is over: what waited for it may go on. */
  onSettled(instance: Instance): void {
    if (this.fragments.get(instance.id) === instance) this.schedule.wake();
  }

  /** Notes an error of the author's code; the id is what ties the user's box to the log's line. */
  reportError(error: unknown): string {
    const id = `${this.id.slice(0, 6)}-${++this.#errors}`;
    this.options.onError(error, id);
    return id;
  }

  /** What of it can be stored. */
  save(): SavedSession {
    const { state, uploads, request, query, runs, revision, seen } = this;
    return {
      state,
      uploads: uploads.save(),
      url: request.url.href,
      query: query.toString(),
      runs,
      revision,
      code: this.#code,
      begun: this.schedule.begun,
      dialog: openDialogOf(this),
      seen: [...seen],
      crowds: this.#crowds.save(this.fragments),
      passing: [...this.passing],
      since: this.#movedSince,
    };
  }

  get #movedSince(): [FragmentId, number | null][] {
    return [...this.fragments.values()].filter(({ since }) => since > 0)
      .map(({ id, since }) => [id, since === Infinity ? null : since]);
  }

  /** Takes over what was stored. Widgets and fragments come back with a replay. */
  restore(saved: SavedSession): void {
    for (const [name, value] of saved.state) this.state.set(name, value);
    this.uploads.restore(saved.uploads);
    this.query.load(saved.query);
    this.runs = saved.runs;
    this.revision = saved.revision;
    this.#before = saved.code;
    this.dialogBefore = saved.dialog;
    this.#crowds.restore(saved.crowds);
    for (const id of saved.passing) this.passing.add(id);
    for (const id of saved.seen) this.seen.add(id);
    for (const [id, since] of saved.since) this.#restored.set(id, since ?? Infinity);
  }

  /** Whether a dialog is open. */
  get hasDialog(): boolean {
    return this.roots.dialogs.children.length > 0;
  }

  /** Whether it was stored by other code than it was replayed by, as far as can be told. */
  get isOutdated(): boolean {
    const code = this.#code;
    return this.#before.some((one) => !isKnown(one) && !code.includes(one));
  }

  /** What draws it: the page, and each of its fragments. */
  get #code(): number[] {
    const code = new Set([codeOf(this.page)]);
    for (const { definition } of this.fragments.values()) code.add(codeOf(definition!.body));
    return [...code];
  }

  /** Ends everything: timers, runs under way. */
  [Symbol.dispose](): void {
    this.timers[Symbol.dispose]();
    this.schedule[Symbol.dispose]();
    this.uploads[Symbol.dispose]();
  }
}

function makeRoots(): Roots {
  return {
    main: root("main"),
    sidebar: root("sidebar"),
    bottom: root("bottom"),
    dialogs: root("dialogs"),
    head: root("head", [DEFAULT_CONFIG]),
  };
}

function root(name: RootBlock["name"], children: Element[] = []): RootBlock {
  return {
    kind: "root",
    name,
    id: blockId(null, name, 0),
    region: PAGE,
    children,
    place: name === "dialogs" ? PLACES.dialog : name === "head" ? PLACES.main : PLACES[name],
  };
}

const PLACES = {
  main: at("main"),
  sidebar: at("sidebar"),
  bottom: at("bottom"),
  dialog: at("dialog"),
};

function at(area: Place["area"]): Place {
  return { form: null, area, share: 1, outside: false };
}
