/** Charts whose marks can be chosen: what is chosen is their value. */
import { put } from "../draw.ts";
import type { WidgetId } from "../ids.ts";
import { currentScope } from "../scope.ts";
import { drawWidget } from "../widget.ts";
import type { Decoded, WidgetElement, WidgetKind } from "../widget.ts";
import type { ChartElement } from "./chart.ts";

/** What of a chart is chosen. */
export interface ChartSelection {
  /** Positions of rows in the data, growing. */
  readonly rows: readonly number[];
}

/** A chart whose marks can be chosen. */
export interface SelectableChartElement extends WidgetElement<"selectableChart"> {
  readonly chart: ChartElement;
  /** What is chosen, as the chart's own kind has it. */
  readonly selected: unknown;
}

/** How choosing is read and checked. */
export type SelectionKind<V> = WidgetKind<SelectableChartElement, V>;

/** Nothing is chosen. */
export const NO_ROWS: ChartSelection = Object.freeze({
  rows: Object.freeze([]) as readonly number[],
});

/** Draws a chart, as a widget if its marks can be chosen; answers what is chosen. */
export function drawChart<V>(action: string, chart: ChartElement, settings: {
  readonly kind: SelectionKind<V>;
  readonly onSelect: "ignore" | "rerun" | (() => unknown);
  /** Asked for only if it is a widget. */
  readonly identity: () => string;
  readonly key: string | undefined;
  readonly initial: V;
}): V {
  const { kind, onSelect, identity, key, initial } = settings;
  if (onSelect === "ignore") {
    put(currentScope(action), action, chart);
    return initial;
  }
  const element = (base: WidgetElement<"selectableChart">, selected: V) => ({
    ...base,
    chart,
    selected,
  });
  return drawWidget(kind, {
    label: chart.alt ?? "Chart",
    options: {
      ...(key === undefined ? {} : { key }),
      ...(typeof onSelect === "function" ? { onChange: onSelect } : {}),
    },
    identity: identity(),
    initial,
    // What was chosen of other data may not be there any more.
    accepts: (value): value is V =>
      kind.decode(element(NOBODY, initial), [JSON.stringify(value) ?? ""]).ok,
    element,
  });
}

/** What is asked about a value does not depend on who has it. */
const NOBODY: WidgetElement<"selectableChart"> = {
  kind: "selectableChart",
  id: "w-0" as WidgetId,
  label: "",
  help: null,
  disabled: false,
  labelVisibility: "collapsed",
  width: null,
};

/** What a browser says, as data; undefined if it is none. */
export function readJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    // Not from our client: refused by whoever looks at it.
    return undefined;
  }
}

/** Rows of the simple charts. */
export const rowsKind: SelectionKind<ChartSelection> = {
  kind: "selectableChart",
  decode: ({ chart: { chart } }, sent): Decoded<ChartSelection> => {
    const count = "data" in chart ? chart.data?.rows.length ?? 0 : 0;
    const said = readJson(sent[0]);
    const rows = typeof said === "object" && said !== null && "rows" in said ? said.rows : null;
    const areRows = Array.isArray(rows) && rows.length <= count &&
      rows.every((row) => Number.isSafeInteger(row) && row >= 0 && row < count);
    if (!areRows) return { ok: false, reason: `has no such marks among its ${count} rows` };
    return { ok: true, value: { rows: [...new Set(rows)].sort((a, b) => a - b) } };
  },
};
