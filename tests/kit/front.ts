/**
 * One address before several processes, as a load balancer without stickiness is one: each request goes
 * to one of them at random. One that is not there is answered for with 502.
 */

/** A running front. */
export interface Front extends AsyncDisposable {
  /** Without a slash at its end. */
  readonly url: string;
  /** How many requests had no answer, because the process they went to was not there, or died over it. */
  readonly lost: number;
}

/** Serves `urls` as one. `choose` says which of them gets the next request. */
export function startFront(
  urls: readonly string[],
  choose: () => number = () => Math.floor(Math.random() * urls.length),
): Front {
  let lost = 0;
  const over = new AbortController();
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, signal: over.signal, onListen: () => {} },
    async (request) => {
      const { pathname, search } = new URL(request.url);
      // A copy that says what it says to us: where it comes from is judged by its host.
      const passed = new Request(`${urls[choose()]}${pathname}${search}`, {
        method: request.method,
        headers: request.headers,
        body: request.body,
        redirect: "manual",
      });
      try {
        const answer = await fetch(passed);
        // Unpacked on its way.
        const headers = new Headers(answer.headers);
        headers.delete("content-encoding");
        headers.delete("content-length");
        return new Response(answer.body, { status: answer.status, headers });
      } catch {
        // Nobody listens, or whoever did is gone.
        lost++;
        return new Response("Bad gateway", { status: 502 });
      }
    },
  );
  return {
    url: `http://127.0.0.1:${server.addr.port}`,
    get lost() {
      return lost;
    },
    async [Symbol.asyncDispose]() {
      over.abort();
      await server.finished;
    },
  };
}
