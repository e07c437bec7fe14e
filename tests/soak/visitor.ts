/** One browser with one page open: it watches the page's live stream, and clicks now and then. */

/** How soon a browser comes back to a stream that broke, in milliseconds, unless the app says. */
const RETRY_MS = 1000;

export class Visitor {
  /** Messages that came on the live stream. */
  ticks = 0;
  /** Requests that failed, in words. */
  readonly errors: string[] = [];
  readonly #url: string;
  readonly #headers: Record<string, string>;
  readonly #region: string;
  readonly #widget: string;
  readonly #live: string;
  #clicks = 0;
  #shown = 0;
  #cut: AbortController | null = null;
  #over = false;

  private constructor(url: string, document: string, cookie: string) {
    const find = (pattern: RegExp) => {
      const found = pattern.exec(document)?.[1];
      if (found === undefined) throw new Error(`Cannot find ${pattern} in the page`);
      return found;
    };
    this.#url = url;
    this.#region = find(/.*hx-post="([^"]+)".*?>Plus</s);
    this.#widget = find(/data-widget="([^"]+)"[^>]*>Plus</);
    this.#live = find(/hx-sse:connect="([^"]+)"/);
    this.#headers = {
      cookie,
      "eddy-token": find(/data-token="([^"]+)"/),
      "eddy-seen": "1",
      "sec-fetch-site": "same-origin",
    };
  }

  static async open(url: string): Promise<Visitor> {
    const answer = await fetch(url);
    const cookie = answer.headers.getSetCookie()[0]?.split(";")[0] ?? "";
    return new Visitor(url, await answer.text(), cookie);
  }

  /** Watches until {@linkcode leave}; a stream that breaks is connected again after its time. */
  async watch(): Promise<void> {
    let retry = RETRY_MS;
    while (!this.#over) {
      this.#cut = new AbortController();
      try {
        const { signal } = this.#cut;
        const answer = await fetch(`${this.#url}${this.#live}`, { headers: this.#headers, signal });
        if (!answer.ok) this.errors.push(`stream: ${answer.status}`);
        for await (const text of answer.body!.pipeThrough(new TextDecoderStream())) {
          retry = Number(/^retry: ?(\d+)/m.exec(text)?.[1] ?? retry);
          this.ticks += text.split("At 1").length - 1;
        }
      } catch (error) {
        if (!this.#cut.signal.aborted) this.errors.push(`stream: ${error}`);
      }
      if (!this.#over) await new Promise((resolve) => setTimeout(resolve, retry));
    }
  }

  /** Presses the button; answers how long its answer took, in milliseconds. */
  async click(): Promise<number> {
    const start = performance.now();
    const answer = await fetch(`${this.#url}${this.#region}`, {
      method: "POST",
      headers: { ...this.#headers, "content-type": "application/x-www-form-urlencoded" },
      body: `e=${++this.#clicks}.${this.#widget}`,
    });
    const text = await answer.text();
    if (!answer.ok) this.errors.push(`click: ${answer.status} ${text}`);
    this.#shown = Number(/Clicks (\d+)\./.exec(text)?.[1] ?? -1);
    return performance.now() - start;
  }

  /** Cuts the stream, as a network that fails does. */
  cut(): void {
    this.#cut?.abort();
  }

  leave(): void {
    this.#over = true;
    this.cut();
  }

  /** Whether the page shows as many clicks as were made. */
  get isExact(): boolean {
    return this.#shown === this.#clicks;
  }
}
