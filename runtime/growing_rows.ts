/** Rows that come one by one, shown as they come. */
import { Dataset } from "./dataset.ts";
import type { Scope } from "./scope.ts";
import { eachPiece } from "./stream.ts";
import type { PieceStream } from "./stream.ts";

export class GrowingRows {
  /** Told of each row. */
  onRow: (() => void) | null = null;
  readonly #rows: object[] = [];
  #dataset: Dataset = new Dataset([]);

  /** The rows by now. */
  get dataset(): Dataset {
    if (!this.#dataset.isStill(this.#rows)) this.#dataset = new Dataset(this.#rows);
    return this.#dataset;
  }

  /** Takes the rows in, as long as the run goes on. */
  take(scope: Scope, stream: PieceStream): Promise<void> {
    return eachPiece(scope, stream, (row) => {
      if (typeof row !== "object" || row === null || Array.isArray(row)) {
        throw new TypeError(
          `Cannot read rows: row ${this.#rows.length} must be an object: received ${typeof row}`,
        );
      }
      this.#rows.push(row);
      this.onRow?.();
      scope.run.progress();
    });
  }
}
