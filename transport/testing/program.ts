/** Starts a program for a test. */
import type { Page } from "../../runtime/session.ts";
import { createApp } from "../app.ts";
import type { App } from "../app.ts";
import { taking } from "../handover.ts";

/** Programs are started one after another, so that each app is known to be whose. */
let turn: Promise<unknown> = Promise.resolve();
let started = 0;

/**
 * The app of a program: what it serves, else what it exports by default.
 *
 * @throws {Error} If it has none.
 */
export function appIn(program: URL): Promise<Pick<App, "fetch">> {
  const starting = turn.then(() => start(program));
  // Who asked for it is told of its failure; the next program starts all the same.
  turn = starting.catch(() => {});
  return starting;
}

async function start(program: URL): Promise<Pick<App, "fetch">> {
  const url = new URL(program);
  // Another address is another module: its state begins anew, as that of a program does.
  url.hash = `start-${++started}`;
  const served: App[] = [];
  const { default: exported } = await taking((app) => served.push(app), async () => {
    try {
      return await import(url.href);
    } catch (error) {
      // What Deno says names our own ending of it; what the program itself does not find is told as it is.
      if (!(error instanceof TypeError) || !error.message.startsWith(`Module not found "${url}"`)) {
        throw error;
      }
      throw new Deno.errors.NotFound(`Cannot open "${program}": there is no such file`);
    }
  });
  if (served[0] !== undefined) return served[0];
  if (typeof exported?.fetch === "function") return exported;
  if (typeof exported === "function") return createApp(exported as Page);
  throw new Error(
    `Cannot open "${program}": it calls no serve() when it is imported, and exports no app and no ` +
      `page by default; import its page and open that: open(page)`,
  );
}
