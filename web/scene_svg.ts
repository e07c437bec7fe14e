/**
 * Vega's scenegraph → inline SVG. Vega has a renderer of its own; this one writes a third of its bytes
 * and keeps the page's rules: looks are presentation attributes and never `style`, so that a strict CSP
 * needs no exception; `<` is escaped in attributes; there is no id but a gradient's. Hints appear as
 * native `<title>`. Called by `vega.ts`; knows scenes only, not how they came about.
 */
import { digest } from "../runtime/ids.ts";
import { attributes, escape } from "./escape.ts";
import { safeUrl } from "./safe_url.ts";
import { round, shortPath, shortTransform } from "./svg_path.ts";

/** One graphical item of a scene, with the properties read here. */
export interface SceneItem {
  readonly x?: number;
  readonly y?: number;
  readonly x2?: number;
  readonly y2?: number;
  readonly width?: number;
  readonly height?: number;
  readonly size?: number;
  readonly shape?: unknown;
  readonly angle?: number;
  readonly clip?: unknown;
  readonly text?: unknown;
  readonly font?: string;
  readonly url?: string;
  readonly href?: string;
  readonly tooltip?: unknown;
  /** Of a group: the marks in it. */
  readonly items?: readonly SceneMark[];
  readonly [style: string]: unknown;
}

/** Items of one type. */
export interface SceneMark {
  readonly marktype: string;
  readonly name?: string;
  readonly items: readonly SceneItem[];
  /** Whether what sticks out of the group around it is cut off. */
  readonly clip?: unknown;
  /** The group around it. */
  readonly group?: SceneItem;
}

/** What this file needs of Vega, which is loaded late: shapes of marks, order of items, texts. */
export interface SceneTools {
  readonly Marks: Readonly<Record<string, MarkShape>>;
  sceneVisit(parent: SceneMark | SceneItem, visit: (child: never) => void): void;
  /** The lines of a text, each cut to the item's limit. */
  linesOf(item: SceneItem): readonly string[];
  /** What the browser is to know of an item, as JSON. Without this, items alike are drawn as one. */
  datumOf?(item: SceneItem): string | null;
  /** Where in a group something can be dragged, as JSON, and from where to where it was. */
  brushOf?(
    group: SceneItem,
  ): {
    readonly said: string;
    readonly reach: {
      readonly x?: readonly [number, number];
      readonly y?: readonly [number, number];
    } | null;
  } | null;
}

type Emit = (name: string, value: unknown) => void;

/** How Vega says the geometry of one mark type. */
interface MarkShape {
  readonly tag: string;
  /** One element for all items, as a line is for its points. */
  readonly nested: boolean;
  attr(emit: Emit, item: SceneItem): void;
  background?(emit: Emit, item: SceneItem): void;
}

type Attributes = Record<string, string | number>;

/** An element before its place in the text is known. */
interface Shape {
  readonly tag: string;
  readonly attributes: Attributes;
  readonly content: string;
  readonly href: string | null;
}

/** A point of a line or an area, which is too thin to be pointed at. */
interface Hint {
  readonly x: number;
  readonly text: string;
}

/** Where an item's looks go, and what is not worth saying. */
const LOOKS: readonly (readonly [property: string, attribute: string, usual?: unknown])[] = [
  ["fill", "fill"],
  ["fillOpacity", "fill-opacity", 1],
  ["stroke", "stroke"],
  ["strokeOpacity", "stroke-opacity", 1],
  ["strokeWidth", "stroke-width", 1],
  ["strokeCap", "stroke-linecap", "butt"],
  ["strokeJoin", "stroke-linejoin", "miter"],
  ["strokeDash", "stroke-dasharray"],
  ["strokeDashOffset", "stroke-dashoffset", 0],
  ["strokeMiterLimit", "stroke-miterlimit", 4],
  ["opacity", "opacity", 1],
];
const TEXT_LOOKS: typeof LOOKS = [
  ["fontSize", "font-size"],
  ["fontStyle", "font-style", "normal"],
  ["fontWeight", "font-weight", "normal"],
];
/** What a group can say for all that is in it. */
const INHERITED = new Set(
  [...LOOKS, ...TEXT_LOOKS].map(([, attribute]) => attribute)
    .filter((name) => name !== "opacity")
    .concat("text-anchor", "font-family"),
);

