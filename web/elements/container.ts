import type { ContainerBlock } from "../../runtime/elements/container.ts";
import { attributes } from "../escape.ts";
import type { Shell } from "../render.ts";

export function containerShell(block: ContainerBlock): Shell {
  const { id, key, gap, border, horizontal, align, justify, wrap, height, autoscroll } = block;
  const flow = [
    "container",
    `gap-${gap}`,
    horizontal && "horizontal",
    align && `align-${align}`,
    justify && `justify-${justify}`,
    !wrap && "unwrapped",
    block.stream && "stream",
  ];
  const frame = [
    key !== null && `key-${key.replace(/[^\w-]/g, "-")}`,
    border && "bordered",
    autoscroll && "autoscroll",
  ];
  const scrolls = height !== null || (horizontal && !wrap);
  const at = (classes: readonly unknown[], id: string) => ({
    class: classes.filter(Boolean).join(" "),
    id,
  });
  const outer = attributes({
    ...at(autoscroll ? frame : [...flow, ...frame], id),
    "data-height": height,
    // What scrolls must be reached by the keyboard.
    tabindex: scrolls ? 0 : null,
  });
  if (!autoscroll) return [`<div${outer}>`, "</div>"];
  // Upside down, the outer one keeps to the end of the inner one by itself.
  return [`<div${outer}><div${attributes(at(flow, `${id}-body`))}>`, "</div></div>"];
}
