import { drawBlock, newBlock } from "../container.ts";
import { currentScope } from "../scope.ts";
import type { SlotBlock } from "./empty.ts";

/** How much of something is done. */
export interface ProgressElement {
  readonly kind: "progress";
  /** From 0 to 1. */
  readonly share: number;
  /** Inline Markdown above the bar. */
  readonly text: string | null;
}

/** A bar to be moved on. */
export interface Progress {
  /** Moves the bar; without a text, the one before stays. */
  update(value: number, options?: { text?: string }): void;
  /** Takes the bar away. */
  clear(): void;
}

/**
 * Draws a bar that says how much is done: a share up to 1, or a percentage above that. So 1 is all of
 * it, and 2 is two percent.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(async () => {
 *   const bar = st.progress(0, { text: "Copying" });
 *   for (let done = 1; done <= 4; done++) {
 *     await new Promise((resolve) => setTimeout(resolve, 10));
 *     bar.update(done / 4);
 *   }
 *   bar.clear();
 * });
 * ```
 *
 * @throws {RangeError} If the value is below 0 or above 100.
 */
export function progress(
  value: number,
  options: {
    /** Stands above the bar; inline Markdown. */
    text?: string;
  } = {},
): Progress {
  // A slot, so that what a fragment says of a bar outside it replaces the bar.
  const block: SlotBlock = newBlock("progress()", "slot");
  let text = options.text ?? null;
  const set = (value: number) => {
    block.children[0] = { kind: "progress", share: shareOf(value), text };
  };
  set(value);
  drawBlock("progress()", block);
  const changed = (action: string, change: () => void) => {
    const { run, instance } = currentScope(action);
    change();
    if (block.region !== instance.id) run.replaced(block);
    run.progress();
  };
  return {
    update(value, options = {}) {
      changed("update()", () => {
        text = options.text ?? text;
        set(value);
      });
    },
    clear() {
      changed("clear()", () => block.children.length = 0);
    },
  };
}

function shareOf(value: number): number {
  if (!(value >= 0 && value <= 100)) {
    throw new RangeError(
      `Cannot draw progress: value must be a share from 0 to 1, or a percentage up to 100: ` +
        `received ${value}`,
    );
  }
  // Shares that were added up may miss 1 by a hair.
  return value <= 1 + 1e-9 ? Math.min(value, 1) : value / 100;
}