/** More bars than these are drawn as one, and hinted at by place. */
const MOST_BARS = 100;
/** Along a plot, hints stand at least this many pixels apart. */
const HINT_GAP = 13;
const WIDEST_HINT = 60;

/** The markup inside an `<svg>` for a scene's root mark. */
export function sceneSvg(root: SceneMark, tools: SceneTools): { content: string; linked: boolean } {
  const writer = new SceneWriter(tools);
  const content = writer.mark(root, 0, []);
  return { content: writer.defs() + content, linked: writer.linked };
}

class SceneWriter {
  readonly #tools: SceneTools;
  readonly #gradients = new Map<string, string>();
  linked = false;

  constructor(tools: SceneTools) {
    this.#tools = tools;
  }

  defs(): string {
    return this.#gradients.size === 0
      ? ""
      : `<defs>${[...this.#gradients.values()].join("")}</defs>`;
  }

  /** One mark; `left` is where its group begins, and `hints` is what its group shows on hover. */
  mark(mark: SceneMark, left: number, hints: Hint[]): string {
    const content = mark.marktype === "group"
      ? this.#groups(mark, left, hints)
      : this.#items(mark, left, hints);
    return mark.clip && content !== "" ? clipped(mark.group ?? {}, content) : content;
  }

  #items(mark: SceneMark, left: number, hints: Hint[]): string {
    const items = this.#itemsOf(mark);
    if (items.length === 0) return "";
    if (mark.marktype === "rule" && this.#tools.datumOf === undefined) {
      return together(joined(items.map((item) => ruleOf(item, this.#looks(item)))));
    }
    const { nested } = this.#tools.Marks[mark.marktype]!;
    const dense = this.#tools.datumOf === undefined && isDense(mark.marktype, items);
    if (!nested && !dense) return together(items.map((item) => this.#shape(mark.marktype, item)));
    for (const item of items) {
      const text = hintOf(item.tooltip);
      if (text !== "") hints.push({ x: left + (item.x ?? 0) + (item.width ?? 0) / 2, text });
    }
    if (!dense) return together([this.#shape(mark.marktype, items[0]!, false)]);
    return together(joined(items.map((item) => this.#shape(mark.marktype, item, false))));
  }

  #groups(mark: SceneMark, left: number, hints: Hint[]): string {
    // Vega-Lite draws each line in a group of its own: their hints belong to the plot around them.
    const isSeries = mark.name?.endsWith("pathgroup") ?? false;
    return this.#itemsOf(mark).map((item) => {
      const own: Hint[] = isSeries ? hints : [];
      const x = isSeries ? left + (item.x ?? 0) : 0;
      let content = this.#box(item) + this.#brush(item);
      this.#tools.sceneVisit(item, (child: SceneMark) => content += this.mark(child, x, own));
      if (!isSeries) content += hintStrips(own, item.height ?? 0);
      return placed(item, content);
    }).join("");
  }

  /** A group's own background and border. */
  #box(item: SceneItem): string {
    const looks = this.#looks(item);
    if (looks.fill === undefined && looks.stroke === undefined) return "";
    this.#tools.Marks.group!.background!((name, value) => {
      if (name === "d") looks.d = shortPath(String(value));
    }, item);
    return `<path${attributes(looks)}/>`;
  }

  /** Lies below the marks, and takes what is done beside them. */
  #brush(item: SceneItem): string {
    const brush = this.#tools.brushOf?.(item) ?? null;
    if (brush === null) return "";
    const { width = 0, height = 0 } = item;
    const size = { width: round(width), height: round(height), "pointer-events": "all" };
    const frame = { class: "drawing-frame", ...size, "data-brush": brush.said };
    const { reach } = brush;
    const [left, right] = reach?.x ?? [0, width];
    const [top, bottom] = reach?.y ?? [0, height];
    const picked = {
      x: round(left),
      y: round(top),
      width: round(right - left),
      height: round(bottom - top),
    };
    return `<rect${attributes(frame)}/>` +
      (reach === null ? "" : `<rect${attributes({ class: "plot-pick", ...picked })}/>`);
  }

  #shape(type: string, item: SceneItem, hinted = true): Shape {
    const shape = this.#bareShape(type, item, hinted);
    const datum = this.#tools.datumOf?.(item) ?? null;
    return datum === null
      ? shape
      : { ...shape, attributes: { ...shape.attributes, "data-datum": datum } };
  }

  #bareShape(type: string, item: SceneItem, hinted: boolean): Shape {
    const { tag } = this.#tools.Marks[type]!;
    const href = safeUrl(item.href, ["http:", "https:", "mailto:"]);
    if (href !== null) this.linked = true;
    const hint = hinted ? hintOf(item.tooltip) : "";
    const title = hint === "" ? "" : `<title>${escape(hint)}</title>`;
    if (type === "text") return { tag, ...this.#text(item, title), href };
    if (type === "image") return { tag, attributes: imageOf(item), content: title, href };
    const looks = this.#looks(item);
    if (type === "symbol" && !item.angle && (item.shape ?? "circle") === "circle") {
      const r = round(Math.sqrt(item.size ?? 64) / 2);
      const circle = { cx: round(item.x ?? 0), cy: round(item.y ?? 0), r };
      return { tag: "circle", attributes: { ...circle, ...looks }, content: title, href };
    }
    return { tag, attributes: { ...this.#geometry(type, item), ...looks }, content: title, href };
  }

  #text(item: SceneItem, title: string): Pick<Shape, "attributes" | "content"> {
    const { transform, ...geometry } = this.#geometry("text", item);
    const at = /^translate\(([^,]+),([^,)]+)\)$/.exec(String(transform));
    const looks = { ...geometry, ...looksOf(item, TEXT_LOOKS), ...this.#looks(item) };
    // The page's font, unless the author names another.
    if (item.font && item.font !== "sans-serif") looks["font-family"] = item.font;
    const lines = this.#tools.linesOf(item);
    const size = Number(item.fontSize ?? 11);
    const leading = round(Number(item.lineHeight ?? size + 2));
    const spans = lines.slice(1).map((line) =>
      `<tspan x="${at === null ? 0 : at[1]}" dy="${leading}">${escape(line)}</tspan>`
    );
    return {
      attributes: {
        ...(at === null ? { transform: transform! } : { x: at[1]!, y: at[2]! }),
        ...looks,
      },
      content: title + escape(lines[0] ?? "") + spans.join(""),
    };
  }

  #geometry(type: string, item: SceneItem): Attributes {
    const geometry: Attributes = {};
    this.#tools.Marks[type]!.attr((name, value) => {
      if (value === null || value === undefined) return;
      if (name === "d") geometry.d = shortPath(String(value));
      else if (name !== "transform") geometry[name] = value as string | number;
      else if (value !== "translate(0,0)") geometry.transform = shortTransform(String(value));
    }, item);
    return geometry;
  }

