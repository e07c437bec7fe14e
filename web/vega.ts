/**
 * Draws charts on the server: a Vega-Lite spec becomes an SVG, without a browser and without client
 * code. Vega is loaded when the first chart asks for it ({@linkcode loadVega}); from then on drawing is
 * synchronous, as rendering is. Nothing is fetched for a chart: its data are in its spec.
 *
 * A spec is code: Vega compiles the expressions in it. It comes from the app's author, never from a visitor.
 */
import type * as Vega from "vega";
import type { Columns } from "../runtime/rows.ts";
import { plainCell } from "./chart_data.ts";
import { attributes } from "./escape.ts";
import { type SceneItem, type SceneMark, sceneSvg, type SceneTools } from "./scene_svg.ts";
import { checkSpec } from "./vega_check.ts";
import { fitText, textWidth } from "./assets/text_width.js";
import type { VegaSelection } from "../runtime/elements/vega_selection.ts";
import { brushOf, choose, datumOf, selectorsOf, showIntervals, withFields } from "./vega_select.ts";
import type { Reach, Selector } from "./vega_select.ts";

/** How a chart is drawn. Sizes are in pixels; without a width it is as wide as its place. */
export interface ChartSvgOptions {
  /** What the chart shows, for those who cannot see it. */
  readonly alt: string;
  /** What can be done with it. */
  readonly description?: string | null | undefined;
  readonly width?: number | undefined;
  /** How wide its place is thought to be: letters have their size at this width. */
  readonly room?: number | undefined;
  readonly height?: number | undefined;
  /** What is chosen of it; null if nothing can be. */
  readonly chosen?: VegaSelection | null | undefined;
}

/** A drawing, and the params by which its marks can be chosen. */
export interface Drawing {
  readonly svg: string;
  /** In pixels, before it is fitted to its place. */
  readonly width: number;
  /** Fields that tell a mark from others, by the param's name. */
  readonly params: readonly { readonly name: string; readonly fields: readonly string[] }[];
}

type Spec = Readonly<Record<string, unknown>>;

/** The parts of Vega used here, of which its types know only some. */
type VegaModule = typeof Vega & SceneTools & {
  readonly textMetrics: { width(item: SceneItem, text: unknown): number };
};

interface Size {
  readonly width: number;
  readonly height: number;
}

/** A spec turned into a dataflow, which waits for its data. */
interface Program {
  readonly runtime: Vega.Runtime;
  /** How the rows are to be read: which fields are dates. */
  readonly format: Record<string, unknown>;
  /** The size that the drawing was told to fit into, if it can. */
  readonly size: Size | null;
  readonly selectors: readonly Selector[];
}

const WIDTH = 736;
const HEIGHT = 300;
const EMPTY_WIDTH = 240;
/** Around a chart that sets its own size. */
const MARGIN = 5;
/** Where the rows of a chart are kept, unless its spec has a name for them. */
const ROWS = "eddy_rows";

/** Each is about 100 KB of memory, and saves half of the time of a drawing. */
const MAX_PROGRAMS = 100;
/** A longer spec has most of its data in odd places: remembering it would not help. */
const MAX_KEY_LENGTH = 20_000;

const MUTED = "var(--eddy-text-muted)";
const TEXT = "var(--eddy-text)";
const BORDER = "var(--eddy-border)";

/** Colors are the page's custom properties: one drawing serves light and dark. */
const THEME = {
  aria: false,
  background: null,
  padding: MARGIN,
  view: { stroke: null, continuousHeight: HEIGHT, discreteHeight: HEIGHT },
  mark: { color: "var(--eddy-chart-1)", tooltip: true },
  line: { strokeWidth: 2, strokeJoin: "round", strokeCap: "round" },
  rule: { color: MUTED },
  text: { color: TEXT, fontSize: 12 },
  range: { category: Array.from({ length: 8 }, (_, i) => `var(--eddy-chart-${i + 1})`) },
  style: {
    "guide-label": { fill: MUTED, fontSize: 12 },
    "guide-title": { fill: MUTED, fontSize: 12, fontWeight: "normal" },
    "group-title": { fill: TEXT, fontSize: 14, fontWeight: 600 },
    "group-subtitle": { fill: MUTED, fontSize: 12 },
  },
  axis: {
    domainColor: BORDER,
    gridColor: BORDER,
    tickColor: BORDER,
    labelLimit: 200,
    labelPadding: 6,
    titlePadding: 8,
  },
  // Names are read along the chart; where they would run into each other, some are left out.
  axisXDiscrete: { labelAngle: 0, labelOverlap: "greedy", labelSeparation: 8 },
  legend: { orient: "top", symbolStrokeWidth: 2, labelLimit: 240, columnPadding: 16, offset: 12 },
  title: { anchor: "start" },
};

