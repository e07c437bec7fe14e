/**
 * What can be chosen in a chart of the author's own spec: which fields tell a mark from others, where an
 * interval can be dragged, and what is chosen already. `vega.ts` draws with it; the browser reads it from
 * the drawing's marks and frames.
 */
import type * as Vega from "vega";
import type { VegaSelection } from "../runtime/elements/vega_selection.ts";
import type { SceneItem, SceneMark } from "./scene_svg.ts";

type Spec = Readonly<Record<string, unknown>>;

/** One param of a spec that selects, as Vega-Lite has compiled it. */
export interface Selector {
  readonly name: string;
  readonly type: "point" | "interval";
  readonly unit: string;
  readonly fields: readonly SelectorField[];
}

interface SelectorField {
  readonly field: string;
  readonly channel?: string;
  readonly type: string;
  /** Name of the scale along which an interval is dragged. */
  readonly scale?: string;
  /** Where a mark's datum has the value: the way to it, or to its two ends if it is a bin. */
  readonly ways?: readonly Way[];
}

/** Names that lead from a datum to a value in it. */
type Way = readonly string[];

/** Channels by whose fields marks are told apart, if the param does not say. */
const CHANNELS = [
  ...["x", "y", "x2", "y2", "theta", "color", "fill", "stroke", "shape", "size", "detail", "text"],
  ...["row", "column", "facet", "xOffset", "yOffset"],
];

/**
 * The spec with what Vega-Lite would leave to the browser: params that select points without a field do
 * so by those that place the marks, and intervals are drawn in the theme's colours.
 */
export function withFields(spec: Spec, outer: Spec = {}): Spec {
  const encoding = { ...outer, ...(isRecord(spec.encoding) ? spec.encoding : {}) };
  const inside = (part: unknown) => isRecord(part) ? withFields(part, encoding) : part;
  const copy: Record<string, unknown> = { ...spec };
  for (const list of ["layer", "concat", "hconcat", "vconcat"]) {
    const parts = spec[list];
    if (Array.isArray(parts)) copy[list] = parts.map(inside);
  }
  if (spec.spec !== undefined) copy.spec = inside(spec.spec);
  if (!Array.isArray(spec.params)) return copy;
  const fields = fieldsOf(firstEncoding(spec, encoding));
  copy.params = spec.params.map((param) => isRecord(param) ? readyParam(param, fields) : param);
  return copy;
}

function readyParam(param: Spec, fields: readonly string[]): Spec {
  const { select } = param;
  const given = isRecord(select) ? select : { type: select };
  if (given.type === "interval") {
    const mark = {
      fill: "var(--eddy-text)",
      fillOpacity: 0.1,
      stroke: "var(--eddy-border-strong)",
    };
    return { ...param, select: { ...given, mark: { ...mark, ...(given.mark as Spec ?? {}) } } };
  }
  const isTold = given.fields !== undefined || given.encodings !== undefined;
  if (given.type !== "point" || isTold || fields.length === 0) return param;
  return { ...param, select: { ...given, fields } };
}

/** A param of several views belongs to the first of them. */
function firstEncoding(spec: Spec, encoding: Spec): Spec {
  for (const list of ["layer", "concat", "hconcat", "vconcat"]) {
    const parts = spec[list];
    const first: unknown = Array.isArray(parts) ? parts[0] : undefined;
    if (!isRecord(first)) continue;
    const own = isRecord(first.encoding) ? first.encoding : {};
    return firstEncoding(first, { ...encoding, ...own });
  }
  return encoding;
}

function fieldsOf(encoding: Spec): string[] {
  const fields = new Set<string>();
  for (const channel of CHANNELS) {
    for (const one of [encoding[channel]].flat()) {
      if (!isRecord(one) || typeof one.field !== "string") continue;
      if (one.aggregate === undefined && !one.bin && one.timeUnit === undefined) {
        fields.add(one.field);
      }
    }
  }
  return [...fields];
}

/** The params of a compiled spec that select. */
export function selectorsOf(compiled: Vega.Spec): Selector[] {
  const signals = signalsIn(compiled);
  const named = new Map(signals.map((signal) => [String(signal.name), signal]));
  return signals.flatMap((signal) => {
    const name = /^(.+)_tuple_fields$/s.exec(String(signal.name))?.[1];
    const fields = signal.value as readonly SelectorField[] | undefined;
    if (name === undefined || !Array.isArray(fields)) return [];
    const tuple = JSON.stringify(named.get(`${name}_tuple`) ?? "");
    const unit = /unit: \\"((?:[^"\\]|\\\\.)*?)\\"/.exec(tuple)?.[1] ?? "";
    const isInterval = named.has(`${name}_x`) || named.has(`${name}_y`);
    return [{
      ...{ name, unit, type: isInterval ? "interval" : "point" },
      fields: isInterval
        ? fields.map((field) => withScale(field, name, signals))
        : withWays(fields, named.get(`${name}_tuple`)),
    }];
  });
}

