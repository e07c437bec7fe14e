/** What one subject of growth comes to: a table, and a plot that is kept beside the documents. */
import type { Plot } from "./plot.ts";

export interface Growth {
  /** The plot's file, without its ending. */
  readonly name: string;
  readonly title: string;
  /** The first row is its head. */
  readonly rows: readonly (readonly string[])[];
  readonly plot: Plot;
  /** What one has to know to read it. */
  readonly notes: string;
}
