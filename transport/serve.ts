import type { Page } from "../runtime/session.ts";
import { createApp, serverOf } from "./app.ts";
import { isLoopback } from "./arrival.ts";
import { beingTested, handOver } from "./handover.ts";
import type { AppOptions } from "./options.ts";
import { endOnSignal } from "./ending.ts";
import { demandSecret, secretsOf } from "./secrets.ts";

/**
 * How many connections the system may take in ahead of this process: by Deno's own default, 511, a
 * thousand browsers that come back at once are turned away, and try again by the second.
 */
const BACKLOG = 4096;

/**
 * Serves `page` with `Deno.serve` and logs the address; for `deno run -A app.ts`. The port is the
 * option, else the environment's `PORT`, else 8000.
 *
 * On SIGINT and SIGTERM nothing new is begun, answers under way are finished, sessions in a store are
 * saved, browsers are told to come back, and the process ends, after 4 seconds at the latest. A second
 * signal ends it at once.
 *
 * @example
 * ```ts no-run
 * import * as st from "@eddy/eddy";
 *
 * st.serve(() => {
 *   st.title("Hello");
 * });
 * ```
 *
 * @throws {RangeError} If an option is out of its bounds.
 * @throws {Error} If other machines are to be served, and neither `secrets` nor `EDDY_SECRET` is set.
 * @throws {Deno.errors.AddrInUse} If another program has the port.
 */
export function serve(
  page: Page,
  options: AppOptions & Partial<Deno.ServeTcpOptions> = {},
): Deno.HttpServer {
  if (beingTested()) {
    handOver(createApp(page, options));
    return new UnservedServer();
  }
  const port = options.port ?? Number(Deno.env.get("PORT") ?? 8000);
  const hostname = options.hostname ?? "127.0.0.1";
  if (!isLoopback(hostname)) demandSecret(secretsOf(options.secrets), hostname);
  const app = serverOf(page, options);
  const routes = app.routes();
  const server = listen(
    { tcpBacklog: BACKLOG, ...options, port, hostname },
    (request, info) => routes.fetch(request, { info, hostname }),
  );
  endOnSignal(server, app);
  return server;
}

function listen(
  options: Deno.ServeTcpOptions,
  handler: Deno.ServeHandler<Deno.NetAddr>,
): Deno.HttpServer {
  try {
    return Deno.serve(options, handler);
  } catch (error) {
    if (!(error instanceof Deno.errors.AddrInUse)) throw error;
    throw new Deno.errors.AddrInUse(
      `Cannot listen at port ${options.port}: another program does; end it, or set PORT to another one`,
      { cause: error },
    );
  }
}

/** Stands for a server where a test uses the app itself: nothing listens. */
class UnservedServer implements Deno.HttpServer {
  readonly addr: Deno.NetAddr = { transport: "tcp", hostname: "127.0.0.1", port: 0 };
  readonly #end = Promise.withResolvers<void>();
  readonly finished: Promise<void> = this.#end.promise;

  ref(): void {}

  unref(): void {}

  shutdown(): Promise<void> {
    this.#end.resolve();
    return this.finished;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.shutdown();
  }
}
