/** Reads a file of an npm package, as bytes of text: what browsers get is the package's own, pinned. */
import * as module from "node:module";

/** A file of each package that asks for a browser as soon as it is imported. */
const FOR_BROWSERS: Readonly<Record<string, string>> = {
  "htmx.org": "dist/ext/hx-sse.min.js",
  leaflet: "dist/leaflet.js",
};

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
  const file = FOR_BROWSERS[name] ?? "";
  try {
    await import(`npm:${name}/${file}`);
  } catch (error) {
    const [, at] = /file:\/\/(\S+?\.js):/.exec(String((error as Error).stack)) ?? [];
    if (at?.endsWith(file)) return `${at.slice(0, -file.length)}package.json`;
  }
  throw new Error(`Cannot find the files of npm package "${name}"`);
}
