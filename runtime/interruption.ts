/**
 * How a run ends before its last line. What is thrown is not an `Error`: the author's code did
 * nothing wrong, and no error box is to be drawn for it.
 */
import type { FragmentId } from "./ids.ts";

/** What a rerun is to run: the whole page, or these fragments. */
export type Target = "page" | readonly FragmentId[];

/** Why a run ended early. */
export type Reason =
  | { readonly kind: "stop" }
  /** `rerun()`: end this, then run the target. */
  | { readonly kind: "rerun"; readonly target: Target }
  /** `rerun({ scope: "fragment" })`: begin this one fragment's body again. */
  | { readonly kind: "again"; readonly fragment: FragmentId }
  /** A full run took over, or the session ended. */
  | { readonly kind: "superseded" }
  /** It took longer than the app allows. */
  | { readonly kind: "late"; readonly error: Error };

/** Thrown through the author's code by `stop()`, `rerun()` and by a run that another one took over from. */
export class Interruption {
  constructor(readonly reason: Reason) {}
}

/** Ends a run that another one took over from. */
export const SUPERSEDED: Interruption = new Interruption({ kind: "superseded" });