  #looks(item: SceneItem): Attributes {
    const looks = looksOf(item, LOOKS);
    for (const name of ["fill", "stroke"] as const) {
      const paint: unknown = item[name];
      if (isGradient(paint)) looks[name] = `url(#${this.#gradient(paint)})`;
    }
    if (looks.stroke === undefined) {
      for (const name in looks) if (name.startsWith("stroke-")) delete looks[name];
    }
    return looks;
  }

  #gradient(gradient: Gradient): string {
    const { gradient: kind, stops, id: _, ...line } = gradient;
    const radial = kind === "radial";
    const points = radial
      ? { fx: line.x1, fy: line.y1, fr: line.r1, cx: line.x2, cy: line.y2, r: line.r2 }
      : { x1: line.x1, y1: line.y1, x2: line.x2, y2: line.y2 };
    const colors = stops.map((stop) =>
      `<stop${attributes({ offset: round(stop.offset, 100), "stop-color": stop.color })}/>`
    );
    const tag = radial ? "radialGradient" : "linearGradient";
    const body = `${attributes(points)}>${colors.join("")}</${tag}>`;
    // Named after what it is: two charts may share a name only if they share the gradient.
    const name = `gradient-${digest(body)}`;
    this.#gradients.set(name, `<${tag} id="${name}"${body}`);
    return name;
  }

  #itemsOf(mark: SceneMark): SceneItem[] {
    const items: SceneItem[] = [];
    this.#tools.sceneVisit(mark, (item: SceneItem) => {
      // Vega hides labels that would overlap.
      if (item.opacity !== 0 || hintOf(item.tooltip) !== "") items.push(item);
    });
    return items;
  }
}

