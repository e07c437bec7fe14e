import type { ChoiceElement } from "../runtime/choice.ts";
import { escape } from "./escape.ts";

/** What stands behind options in sight while none of them is chosen; the style sheet knows when. */
export function unchosen({ placeholder }: ChoiceElement<string>): string {
  return placeholder === null ? "" : `<span class="unchosen">${escape(placeholder)}</span>`;
}
