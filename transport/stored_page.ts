/** An open page as bytes, for a store. */
import { Buffer } from "node:buffer";
import { deserialize, serialize } from "node:v8";
import type { SavedPage } from "./open_pages.ts";

/** Which of Eddy's ways to store a page this is: a new one whenever what is stored is read differently. */
const FORMAT = 1;

/**
 * What is stored of a page. State that its author has changed to what is no data, as by pushing a function
 * into a list, is left out: `onUnstorable` is told its names.
 */
export function bytesOf(
  saved: SavedPage,
  onUnstorable: (names: readonly string[], cause: unknown) => void,
): Uint8Array {
  try {
    return serialize({ format: FORMAT, saved });
  } catch (cause) {
    const { state } = saved.session;
    const kept = new Map([...state].filter(([, value]) => isStorable(value)));
    if (kept.size === state.size) throw cause;
    onUnstorable([...state.keys()].filter((name) => !kept.has(name)), cause);
    const session = { ...saved.session, state: kept };
    return serialize({ format: FORMAT, saved: { ...saved, session } });
  }
}

/** A page of its bytes; null if another version of Eddy has stored it, or they are damaged. */
export function pageOf(data: Uint8Array): SavedPage | null {
  try {
    const { format, saved } = deserialize(Buffer.from(data)) as {
      readonly format: number;
      readonly saved: SavedPage;
    };
    return format === FORMAT ? saved : null;
  } catch {
    // Bytes that are no data say nothing of why.
    return null;
  }
}

function isStorable(value: unknown): boolean {
  try {
    serialize(value);
    return true;
  } catch {
    // That is the answer.
    return false;
  }
}