/** Vega's description of a gradient. */
interface Gradient {
  readonly gradient: string;
  readonly id?: string;
  readonly stops: readonly { readonly offset: number; readonly color: string }[];
  readonly x1?: number;
  readonly y1?: number;
  readonly r1?: number;
  readonly x2?: number;
  readonly y2?: number;
  readonly r2?: number;
}

function isGradient(paint: unknown): paint is Gradient {
  return typeof paint === "object" && paint !== null && "gradient" in paint;
}

function looksOf(item: SceneItem, table: typeof LOOKS): Attributes {
  const looks: Attributes = {};
  for (const [property, attribute, usual] of table) {
    const value = item[property];
    if (value === null || value === undefined || value === usual || value === "transparent") {
      continue;
    }
    if (typeof value === "number") looks[attribute] = round(value, 100);
    else if (typeof value === "string") looks[attribute] = value;
    else if (Array.isArray(value) && value.length > 0) looks[attribute] = value.join(" ");
  }
  return looks;
}

/** A rule as a path, which can be one with others. */
function ruleOf(item: SceneItem, looks: Attributes): Shape {
  const [x, y] = [round(item.x ?? 0), round(item.y ?? 0)];
  const [dx, dy] = [round((item.x2 ?? x) - x), round((item.y2 ?? y) - y)];
  const step = dx === 0 ? `v${dy}` : dy === 0 ? `h${dx}` : `l${dx} ${dy}`;
  return { tag: "path", attributes: { d: `M${x} ${y}${step}`, ...looks }, content: "", href: null };
}

/** Paths of the same looks as a single one: a grid, or many bars. */
function joined(shapes: readonly Shape[]): Shape[] {
  const byLooks = new Map<string, Shape>();
  for (const shape of shapes) {
    const { d = "", ...looks } = shape.attributes;
    const key = JSON.stringify(looks);
    const before = byLooks.get(key)?.attributes.d ?? "";
    byLooks.set(key, { ...shape, attributes: { d: `${before}${d}`, ...looks } });
  }
  return [...byLooks.values()];
}

function imageOf(item: SceneItem): Attributes {
  const [width, height] = [item.width ?? 0, item.height ?? 0];
  const before = (side: unknown, size: number, half: string, whole: string) =>
    side === half ? size / 2 : side === whole ? size : 0;
  return {
    href: safeUrl(item.url, ["http:", "https:", "data:"]) ?? "",
    x: round((item.x ?? 0) - before(item.align, width, "center", "right")),
    y: round((item.y ?? 0) - before(item.baseline, height, "middle", "bottom")),
    width: round(width),
    height: round(height),
  };
}

/** Many upright bars, each too thin to be pointed at. (The cells of a heat map are equally high.) */
function isDense(type: string, items: readonly SceneItem[]): boolean {
  if (type !== "rect" || items.length <= MOST_BARS) return false;
  const [first] = items;
  return items.every((item) => item.width === first!.width && !item.href) &&
    items.some((item) => item.height !== first!.height);
}

