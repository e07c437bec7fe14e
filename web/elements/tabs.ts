import type { TabBlock, TabsBlock } from "../../runtime/elements/tabs.ts";
import { attributes } from "../escape.ts";
import type { Links } from "../links.ts";
import { markdownInline } from "../markdown.ts";
import { renderOpening } from "../opening.ts";
import type { Shell } from "../render.ts";

/**
 * Which tab is chosen is the client's to say, and kept by `data-keep`. Without JavaScript there is
 * nothing to choose: the panels stand below each other, each under its label.
 */
export function tabsShell(block: TabsBlock, links: Links): Shell {
  const { id, tabs, first, opening } = block;
  const buttons = tabs.map(({ label, panel }) => {
    const at = attributes({
      type: "button",
      role: "tab",
      id: `${panel}-tab`,
      value: opening === null ? null : label,
      "aria-controls": panel,
      "aria-selected": "false",
      "data-first": panel === first,
      "data-keep": "aria-selected tabindex",
    });
    return `<button${at}>${markdownInline(label)}</button>`;
  });
  return [
    `<div class="tabs" id="${id}" data-keep="data-ready"><div role="tablist">${
      buttons.join("")
    }</div>${renderOpening(opening, links)}<div class="tab-panels" id="${id}-body">`,
    "</div></div>",
  ];
}

export function tabShell({ id, label, first }: TabBlock): Shell {
  const at = attributes({
    class: "tab-panel",
    role: "tabpanel",
    id,
    "aria-labelledby": `${id}-tab`,
    "data-label": label,
    "data-first": first,
    "data-keep": "hidden",
  });
  return [`<div${at}>`, "</div>"];
}
