import type { ContainerBlock } from "../../runtime/elements/container.ts";
import { attributes } from "../escape.ts";
import type { Shell } from "../render.ts";

export function containerShell(block: ContainerBlock): Shell {
  const classes = ["container", `gap-${block.gap}`];
  if (block.border) classes.push("bordered");
  if (block.horizontal) classes.push("horizontal");
  const at = attributes({
    class: classes.join(" "),
    id: block.id,
    "data-height": block.height,
    // What scrolls must be reached by the keyboard.
    tabindex: block.height === null ? null : 0,
  });
  return [`<div${at}>`, "</div>"];
}
