import type { ExpanderBlock } from "../../runtime/elements/expander.ts";
import { attributes } from "../escape.ts";
import { iconText } from "../icons.ts";
import { markdownInline } from "../markdown.ts";
import type { Shell } from "../render.ts";

export function expanderShell({ id, label, expanded, icon }: ExpanderBlock): Shell {
  const at = attributes({
    class: "expander",
    id,
    open: expanded,
    "data-keep": "open",
    "data-was": expanded,
  });
  return [
    `<details${at}><summary>${iconText(icon)}<span>${
      markdownInline(label)
    }</span></summary><div class="expander-body" id="${id}-body">`,
    "</div></details>",
  ];
}
