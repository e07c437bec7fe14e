/**
 * Graphs in the DOT language → inline SVG, by Graphviz itself, as WebAssembly. What it writes is XML with
 * ids, fonts and black lines; here it is written again by our rules: known elements and attributes only,
 * no id and no style, the theme's colours where the author set none, and links that lead to pages.
 */
import type { GraphvizEngine } from "../runtime/elements/graphviz_chart.ts";
import { attributes, escape } from "./escape.ts";
import { Lazy } from "./lazy.ts";
import { safeUrl } from "./safe_url.ts";

/** Graphviz; until it is loaded, there is a place for the graph with its words. */
export const graphviz: Lazy<import("@viz-js/viz").Viz> = new Lazy(async () => {
  const { instance } = await import("@viz-js/viz");
  return await instance();
});

/** A graph as it is drawn, and what there is to be heard of it. */
export interface GraphDrawing {
  /** What stands inside the `<svg>`. */
  readonly content: string;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  /** Whether the author painted what letters stand on: then the drawing is a light one in any theme. */
  readonly light: boolean;
  /** Whether something in it can be pressed. */
  readonly linked: boolean;
  readonly label: string;
  readonly nodes: readonly string[];
  readonly edges: readonly { readonly from: string; readonly to: string; readonly label: string }[];
}

const FONT = "Arial";
/** The page's letters are a little wider than those that Graphviz measures. */
const LETTERS = 13 / 14;

const TAGS = new Set(["g", "path", "polygon", "polyline", "ellipse", "text", "a"]);
const KEPT = new Set([
  ...["x", "y", "cx", "cy", "rx", "ry", "points", "d", "transform", "text-anchor", "font-weight"],
  ...["font-style", "text-decoration", "baseline-shift", "fill", "fill-opacity", "stroke"],
  ...["stroke-width", "stroke-opacity", "stroke-dasharray"],
]);
const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
};

/** Draws a graph. Throws what Graphviz says is wrong with it. */
export function drawGraph(dot: string, engine: GraphvizEngine): GraphDrawing {
  const viz = graphviz.module;
  if (viz === null) throw new Error("Cannot draw graph: Graphviz must have been loaded before");
  const result = viz.render(dot, {
    engine,
    format: "svg",
    graphAttributes: { bgcolor: "transparent", fontname: FONT },
    nodeAttributes: { fontname: FONT },
    edgeAttributes: { fontname: FONT },
  });
  if (result.status === "failure") {
    const what = result.errors.map(({ message }) => message).join("; ");
    throw new SyntaxError(`Cannot draw graph: ${what || "it is not in the DOT language"}`);
  }
  return new GraphReader(result.output).read();
}

type Names = Record<string, string>;
type Part = "graph" | "cluster" | "node" | "edge";

/** A node, an edge or a cluster while it is read. */
interface Open {
  readonly part: Part;
  name: string;
  readonly texts: string[];
  /** Whether it stands on a colour of the author's. */
  filled: boolean;
}

/** Reads what Graphviz has written, from its first tag to its last. */
class GraphReader {
  readonly #xml: string;
  /** First colours of gradients, by their ids: flat colours stand for them. */
  readonly #gradients = new Map<string, string>();
  readonly #open: Open[] = [];
  /** Tags that have begun, and how what is written for them ends. */
  readonly #begun: { readonly tag: string; readonly end: string; readonly isPart: boolean }[] = [];
  #content = "";
  #light = false;
  #linked = false;
  #label = "";
  readonly #nodes = new Map<string, string>();
  readonly #edges: { from: string; to: string; label: string }[] = [];

