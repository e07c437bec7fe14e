/**
 * What a cached function draws. Its call belongs to nobody's page: it runs on one of its own that is never
 * seen, goes on whatever becomes of those who wait for it, and is drawn again for each of them.
 */
import { Instance } from "./fragment.ts";
import type { FragmentId, PageId } from "./ids.ts";
import { Interruption } from "./interruption.ts";
import { Run } from "./run.ts";
import { enter } from "./scope.ts";
import type { Scope } from "./scope.ts";
import { Session } from "./session.ts";
import type { RequestFacts, Roots, SessionOptions } from "./session.ts";
import { systemClock } from "./timers.ts";
import { Update } from "./update.ts";
import type { Effect } from "./update.ts";
import type { Files } from "./files.ts";

/** What was drawn, to be drawn again. */
export interface Drawn {
  readonly roots: Roots;
  /** What pictures and the like among it are made of. */
  readonly files: Files;
  /** For those who waited for the call, and not for others. */
  readonly effects: readonly Effect[];
}

/** Numbers and dates are written for nobody in particular. */
const NOBODY: RequestFacts = {
  url: new URL("http://localhost/"),
  headers: new Headers(),
  user: undefined,
  timeZone: null,
  theme: null,
};

/** A call that nobody's app has made has its errors where forgotten ones go. */
const NO_APP: SessionOptions = {
  showErrorDetails: false,
  clock: systemClock,
  onError: (error) => void Promise.reject(error),
};

export class Recording {
  readonly #scope: Scope;
  #drawn: Drawn | null = null;

  /**
   * `page` is the one whose own the result is to be, null if it is everybody's; `within` the app's part in it:
   * what it does with errors.
   */
  constructor(page: Session | null, within: SessionOptions = NO_APP) {
    const { showErrorDetails, clock, onError, onWarning, readSource } = within;
    const options = { showErrorDetails, clock, onError, onWarning, readSource };
    const id = crypto.randomUUID() as string as PageId;
    const session = new Session(id, () => {}, page?.request ?? NOBODY, options);
    // No block of another page is taken for one of its own.
    const region = `cached-${session.id}` as FragmentId;
    const { main, sidebar, bottom, dialogs, head } = session.roots;
    session.roots = {
      main: { ...main, region },
      sidebar: { ...sidebar, region },
      bottom: { ...bottom, region },
      dialogs: { ...dialogs, region },
      head: { ...head, region },
    };
    const block = session.roots.main;
    const instance = new Instance(region, { parent: null, definition: null, args: [], block });
    const run = new Run(session, instance, { update: new Update(), triggers: new Map() });
    this.#scope = { run, instance, block, cached: { page } };
  }

  /** Runs code of the cached function. */
  within<R>(body: () => R): R {
    return enter(this.#scope, body);
  }

  /** Whether something is being drawn that the function does not wait for. */
  get pending(): boolean {
    return this.#scope.run.pending;
  }

  /** Resolves when nothing is being drawn any more; rejects if that has ended it, as by `stop()`. */
  async settled(): Promise<void> {
    const { run } = this.#scope;
    await run.settled();
    run.checkpoint();
  }

  /** What was drawn, once it is over; null for nothing. */
  get drawn(): Drawn | null {
    return this.#drawn;
  }

  /** The call is over: what is under way all the same draws nothing any more. */
  end(): void {
    const { run } = this.#scope;
    const { roots, files } = run.session;
    const { effects } = run.update;
    if (run.pending) run.end(new Interruption({ kind: "stop" }));
    run.leave();
    const areas = [roots.main, roots.sidebar, roots.bottom];
    const isEmpty = areas.every(({ children }) => children.length === 0) && effects.length === 0 &&
      roots.head.children.length === 1 && run.session.config.heading === null;
    if (!isEmpty) this.#drawn = { roots, files, effects };
  }
}
