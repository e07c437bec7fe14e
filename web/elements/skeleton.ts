import type { SkeletonElement } from "../../runtime/elements/skeleton.ts";

/** An image's height may stand in markup; a style may not. */
export function renderSkeleton({ height }: SkeletonElement): string {
  return `<svg class="skeleton" width="100%" height="${height}" role="img" aria-label="Loading"></svg>`;
}
