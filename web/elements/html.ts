import type { HtmlElement } from "../../runtime/elements/html.ts";
import { balanced } from "../markup.ts";

export function renderHtml({ markup }: HtmlElement): string {
  return `<div class="html">${balanced(markup)}</div>`;
}
