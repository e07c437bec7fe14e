/** Reads a file of an npm package, as bytes of text: what browsers get is the package's own, pinned. */
import * as module from "node:module";
import { ECHARTS_VERSION, importEcharts } from "./echarts_package.ts";

/** A package for browsers, of which files are read. */
interface BrowserPackage {
  /** As the import map has it. */
  readonly version: string;
  /** A file that asks for a browser as soon as it is imported. */
  readonly file: string;
  /**
   * Imports that file. Written out, as programs that are cached, vendored or compiled have only what
   * somebody imports by name.
   */
  readonly load: () => Promise<unknown>;
}

/** Packages for browsers, by name. */
export const BROWSER_PACKAGES: Readonly<Record<string, BrowserPackage>> = {
  "@mermaid-js/tiny": {
    version: "11.17.2",
    file: "dist/mermaid.tiny.js",
    load: () => import("@mermaid-js/tiny/dist/mermaid.tiny.js"),
  },
  echarts: {
    version: ECHARTS_VERSION,
    file: "lib/core/echarts.js",
    load: async () => (await importEcharts()).init(null),
  },
  "htmx.org": {
    version: "4.0.1",
    file: "dist/ext/hx-sse.min.js",
    load: () => import("htmx.org/dist/ext/hx-sse.min.js"),
  },
  leaflet: {
    version: "1.9.4",
    file: "dist/leaflet.js",
    load: () => import("leaflet/dist/leaflet.js"),
  },
  "plotly.js-strict-dist-min": {
    version: "4.1.1",
    file: "plotly-strict.min.js",
    load: () => import("plotly.js-strict-dist-min"),
  },
};

type FindPackageJson = (specifier: string, base: string) => string | undefined;

/** The text of `path` inside the npm package `name`. */
export async function npmFile(name: string, path: string): Promise<string> {
  const manifest = manifestByName(name) ?? await manifestByStack(name);
  return await Deno.readTextFile(manifest.replace(/package\.json$/, path));
}

function manifestByName(name: string): string | undefined {
  const { findPackageJSON: find } = module as { findPackageJSON?: FindPackageJson };
  try {
    return find?.(name, import.meta.url);
  } catch {
    // The package was not there when the process began, as nothing imports it: it is looked for by import.
    return undefined;
  }
}

/**
 * Deno before 2.6 cannot say where a package lies, and no Deno for one that is not there yet. A browser
 * script that is imported here fails at its first use of a browser, and the error's stack names its file.
 */
export async function manifestByStack(name: string): Promise<string> {
  const { file, load } = BROWSER_PACKAGES[name] ?? {};
  if (file === undefined || load === undefined) {
    throw new Error(`Cannot find the files of npm package "${name}"`);
  }
  try {
    await load();
  } catch (error) {
    const [, at] = /file:\/\/(\S+?\.js):/.exec(String((error as Error).stack)) ?? [];
    if (at?.endsWith(file)) return `${at.slice(0, -file.length)}package.json`;
    throw new Error(`Cannot find the files of npm package "${name}"`, { cause: error });
  }
  throw new Error(`Cannot find the files of npm package "${name}"`);
}
