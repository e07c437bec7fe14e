/**
 * What has to be loaded before an update can be drawn. Rendering is synchronous, and most pages have no
 * chart, formula or code; so the modules for these wait until an element wants them. Called by
 * `transport/` before each rendering. One that comes too late is not wrong, only plainer: the element is
 * drawn without, and again when it is next rendered.
 */
import type { Element } from "../runtime/element.ts";
import type { ChartElement } from "../runtime/elements/chart.ts";
import type { Update } from "../runtime/update.ts";
import { drawerOf } from "./elements/chart.ts";
import { graphviz } from "./graphviz.ts";
import { highlighterFor } from "./highlight.ts";
import type { Lazy } from "./lazy.ts";
import { markdownNeeds } from "./markdown.ts";
import { markupParser } from "./markup.ts";
import { katex } from "./math.ts";

type Needs = {
  readonly [K in Element["kind"]]?: (
    element: Extract<Element, { readonly kind: K }>,
  ) => readonly (Lazy<unknown> | null)[];
};

const GRAPHVIZ = [graphviz];
const HTML = [markupParser];
const LATEX = [katex];
const NONE: readonly Lazy<unknown>[] = [];

const NEEDS: Needs = {
  alert: ({ body }) => markdownNeeds(body),
  chart: needsOfChart,
  code: ({ language }) => language === null ? NONE : [highlighterFor(language)],
  graphviz: () => GRAPHVIZ,
  html: () => HTML,
  latex: () => LATEX,
  selectableChart: ({ chart }) => needsOfChart(chart),
  markdown: ({ style, text }) => style === "text" ? NONE : markdownNeeds(text),
};

function needsOfChart({ chart }: ChartElement): readonly Lazy<unknown>[] {
  const drawer = drawerOf(chart);
  return drawer === null ? NONE : [drawer];
}

/**
 * Loads what `update` needs; undefined if all of it is there, as is usual. Never rejects: `onError`
 * hears of what could not be loaded.
 */
export function prepare(
  update: Update,
  onError: (error: unknown) => void,
): Promise<void> | undefined {
  const wanted: Lazy<unknown>[] = [];
  const visit = (element: Element) => {
    const needs = NEEDS[element.kind] as
      | ((element: Element) => readonly Lazy<unknown>[])
      | undefined;
    try {
      for (const need of needs?.(element) ?? NONE) {
        if (need?.module === null && !wanted.includes(need)) wanted.push(need);
      }
    } catch {
      // What cannot be read needs nothing: drawing it says what is wrong.
    }
    if ("children" in element) element.children.forEach(visit);
  };
  const { page, regions, appended, replaced } = update;
  if (page !== null) [page.main, page.sidebar, page.dialogs].forEach(visit);
  for (const region of regions.values()) visit(region);
  for (const { element } of appended) visit(element);
  for (const block of replaced) visit(block);
  if (wanted.length === 0) return undefined;
  return Promise.all(wanted.map((one) => one.load().catch(onError))).then(() => {});
}
