/** Ports from below those that systems hand out by themselves: one of those another test may be given meanwhile. */
const FIRST = 20_000;
const COUNT = 12_000;

/** A port that nobody listens on, until somebody does, also while who did so is away. */
export function freePort(): number {
  for (;;) {
    const port = FIRST + Math.floor(Math.random() * COUNT);
    try {
      using _ = Deno.listen({ hostname: "127.0.0.1", port });
      return port;
    } catch (error) {
      if (!(error instanceof Deno.errors.AddrInUse)) throw error;
    }
  }
}
