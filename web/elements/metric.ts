import type { MetricDelta, MetricElement } from "../../runtime/elements/metric.ts";
import { digest } from "../../runtime/ids.ts";
import { escape } from "../escape.ts";
import { helpMark } from "../field.ts";
import { icon } from "../icons.ts";
import { markdownInline } from "../markdown.ts";
import { sparkline } from "../sparkline.ts";

export function renderMetric(element: MetricElement): string {
  const { label, value, delta, help, border, chart } = element;
  return `<div class="metric${border ? " bordered" : ""}"><div class="metric-label">${
    markdownInline(label)
  }${helpMark(help, `m-${digest(label)}`)}</div><div class="metric-value">${escape(value)}</div>${
    delta === null ? "" : renderDelta(delta)
  }${chart === null ? "" : sparkline(chart)}</div>`;
}

/** The way it goes is an arrow to see and a word to hear; its colour says only whether that is good. */
function renderDelta({ text, direction, tone }: MetricDelta): string {
  const arrow = direction === "level" ? "" : icon(direction, direction === "up" ? "Up" : "Down");
  return `<div class="metric-delta ${tone}">${arrow} ${escape(text)}</div>`;
}
