/**
 * How much a page keeps of what its browser has sent: the values of its widgets. Each post has a limit of
 * its own, but many of them fill many widgets.
 */
import { serialize } from "node:v8";
import type { Session } from "../runtime/session.ts";
import type { WidgetEvent } from "../runtime/command.ts";
import { stateName } from "../runtime/widget.ts";

export class SentValues {
  readonly #session: Session;
  /** At most; null if it was never counted. */
  #bytes: number | null = null;

  constructor(session: Session) {
    this.#session = session;
  }

  /** Whether a page of `most` bytes has room for what these events bring. Who says less is always heard. */
  hasRoomFor(events: readonly WidgetEvent[], most: number): boolean {
    if (this.#bytes !== null) {
      for (const { sent } of events) for (const text of sent) this.#bytes += 2 * text.length;
      // Counting takes as long as storing does: it is done once in so many bytes.
      if (this.#bytes <= most) return true;
    }
    const coming = new Map(events.map(({ widget, sent }) => [widget, sent] as const));
    let [kept, more, less] = [0, 0, 0];
    for (const { id, key, kind } of this.#session.widgets.values()) {
      if (kind.lives === "trigger") continue;
      const sent = coming.get(id);
      const bytes = sizeOf(this.#session.state.get(stateName(id, key)));
      if (sent === undefined) {
        kept += bytes;
      } else {
        more += sizeOf(sent);
        less += bytes;
      }
    }
    const isFull = kept + more > most && more > less;
    this.#bytes = kept + (isFull ? less : more);
    return !isFull;
  }
}

function sizeOf(value: unknown): number {
  if (value === undefined) return 0;
  try {
    return serialize(value).length;
  } catch {
    // Code has put there what is no data: no browser has sent that.
    return 0;
  }
}
