import type { MetricDelta, MetricElement } from "../../runtime/elements/metric.ts";
import { attributes, escape } from "../escape.ts";
import { helpMark } from "../field.ts";
import { icon, iconText } from "../icons.ts";
import { markdownInline } from "../markdown.ts";
import { sparkline } from "../sparkline.ts";

/** Where a number that is wider than its place may go on in a new line, rather than amid three digits. */
const GROUP_OF_DIGITS = /\d[,.'’\u00a0\u202f](?=\d{3})/g;

export function renderMetric(element: MetricElement): string {
  const { label, labelVisibility, value, delta, help, border, chart, chartType } = element;
  if (label === undefined) throw new TypeError("its label must be a string");
  const seen = labelVisibility === "visible" ? "" : ` ${labelVisibility}`;
  return `<div class="metric${border ? " bordered" : ""}"><div class="metric-label${seen}">${
    iconText(element.icon)
  }<span>${markdownInline(label)}</span>${helpMark(help, null)}</div><div class="metric-value">${
    escape(value).replace(GROUP_OF_DIGITS, "$&<wbr>")
  }</div>${delta === null ? "" : renderDelta(delta)}${
    chart === null ? "" : sparkline(chart, { kind: chartType })
  }</div>`;
}

/** The way it goes is an arrow to see and a word to hear; its colour says only whether that is good. */
function renderDelta({ text, arrow, tone, color, description }: MetricDelta): string {
  const at = attributes({ class: `metric-delta ${tone}`, "data-color": color });
  const mark = arrow === null ? "" : icon(arrow, arrow === "up" ? "Up" : "Down");
  const more = description === null ? "" : ` <span>${escape(description)}</span>`;
  return `<div${at}>${mark} ${escape(text)}${more}</div>`;
}
