/**
 * A table that is shown a window at a time. It stays the same from run to run as long as it is drawn, and
 * so knows what its browser looks at; the rows stay where their author has them.
 */
import { csvLine } from "./csv.ts";
import type { RowChoice } from "./dataset.ts";
import type { GridRows, GridView, GridWindow } from "./grid_rows.ts";
import type { TableColumn } from "./table_column.ts";

/** Rows of a first window: enough to fill a usual one, and to scroll on before more are needed. */
const FIRST_ROWS = 50;
/** Most rows of a window; a browser asks for so many only to select them all. */
const MOST_ROWS = 1000;
/** Longest text looked for. */
const MOST_SEARCH = 200;

/** What a browser asks for, as it says it. */
export interface GridRequest {
  readonly offset: number;
  readonly limit: number;
  /** The column to sort by; empty for the order in which rows come. */
  readonly column: string;
  readonly descending: boolean;
  readonly search: string;
}

/** What one call of the author's has a grid draw. */
export interface GridContent {
  readonly rows: GridRows;
  /** The columns to be drawn, as far as the rows tell of them by now. */
  readonly columns: () => readonly TableColumn[];
}

export class DataGrid {
  /** What its browser looks at. */
  view: GridView = { offset: 0, limit: FIRST_ROWS, sort: null, search: "" };
  /** What the browser was last sent, as named by whoever rendered it. */
  shown = "";
  #content: GridContent | null = null;
  #columns: readonly TableColumn[] | null = null;
  #window: GridWindow | null = null;
  #outdated = false;

  /** Columns as drawn. */
  get columns(): readonly TableColumn[] {
    return this.#columns ??= this.#content?.columns() ?? [];
  }

  /** The rows in view as last drawn; null while they are on their way. */
  get window(): GridWindow | null {
    if (this.#outdated) void this.refresh();
    return this.#window;
  }

  /** More rows have come: they are fetched when they are next drawn. */
  touch(): void {
    this.#outdated = true;
    this.#columns = null;
  }

  /** Takes over what is to be drawn from now on, and fetches what is in view. */
  draw(content: GridContent): Promise<void> | undefined {
    this.#content = content;
    return this.refresh();
  }

  /** Fetches what is in view anew. */
  refresh(): Promise<void> | undefined {
    this.#outdated = false;
    this.#columns = null;
    this.#window = null;
    const content = this.#content;
    const window = this.#fetch(this.view);
    if (!(window instanceof Promise)) {
      this.#window = window;
      return undefined;
    }
    return window.then((window) => {
      // A later call may have taken over.
      if (this.#content === content) this.#window = window;
    });
  }

  /** Another part of the rows, for a browser that scrolls, sorts or searches. */
  async look(request: GridRequest): Promise<GridWindow> {
    const asked: GridView = {
      offset: Math.max(0, request.offset),
      limit: Math.min(Math.max(1, request.limit), MOST_ROWS),
      ...this.choice(request),
    };
    this.view = asked;
    const window = await this.#fetch(asked);
    // What was asked for later is what the browser looks at.
    if (this.view === asked) this.view = window.view;
    return window;
  }

  /** What a browser may ask for: to sort by a column that is drawn, to search for a text. */
  choice({ column, descending, search }: Omit<GridRequest, "offset" | "limit">): RowChoice {
    const isDrawn = this.columns.some(({ name }) => name === column);
    return {
      sort: isDrawn ? { column, descending } : null,
      search: search.trim().slice(0, MOST_SEARCH),
    };
  }

  /** All rows of a choice as a CSV file, piece by piece. */
  async *csv(choice: RowChoice): AsyncGenerator<string> {
    const columns = this.columns.filter(({ type }) => type !== "button");
    yield csvLine(columns.map(({ label }) => label));
    for await (const rows of this.#content!.rows.every(choice, columns)) {
      yield rows.map(csvLine).join("");
    }
  }

  #fetch(view: GridView): GridWindow | Promise<GridWindow> {
    return this.#content!.rows.window(view, () => this.columns);
  }
}
