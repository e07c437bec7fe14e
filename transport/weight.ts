/** What an open page costs: its data, which can be stored, and all that is made from them. */
import { serialize } from "node:v8";
import type { OpenPage } from "./open_page.ts";

/** Bytes of a page with nothing on it. */
const EMPTY = 8 * 1024;
/** Bytes of a widget or a fragment: what is remembered to judge its events, its closures. */
const EACH_USABLE = 1280;
/** Bytes of any other element: what tells whether its browser has it. */
const EACH_SHOWN = 128;

/** The cost of a page, in bytes. */
export interface Weight {
  /** Everything, as far as it can be known. */
  readonly bytes: number;
  /** Whether its data can be stored. */
  readonly storable: boolean;
}

/** Weighs a page whose data may take `most` bytes. What stands in their way is reported to its author. */
export function weigh(page: OpenPage, most: number): Weight {
  const { session, view } = page;
  const made = weighNew(page) + session.files.bytes + EACH_SHOWN * view.size +
    EACH_USABLE * (session.widgets.size + session.fragments.size);
  const data = page.data.length;
  const storable = data <= most;
  if (!storable) report(page, data, most);
  return { bytes: made + data, storable };
}

/** Bytes of a page as it begins: what its browser brought along. */
export function weighNew({ session, visit }: OpenPage): number {
  let carried = 0;
  for (const sent of session.carried.values()) for (const text of sent) carried += 2 * text.length;
  return EMPTY + visit.bytes + carried;
}

function report({ session }: OpenPage, data: number, most: number): void {
  let largest = ["", 0] as [string, number];
  for (const [name, value] of session.state) {
    const size = sizeOf(value) ?? 0;
    if (size > largest[1]) largest = [name, size];
  }
  const [name, size] = largest;
  const label = name.startsWith("\0") ? "the value of a widget" : `sessionState.${name}`;
  session.reportError(
    new RangeError(
      `Cannot store a page of ${data} bytes, ${size} of them ${label}: keep large data elsewhere, in ` +
        `cacheData() or a database, or raise limits.sessionBytes, which is ${most}`,
    ),
  );
}

function sizeOf(value: unknown): number | null {
  try {
    return serialize(value).length;
  } catch {
    // That is the answer.
    return null;
  }
}
