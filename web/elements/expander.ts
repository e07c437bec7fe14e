import type { ExpanderBlock } from "../../runtime/elements/expander.ts";
import { attributes } from "../escape.ts";
import { iconText } from "../icons.ts";
import type { Links } from "../links.ts";
import { renderOpening } from "../opening.ts";
import { markdownInline } from "../markdown.ts";
import type { Shell } from "../render.ts";

export function expanderShell(block: ExpanderBlock, links: Links): Shell {
  const { id, label, expanded, icon, opening } = block;
  const at = attributes({
    class: "expander",
    id,
    open: expanded,
    // Where the server is told, it says how it stands.
    "data-keep": opening === null ? "open" : "",
    "data-was": opening === null ? expanded : null,
  });
  return [
    `<details${at}><summary>${iconText(icon)}<span>${markdownInline(label)}</span></summary>${
      renderOpening(opening, links)
    }<div class="expander-body" id="${id}-body">`,
    "</div></details>",
  ];
}
