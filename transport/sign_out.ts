/** Ending what a user still has open, once they are no longer to have it. */
import type { OpenPages } from "./open_pages.ts";

/** Every app of this process; an app that nobody holds any more is none. */
const apps = new Set<WeakRef<OpenPages>>();

/** Has the pages of an app end when their user signs out. */
export function endOnSignOut(pages: OpenPages): void {
  for (const app of apps) if (app.deref() === undefined) apps.delete(app);
  apps.add(new WeakRef(pages));
}

/**
 * Ends the open pages of everyone for whom `whose` says so, told what `authenticate` answered for
 * them: their live streams close, their state and files are forgotten, what they do next begins a new page,
 * for which `authenticate` is asked again. Call it where a user logs out or loses a right. Other
 * processes find out by `authenticate`, which each live stream asks every 15 seconds.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * const app = st.createApp(() => st.title("Hello"), {
 *   authenticate: (request) => ({ name: request.headers.get("x-user") }),
 * });
 * app.post("/logout", async (c) => {
 *   const name = c.req.header("x-user");
 *   await st.signOut((user) => (user as { name: string }).name === name);
 *   return c.redirect("/login");
 * });
 * ```
 */
export async function signOut(whose: (user: unknown) => boolean): Promise<void> {
  await Promise.all([...apps].map((app) => app.deref()?.end(whose)));
}
