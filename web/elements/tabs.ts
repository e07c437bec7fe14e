import type { TabBlock, TabsBlock } from "../../runtime/elements/tabs.ts";
import { escape } from "../escape.ts";
import { markdownInline } from "../markdown.ts";
import type { Shell } from "../render.ts";

/**
 * Which tab is chosen is the client's to say, and kept by `data-keep`. Without JavaScript there is
 * nothing to choose: the panels stand below each other, each under its label.
 */
export function tabsShell({ id, tabs }: TabsBlock): Shell {
  const buttons = tabs.map(({ label, panel }) =>
    `<button type="button" role="tab" id="${panel}-tab" aria-controls="${panel}" aria-selected="false" data-keep="aria-selected tabindex">${
      markdownInline(label)
    }</button>`
  );
  return [
    `<div class="tabs" id="${id}" data-keep="data-ready"><div role="tablist">${
      buttons.join("")
    }</div><div class="tab-panels" id="${id}-body">`,
    "</div></div>",
  ];
}

export function tabShell({ id, label }: TabBlock): Shell {
  return [
    `<div class="tab-panel" role="tabpanel" id="${id}" aria-labelledby="${id}-tab" data-label="${
      escape(label)
    }" data-keep="hidden">`,
    "</div>",
  ];
}
