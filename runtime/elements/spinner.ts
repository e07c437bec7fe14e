import { newBlock } from "../container.ts";
import { put } from "../draw.ts";
import { isThenable } from "../fragment.ts";
import { currentScope, enter } from "../scope.ts";
import type { Scope } from "../scope.ts";
import type { SlotBlock } from "./empty.ts";

/** Shown while something takes its time. */
export interface SpinnerElement {
  readonly kind: "spinner";
  readonly text: string;
  /** Counts the seconds. */
  readonly timed: boolean;
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
  // Its place is where it was asked for: `box.spinner("…")` turns in the box.
  const scope = currentScope("spinner()");
  return <R>(body: () => R): R => {
    const remove = show(scope, {
      kind: "spinner",
      text,
      timed: options.showTime ?? false,
    });
    let waiting = false;
    try {
      const result = body();
      if (!isThenable(result)) return result;
      waiting = true;
      return Promise.resolve(result).finally(remove) as R;
    } finally {
      if (!waiting) remove();
    }
  };
}

/** Draws the spinner; answers how it is taken away. */
function show(scope: Scope, element: SpinnerElement): () => void {
  const { run, block, instance } = scope;
  if (block.region === instance.id) {
    put(scope, "spinner()", element);
    return () => {
      const at = block.children.indexOf(element);
      if (at >= 0) block.children.splice(at, 1);
      run.progress();
    };
  }
  // Outside the fragment it needs a place that can be shown anew.
  const slot = enter(
    scope,
    (): SlotBlock => ({ ...newBlock("spinner()", "slot"), children: [element] }),
  );
  put(scope, "spinner()", slot);
  return () => {
    slot.children.length = 0;
    run.replaced(slot);
    run.progress();
  };
}
