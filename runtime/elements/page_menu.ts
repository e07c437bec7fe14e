import type { LinkToPage } from "./page_link.ts";

/** The menu of an app's pages; drawn by `navigation()`. */
export interface PageMenuElement {
  readonly kind: "pageMenu";
  readonly position: "sidebar" | "top" | "hidden";
  readonly sections: readonly {
    readonly label: string | null;
    readonly links: readonly LinkToPage[];
  }[];
}
