import type { Page } from "../runtime/session.ts";
import { createApp } from "./app.ts";
import { isLoopback } from "./arrival.ts";
import type { AppOptions } from "./options.ts";
import { demandSecret, secretsOf } from "./secrets.ts";

/**
 * Serves `page` with `Deno.serve` and logs the address; for `deno run -A app.ts`. The port is the
 * option, else the environment's `PORT`, else 8000.
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
  const port = options.port ?? Number(Deno.env.get("PORT") ?? 8000);
  const hostname = options.hostname ?? "127.0.0.1";
  if (!isLoopback(hostname)) demandSecret(secretsOf(options.secrets), hostname);
  const app = createApp(page, options);
  return Deno.serve(
    { ...options, port, hostname },
    (request, info) => app.fetch(request, { info, hostname }),
  );
}
