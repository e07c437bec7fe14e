/** Stands between a client and a server on this machine, and loses what it is told to lose. */

export class TcpProxy implements AsyncDisposable {
  readonly #listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  readonly #port: number;
  readonly #connections: Set<Deno.Conn> = new Set();
  /** Those that pass nothing on. */
  readonly #silent: Set<Deno.Conn> = new Set();
  readonly #serving: Promise<void>;
  #state: "open" | "cut" | "silent" | "one way" = "open";

  /** Passes on to `port`. */
  constructor(port: number) {
    this.#port = port;
    this.#serving = this.#serve();
  }

  /** `host:port` for the client. */
  get address(): string {
    return `127.0.0.1:${this.#listener.addr.port}`;
  }

  /** Breaks all connections, and those made from now on. */
  cut(): void {
    this.#state = "cut";
    for (const connection of this.#connections) closeQuietly(connection);
  }

  /** Leaves connections open and passes nothing on, for ever on these and those made from now on. */
  silence(): void {
    this.#state = "silent";
    for (const connection of this.#connections) this.#silent.add(connection);
  }

  /** Passes on what is asked, and breaks the connection at the first piece of an answer. */
  loseAnswers(): void {
    this.#state = "one way";
  }

  /** Connections made from now on are good. */
  mend(): void {
    this.#state = "open";
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#listener.close();
    for (const connection of this.#connections) closeQuietly(connection);
    await this.#serving;
  }

  async #serve(): Promise<void> {
    const joined: Promise<void>[] = [];
    for await (const near of this.#listener) {
      this.#connections.add(near);
      if (this.#state === "cut") closeQuietly(near);
      else if (this.#state === "silent") this.#silent.add(near);
      else joined.push(this.#join(near));
    }
    await Promise.all(joined);
  }

  async #join(near: Deno.Conn): Promise<void> {
    try {
      const far = await Deno.connect({ hostname: "127.0.0.1", port: this.#port });
      this.#connections.add(far);
      await Promise.all([this.#pass(near, far), this.#pass(far, near)]);
    } catch {
      // Nobody is there to pass it to.
      closeQuietly(near);
    }
  }

  async #pass(from: Deno.Conn, to: Deno.Conn): Promise<void> {
    const isAnswer = from.remoteAddr.transport === "tcp" && from.remoteAddr.port === this.#port;
    try {
      for await (const piece of from.readable) {
        if (this.#silent.has(from) || this.#silent.has(to)) continue;
        if (isAnswer && this.#state === "one way") break;
        for (let sent = 0; sent < piece.length;) sent += await to.write(piece.subarray(sent));
      }
    } catch {
      // One of them was closed; so is the other.
    } finally {
      closeQuietly(from);
      closeQuietly(to);
    }
  }
}

function closeQuietly(connection: Deno.Conn): void {
  try {
    connection.close();
  } catch (error) {
    if (!(error instanceof Deno.errors.BadResource)) throw error;
  }
}
