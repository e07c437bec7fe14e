/** Plays browsers that only click: one page session per connection, the next click after each answer. */
import { quantile } from "./figure.ts";
import { HttpSocket } from "./http_socket.ts";
import type { Asking, SocketAnswer } from "./http_socket.ts";

/** What Chromium sends along, so that the servers have as much to parse as from a browser. */
const CHROMIUM = [
  "Connection: keep-alive",
  'sec-ch-ua: "Chromium";v="156", "Not=A?Brand";v="24"',
  "sec-ch-ua-mobile: ?0",
  'sec-ch-ua-platform: "Linux"',
  "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36",
  "Accept-Language: en-GB,en;q=0.9",
];
const utf8 = new TextDecoder();

/** A button, and what its press reruns. */
export interface Button {
  readonly label: string;
  readonly region: "fragment" | "page";
}

/** What visitors do, over and over. */
export type Act =
  | { readonly kind: "click"; readonly button: Button }
  /** Another text into the field with this label, in the fragment. */
  | { readonly kind: "type"; readonly label: string }
  /** The page anew, as somebody who was never there. */
  | { readonly kind: "load" };

/** One page as one browser has it open. */
export class OpenedPage implements Disposable {
  readonly #socket: Asking;
  readonly #host: string;
  readonly #document: string;
  readonly #cookie: string;
  readonly #token: string;
  /** Requests that press a button, made once; by its label. */
  readonly #presses: Map<string, { head: string; widget: string }> = new Map();
  #events = 0;

  private constructor(socket: Asking, host: string, answer: SocketAnswer) {
    this.#socket = socket;
    this.#host = host;
    this.#document = utf8.decode(answer.bytes);
    this.#cookie = /set-cookie: ([^;\r]+)/i.exec(answer.head)?.[1] ?? "";
    this.#token = this.#find(/data-token="([^"]+)"/);
  }

  /** Opens the page at `url`, over a connection of its own or one that is at hand. */
  static async open(url: string, socket?: Asking): Promise<OpenedPage> {
    const { host } = new URL(url);
    const own = socket ?? await HttpSocket.open(url);
    const answer = await own.ask(
      `GET / HTTP/1.1\r\nHost: ${host}\r\n${CHROMIUM.join("\r\n")}\r\nSec-Fetch-Site: none\r\n\r\n`,
    );
    if (answer.status !== 200) throw new Error(`Cannot open ${url}: ${answer.head}`);
    return new OpenedPage(own, host, answer);
  }

  do(act: Act): Promise<SocketAnswer> {
    switch (act.kind) {
      case "click":
        return this.click(act.button);
      case "type":
        return this.type(act.label);
      case "load":
        return this.#load();
      default:
        return act satisfies never;
    }
  }

  /** Presses the button with this label: in the fragment, or for the whole page. */
  async click({ label, region }: Button): Promise<SocketAnswer> {
    return await this.#post(label, region, "button", "");
  }

  /** Types another text into the field with this label. */
  async type(label: string): Promise<SocketAnswer> {
    return await this.#post(label, "fragment", "field", `&v=text+${this.#events}`);
  }

