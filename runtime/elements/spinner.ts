import { put } from "../draw.ts";
import { isThenable } from "../fragment.ts";
import { currentScope } from "../scope.ts";
import type { Scope } from "../scope.ts";

/** Shown while something takes its time. */
export interface SpinnerElement {
  readonly kind: "spinner";
  readonly text: string;
  /** When it was first shown, in milliseconds since 1970, to count the seconds; null to show none. */
  readonly since: number | null;
}

/**
 * Shows a text while the body runs, and answers the body's result. It is seen when the body awaits.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(async () => {
 *   const answer = await st.spinner("Asking …")(async () => {
 *     await new Promise((resolve) => setTimeout(resolve, 10));
 *     return 42;
 *   });
 *   st.write(answer);
 * });
 * ```
 */
export function spinner(
  text = "Running …",
  options: {
    /** Counts the seconds beside the text. */
    showTime?: boolean;
  } = {},
): <R>(body: () => R) => R {
  return <R>(body: () => R): R => {
    const scope = currentScope("spinner()");
    const element: SpinnerElement = {
      kind: "spinner",
      text,
      since: options.showTime ? Date.now() : null,
    };
    put(scope, "spinner()", element);
    let waiting = false;
    try {
      const result = body();
      if (!isThenable(result)) return result;
      waiting = true;
      return Promise.resolve(result).finally(() => remove(scope, element)) as R;
    } finally {
      if (!waiting) remove(scope, element);
    }
  };
}

function remove({ block, run }: Scope, element: SpinnerElement): void {
  const at = block.children.indexOf(element);
  if (at >= 0) block.children.splice(at, 1);
  run.progress();
}
