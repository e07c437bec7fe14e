/** What a page posts, into events. Nothing is believed here; the runtime judges the values. */
import type { FragmentId, WidgetId } from "../runtime/ids.ts";
import type { WidgetEvent } from "../runtime/command.ts";

/** An event with the number its page gave it. */
export interface NumberedEvent extends WidgetEvent {
  readonly number: number;
  /**
   * Messages that its user had got by then: all up to the first, and the newest of others; null if it was made
   * on an earlier session's page.
   */
  readonly had: readonly number[] | null;
}

/** What was done in a region. */
export interface RegionEvents {
  readonly region: FragmentId;
  readonly events: readonly NumberedEvent[];
}

/** What a region's request says. */
export interface Post extends RegionEvents {
  /** What was done before in others, and is not known to have arrived. */
  readonly elsewhere: readonly RegionEvents[];
  /** Up to which message the browser has got everything. */
  readonly seen: number;
}

/** What a body says, or why it says nothing. */
export type DecodedPost =
  | { readonly ok: true } & Pick<Post, "events" | "elsewhere">
  | { readonly ok: false; readonly reason: "malformed" | "too large" };

type Event = NumberedEvent & { sent: string[] };

const EVENT = /^(\d{1,15})(?:~(\d{0,15}(?:-\d{1,15}){0,20}))?\.([A-Za-z0-9_-]{1,80})$/;
const REGION = /^[A-Za-z0-9_-]{1,80}$/;

/**
 * Reads a form-encoded body: `e=NUMBER.WIDGET` begins an event, each `v=TEXT` after it is one of its
 * values, in the order in which the user acted. `e=NUMBER~HAD.WIDGET` is one that was made when only the
 * messages HAD had come: all up to its first number, and others behind hyphens; none of this session's if it
 * is empty. Else all up to `seen` had. `r=REGION` says that those after it are of another region. More than
 * `maxFields` of all these are no post of a page.
 */
export function decodePost(body: string, maxFields: number, seen = 0): DecodedPost {
  const own: Event[] = [];
  const elsewhere: { region: FragmentId; events: Event[] }[] = [];
  let events = own;
  let fields = 0;
  if (body === "") return { ok: true, events, elsewhere };
  for (let start = 0; start <= body.length;) {
    if (++fields > maxFields) return { ok: false, reason: "too large" };
    const next = body.indexOf("&", start);
    const end = next < 0 ? body.length : next;
    const field = body.slice(start, end);
    start = end + 1;
    const name = field.slice(0, field.indexOf("="));
    const value = decodeField(field.slice(name.length + 1));
    if (name === "e") {
      const match = EVENT.exec(value);
      if (match === null) return { ok: false, reason: "malformed" };
      const [, number, had, widget] = match;
      events.push({
        number: Number(number),
        had: had === undefined ? [seen] : had === "" ? null : had.split("-").map(Number),
        widget: widget as WidgetId,
        sent: [],
      });
    } else if (name === "v" && events.length > 0) {
      events.at(-1)!.sent.push(value);
    } else if (name === "r" && REGION.test(value)) {
      events = [];
      elsewhere.push({ region: value as FragmentId, events });
    } else {
      return { ok: false, reason: "malformed" };
    }
  }
  return { ok: true, events: own, elsewhere };
}

/** Undoes form encoding; most values have none. */
function decodeField(text: string): string {
  return /[%+]/.test(text) ? new URLSearchParams(`v=${text}`).get("v")! : text;
}
