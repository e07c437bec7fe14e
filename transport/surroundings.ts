/**
 * What a test brings along instead of the machine's own: a seam between the app and `testing/`, which no
 * request can reach. It comes with the `env` of `app.fetch(request, env)`, so that it gets through whatever
 * app an app is mounted in.
 */
import type { Context } from "hono";
import type { Instance } from "../runtime/fragment.ts";
import type { Session } from "../runtime/session.ts";
import type { Clock } from "../runtime/timers.ts";
import type { Stage } from "./development/watched.ts";

/** What stands around an app. */
export interface Surroundings {
  readonly clock?: Clock;
  /** Told of each error of the author's code. */
  readonly onError?: (error: unknown, id: string | null) => void;
  /** Told of what the app's operator should mend. */
  readonly onWarning?: (text: string) => void;
  /** Told of each page session that is made. */
  readonly onSession?: (session: Session) => void;
  /** Told of each run that begins, by what is run. */
  readonly onRun?: (session: Session, root: Instance) => void;
  /** Whether the app is being written; by default, what holds for the process. */
  readonly development?: Stage | null;
}

/** Where a request's `env` has them. */
export const SURROUNDINGS = Symbol("surroundings");

/** What a request brings along. */
export function surroundingsOf(c: Context): Surroundings {
  return (c.env as { [SURROUNDINGS]?: Surroundings } | undefined)?.[SURROUNDINGS] ?? NOTHING;
}

/** One for all requests: each page keeps what its first one brought along. */
const NOTHING: Surroundings = {};