/** Nobody points at a drawing on the server, and no clock moves it. */
const NO_EVENTS = { view: false, window: false, selector: false, timer: false } as const;

let loading: Promise<void> | null = null;
let vega: VegaModule | null = null;
let vegaLite: typeof import("vega-lite") | null = null;
/** By spec without rows; the one used last is last. */
const programs = new Map<string, Program>();

/** Loads Vega, once. Wait for it before {@linkcode chartSvg}. */
export function loadVega(): Promise<void> {
  return loading ??= load().catch((error) => {
    loading = null;
    throw error;
  });
}

async function load(): Promise<void> {
  const [vegaModule, vegaLiteModule] = await Promise.all([import("vega"), import("vega-lite")]);
  vega = vegaModule as unknown as VegaModule;
  vegaLite = vegaLiteModule;
  // Vega would measure with a canvas, where there is one: this is its hook for those who have none.
  vega.textMetrics.width = (item, text) => {
    const width = textWidth(String(text ?? "").trim(), sizeOf(item));
    return Math.min(width, limitOf(item));
  };
}

/** Whether charts can be drawn by now. */
export function vegaLoaded(): boolean {
  return vega !== null;
}

/** Draws a Vega-Lite spec as an SVG element of class `chart-svg`. */
export function chartSvg(spec: Spec, options: ChartSvgOptions): Drawing {
  if (vega === null) throw new Error("Cannot draw chart: loadVega() must have been awaited before");
  const { chosen = null } = options;
  const { shape, name, rows } = split(spec);
  checkSpec(shape, rows);
  const program = programOf(sized(chosen === null ? shape : withFields(shape), options), name);
  const { selectors } = program;
  const params = chosen === null
    ? []
    : selectors.flatMap(({ name, type, fields }) =>
      type === "point" ? [{ name, fields: fields.map(({ field }) => field) }] : []
    );
  if ((rows ?? namedRows(shape))?.length === 0 && !partHasData(shape)) {
    return { ...emptySvg(program, options), params };
  }
  const failures: unknown[] = [];
  const view = new vega.View(program.runtime, { loader: LOADER, logger: loggerTo(failures) });
  try {
    // Vega marks the objects that it is given: let them be copies.
    const copies = rows?.map((row) => isRecord(row) ? { ...row } : row);
    if (copies !== undefined) view.data(name, vega.read(copies as never, program.format as never));
    if (chosen !== null) choose(view, selectors, chosen);
    runNow(view);
    const intervals = chosen === null ? null : showIntervals(view, selectors, chosen);
    if (intervals?.shown) runNow(view);
    if (failures.length > 0) throw failureOf(failures[0]);
    return { ...svgOf(view, program, options, intervals?.others ?? null), params };
  } finally {
    view.finalize();
  }
}

// ── Spec ────────────────────────────────────────────────────────────────────────────────────────

/** The author's own spec, with a table as its data. */
export function authorChartSpec(spec: Spec, data: Columns | null): Spec {
  if (data === null) return spec;
  const values = data.rows.map((row) =>
    Object.fromEntries(data.names.map((name, i) => [name, plainCell(row[i])]))
  );
  return { ...spec, data: { values } };
}

/** Takes the rows out of a spec, so that charts which differ in nothing else share a program. */
function split(spec: Spec): { shape: Spec; name: string; rows: readonly unknown[] | null } {
  const data = spec.data;
  if (!isRecord(data) || !Array.isArray(data.values)) {
    return { shape: spec, name: ROWS, rows: null };
  }
  const { values, name = ROWS, ...rest } = data;
  return { shape: { ...spec, data: { ...rest, name } }, name: String(name), rows: values };
}

/** The rows that a spec names, and has among its data sets. */
function namedRows({ data, datasets }: Spec): readonly unknown[] | null {
  if (!isRecord(data) || typeof data.name !== "string" || !isRecord(datasets)) return null;
  const rows = datasets[data.name];
  return Array.isArray(rows) ? rows : null;
}

