/** What an open page is told while its app is being written: one JSON object a line. */

const encoder = new TextEncoder();

export class WatchStream {
  readonly body: ReadableStream<Uint8Array>;
  #controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  readonly #onEnd: () => void;

  constructor(onEnd: () => void) {
    this.#onEnd = onEnd;
    this.body = new ReadableStream({
      start: (controller) => {
        this.#controller = controller;
      },
      cancel: () => this.#ended(),
    });
  }

  send(news: object): void {
    this.#controller?.enqueue(encoder.encode(`${JSON.stringify(news)}\n`));
  }

  close(): void {
    const controller = this.#controller;
    this.#ended();
    controller?.close();
  }

  #ended(): void {
    if (this.#controller === null) return;
    this.#controller = null;
    this.#onEnd();
  }
}
