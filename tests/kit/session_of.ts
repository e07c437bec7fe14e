/** A session without HTTP around it, for tests of what runs and shows a page. */
import "../../runtime/elements.ts";
import type { PageId } from "../../runtime/ids.ts";
import { Session } from "../../runtime/session.ts";
import type { Page } from "../../runtime/session.ts";
import type { Clock } from "../../runtime/timers.ts";
import { FakeClock } from "../../transport/testing/fake_clock.ts";

/** What a session is made of, where it matters. */
export interface SessionParts {
  /** Default: of the root. */
  readonly url?: URL;
  readonly clock?: Clock;
  /** Default: true. */
  readonly showErrorDetails?: boolean;
  /** What the author's code throws. Default: throws it. */
  readonly onError?: (error: unknown) => void;
}

/** A session of `page`, which has not been run yet. */
export function sessionOf(page: Page, parts: SessionParts = {}): Session {
  const {
    url = new URL("http://localhost/"),
    clock = new FakeClock(),
    showErrorDetails = true,
    onError = raise,
  } = parts;
  const request = { url, headers: new Headers(), user: undefined, timeZone: null, theme: null };
  return new Session("test" as PageId, page, request, { showErrorDetails, clock, onError });
}

function raise(error: unknown): never {
  throw error;
}
