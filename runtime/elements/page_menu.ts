import type { LinkToPage } from "./page_link.ts";

/** The menu of an app's pages; drawn by `navigation()`. */
export interface PageMenuElement {
  readonly kind: "pageMenu";
  readonly position: "sidebar" | "top" | "hidden";
  /** While it is folded, so many pages are in sight, and the open one; null for all of them. */
  readonly folded: number | null;
  readonly sections: readonly {
    readonly label: string | null;
    readonly links: readonly LinkToPage[];
  }[];
}