  async #post(
    label: string,
    region: Button["region"],
    what: "button" | "field",
    values: string,
  ): Promise<SocketAnswer> {
    let press = this.#presses.get(label);
    if (press === undefined) {
      this.#presses.set(label, press = this.#pressOf(label, region, what));
    }
    const { head, widget } = press;
    const body = `e=${++this.#events}.${widget}${values}`;
    // Every answer came, so the browser has seen all messages: the document and one for each event.
    const answer = await this.#socket.ask(
      `${head}Eddy-Seen: ${this.#events}\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    if (answer.status !== 200) {
      throw new Error(`Cannot use "${label}": ${answer.head}${utf8.decode(answer.bytes)}`);
    }
    return answer;
  }

  /** With neither cookie nor cache; over the same connection, or most of it would be the network's. */
  async #load(): Promise<SocketAnswer> {
    const answer = await this.#socket.ask(
      `GET / HTTP/1.1\r\nHost: ${this.#host}\r\n${CHROMIUM.join("\r\n")}\r\n` +
        "Sec-Fetch-Site: none\r\nAccept-Encoding: gzip, deflate, br, zstd\r\n\r\n",
    );
    if (answer.status !== 200) throw new Error(`Cannot load the page: ${answer.head}`);
    return answer;
  }

  /** What comes on the page's live stream. Takes the connection for good. */
  listen(): AsyncGenerator<string> {
    const address = this.#find(/data-live="([^"]+)"/);
    const head = this.#requestHead("GET", address, ["Accept: text/event-stream", "Eddy-Seen: 1"]);
    return this.#socket.listen(`${head}\r\n`);
  }

  [Symbol.dispose](): void {
    this.#socket[Symbol.dispose]();
  }

  #pressOf(
    label: string,
    region: Button["region"],
    what: "button" | "field",
  ): { head: string; widget: string } {
    const address = region === "page"
      ? this.#find(/id="page" hx-post="([^"]+)"/)
      : this.#find(/<eddy-fragment [^>]*hx-post="([^"]+)"/);
    const head = this.#requestHead("POST", address, [
      "Accept: text/html, text/event-stream",
      "Content-Type: application/x-www-form-urlencoded;charset=UTF-8",
      `Origin: http://${this.#host}`,
      "HX-Request: true",
      "HX-Request-Type: partial",
      `HX-Source: eddy-fragment#${region}`,
      `HX-Target: eddy-fragment#${region}`,
    ]);
    const pattern = what === "button"
      ? `<button id="([^"]+)"[^>]*>${label}</button>`
      : `<label for="([^"]+)">${label}</label>`;
    return { head, widget: this.#find(new RegExp(pattern)) };
  }

  #requestHead(method: string, address: string, headers: readonly string[]): string {
    return [
      `${method} ${address} HTTP/1.1`,
      `Host: ${this.#host}`,
      ...CHROMIUM,
      `Referer: http://${this.#host}/`,
      `HX-Current-URL: http://${this.#host}/`,
      "Sec-Fetch-Site: same-origin",
      "Sec-Fetch-Mode: cors",
      "Sec-Fetch-Dest: empty",
      "Accept-Encoding: gzip, deflate, br, zstd",
      `Cookie: ${this.#cookie}`,
      `Eddy-Token: ${this.#token}`,
      ...headers,
      "",
    ].join("\r\n");
  }

  #find(pattern: RegExp): string {
    const found = pattern.exec(this.#document)?.[1];
    if (found === undefined) throw new Error(`Cannot use the page: nothing matches ${pattern}`);
    return found;
  }
}

/** What a load came to. */
export interface Load {
  readonly perSecond: number;
  /** How often it was done. */
  readonly times: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** Clicks on all pages at once for a while. */
export function clickFor(
  pages: readonly OpenedPage[],
  button: Button,
  ms: number,
): Promise<Load> {
  return repeatFor(pages, { kind: "click", button }, ms);
}

/** Does the same on all pages at once for a while. */
export async function repeatFor(
  pages: readonly OpenedPage[],
  act: Act,
  ms: number,
): Promise<Load> {
  const latencies: number[] = [];
  const start = performance.now();
  const end = start + ms;
  await Promise.all(pages.map(async (page) => {
    for (let now = performance.now(); now < end;) {
      await page.do(act);
      const then = performance.now();
      latencies.push(then - now);
      now = then;
    }
  }));
  return {
    times: latencies.length,
    perSecond: latencies.length / (performance.now() - start) * 1000,
    p50: quantile(latencies, 0.5),
    p95: quantile(latencies, 0.95),
    p99: quantile(latencies, 0.99),
  };
}
