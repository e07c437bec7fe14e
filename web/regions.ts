/** The regions that answers are aimed at: the page's areas, fragments, slots. */
import type { FragmentBlock, OutsideBlock, RootBlock } from "../runtime/block.ts";
import type { SlotBlock } from "../runtime/elements/empty.ts";
import type { Links } from "./links.ts";
import type { Shell } from "./render.ts";

/**
 * A fragment's region. Its htmx attributes never change between renderings: htmx would take down and
 * set up again everything inside. What changes is `data-rev`, by which the client keeps an older
 * answer from overwriting a newer one.
 */
export function fragmentShell(block: FragmentBlock, links: Links): Shell {
  return [
    `<eddy-fragment id="${block.id}" data-rev="${block.revision}" hx-post="${
      links.region(block.region)
    }" hx-trigger="commit" hx-target="this" hx-swap="outerMorph" hx-sync="this:queue all">`,
    "</eddy-fragment>",
  ];
}

/** A fragment's own part of a container made outside it. */
export function outsideShell(block: OutsideBlock): Shell {
  return [`<div class="bare" id="${block.id}" data-owner="${block.region}">`, "</div>"];
}

export function slotShell(block: SlotBlock): Shell {
  return [`<div class="bare slot" id="${block.id}">`, "</div>"];
}

export function rootShell(block: RootBlock): Shell {
  switch (block.name) {
    case "main":
      return ['<main id="main" tabindex="-1">', "</main>"];
    case "sidebar":
      // A column beside the page; where that is narrow, the page's menu button opens it as a drawer.
      return ['<aside id="sidebar" popover aria-label="Sidebar">', "</aside>"];
    case "bottom":
      return ['<footer id="bottom">', "</footer>"];
    case "dialogs":
      return ['<div id="dialogs">', "</div>"];
    case "head":
      return ['<div id="head">', "</div>"];
    default:
      return block.name satisfies never;
  }
}
