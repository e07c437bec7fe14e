import type { BlockBase } from "../block.ts";
import { containerOf, drawBlock, newBlock } from "../container.ts";
import type { Container } from "../container.ts";
import { digest } from "../ids.ts";
import type { BlockId } from "../ids.ts";

/** Panels of which one is seen at a time. */
export interface TabsBlock extends BlockBase<"tabs"> {
  /** The tabs themselves; the panels are the children. */
  readonly tabs: readonly { readonly label: string; readonly panel: BlockId }[];
}

/** One of them. */
export interface TabBlock extends BlockBase<"tab"> {
  readonly label: string;
}

/**
 * Draws tabs; answers one container for each. All of them are drawn, one is seen: the first, until
 * another is chosen. The choice stays over reruns, even if tabs come and go.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   const [chart, data] = st.tabs(["Chart", "Data"]);
 *   chart!.write("A picture");
 *   data!.write("The numbers");
 * });
 * ```
 *
 * @throws {RangeError} If there is no label.
 */
export function tabs(labels: readonly string[]): Container[] {
  if (labels.length === 0) throw new RangeError("Cannot create tabs: at least one label is needed");
  const base = newBlock("tabs()", "tabs");
  const panels: TabBlock[] = [];
  const seen = new Map<string, number>();
  for (const label of labels) {
    // Named by its label, not by its place: what is inside stays when another tab comes before it.
    const n = seen.get(label) ?? 0;
    seen.set(label, n + 1);
    const id = `${base.id}-tab${digest(`${label} ${n}`)}` as BlockId;
    panels.push({ ...base, kind: "tab", id, children: [], label });
  }
  const block: TabsBlock = {
    ...base,
    children: panels,
    tabs: panels.map(({ id, label }) => ({ label, panel: id })),
  };
  drawBlock("tabs()", block);
  return panels.map((panel) => containerOf(panel));
}
