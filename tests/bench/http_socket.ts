/**
 * One keep-alive connection, one request at a time. Much cheaper than `fetch`, so that the client
 * keeps ahead of the server it measures; and it shows the bytes as they came.
 */
const latin1 = new TextDecoder("latin1");
const utf8 = new TextDecoder();
const encoder = new TextEncoder();
const END_OF_CHUNKS = "0\r\n\r\n";

/** An answer whose bytes stand in the socket's buffer until the next request. */
export interface SocketAnswer {
  readonly status: number;
  /** Status line and headers. */
  readonly head: string;
  /** As on the wire: still compressed, but without chunk lengths. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Where requests can be sent. */
export interface Asking extends Disposable {
  ask(request: string): Promise<SocketAnswer>;
  listen(request: string): AsyncGenerator<string>;
}

export class HttpSocket implements Asking {
  readonly #connection: Deno.TcpConn;
  #buffer: Uint8Array<ArrayBuffer> = new Uint8Array(1 << 14);

  private constructor(connection: Deno.TcpConn) {
    this.#connection = connection;
  }

  static async open(url: string): Promise<HttpSocket> {
    const { hostname, port } = new URL(url);
    const connection = await Deno.connect({ hostname, port: Number(port) });
    connection.setNoDelay(true);
    return new HttpSocket(connection);
  }

  /** Sends a whole request and waits for the whole answer. */
  async ask(request: string): Promise<SocketAnswer> {
    await this.#write(request);
    let length = 0;
    let head = "";
    let end = -1;
    while (end < 0 || length < end) {
      length += await this.#read(length);
      if (head === "") {
        head = this.#headIn(length);
        if (head === "") continue;
        const size = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
        if (size !== undefined) end = head.length + Number(size);
        else if (head.startsWith("HTTP/1.1 204")) end = head.length;
      }
      if (end < 0 && latin1.decode(this.#buffer.subarray(length - 5, length)) === END_OF_CHUNKS) {
        return answer(head, joinChunks(this.#buffer.subarray(head.length, length)));
      }
    }
    return answer(head, this.#buffer.subarray(head.length, length));
  }

  /** Sends a request whose answer does not end, and hands out its text as it comes. */
  async *listen(request: string): AsyncGenerator<string> {
    await this.#write(request);
    while (true) {
      const length = await this.#connection.read(this.#buffer);
      if (length === null) return;
      yield utf8.decode(this.#buffer.subarray(0, length));
    }
  }

  [Symbol.dispose](): void {
    this.#connection.close();
  }

  async #write(text: string): Promise<void> {
    const bytes = encoder.encode(text);
    for (let sent = 0; sent < bytes.length;) {
      sent += await this.#connection.write(bytes.subarray(sent));
    }
  }

  async #read(at: number): Promise<number> {
    if (at === this.#buffer.length) {
      const larger = new Uint8Array(2 * at);
      larger.set(this.#buffer);
      this.#buffer = larger;
    }
    const length = await this.#connection.read(this.#buffer.subarray(at));
    if (length === null) {
      throw new Error("Cannot read the answer: the server closed the connection");
    }
    return length;
  }

  #headIn(length: number): string {
    const text = latin1.decode(this.#buffer.subarray(0, Math.min(length, 4096)));
    const end = text.indexOf("\r\n\r\n");
    return end < 0 ? "" : text.slice(0, end + 4);
  }
}

function answer(head: string, bytes: Uint8Array<ArrayBuffer>): SocketAnswer {
  return { status: Number(head.slice(9, 12)), head, bytes };
}

function joinChunks(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length;) {
    const line = latin1.decode(bytes.subarray(at, at + 16)).split("\r\n", 1)[0]!;
    const size = parseInt(line, 16);
    const start = at + line.length + 2;
    joined.set(bytes.subarray(start, start + size), length);
    length += size;
    at = start + size + 2;
  }
  return joined.subarray(0, length);
}

/** Connections to several processes: each request goes to any of them. */
export class ScatteredSocket implements Asking {
  readonly #sockets: readonly HttpSocket[];

  private constructor(sockets: readonly HttpSocket[]) {
    this.#sockets = sockets;
  }

  static async open(urls: readonly string[]): Promise<ScatteredSocket> {
    return new ScatteredSocket(await Promise.all(urls.map((url) => HttpSocket.open(url))));
  }

  ask(request: string): Promise<SocketAnswer> {
    return this.#any.ask(request);
  }

  listen(request: string): AsyncGenerator<string> {
    return this.#any.listen(request);
  }

  [Symbol.dispose](): void {
    for (const socket of this.#sockets) socket[Symbol.dispose]();
  }

  get #any(): HttpSocket {
    return this.#sockets[Math.floor(Math.random() * this.#sockets.length)]!;
  }
}
