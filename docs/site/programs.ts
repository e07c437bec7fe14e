/** The programs that stand in the documents: each is a file that runs by itself, too. */
import { Hono } from "hono";
import * as st from "@eddy/eddy";

const FOLDER = new URL("../programs/", import.meta.url);

/** What of a program's file can be served beside what tells of it. */
interface Runnable {
  readonly page?: st.Page;
  /** Options of the app that it is served as. */
  readonly options?: st.AppOptions;
}

/** A program that is served. */
export interface Served {
  /** Where it is. */
  readonly path: string;
  readonly routes: Hono;
}

/** Where a program runs, by the name of its file; those that need more than a page are left out. */
export async function servePrograms(): Promise<ReadonlyMap<string, Served>> {
  const served = new Map<string, Served>();
  for await (const { name } of Deno.readDir(FOLDER)) {
    if (name.endsWith("_worker.ts")) continue;
    const { page, options = {} }: Runnable = await import(new URL(name, FOLDER).href);
    if (page === undefined) continue;
    const basePath = `/run/${name.replace(/\.tsx?$/, "")}`;
    const app = st.createApp(page, { ...options, basePath });
    const routes = options.authenticate === undefined ? app : behindProxy(app, basePath);
    served.set(name, { path: `${basePath}/`, routes });
  }
  return served;
}

/** Plays the proxy that has signed somebody in. */
function behindProxy(app: st.App, basePath: string): Hono {
  const proxy = new Hono();
  const pass = (request: Request, environment: object) => {
    const headers = new Headers(request.headers);
    headers.set("x-forwarded-user", "Ada");
    return app.fetch(new Request(request, { headers }), environment);
  };
  proxy.all(`${basePath}/*`, (c) => pass(c.req.raw, c.env as object));
  return proxy;
}
