/** The author's own modules, for errors to show where they come from. */

/** A module on this machine by the name that its author has for it; null for what is none. */
export function readSource(url: string): { readonly path: string; readonly text: string } | null {
  if (!/^file:.*\.[cm]?[jt]sx?$/.test(url) || url.includes("/node_modules/")) return null;
  try {
    return { path: pathOf(url), text: Deno.readTextFileSync(new URL(url)) };
  } catch {
    // Gone, or not to be read: then there is nothing to show.
    return null;
  }
}

/** From where the program was started, if it lies there. */
export function pathOf(url: string): string {
  if (!url.startsWith("file:")) return url;
  const path = decodeURIComponent(new URL(url).pathname);
  try {
    const here = `${Deno.cwd()}/`;
    return path.startsWith(here) ? path.slice(here.length) : path;
  } catch {
    // There is no such place any more.
    return path;
  }
}