/** Elements side by side, with what most of them share said once. */
function together(shapes: readonly Shape[]): string {
  const runs = runsOf(shapes);
  return (runs.length * 4 <= shapes.length ? runs : [shapes]).map(run).join("");
}

/** Elements of one color after each other: the bars of a series. */
function runsOf(shapes: readonly Shape[]): Shape[][] {
  const runs: Shape[][] = [];
  let last: unknown;
  for (const shape of shapes) {
    const { fill, stroke } = shape.attributes;
    const color = `${fill} ${stroke}`;
    if (color === last) runs.at(-1)!.push(shape);
    else runs.push([shape]);
    last = color;
  }
  return runs;
}

function run(shapes: readonly Shape[]): string {
  const shared: Attributes = {};
  if (shapes.length > 1) {
    for (const name in shapes[0]!.attributes) {
      const common = INHERITED.has(name) ? mostCommon(shapes, name) : null;
      if (common !== null) shared[name] = common;
    }
  }
  let text = "";
  for (const { tag, attributes: all, content, href } of shapes) {
    const own: Attributes = {};
    for (const name in all) if (shared[name] !== all[name]) own[name] = all[name]!;
    const element = `<${tag}${attributes(own)}` + (content === "" ? "/>" : `>${content}</${tag}>`);
    text += href === null ? element : `<a${attributes({ href })}>${element}</a>`;
  }
  return Object.keys(shared).length === 0 ? text : `<g${attributes(shared)}>${text}</g>`;
}

/** The value that stands most often, if every element has one. */
function mostCommon(shapes: readonly Shape[], name: string): string | number | null {
  const counts = new Map<string | number, number>();
  for (const shape of shapes) {
    const value = shape.attributes[name];
    if (value === undefined) return null;
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const [value, count] = [...counts].reduce((most, next) => next[1] > most[1] ? next : most);
  return count > 1 ? value : null;
}

/** A group's content at its place, cut off at its edges if it says so. */
function placed(item: SceneItem, content: string): string {
  if (content === "") return "";
  const [x, y] = [round(item.x ?? 0), round(item.y ?? 0)];
  const inside = item.clip ? clipped(item, content) : content;
  return x === 0 && y === 0 ? inside : `<g transform="translate(${x} ${y})">${inside}</g>`;
}

/** A drawing inside the drawing cuts off what sticks out; a clip path would need an id. */
function clipped({ width = 0, height = 0 }: SceneItem, content: string): string {
  const size = attributes({ width: round(width), height: round(height), fill: "none" });
  return `<svg${size}>${content}</svg>`;
}

/** Invisible strips to point at, one for each place along a plot, or some fifty of them. */
function hintStrips(hints: readonly Hint[], height: number): string {
  const places = new Map<number, Set<string>>();
  for (const { x, text } of hints) {
    const lines = places.get(round(x)) ?? new Set();
    for (const line of text.split("\n")) lines.add(line);
    places.set(round(x), lines);
  }
  let narrowest = WIDEST_HINT;
  let last = -Infinity;
  const strips: string[] = [];
  for (const x of [...places.keys()].sort((a, b) => a - b)) {
    if (x - last < HINT_GAP) continue;
    narrowest = Math.min(narrowest, x - last);
    last = x;
    const text = [...places.get(x)!].join("\n");
    strips.push(`<path d="M${x} 0v${round(height)}"><title>${escape(text)}</title></path>`);
  }
  if (strips.length === 0) return "";
  return `<g pointer-events="stroke" stroke-width="${round(narrowest)}">${strips.join("")}</g>`;
}

/** Text of a tooltip: its lines, or "name: value" for each field of an object. */
function hintOf(tooltip: unknown): string {
  // A mark without data has nothing to tell where the theme asks for it.
  if (tooltip === null || tooltip === undefined || tooltip === true) return "";
  if (typeof tooltip !== "object") return String(tooltip);
  return Object.entries(tooltip).map(([name, value]) => `${name}: ${value}`).join("\n");
}
