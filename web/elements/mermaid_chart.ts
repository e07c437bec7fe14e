/**
 * A diagram: first its text, which is all that is seen without JavaScript; then a frame in which Mermaid
 * draws it. Mermaid writes styles, which our own page's content security policy does not let in.
 */
import type { MermaidElement } from "../../runtime/elements/mermaid_chart.ts";
import { attributes, escape } from "../escape.ts";
import type { Links } from "../links.ts";

export function renderMermaid({ source, height, alt }: MermaidElement, links: Links): string {
  const at = attributes({
    "data-module": links.module("diagram"),
    "data-frame": links.frame("diagram"),
    "data-height": height,
    "data-title": alt,
  });
  return `<eddy-diagram${at}><pre class="diagram-source"><code>${
    escape(source)
  }</code></pre><div hx-morph-skip-children></div></eddy-diagram>`;
}
