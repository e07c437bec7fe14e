import type { SpaceElement } from "../../runtime/elements/space.ts";

export function renderSpace({ size }: SpaceElement): string {
  return `<div class="space ${size}"></div>`;
}
