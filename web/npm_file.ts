/** Reads a file of an npm package, as bytes of text: what browsers get is the package's own, pinned. */
import * as module from "node:module";

type FindPackageJson = (specifier: string, base: string) => string | undefined;

/** The text of `path` inside the npm package `name`, for which `specifier` names any importable file. */
export async function npmFile(name: string, path: string): Promise<string> {
  const find = (module as { findPackageJSON?: FindPackageJson }).findPackageJSON;
  const manifest = find?.(name, import.meta.url) ?? await manifestByStack(name);
  return await Deno.readTextFile(manifest.replace(/package\.json$/, path));
}

/**
 * Deno before 2.6 cannot say where a package lies. A browser script that is imported here fails at
 * its first use of `window` or `htmx`, and the error's stack names its file.
 */
async function manifestByStack(name: string): Promise<string> {
  try {
    await import(`npm:${name}/dist/ext/hx-sse.min.js`);
  } catch (error) {
    const at = /file:\/\/(\S+?)dist\/ext\/hx-sse\.min\.js/.exec(String((error as Error).stack));
    if (at !== null) return `${at[1]}package.json`;
  }
  throw new Error(`Cannot find the files of npm package "${name}"`);
}
