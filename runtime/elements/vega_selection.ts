/**
 * What is chosen in a chart of the author's own spec, by its params. The spec's values come from a browser,
 * so they are checked: whatever stands for a column must be among its values.
 */
import type { Columns } from "../rows.ts";
import type { Decoded } from "../widget.ts";
import { readJson } from "./chart_selection.ts";
import type { SelectionKind } from "./chart_selection.ts";

/** What is chosen, by the names of the spec's params. Times are milliseconds since 1970. */
export interface VegaSelection {
  /** Of params that select points: for each, the fields that tell it from others. */
  readonly points: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
  /**
   * Of params that select intervals: for each field the least and the most of a scale, or the chosen
   * names. Empty if nothing is chosen.
   */
  readonly ranges: Readonly<Record<string, Readonly<Record<string, readonly unknown[]>>>>;
}

type Spec = Readonly<Record<string, unknown>>;

/** More than anybody chooses by hand. */
const MOST_POINTS = 1_000;
const MOST_NAMES = 10_000;
const MOST_FIELDS = 20;
const LONGEST_TEXT = 10_000;

/** A selection of nothing, with all params of the spec that select. */
export function emptySelection(spec: Spec): VegaSelection {
  const points: Record<string, []> = {};
  const ranges: Record<string, Record<string, never>> = {};
  const visit = (part: unknown) => {
    if (Array.isArray(part)) return part.forEach(visit);
    if (!isRecord(part)) return;
    for (const param of Array.isArray(part.params) ? part.params : []) {
      if (!isRecord(param) || typeof param.name !== "string") continue;
      const type = isRecord(param.select) ? param.select.type : param.select;
      if (type === "point") define(points, param.name, []);
      else if (type === "interval") define(ranges, param.name, {});
    }
    for (const inside of ["layer", "concat", "hconcat", "vconcat", "spec"]) visit(part[inside]);
  };
  visit(spec);
  return { points, ranges };
}

export const vegaKind: SelectionKind<VegaSelection> = {
  kind: "selectableChart",
  decode: ({ chart: { chart } }, sent): Decoded<VegaSelection> => {
    const said = readJson(sent[0]);
    if (chart.type !== "vegaLite" || !isRecord(said)) return REFUSED;
    const columns = columnsIn(chart.spec, chart.data);
    const { points, ranges } = emptySelection(chart.spec) as Writable;
    const areKnown = (part: unknown, known: object): part is Record<string, unknown> =>
      isRecord(part) && Object.keys(part).every((name) => Object.hasOwn(known, name));
    if (!areKnown(said.points, points) || !areKnown(said.ranges, ranges)) return REFUSED;
    for (const [name, chosen] of Object.entries(said.points)) {
      if (!Array.isArray(chosen) || chosen.length > MOST_POINTS) return REFUSED;
      if (!chosen.every((point) => isPoint(point, columns))) return REFUSED;
      define(points, name, chosen);
    }
    for (const [name, range] of Object.entries(said.ranges)) {
      if (!isRange(range, columns)) return REFUSED;
      define(ranges, name, range);
    }
    return { ok: true, value: { points, ranges } };
  },
};

type Writable = {
  points: Record<string, readonly Readonly<Record<string, unknown>>[]>;
  ranges: Record<string, Readonly<Record<string, readonly unknown[]>>>;
};

const REFUSED: Decoded<never> = { ok: false, reason: "has no such marks" };

/** The values of a column as a browser would send them; undefined for a field that the spec computes. */
type ColumnsIn = (field: string) => ReadonlySet<unknown> | undefined;

function columnsIn(spec: Spec, data: Columns | null): ColumnsIn {
  const known = new Map<string, ReadonlySet<unknown> | undefined>();
  const read = (field: string): ReadonlySet<unknown> | undefined => {
    if (data !== null) {
      const at = data.names.indexOf(field);
      return at === -1 ? undefined : new Set(data.rows.map((row) => plain(row[at])));
    }
    const values = isRecord(spec.data) ? spec.data.values : undefined;
    if (!Array.isArray(values)) return undefined;
    const rows = values.filter((row) => isRecord(row) && Object.hasOwn(row, field));
    return rows.length === 0 ? undefined : new Set(rows.map((row) => plain(row[field])));
  };
  return (field) => {
    if (!known.has(field)) known.set(field, read(field));
    return known.get(field);
  };
}

/** A cell as it comes back from a browser. */
function plain(cell: unknown): unknown {
  if (cell instanceof Date) return cell.getTime();
  if (typeof cell === "bigint") return Number(cell);
  return cell ?? null;
}

function isPoint(point: unknown, columns: ColumnsIn): boolean {
  if (!isRecord(point)) return false;
  const fields = Object.entries(point);
  if (fields.length === 0 || fields.length > MOST_FIELDS) return false;
  return fields.every(([field, value]) =>
    // The fields of a bin are its two ends.
    (isScalar(value) || isPair(value)) && isAmong(columns(field), value)
  );
}

function isRange(range: unknown, columns: ColumnsIn): range is Record<string, readonly unknown[]> {
  if (!isRecord(range)) return false;
  const fields = Object.entries(range);
  return fields.length <= 2 && fields.every(([field, value]) => {
    if (isPair(value) && value[0]! <= value[1]!) return true;
    return Array.isArray(value) && value.length <= MOST_NAMES && value.every(isScalar) &&
      value.every((one) => isAmong(columns(field), one));
  });
}

/** Whether a column has the value. Dates that the spec reads from text come back as times. */
function isAmong(values: ReadonlySet<unknown> | undefined, value: unknown): boolean {
  if (values === undefined || Array.isArray(value)) return true;
  if (values.has(value)) return true;
  if (typeof value !== "number") return false;
  for (const one of values) {
    if (
      typeof one === "string" && one !== "" && (Number(one) === value || Date.parse(one) === value)
    ) {
      return true;
    }
  }
  return false;
}

function isScalar(value: unknown): boolean {
  return value === null || typeof value === "boolean" ||
    (typeof value === "number" && Number.isFinite(value)) ||
    (typeof value === "string" && value.length <= LONGEST_TEXT);
}

function isPair(value: unknown): value is [number, number] {
  return Array.isArray(value) && value.length === 2 &&
    value.every((one) => typeof one === "number" && Number.isFinite(one));
}

/** Sets a property whatever its name is: "__proto__" is one like any other. */
function define(target: object, name: string, value: unknown): void {
  Object.defineProperty(target, name, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
