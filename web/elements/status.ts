import type { StatusBlock } from "../../runtime/elements/status.ts";
import { attributes } from "../escape.ts";
import { icon } from "../icons.ts";
import { markdownInline } from "../markdown.ts";
import type { Shell } from "../render.ts";

const WORDS = { running: "Running", complete: "Done", error: "Failed" };

export function statusShell({ id, label, state, expanded }: StatusBlock): Shell {
  const at = attributes({
    class: `status ${state}`,
    id,
    open: expanded,
    "data-keep": "open",
    // Its reader's choice holds until the task gets somewhere.
    "data-was": `${state} ${expanded}`,
  });
  return [
    `<details${at}><summary><span role="status">${icon(state, WORDS[state])} <span>${
      markdownInline(label)
    }</span></span></summary><div class="status-body" id="${id}-body">`,
    "</div></details>",
  ];
}
