/** Stands between a client and a server on this machine, and loses what it is told to lose. */

export class TcpProxy implements AsyncDisposable {
  readonly #listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  #port: number;
  readonly #connections: Set<Deno.Conn> = new Set();
  /** Those that pass nothing on. */
  readonly #silent: Set<Deno.Conn> = new Set();
  /** Those over which a stream has begun. */
  readonly #streams: Set<Deno.Conn> = new Set();
  readonly #serving: Promise<void>;
  #state: "open" | "cut" | "silent" | "one way" | "holding" = "open";

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

  /** The same for connections over which a stream has begun: nothing more of it comes, and nothing ends it. */
  silenceStreams(): void {
    for (const connection of this.#streams) this.#silent.add(connection);
  }

  /** Passes on what is asked, and breaks the connection at the first piece of an answer. */
  loseAnswers(): void {
    this.#state = "one way";
  }

  /** Hands on answers that are streams when they are over, as proxies do that buffer. */
  holdStreams(): void {
    this.#state = "holding";
  }

  /** Passes on to another server what is connected from now on; what is connected already stays where it is. */
  leadTo(port: number): void {
    this.#port = port;
  }

  /** Connections made from now on are good, and so are streams that begin from now on. */
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
      await Promise.all([this.#pass(near, far, false), this.#pass(far, near, true)]);
    } catch {
      // Nobody is there to pass it to.
      closeQuietly(near);
    }
  }

  async #pass(from: Deno.Conn, to: Deno.Conn, isAnswer: boolean): Promise<void> {
    let held: Uint8Array<ArrayBuffer> | null = null;
    try {
      for await (let piece of from.readable) {
        if (this.#silent.has(from) || this.#silent.has(to)) continue;
        if (isAnswer && this.#state === "one way") break;
        const begins = isAnswer && beginsStream(piece);
        if (begins) this.#streams.add(from).add(to);
        if (held !== null || (begins && this.#state === "holding")) {
          held = new Uint8Array([...held ?? [], ...piece]);
          if (!endsStream(held)) continue;
          piece = held;
          held = null;
        }
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

/** Whether the head of an answer says that it is a stream. */
function beginsStream(piece: Uint8Array): boolean {
  return textOf(piece).includes("text/event-stream");
}

/** Whether the last chunk of an answer is there. */
function endsStream(answer: Uint8Array): boolean {
  return textOf(answer.subarray(-7)) === "\r\n0\r\n\r\n";
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder("latin1").decode(bytes);
}

function closeQuietly(connection: Deno.Conn): void {
  try {
    connection.close();
  } catch (error) {
    if (!(error instanceof Deno.errors.BadResource)) throw error;
  }
}
