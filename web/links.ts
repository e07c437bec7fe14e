/** The addresses that markup needs. `transport/` knows the routes and hands this in. */
import type { FragmentId, WidgetId } from "../runtime/ids.ts";

export interface Links {
  /** Where events of a fragment's widgets are posted to. */
  region(id: FragmentId): string;
  /** Where a file uploader sends its files. */
  upload(id: WidgetId): string;
  /** A file that the session serves: an image, a download. */
  file(id: string): string;
  /** The page's live stream. */
  live(): string;
}
