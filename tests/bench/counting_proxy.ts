/** Stands between a browser and a server and counts what passes: all of HTTP, nothing of TCP/IP. */
export class CountingProxy implements AsyncDisposable {
  readonly url: string;
  /** Up is towards the server. */
  readonly bytes = { up: 0, down: 0 };
  readonly #listener: Deno.TcpListener;
  readonly #connections: Set<Deno.TcpConn> = new Set();
  readonly #accepting: Promise<void>;

  private constructor(target: URL) {
    this.#listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    this.url = `http://127.0.0.1:${this.#listener.addr.port}`;
    this.#accepting = this.#accept(target);
  }

  static start(target: string): CountingProxy {
    return new CountingProxy(new URL(target));
  }

  async #accept(target: URL): Promise<void> {
    for await (const browser of this.#listener) {
      const server = await Deno.connect({ hostname: target.hostname, port: Number(target.port) });
      void this.#pass(browser, server, "up");
      void this.#pass(server, browser, "down");
    }
  }

  async #pass(from: Deno.TcpConn, to: Deno.TcpConn, direction: "up" | "down"): Promise<void> {
    this.#connections.add(from);
    try {
      for await (const chunk of from.readable) {
        this.bytes[direction] += chunk.length;
        for (let sent = 0; sent < chunk.length;) sent += await to.write(chunk.subarray(sent));
      }
    } catch {
      // Either side may hang up at any time; what it got is counted.
    }
    this.#connections.delete(from);
    close(to);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#listener.close();
    for (const connection of this.#connections) close(connection);
    await this.#accepting;
  }
}

function close(connection: Deno.TcpConn): void {
  try {
    connection.close();
  } catch (error) {
    // Closed already, by the other direction.
    if (!(error instanceof Deno.errors.BadResource)) throw error;
  }
}
