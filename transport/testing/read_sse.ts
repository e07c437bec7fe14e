/** Reads server-sent events as htmx's extension does. */

/** One message as it arrived. */
export interface Message {
  /** The last id that was sent, with this message or before it. */
  readonly id: string;
  readonly event: string;
  readonly data: string;
  /** In milliseconds; null if it says nothing of it. */
  readonly retry: number | null;
}

/** A stream that is being read. */
export interface Reading {
  /** Resolves at the stream's end, however it ended. */
  readonly done: Promise<void>;
  cancel(): Promise<void>;
}

/** Hands out each message of `body` as soon as it is complete. */
export function readSse(
  body: ReadableStream<Uint8Array>,
  onMessage: (message: Message) => void,
): Reading {
  const reader = body.getReader();
  const read = async () => {
    const decoder = new TextDecoder();
    let buffer = "";
    let id = "";
    let event = "";
    let data: string[] = [];
    let retry: number | null = null;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      buffer += decoder.decode(value, { stream: true });
      const lines = buffer.split(/\r\n|\r|\n/);
      buffer = lines.pop()!;
      for (const line of lines) {
        if (line === "") {
          if (data.length > 0 || event !== "") {
            onMessage({ id, event, data: data.join("\n"), retry });
          }
          event = "";
          data = [];
          retry = null;
          continue;
        }
        const [, field, text] = /^([^:]*):? ?(.*)$/s.exec(line)!;
        if (field === "data") data.push(text!);
        else if (field === "event") event = text!;
        else if (field === "id") id = text!;
        else if (field === "retry") retry = Number(text);
      }
    }
  };
  return { done: read(), cancel: () => reader.cancel() };
}