/** Whether there is something to be drawn besides a spec's own rows. */
function partHasData(part: unknown, isOuter = true): boolean {
  if (Array.isArray(part)) return part.some((one) => partHasData(one, false));
  if (!isRecord(part)) return false;
  if (!isOuter && "data" in part) return true;
  const parts = ["layer", "concat", "hconcat", "vconcat", "spec"];
  return parts.some((name) => partHasData(part[name], false));
}

/** The spec at its size: it fills the place it is given, unless it is made of several charts. */
function sized(spec: Spec, options: ChartSvgOptions): Spec {
  const width = options.width ??
    (typeof spec.width === "number" ? spec.width : options.room ?? WIDTH);
  const height = options.height ?? (typeof spec.height === "number" ? spec.height : HEIGHT);
  if (isComposite(spec)) {
    const { width: inner, height: high, ...rest } = spec;
    return {
      ...rest,
      ...(inner === undefined || inner === "container" ? {} : { width: inner }),
      ...(high === undefined || high === "container" ? {} : { height: high }),
    };
  }
  return {
    ...spec,
    width: isRecord(spec.width) ? spec.width : width,
    height: isRecord(spec.height) && options.height === undefined ? spec.height : height,
    autosize: { type: "fit", contains: "padding" },
  };
}

function isComposite(spec: Spec): boolean {
  if (["concat", "hconcat", "vconcat", "repeat", "facet"].some((key) => key in spec)) return true;
  const { encoding } = spec;
  return isRecord(encoding) && ["row", "column", "facet"].some((channel) => channel in encoding);
}

function programOf(spec: Spec, name: string): Program {
  const key = JSON.stringify(spec);
  const known = programs.get(key);
  if (known !== undefined) {
    programs.delete(key);
    programs.set(key, known);
    return known;
  }
  const program = compile(spec, name);
  if (key.length > MAX_KEY_LENGTH) return program;
  programs.set(key, program);
  if (programs.size > MAX_PROGRAMS) programs.delete(programs.keys().next().value!);
  return program;
}

function compile(spec: Spec, name: string): Program {
  const config = vega!.mergeConfig(THEME as never, (spec.config ?? {}) as never);
  // Vega marks the rows in it, and those of the author may be frozen, or somebody else's.
  const own = copyOf(spec) as Spec;
  const compiled = tried(() => vegaLite!.compile({ ...own, config } as never).spec as Vega.Spec);
  refuseUrls(compiled);
  const source = compiled.data?.find((data) => data.name === name) as Spec | undefined;
  const { autosize, width, height } = compiled;
  const fits = isRecord(autosize) ? autosize.type === "fit" : autosize === "fit";
  return {
    runtime: tried(() =>
      vega!.parse({ ...compiled, config: { ...compiled.config, events: NO_EVENTS } })
    ),
    format: isRecord(source?.format) ? source.format : {},
    selectors: selectorsOf(compiled),
    size: fits && typeof width === "number" && typeof height === "number"
      ? { width, height }
      : null,
  };
}

/** The same data in lists and objects of one's own. */
function copyOf(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(copyOf);
  if (!isRecord(part) || part instanceof Date) return part;
  return Object.fromEntries(Object.entries(part).map(([name, one]) => [name, copyOf(one)]));
}

/** Data by URL would have the server fetch what a spec names; and drawing could not wait for it. */
function refuseUrls(spec: Vega.Spec | Vega.GroupMark): void {
  for (const data of spec.data ?? []) {
    if (!("url" in data)) continue;
    throw new TypeError(
      `Cannot draw chart: data must be in the spec as values: received url ${
        JSON.stringify(data.url)
      }`,
    );
  }
  for (const mark of spec.marks ?? []) if (mark.type === "group") refuseUrls(mark);
}

// ── Drawing ─────────────────────────────────────────────────────────────────────────────────────

/**
 * Runs a view to its end. `run()` alone is synchronous up to the first callback that it queued for
 * afterwards, such as fitting the chart to its size: these are called here, as it would in its time.
 */
function runNow(view: Vega.View): void {
  const queue: { callback: (view: Vega.View) => void; priority: number }[] = [];
  view.runAfter = (callback: (view: Vega.View) => void, _enqueue?: boolean, priority = 0) => {
    queue.push({ callback, priority });
    return view;
  };
  view.run();
  while (queue.length > 0) {
    queue.sort((a, b) => b.priority - a.priority);
    queue.shift()!.callback(view);
  }
}

