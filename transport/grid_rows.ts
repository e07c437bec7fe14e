/** The rows of a page's grid: the part that a browser scrolls to, or all of them as a file. */
import type { DataGrid, GridRequest } from "../runtime/data_grid.ts";
import type { WidgetId } from "../runtime/ids.ts";
import type { Session } from "../runtime/session.ts";
import { renderGridWindow } from "../web/data_grid.ts";
import type { AnyGridElement } from "../web/data_grid.ts";
import { refuse } from "./answer.ts";
import { contentDisposition } from "./downloads.ts";
import type { OpenPage } from "./open_page.ts";

const HEADERS = { "cache-control": "private, no-store", "x-content-type-options": "nosniff" };
/** Table programs take a file without it for one of their own old encodings. */
const UTF8_MARK = "\ufeff";

/** Answers the rows that `query` asks for, as markup. */
export async function sendRows(
  { session, links }: OpenPage,
  id: WidgetId,
  query: URLSearchParams,
): Promise<Response> {
  const element = gridElement(session, id);
  if (element === null) return refuse("not found");
  try {
    const window = await element.grid.look(requestIn(query));
    return new Response(renderGridWindow(element, window, links), {
      headers: { ...HEADERS, "content-type": "text/html; charset=utf-8" },
    });
  } catch (error) {
    session.reportError(error);
    return refuse("failed");
  }
}

/** Answers all rows that `query` asks for as CSV, as they are read: they need not fit into memory. */
export function sendCsv({ session }: OpenPage, id: WidgetId, query: URLSearchParams): Response {
  const element = gridElement(session, id);
  if (element === null || element.fileName === null) return refuse("not found");
  return new Response(csvOf(element.grid, query, (error) => session.reportError(error)), {
    headers: {
      ...HEADERS,
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": contentDisposition(element.fileName, true),
    },
  });
}

function csvOf(
  grid: DataGrid,
  query: URLSearchParams,
  onError: (error: unknown) => void,
): ReadableStream<Uint8Array> {
  const lines = grid.csv(grid.choice(requestIn(query)));
  const encoder = new TextEncoder();
  let isFirst = true;
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await lines.next();
        if (done) return controller.close();
        controller.enqueue(encoder.encode(isFirst ? UTF8_MARK + value : value));
        isFirst = false;
      } catch (error) {
        onError(error);
        // Cut off, a browser does not take the file for whole.
        controller.error(error);
      }
    },
    async cancel() {
      await lines.return(undefined);
    },
  });
}

function gridElement(session: Session, id: WidgetId): AnyGridElement | null {
  const element = session.widgets.get(id)?.element;
  return element?.kind === "dataframe" || element?.kind === "dataEditor" ? element : null;
}

function requestIn(query: URLSearchParams): GridRequest {
  return {
    offset: count(query.get("offset"), 0),
    limit: count(query.get("limit"), 1),
    column: query.get("sort") ?? "",
    descending: query.get("descending") === "true",
    search: query.get("search") ?? "",
  };
}

function count(text: string | null, otherwise: number): number {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : otherwise;
}
