/** What a run may know of the request it runs for. At rest it is little more than text. */
import type { RequestFacts } from "../runtime/session.ts";

export class Visit implements RequestFacts {
  readonly user: unknown;
  readonly timeZone: string | null;
  readonly theme: "light" | "dark" | null;
  readonly #shown: string;
  #headers: Headers | null;
  /** Headers as text: those of the page's first request, for runs that no request waits for. */
  readonly #text: string;

  /** `before` is the page's last visit: a browser tells of its zone and theme now and then only. */
  constructor(request: Request, shown: string, user: unknown, before?: Visit) {
    const { headers } = request;
    const theme = headers.get("eddy-theme");
    this.#shown = shown;
    this.#headers = headers;
    this.#text = before === undefined ? JSON.stringify([...headers]) : before.#text;
    this.user = user;
    this.timeZone = headers.get("eddy-zone") ?? before?.timeZone ?? null;
    this.theme = theme === "dark" || theme === "light" ? theme : before?.theme ?? null;
  }

  get url(): URL {
    return new URL(this.#shown);
  }

  get headers(): Headers {
    return this.#headers ?? new Headers(JSON.parse(this.#text));
  }

  /** What it holds of its request, in bytes. */
  get bytes(): number {
    return 2 * (this.#text.length + this.#shown.length);
  }

  /** Lets the request go: its runs are over. */
  rest(): void {
    this.#headers = null;
  }
}
