/** What a page can be asked to do: by its browser, or by whoever keeps it. */
import type { FragmentId, WidgetId } from "./ids.ts";

/** What a browser says about one widget. */
export interface WidgetEvent {
  readonly widget: WidgetId;
  /** Its value as the strings of a form; a pressed button sends none. */
  readonly sent: readonly string[];
  /** Its user has not seen what stands there now: that came since, or with a new session. */
  readonly stale?: "moved" | "new session";
}

/** The only way in. */
export type Command =
  /** A page was opened, or is to be drawn anew. */
  | { readonly kind: "load" }
  /** Its browser asks for the page as it is, which ends nothing that was pressed and is being done. */
  | { readonly kind: "show" }
  /** Widgets were used; `region` is the fragment whose HTML is wanted at least. */
  | {
    readonly kind: "change";
    readonly region: FragmentId;
    readonly events: readonly WidgetEvent[];
  }
  /** These fragments are to be drawn anew. */
  | { readonly kind: "redraw"; readonly regions: readonly FragmentId[] };
