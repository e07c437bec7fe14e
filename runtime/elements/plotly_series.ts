/** The data of a figure of Plotly, as far as they are plain columns. */
import { nameOf } from "./point_selection.ts";
import type { ChartMark, ChartSeries } from "./point_selection.ts";

type Trace = Readonly<Record<string, unknown>>;

/** Columns by which the marks of a trace are counted and called, those first that name them best. */
const NAMES = ["labels", "locations", "x", "theta", "a", "lon", "y"] as const;
const VALUES = ["values", "y", "r", "b", "lat", "z", "x"] as const;

/** The traces of a figure, which is plain JSON. */
export function tracesOf(figure: Readonly<Record<string, unknown>>): ChartSeries[] {
  return [figure.data].flat().filter(isTrace).map((trace) => ({
    type: nameOf(trace.type ?? "scatter"),
    name: nameOf(trace.name),
    marks: marksOf(trace),
  }));
}

function marksOf(trace: Trace): ChartMark[] {
  const column = (names: readonly string[]) => {
    const name = names.find((name) => {
      const cells = trace[name];
      return Array.isArray(cells) && !cells.some(Array.isArray);
    });
    return name === undefined ? null : { name, cells: trace[name] as readonly unknown[] };
  };
  const names = column(NAMES);
  const values = column(trace.orientation === "h" ? ["x", ...VALUES] : VALUES) ?? names;
  // Lying bars are called by what stands beside them.
  const called = trace.orientation === "h" ? column(["y", ...NAMES]) : names;
  const length = Math.max(called?.cells.length ?? 0, values?.cells.length ?? 0);
  return Array.from({ length }, (_, i) => ({
    name: called === null || called.name === values?.name ? "" : nameOf(called.cells[i]),
    value: values?.cells[i] ?? null,
  }));
}

function isTrace(value: unknown): value is Trace {
  return typeof value === "object" && value !== null;
}
