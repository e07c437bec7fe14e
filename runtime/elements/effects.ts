/** One-shot effects: they happen in the run that calls them and leave no element behind (R4). */
import { currentScope } from "../scope.ts";
import type { Effect } from "../update.ts";

function effect(action: string, effect: Effect): void {
  const { run } = currentScope(action);
  if (!run.quiet) run.update.effects.push(effect);
  run.progress();
}

/**
 * Shows a short notice at the edge of the window; Markdown. It survives a `rerun()` right after it.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   if (st.button("Save")) st.toast("Saved", { icon: "✅" });
 * });
 * ```
 */
export function toast(
  body: string,
  options: {
    /** An emoji or a character before the text. */
    icon?: string;
    /** How long it stays: 4 s, 10 s, or until dismissed. Default: `"short"`. */
    duration?: "short" | "long" | "infinite";
  } = {},
): void {
  effect("toast()", {
    kind: "toast",
    // A number from untyped data is a text soon enough.
    body: String(body),
    icon: options.icon ?? null,
    duration: options.duration ?? "short",
  });
}

/**
 * Lets balloons rise, once.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   if (st.button("Celebrate")) st.balloons();
 * });
 * ```
 */
export function balloons(): void {
  effect("balloons()", { kind: "balloons" });
}

/**
 * Lets snow fall, once.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   if (st.button("Cool down")) st.snow();
 * });
 * ```
 */
export function snow(): void {
  effect("snow()", { kind: "snow" });
}
