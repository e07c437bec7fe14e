import { attributes } from "../escape.ts";
import type { Links } from "../links.ts";
import { renderSkeleton } from "./skeleton.ts";

export function renderPlaceholder(links: Links): string {
  const skeleton = renderSkeleton({ kind: "skeleton", height: 96 });
  return `<div${
    attributes({ "data-module": links.module("lazy"), "data-awaits": "" })
  }>${skeleton}</div>`;
}
