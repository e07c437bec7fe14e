/**
 * One browser with one page open: it watches the page's live stream, and clicks now and then. It speaks
 * to its socket itself: thousands of them must cost less than the server that they visit.
 */
import { HttpSocket } from "../bench/http_socket.ts";

/** How soon a browser comes back to a stream that broke, in milliseconds, unless the app says. */
const RETRY_MS = 500;
/** By how much it comes earlier or later than it was told, as htmx does. */
const JITTER = 0.3;

const utf8 = new TextDecoder();
const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** What all visitors of an app share. */
export interface Site {
  readonly url: string;
  /** Connections over which they click; each goes back when its answer has come. */
  readonly sockets: HttpSocket[];
  /** Requests that failed, in words. */
  readonly errors: string[];
}

export class Visitor {
  /** Messages that came on the live stream. */
  ticks = 0;
  /** When the last of them came, on this process' clock. */
  lastTick: number = performance.now();
  /** How often it connected. */
  connections = 0;
  readonly #site: Site;
  readonly #head: string;
  readonly #region: string;
  readonly #widget: string;
  readonly #live: string;
  #clicks = 0;
  #shown = 0;
  /** Up to which number it has got every message, and which it has got above that. */
  #seen = 1;
  readonly #ahead: Set<number> = new Set();
  #stream: HttpSocket | null = null;
  #over = false;

  private constructor(site: Site, document: string, cookie: string) {
    const find = (pattern: RegExp) => {
      const found = pattern.exec(document)?.[1];
      if (found === undefined) throw new Error(`Cannot find ${pattern} in the page`);
      return found;
    };
    this.#site = site;
    this.#region = find(/.*hx-post="([^"]+)".*?>Plus</s);
    this.#widget = find(/data-widget="([^"]+)"[^>]*>Plus</);
    this.#live = find(/hx-sse:connect="([^"]+)"/);
    this.#head = [
      `Host: ${new URL(site.url).host}`,
      `Cookie: ${cookie}`,
      `Eddy-Token: ${find(/data-token="([^"]+)"/)}`,
      "Sec-Fetch-Site: same-origin",
      "",
    ].join("\r\n");
  }

  /** Opens the page over a connection that is at hand. */
  static async open(site: Site, socket: HttpSocket): Promise<Visitor> {
    const { head, bytes } = await socket.ask(
      `GET / HTTP/1.1\r\nHost: ${new URL(site.url).host}\r\nSec-Fetch-Site: none\r\n\r\n`,
    );
    const cookie = /set-cookie: ([^;\r]+)/i.exec(head)?.[1] ?? "";
    return new Visitor(site, utf8.decode(bytes), cookie);
  }

  /** Watches until {@linkcode leave}; a stream that breaks or ends is connected again after its time. */
  async watch(): Promise<void> {
    let retry = RETRY_MS;
    while (!this.#over) {
      try {
        const stream = await HttpSocket.open(this.#site.url);
        this.#stream = stream;
        this.connections++;
        const head = `GET ${this.#live} HTTP/1.1\r\n${this.#head}Eddy-Seen: ${this.#seen}\r\n\r\n`;
        // A message may come in two pieces.
        let rest = "";
        for await (const text of stream.listen(head)) {
          if (rest === "" && text.startsWith("HTTP/1.1 ") && !text.startsWith("HTTP/1.1 200")) {
            this.#site.errors.push(`stream: ${text.slice(0, 60)}`);
          }
          const messages = (rest + text).split("\n\n");
          rest = messages.pop()!;
          for (const message of messages) {
            retry = Number(/^retry: (\d+)/m.exec(message)?.[1] ?? retry);
            this.#take(message);
          }
          // The last chunk: the server has ended it.
          if (rest.endsWith("\r\n0\r\n\r\n")) break;
        }
      } catch (error) {
        if (this.#stream !== null) this.#site.errors.push(`stream: ${error}`);
      }
      this.cut();
      const wait = retry * (1 - JITTER + 2 * JITTER * Math.random());
      if (!this.#over) await later(wait);
    }
  }

  /** Presses the button; answers how long its answer took, in milliseconds. */
  async click(): Promise<number> {
    const body = `e=${++this.#clicks}.${this.#widget}`;
    const start = performance.now();
    let answer = await this.#post(body);
    // As Eddy's client does: what got no answer is said again.
    for (; answer === null; answer = await this.#post(body)) await later(RETRY_MS);
    const took = performance.now() - start;
    const { status, head, text } = answer;
    if (status !== 200) this.#site.errors.push(`click: ${status} ${text}`);
    this.#got(/^eddy-seq: (\S+)/im.exec(head)?.[1] ?? "");
    this.#shown = Number(/Clicks (\d+)\./.exec(text)?.[1] ?? -1);
    return took;
  }

  async #post(body: string): Promise<{ status: number; head: string; text: string } | null> {
    const { sockets, url, errors } = this.#site;
    let socket = sockets.pop();
    try {
      socket ??= await HttpSocket.open(url);
      const { status, head, bytes } = await socket.ask(
        `POST ${this.#region} HTTP/1.1\r\n${this.#head}Eddy-Seen: ${this.#seen}\r\n` +
          `Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
      );
      const text = utf8.decode(bytes);
      sockets.push(socket);
      return { status, head, text };
    } catch (error) {
      errors.push(`click: ${error}`);
      socket?.[Symbol.dispose]();
      return null;
    }
  }

  /** Cuts the stream, as a network that fails does. */
  cut(): void {
    const stream = this.#stream;
    this.#stream = null;
    stream?.[Symbol.dispose]();
  }

  leave(): void {
    this.#over = true;
    this.cut();
  }

  /** Whether the page shows as many clicks as were made. */
  get isExact(): boolean {
    return this.#shown === this.#clicks;
  }

  #take(message: string): void {
    const id = /^id: (\S+)/m.exec(message)?.[1];
    if (id === undefined) return;
    this.#got(id);
    this.ticks++;
    this.lastTick = performance.now();
  }

  /** As Eddy's own client counts. */
  #got(id: string): void {
    const number = parseInt(id, 10);
    if (!number) return;
    if (id.endsWith("!")) this.#seen = Math.max(this.#seen, number);
    else this.#ahead.add(number);
    for (const one of this.#ahead) if (one <= this.#seen) this.#ahead.delete(one);
    while (this.#ahead.delete(this.#seen + 1)) this.#seen++;
  }
}