function svgOf(
  view: Vega.View,
  { size, selectors }: Program,
  options: ChartSvgOptions,
  intervals: ReadonlyMap<string, Reach> | null,
): Pick<Drawing, "svg" | "width"> {
  const { root } = view.scenegraph() as unknown as {
    readonly root: SceneMark & { readonly bounds: Vega.Bounds };
  };
  const { bounds } = root;
  const { content, linked } = sceneSvg(root, {
    ...{ Marks: vega!.Marks, sceneVisit: vega!.sceneVisit, linesOf },
    ...(intervals === null ? {} : toolsFor(view, selectors, intervals)),
  });
  const { width, height } = size ?? {
    width: Math.ceil(bounds.width() + 2 * MARGIN),
    height: Math.ceil(bounds.height() + 2 * MARGIN),
  };
  const [x, y] = size === null ? [-bounds.x1, -bounds.y1] : view.origin();
  const around = size === null
    ? { left: MARGIN, top: MARGIN }
    : view.padding() as { readonly left: number; readonly top: number };
  const tag = attributes({
    ...outside({ width, height }, size !== null, options),
    // Nothing inside an image can be pressed.
    role: linked ? "group" : "img",
    "aria-description": options.description ?? null,
    // Keys lead through its marks.
    tabindex: 0,
  });
  const shift = `${Math.ceil(x! + around.left)} ${Math.ceil(y! + around.top)}`;
  const svg = `<svg${tag}><g transform="translate(${shift})">${content}</g></svg>`;
  return { svg, width };
}

/** What every drawing says of itself. */
function outside({ width, height }: Size, fits: boolean, options: ChartSvgOptions) {
  return {
    class: "chart-svg",
    viewBox: `0 0 ${width} ${height}`,
    // Without one it is as wide as its place; a chart that set its own size is never blown up.
    width: options.width ?? (fits ? null : width),
    role: "img",
    "aria-label": options.alt,
    tabindex: null as number | null,
    fill: "none",
  };
}

/** In place of axes around nothing: words of one size, in the middle of however much room there is. */
function emptySvg({ size }: Program, options: ChartSvgOptions): Pick<Drawing, "svg" | "width"> {
  const { width: most = Infinity } = options;
  const [width, height] = [Math.min(EMPTY_WIDTH, most), size?.height ?? options.height ?? HEIGHT];
  const tag = { ...outside({ width, height }, false, options), class: "chart-svg empty" };
  const svg = `<svg${attributes({ ...tag, width })}><text x="${width / 2}" y="${
    height / 2
  }" font-size="14" text-anchor="middle" fill="${MUTED}">No data</text></svg>`;
  return { svg, width };
}

/** What is said of marks that can be chosen. */
function toolsFor(
  view: Vega.View,
  selectors: readonly Selector[],
  intervals: ReadonlyMap<string, Reach>,
): Partial<SceneTools> {
  return {
    datumOf: (item) => datumOf(item, selectors),
    brushOf: (group) => brushOf(group, view, selectors, intervals),
  };
}

// ── What Vega asks of its surroundings ──────────────────────────────────────────────────────────

const LOADER = { load: refuse, sanitize: refuse, http: refuse, file: refuse };

/** Nothing gets so far: URLs of data were refused, and links are checked as they are written. */
function refuse(uri: string): Promise<never> {
  return Promise.reject(new TypeError(`Cannot load "${uri}": a chart loads nothing`));
}

/** Vega reports what went wrong instead of throwing it. Its warnings are about empty data. */
function loggerTo(failures: unknown[]): Vega.LoggerInterface {
  const logger = {
    level: () => logger,
    error: (...parts: unknown[]) => (failures.push(...parts), logger),
    warn: () => logger,
    info: () => logger,
    debug: () => logger,
  };
  return logger as unknown as Vega.LoggerInterface;
}

/** What goes wrong inside Vega says nothing of a chart. */
function tried<T>(compile: () => T): T {
  try {
    return compile();
  } catch (error) {
    throw failureOf(error);
  }
}

function failureOf(cause: unknown): Error {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new Error(`Cannot draw chart: ${reason}`, { cause });
}

/** The lines of a text, as Vega would cut them. */
function linesOf(item: SceneItem): string[] {
  const { text, lineBreak } = item;
  const lines = typeof text === "string" && typeof lineBreak === "string"
    ? text.split(lineBreak)
    : [text].flat();
  return lines.map((line) => fitText(String(line ?? "").trim(), sizeOf(item), limitOf(item)));
}

function sizeOf(item: SceneItem): number {
  return Number(item.fontSize ?? 11);
}

function limitOf(item: SceneItem): number {
  return Number(item.limit) > 0 ? Number(item.limit) : Infinity;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
