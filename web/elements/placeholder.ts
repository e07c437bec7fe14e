import type { PlaceholderElement } from "../../runtime/elements/placeholder.ts";
import type { Links } from "../links.ts";
import { renderSkeleton } from "./skeleton.ts";

/** Asks for its region a little before it is seen; again, if it comes into view and nothing has come. */
export function renderPlaceholder({ region }: PlaceholderElement, links: Links): string {
  return `<div hx-get="${
    links.region(region)
  }" hx-trigger="intersect rootMargin:200px" hx-swap="none" hx-sync="this:drop">${
    renderSkeleton({ kind: "skeleton", height: 96 })
  }</div>`;
}
