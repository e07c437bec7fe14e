import type { BlockBase } from "../block.ts";
import { drawBlock, newBlock, withMembers } from "../container.ts";
import type { Slot } from "../container.ts";
import { takeOff } from "../draw.ts";
import { currentScope } from "../scope.ts";

/** A place for one element at a time. */
export type SlotBlock = BlockBase<"slot">;

/**
 * Draws a place for one element: each write replaces the one before. Use `slot.container()` for
 * several at once, and `slot.clear()` to take it away.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(async () => {
 *   const slot = st.empty();
 *   for (const n of [3, 2, 1]) {
 *     slot.write(n);
 *     await new Promise((resolve) => setTimeout(resolve, 10));
 *   }
 *   slot.write("Go");
 * });
 * ```
 */
export function empty(): Slot {
  const block: SlotBlock = newBlock("empty()", "slot");
  return withMembers(drawBlock("empty()", block), {
    clear() {
      const { run, instance } = currentScope("clear()");
      takeOff(run, block.children.splice(0));
      if (block.region !== instance.id) run.replaced(block);
      run.progress();
    },
  });
}
