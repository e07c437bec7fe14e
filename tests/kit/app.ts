/** What the kit needs of an app: to be asked. */

import type { Served } from "../../transport/testing/client.ts";

/** An app in this process, or far away. */
export type App = Served;

/** An app that is served at `url`, as a browser there would ask it. */
export function remote(url: string): App {
  return {
    fetch(request) {
      const { pathname, search } = new URL(request.url);
      const headers = new Headers(request.headers);
      headers.delete("host");
      if (headers.has("origin")) headers.set("origin", url);
      const { method, body } = request;
      return fetch(`${url}${pathname}${search}`, { method, headers, body, redirect: "manual" });
    },
  };
}
