/** Server-sent events: a message into its text. Knows nothing of fragments. */

/** One message; without `event` its data is HTML to swap. */
export interface SseMessage {
  readonly event?: string;
  readonly id?: number | string;
  readonly data?: string;
  /** Milliseconds before the browser connects again. */
  readonly retry?: number;
}

/** Every line break that a parser may take for one: a lone `\r` counts. */
const LINE = /\r\n|\r|\n/;

/**
 * Encodes a message. Line breaks within the data become further `data:` lines.
 *
 * @throws {TypeError} If an event or id would break the frame.
 */
export function encodeSse(message: SseMessage): string {
  let text = "";
  if (message.event !== undefined) text += `event: ${oneLine("event", message.event)}\n`;
  if (message.id !== undefined) text += `id: ${oneLine("id", String(message.id))}\n`;
  if (message.retry !== undefined) text += `retry: ${Math.round(message.retry)}\n`;
  for (const line of (message.data ?? "").split(LINE)) text += `data: ${line}\n`;
  return `${text}\n`;
}

function oneLine(name: string, value: string): string {
  if (/[\r\n\0]/.test(value)) {
    throw new TypeError(`Cannot encode ${name} "${value}": it must not hold a line break`);
  }
  return value;
}
