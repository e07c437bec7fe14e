import type { GraphvizElement } from "../../runtime/elements/graphviz_chart.ts";
import { BoundedCache } from "../bounded_cache.ts";
import { leastWidth } from "../drawing.ts";
import { attributes, escape } from "../escape.ts";
import { drawGraph, graphviz } from "../graphviz.ts";
import type { GraphDrawing } from "../graphviz.ts";
import type { Links } from "../links.ts";
import { markedTable, MOST_ROWS } from "../row_table.ts";
import { renderException } from "./exception.ts";

/** A graph that many look at is drawn once. */
const drawn = new BoundedCache(4_000_000);

export function renderGraphviz(element: GraphvizElement, links: Links): string {
  const { dot, engine, width, alt } = element;
  if (graphviz.module === null) {
    return `<div class="chart" role="img" aria-label="${escape(alt ?? "Graph")}"></div>`;
  }
  const module = links.module("drawing");
  try {
    return drawn.get(JSON.stringify([module, engine, width, alt, dot]), () => {
      const drawing = drawGraph(dot, engine);
      return markup(drawing, { module, words: alt ?? wordsOf(drawing), width });
    });
  } catch (error) {
    // What is wrong with a graph is found only here; it belongs in its place.
    return renderException(element.failed(error));
  }
}

function markup(drawing: GraphDrawing, { module, words, width }: {
  readonly module: string;
  readonly words: string;
  readonly width: number | null;
}): string {
  const { content, light, linked } = drawing;
  const svg = attributes({
    class: light ? "chart-svg light" : "chart-svg",
    viewBox: `0 0 ${drawing.width} ${drawing.height}`,
    width: width ?? drawing.width,
    role: linked ? "group" : "img",
    "aria-label": words,
    tabindex: 0,
  });
  return `<eddy-drawing data-module="${escape(module)}">${
    leastWidth(width ?? drawing.width)
  }<svg${svg}>` +
    `${content}</svg>${tableOf(drawing, words)}</eddy-drawing>`;
}

/** What a graph is, in a sentence. */
function wordsOf({ label, nodes, edges }: GraphDrawing): string {
  const count = (number: number, one: string) => `${number} ${one}${number === 1 ? "" : "s"}`;
  const size = `${count(nodes.length, "node")} and ${count(edges.length, "edge")}`;
  return label === "" ? `Graph of ${size}` : `${label}: ${size}`;
}

/** Edges, and nodes without any, for those who cannot see them. Nobody listens to very many. */
function tableOf({ nodes, edges }: GraphDrawing, caption: string): string {
  const joined = new Set(edges.flatMap(({ from, to }) => [from, to]));
  const alone = nodes.filter((node) => !joined.has(node));
  const lines = [
    ...edges.map(({ from, to, label }) => [from, to, label]),
    ...alone.map((node) => [node, "", ""]),
  ];
  if (lines.length === 0 || lines.length > 4 * MOST_ROWS) return "";
  return `<div class="collapsed">${
    markedTable(caption, [["From", "To", "Label"], ...lines])
  }</div>`;
}
