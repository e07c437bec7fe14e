import type { BlockBase } from "../block.ts";
import { containerOf, drawBlock, newBlock } from "../container.ts";
import { namedBlockId } from "../named_blocks.ts";
import { digest } from "../ids.ts";
import type { BlockId } from "../ids.ts";
import { choiceOpening, panelOf } from "../opening.ts";
import type { OpeningElement, OpeningOptions, Panel } from "../opening.ts";

/** Panels of which one is seen at a time. */
export interface TabsBlock extends BlockBase<"tabs"> {
  /** The tabs themselves; the panels are the children. */
  readonly tabs: readonly { readonly label: string; readonly panel: BlockId }[];
  /** The panel seen at first. */
  readonly first: BlockId;
  /** What says which is chosen, if the author wants to know. */
  readonly opening: OpeningElement | null;
}

/** One of them. */
export interface TabBlock extends BlockBase<"tab"> {
  readonly label: string;
  /** Seen at first. */
  readonly first: boolean;
}

/** Options of {@linkcode tabs}. */
export interface TabsOptions extends OpeningOptions {
  /** The label of the tab chosen at first. Default: the first one. */
  default?: string;
}

/**
 * Draws tabs; answers one container for each. All of them are drawn, one is seen: the first, until
 * another is chosen. The choice stays over reruns, even if tabs come and go.
 *
 * With `onChange`, the chosen one's label is a widget's value, and `open` of its container is true: what
 * is costly can wait until somebody looks at it.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   const [chart, data] = st.tabs(["Chart", "Data"]);
 *   chart.write("A picture");
 *   data.write("The numbers");
 *
 *   const [summary, details] = st.tabs(["Summary", "Details"], { onChange: "rerun" });
 *   summary.write("Drawn if it is seen, or not: it costs nothing");
 *   if (details.open) details.write("Drawn only once it is seen");
 * });
 * ```
 *
 * @throws {RangeError} If there is no label, or `default` is none of them, or with `onChange` a label
 * stands there twice or is more than one line.
 * @throws {Error} If drawn with `onChange` in a form, or its key is used by other tabs of the page.
 */
export function tabs<const L extends readonly string[]>(
  labels: L,
  options: TabsOptions = {},
): { -readonly [K in keyof L]: Panel } {
  const chosen = options.default ?? labels[0];
  if (chosen === undefined) {
    throw new RangeError("Cannot create tabs: at least one label is needed");
  }
  if (!labels.includes(chosen)) {
    throw new RangeError(
      `Cannot choose tab "${chosen}" as it is none of "${labels.join('", "')}"`,
    );
  }
  const { key } = options;
  const block = newBlock("tabs()", "tabs");
  const base = { ...block, id: namedBlockId("tabs", key, block.id) };
  const opening = choiceOpening(base.id, labels, { ...options, default: chosen });
  const first = labels.indexOf(opening?.value ?? chosen);
  const panels: TabBlock[] = [];
  const seen = new Map<string, number>();
  for (const label of labels) {
    // Named by its label, not by its place: what is inside stays when another tab comes before it.
    const n = seen.get(label) ?? 0;
    seen.set(label, n + 1);
    const id = `${base.id}-tab${digest(`${label} ${n}`)}` as BlockId;
    panels.push({
      ...base,
      kind: "tab",
      id,
      children: [],
      label,
      first: panels.length === first,
    });
  }
  const drawn: TabsBlock = {
    ...base,
    children: panels,
    tabs: panels.map(({ id, label }) => ({ label, panel: id })),
    first: panels[first]!.id,
    opening: opening?.element ?? null,
  };
  drawBlock("tabs()", drawn);
  return panels.map((panel) => {
    const open = opening === null ? null : opening.value === panel.label;
    return panelOf(containerOf(panel), `tab "${panel.label}"`, open);
  }) as { -readonly [K in keyof L]: Panel };
}
