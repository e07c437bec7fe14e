/**
 * Looks through a list that is too long to be sent with its page: a part of it, as rows of HTML, or the
 * places of all that was found. Reads what the page was last drawn with, and runs nothing.
 */
import type { WidgetId } from "../runtime/ids.ts";
import { writeRanges } from "../runtime/ranges.ts";
import type { Session } from "../runtime/session.ts";
import { renderRows } from "../web/picker.ts";
import { refuse } from "./answer.ts";

/** Rows of one answer: more than a list shows at once. */
const MOST_ROWS = 100;
/** More than anybody types to find something. */
const LONGEST_SEARCH = 200;

const HEADERS = { "cache-control": "no-store", "x-content-type-options": "nosniff" };

/**
 * Answers what `query` asks for: `for` is what is searched for, `from` how many of what is found are there
 * already; with `places` the answer is where in the list all of it stands, such as `3-7,12`.
 */
export function searchOptions(
  session: Session,
  widget: WidgetId,
  query: URLSearchParams,
): Response {
  const element = session.widgets.get(widget)?.element;
  if (element?.kind !== "selectbox" && element?.kind !== "multiselect") return refuse("not found");
  const { list, search, disabled } = element;
  if (search === null || disabled) return refuse("not found");
  const text = query.get("for") ?? "";
  const from = Number(query.get("from") ?? 0);
  if (text.length > LONGEST_SEARCH || !Number.isSafeInteger(from) || from < 0) {
    return refuse("malformed");
  }
  const found = list.matching(text, search);
  if (query.has("places")) {
    return new Response(writeRanges(found), {
      headers: { ...HEADERS, "content-type": "text/plain; charset=utf-8" },
    });
  }
  return new Response(renderRows(element, found.slice(from, from + MOST_ROWS)), {
    headers: {
      ...HEADERS,
      "content-type": "text/html; charset=utf-8",
      "eddy-list": list.digest,
      "eddy-total": String(found.length),
    },
  });
}
