import type { DividerElement } from "../../runtime/elements/divider.ts";

export function renderDivider(_: DividerElement): string {
  return "<hr>";
}