  constructor(xml: string) {
    this.#xml = xml;
    for (const [, id, color] of xml.matchAll(/Gradient id="([^"]+)"[^]*?stop-color:([^;"]+)/g)) {
      this.#gradients.set(id!, color!);
    }
  }

  read(): GraphDrawing {
    const start = this.#xml.indexOf("<svg");
    const [width, height] = sizeOf(this.#xml.slice(start, this.#xml.indexOf(">", start)));
    const body = this.#xml.slice(start).replace(/<defs>[^]*?<\/defs>/g, "");
    const tokens = body.matchAll(
      /<!--[^]*?-->|<(\/?)([a-zA-Z]+)((?:\s+[\w:-]+="[^"]*")*)\s*(\/?)>|([^<]+)/g,
    );
    for (const [token, end, tag, written, empty, text] of tokens) {
      if (token.startsWith("<!--")) continue;
      if (text !== undefined) this.#text(unescaped(text));
      else if (end) this.#end();
      else this.#begin(tag!, namesIn(written!), empty === "/");
    }
    return {
      ...{ content: this.#content, width, height, light: this.#light, linked: this.#linked },
      ...{ label: this.#label, nodes: [...this.#nodes.values()] },
      edges: this.#edges.map(({ from, to, label }) => ({
        ...{ from: this.#nodes.get(from) ?? from, to: this.#nodes.get(to) ?? to, label },
      })),
    };
  }

  #begin(tag: string, names: Names, isEmpty: boolean): void {
    const part = tag === "g" ? names.class as Part | undefined : undefined;
    if (part !== undefined) this.#open.push({ part, name: "", texts: [], filled: false });
    let end = "";
    if (tag === "a") end = this.#link(names);
    else if (TAGS.has(tag)) {
      end = isEmpty ? "" : `</${tag}>`;
      this.#content += `<${tag}${attributes(this.#kept(tag, names))}${isEmpty ? "/" : ""}>`;
    }
    if (!isEmpty) this.#begun.push({ tag, end, isPart: part !== undefined });
  }

  /** Answers how it ends. */
  #link(names: Names): string {
    const href = safeUrl(names["xlink:href"], ["http:", "https:", "mailto:"]);
    if (href !== null) this.#linked = true;
    // What leads nowhere is a group that has something to tell.
    this.#content += href === null ? "<g>" : `<a${attributes({ href })}>`;
    const hint = names["xlink:title"];
    if (hint !== undefined) this.#content += `<title>${escape(hint)}</title>`;
    return href === null ? "</g>" : "</a>";
  }

  #text(text: string): void {
    const tag = this.#begun.at(-1)?.tag;
    const open = this.#open.at(-1);
    if (open === undefined) return;
    if (tag === "title") {
      open.name = text;
      // Where a node stands says which it is; among many lines, only pointing at one does.
      if (open.part === "edge") this.#content += `<title>${escape(arrow(text))}</title>`;
    } else if (tag === "text") {
      open.texts.push(text.trim());
      this.#content += escape(text);
    }
  }

  #end(): void {
    const { end, isPart } = this.#begun.pop()!;
    this.#content += end;
    if (isPart) this.#close(this.#open.pop()!);
  }

  #close({ part, name, texts }: Open): void {
    const label = texts.filter((text) => text !== "").join(" ");
    if (part === "graph") this.#label = label;
    if (part === "node") this.#nodes.set(name, label || name);
    if (part !== "edge") return;
    const [from = "", to = ""] = name.split(/->|--/);
    // A port says where at a node an edge ends.
    const nodeOf = (end: string) => this.#nodes.has(end) ? end : end.replace(/(?::\w*)+$/, "");
    this.#edges.push({ from: nodeOf(from), to: nodeOf(to), label });
  }

  /** An element's own attributes, with the theme's colours where the author set none. */
  #kept(tag: string, names: Names): Names {
    const kept: Names = {};
    for (const [name, value] of Object.entries(names)) if (KEPT.has(name)) kept[name] = value;
    const open = this.#open.at(-1);
    const gradient = /^url\(#(.*)\)$/.exec(kept.fill ?? "")?.[1];
    if (gradient !== undefined) kept.fill = this.#gradients.get(gradient) ?? "none";
    if (tag === "text") {
      const size = Number(names["font-size"]) || 14;
      kept["font-size"] = String(Math.round(size * LETTERS * 10) / 10);
      if (names["font-family"] !== FONT) kept["font-family"] = names["font-family"] ?? "";
      kept.fill ??= open?.filled ? "#111" : "var(--eddy-text)";
      return kept;
    }
    if (tag === "g") return kept;
    const isPainted = kept.fill !== undefined && kept.fill !== "none" &&
      kept.fill !== "transparent";
    if (isPainted && open !== undefined && open.part !== "edge") {
      open.filled = true;
      // The cell of a table is painted without a line; others beside it are not.
      this.#light ||= open.part !== "node" || kept.stroke === "none";
    }
    if (kept.stroke === "black") kept.stroke = "var(--eddy-text-muted)";
    if (open?.part === "edge" && kept.fill === "black") kept.fill = "var(--eddy-text-muted)";
    return kept;
  }
}

/** Width and height as the viewBox has them. */
function sizeOf(tag: string): [number, number] {
  const [, , width = 0, height = 0] = (/viewBox="([^"]*)"/.exec(tag)?.[1] ?? "").split(" ")
    .map(Number);
  return [Math.ceil(width), Math.ceil(height)];
}

function namesIn(written: string): Names {
  const names: Names = {};
  for (const [, name, value] of written.matchAll(/([\w:-]+)="([^"]*)"/g)) {
    names[name!] = unescaped(value!);
  }
  return names;
}

function unescaped(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (entity, number, hex, name) => {
    if (name !== undefined) return ENTITIES[name] ?? entity;
    return String.fromCodePoint(number === undefined ? parseInt(hex, 16) : Number(number));
  });
}

function arrow(name: string): string {
  return name.replace("->", " → ").replace("--", " – ");
}
