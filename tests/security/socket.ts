/** An app behind a real socket, and clients that break HTTP's rules of pace and length. */
import type { Answering } from "./raw_page.ts";

/** A server on a free port of this machine, as `serve()` or `Deno.serve(app.fetch)` makes it. */
export interface Served extends AsyncDisposable {
  readonly port: number;
}

/** Serves an app; `bare` hands `app.fetch` to `Deno.serve` itself. */
export function served(app: Answering, { bare = false } = {}): Served {
  const controller = new AbortController();
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, signal: controller.signal, onListen: () => {} },
    bare
      ? (request, info) => app.fetch(request, info)
      : (request, info) => app.fetch(request, { info, hostname: "127.0.0.1" }),
  );
  return {
    port: server.addr.port,
    async [Symbol.asyncDispose]() {
      // Streams that never end by themselves are cut.
      controller.abort();
      await server.finished;
    },
  };
}

/** The head of an answer, and what has come of its body. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

const decoder = new TextDecoder("latin1");
const encoder = new TextEncoder();

/** One connection, written and read by hand. */
export class Connection implements Disposable {
  readonly #connection: Deno.TcpConn;
  #text = "";

  private constructor(connection: Deno.TcpConn) {
    this.#connection = connection;
  }

  static async open(port: number): Promise<Connection> {
    return new Connection(await Deno.connect({ hostname: "127.0.0.1", port }));
  }

  /** Writes all of it; false if the other side has closed. */
  async send(text: string | Uint8Array): Promise<boolean> {
    let rest = typeof text === "string" ? encoder.encode(text) : text;
    try {
      while (rest.length > 0) rest = rest.subarray(await this.#connection.write(rest));
      return true;
    } catch {
      // Reset or closed: that is the answer.
      return false;
    }
  }

  /** Writes the head of a request. */
  head(method: string, path: string, headers: Readonly<Record<string, string>>): Promise<boolean> {
    const lines = Object.entries({ host: "localhost", ...headers })
      .map(([name, value]) => `${name}: ${value}\r\n`);
    return this.send(`${method} ${path} HTTP/1.1\r\n${lines.join("")}\r\n`);
  }

  /** Reads on until `enough` of the text so far, or to the end. */
  async readUntil(enough: (text: string) => boolean): Promise<string> {
    const buffer = new Uint8Array(64 * 1024);
    while (!enough(this.#text)) {
      const read = await this.#connection.read(buffer).catch(() => null);
      if (read === null) break;
      this.#text += decoder.decode(buffer.subarray(0, read));
    }
    return this.#text;
  }

  /** The next answer, with a body of known length. */
  async answer(): Promise<RawAnswer> {
    const text = await this.readUntil((text) => text.includes("\r\n\r\n"));
    const head = text.split("\r\n\r\n", 1)[0]!;
    const [first = "", ...lines] = head.split("\r\n");
    const headers = new Headers(lines.map((line) => {
      const at = line.indexOf(":");
      return [line.slice(0, at), line.slice(at + 1).trim()] as [string, string];
    }));
    const length = Number(headers.get("content-length") ?? 0);
    const start = head.length + 4;
    await this.readUntil((text) => text.length >= start + length);
    const body = this.#text.slice(start, start + length);
    this.#text = this.#text.slice(start + length);
    return { status: Number(first.split(" ")[1]), headers, body };
  }

  [Symbol.dispose](): void {
    try {
      this.#connection.close();
    } catch {
      // Closed already.
    }
  }
}
