/**
 * Where the author's code is running right now: which run, in which fragment, drawing into which
 * block. It lives in AsyncLocalStorage, so that fragments which await beside each other never see
 * each other's place.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import type { Block } from "./block.ts";
import type { Instance } from "./fragment.ts";
import { SUPERSEDED } from "./interruption.ts";
import type { Interruption } from "./interruption.ts";
import type { Run } from "./run.ts";
import type { Session } from "./session.ts";

/** The ambient facts of one line of the author's code. */
export interface Scope {
  readonly run: Run;
  /** The fragment whose code this is; the page itself counts as one. */
  readonly instance: Instance;
  /** Where elements go. */
  readonly block: Block;
  /** The path of the page whose own code this is, in an app of several. */
  readonly page?: string;
  /** How often the fragment's body had begun again in this run; nothing in callbacks, and in the page's own code. */
  readonly attempt?: number;
  /**
   * Inside a cached function: what is drawn is kept for others, so nothing that can be used may be. Of one
   * `page` if the results are its own, else everybody's.
   */
  readonly cached?: { readonly page: Session | null };
}

/**
 * What the storage holds of a scope, until the scope's run is over. Deno keeps what is stored in a weak map, whose
 * values outlive each quick collection of garbage: a whole run in it, with its request, took a third of
 * the time of all requests to be carried along, and thrown away later.
 */
export interface Place {
  scope: Scope | null;
  /** Why the run had ended early, if it had. */
  ended: Interruption | null;
}

const storage = new AsyncLocalStorage<Place>();

/** Runs `body` with `scope` around it, through every `await` inside. */
export function enter<R>(scope: Scope, body: () => R): R {
  const place: Place = scope.run.isDiscarded(scope)
    ? { scope: null, ended: SUPERSEDED }
    : { scope, ended: null };
  scope.run.places.push(place);
  return storage.run(place, body);
}

/** Runs `body` for nobody: what it does is no part of any run. */
export function leave<R>(body: () => R): R {
  return storage.exit(body);
}

/** The current scope, or undefined outside a run. */
export function tryScope(): Scope | undefined {
  return storage.getStore()?.scope ?? undefined;
}

/**
 * The current scope, for something the author does, as named by `action`.
 * Also the point at which a superseded run stops: everything that touches a run comes through here.
 *
 * @throws {Error} Outside a run, and in work that nobody awaited once its run is over: nothing would
 * come of it.
 */
export function currentScope(action: string): Scope {
  const place = storage.getStore();
  if (place === undefined) {
    throw new Error(
      `Cannot call ${action} outside a run: call it inside a page or a fragment; a page is the ` +
        `function that serve() or createApp() is given`,
    );
  }
  const { scope, ended } = place;
  if (scope === null) {
    throw ended ?? new Error(
      `Cannot call ${action} after its run has ended: await the work that it is part of, or give that ` +
        `work an async fragment of its own`,
    );
  }
  scope.run.checkpoint();
  return scope;
}

/**
 * The same for what belongs to one page and its user: what a cached function makes of it would be kept for
 * others.
 *
 * @throws {Error} In a cached function, too.
 */
export function ownScope(action: string): Scope {
  const scope = currentScope(action);
  if (scope.cached !== undefined) throw notOwn(action);
  return scope;
}

/**
 * The session of the page that the code runs for, to be read.
 *
 * @throws {Error} In a cached function whose results are everybody's, too.
 */
export function readSession(action: string): Session {
  const { run, cached } = currentScope(action);
  if (cached === undefined) return run.session;
  if (cached.page === null) throw notOwn(action);
  return cached.page;
}

function notOwn(action: string): Error {
  return new Error(
    `Cannot call ${action} in a cached function: what that makes is kept for others; call it outside, and ` +
      `hand over what is needed as an argument`,
  );
}