/** A click's values are read from a datum by expressions, which name where: bins have names of their own. */
function withWays(fields: readonly SelectorField[], tuple: Signal | undefined): SelectorField[] {
  const text = (tuple?.on ?? []).map(({ update }) => String(update)).join("");
  const ways = [...text.matchAll(/ : datum\)((?:\["(?:[^"\\]|\\.)*"\])+)/g)].map(([, way]) =>
    [...way!.matchAll(/\[("(?:[^"\\]|\\.)*")\]/g)].map(([, name]) => JSON.parse(name!) as string)
  );
  return fields.map((field) => ({ ...field, ways: ways.splice(0, isBin(field) ? 2 : 1) }));
}

/** Whether a field's value is a pair of ends, in the words of Vega's selections. */
function isBin({ type }: SelectorField): boolean {
  return type.startsWith("R");
}

interface Signal {
  readonly name?: unknown;
  readonly value?: unknown;
  readonly on?: readonly { readonly update?: unknown }[];
}

function signalsIn(part: Vega.Spec | Vega.GroupMark): Signal[] {
  const own = (part.signals ?? []) as readonly Signal[];
  const groups = (part.marks ?? []).filter((mark) => mark.type === "group") as Vega.GroupMark[];
  return [...own, ...groups.flatMap(signalsIn)];
}

/** An interval's pixels become values by a call of `invert()`, which names the scale. */
function withScale(
  field: SelectorField,
  name: string,
  signals: readonly Signal[],
): SelectorField {
  for (const { on } of signals) {
    for (const { update } of on ?? []) {
      const [, scale, pixels] = /invert\("([^"]+)", (\w+)\)/.exec(String(update)) ?? [];
      if (scale !== undefined && pixels === `${name}_${field.channel}`) return { ...field, scale };
    }
  }
  return field;
}

/** Puts what is chosen where Vega keeps it. */
export function choose(
  view: Vega.View,
  selectors: readonly Selector[],
  chosen: VegaSelection,
): void {
  for (const { name, type, unit, fields } of selectors) {
    const each = type === "point"
      ? own(chosen.points, name) ?? []
      : [own(chosen.ranges, name) ?? {}];
    const tuples = each.flatMap((one: Readonly<Record<string, unknown>>) => {
      const values = fields.map(({ field }) => own(one, field));
      return values.length === 0 || values.includes(undefined) ? [] : [{ unit, fields, values }];
    });
    view.data(`${name}_store`, tuples);
  }
}

/** From where to where an interval reaches, in pixels along each axis that it is chosen on. */
export type Reach = Readonly<Partial<Record<"x" | "y", readonly [number, number]>>>;

/**
 * Shows intervals that are chosen. Answers whether it could, and the others: a view inside another does not
 * let its signals out, and Vega would not draw them.
 */
export function showIntervals(
  view: Vega.View,
  selectors: readonly Selector[],
  chosen: VegaSelection,
): { readonly shown: boolean; readonly others: ReadonlyMap<string, Reach> } {
  let shown = false;
  const others = new Map<string, Reach>();
  for (const { name, type, fields } of selectors) {
    const range = type === "interval" ? own(chosen.ranges, name) : undefined;
    for (const { field, channel, scale } of fields) {
      const values = range === undefined ? undefined : own(range, field);
      if (values === undefined || scale === undefined) continue;
      const along = view.scale(scale) as unknown as Scale;
      const pixels = values.map((value) => along(value)).filter(Number.isFinite);
      if (pixels.length === 0) continue;
      const ends = [Math.min(...pixels), Math.max(...pixels) + (along.bandwidth?.() ?? 0)] as const;
      if (signalNames(view).has(`${name}_${channel}`)) {
        view.signal(`${name}_${channel}`, [...ends]);
        shown = true;
      } else {
        others.set(name, { ...others.get(name), [channel as "x" | "y"]: ends });
      }
    }
  }
  return { shown, others };
}

/** Names of the outermost signals. */
function signalNames(view: Vega.View): ReadonlySet<string> {
  return new Set(
    Object.keys(view.getState({ signals: () => true, data: () => false }).signals ?? {}),
  );
}

type Scale = ((value: unknown) => number) & {
  readonly type?: string;
  domain(): unknown[];
  range(): unknown[];
  bandwidth?(): number;
};

/** What tells a mark from others, for the browser to send back; null if it cannot be chosen. */
export function datumOf(item: SceneItem, selectors: readonly Selector[]): string | null {
  const { datum, mark } = item as { datum?: object; mark?: SceneMark & { role?: string } };
  if (datum === undefined || datum === null || mark?.role !== "mark") return null;
  const told: [string, unknown][] = [];
  for (const { type, fields } of selectors) {
    if (type !== "point") continue;
    const values = fields.map((field) => valueIn(datum, field));
    if (values.includes(undefined)) continue;
    fields.forEach(({ field }, i) => told.push([field, values[i]]));
  }
  return told.length === 0 ? null : JSON.stringify(Object.fromEntries(told));
}

function valueIn(datum: object, field: SelectorField): unknown {
  const values = (field.ways ?? []).map((way) =>
    way.reduce<unknown>((part, name) => isRecord(part) ? own(part, name) : undefined, datum)
  );
  if (isBin(field)) return values.every(Number.isFinite) ? values : undefined;
  const [value] = values;
  return value instanceof Date ? value.getTime() : value;
}

/** Where intervals can be dragged in a group: its axes, and what Vega does not show; null if nowhere. */
export function brushOf(
  group: SceneItem,
  view: Vega.View,
  selectors: readonly Selector[],
  others: ReadonlyMap<string, Reach>,
): { readonly said: string; readonly reach: Reach | null } | null {
  const marks = new Set(group.items?.map(({ name }) => name));
  const brush = selectors.find(({ name, type }) =>
    type === "interval" && marks.has(`${name}_brush`)
  );
  if (brush === undefined) return null;
  const axes = brush.fields.flatMap(({ field, channel, scale }) => {
    if (scale === undefined) return [];
    const along = view.scale(scale) as unknown as Scale;
    const band = along.bandwidth?.();
    const domain = along.domain().map((one) => one instanceof Date ? one.getTime() : one);
    return [{
      ...{ channel, field, type: along.type, domain },
      ...(band === undefined ? { range: along.range() } : {
        starts: domain.map((one) => along(one)),
        band,
      }),
    }];
  });
  return {
    said: JSON.stringify({ name: brush.name, axes }),
    reach: others.get(brush.name) ?? null,
  };
}

function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
