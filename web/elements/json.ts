import type { JsonElement } from "../../runtime/elements/json.ts";
import { attributes, escape } from "../escape.ts";

type Node = JsonElement["value"];

export function renderJson({ value, expanded }: JsonElement): string {
  return `<div class="json">${node(value, "", expanded)}</div>`;
}

/** One value; `name` is the markup of what it is called. Opened and closed by hand, it stays so. */
function node(value: Node, name: string, levels: number): string {
  if (value.kind === "plain") {
    const text = value.type === "text" ? JSON.stringify(value.text) : value.text;
    return `${name}<span class="${value.type}">${escape(text)}</span>`;
  }
  const { kind, entries, size } = value;
  const [open, close] = kind === "list" ? "[]" : "{}";
  const title = value.name === "" ? "" : `<span class="class">${escape(value.name)}</span> `;
  if (size === 0) return `${name}${title}<span class="mark">${open}${close}</span>`;
  const items = entries.map(([key, inner]) => {
    const label = `<span class="${kind === "list" ? "index" : "key"}">${escape(key)}</span>: `;
    return `<li>${node(inner, label, levels - 1)}</li>`;
  });
  const rest = size - entries.length;
  if (rest > 0) items.push(`<li class="rest">… ${rest} more</li>`);
  const at = attributes({ open: levels > 0, "data-keep": "open", "data-was": levels > 0 });
  return `<details${at}><summary>${name}${title}<span class="mark">${open}${size}${close}</span></summary><ul>${
    items.join("")
  }</ul></details>`;
}
