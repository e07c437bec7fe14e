/** The addresses that markup needs. `transport/` knows the routes and hands this in. */
import type { FragmentId, WidgetId } from "../runtime/ids.ts";

/** Parts of the client that only pages with certain elements load: files of `assets/modules/`. */
export const MODULES = [
  "chart",
  "chat",
  "choices",
  "components",
  "development",
  "diagram",
  "drawing",
  "echarts",
  "fields",
  "files",
  "keys",
  "lazy",
  "map",
  "pages",
  "panels",
  "plotly",
  "tables",
  "voice",
] as const;
export type ModuleName = typeof MODULES[number];

/** Style sheets of such elements: files of `assets/sheets/`. */
export const SHEETS = ["development", "map", "tables"] as const;
export type SheetName = typeof SHEETS[number];

/** Pages that stand in a frame, with a policy of their own: files of `assets/frames/`. */
export const FRAMES = ["diagram", "plotly"] as const;
export type FrameName = typeof FRAMES[number];

/** Packages that modules import by themselves, when somebody sees what needs them: they are large. */
export const LIBRARIES = ["echarts"] as const;
export type LibraryName = typeof LIBRARIES[number];

export interface Links {
  /** Where events of a fragment's widgets are posted to. */
  region(id: FragmentId): string;
  /** Where a file uploader sends its files. */
  upload(id: WidgetId): string;
  /** Where a list that is too long for the page is looked through. */
  options(id: WidgetId): string;
  /** A file that the session serves: an image, a download. */
  file(id: string): string;
  /** A part of the client, named in the `data-module` of an element that needs it. */
  module(name: ModuleName): string;
  /** The style sheet of an element that few pages have. */
  sheet(name: SheetName): string;
  /** Where a grid asks for the rows that it scrolls to. */
  rows(id: WidgetId): string;
  /** All rows of a grid, as a file. */
  csv(id: WidgetId): string;
  /** The code of a component of the author's own. */
  component(code: string): string;
  /** A page of the app, by path and query within it. */
  page(address: string): string;
  /** A page that stands in a frame. */
  frame(name: FrameName): string;
  /** A large package. */
  library(name: LibraryName): string;
  /** The page's live stream. */
  live(): string;
}
