/**
 * The style sheet, the script, and the modules and sheets that pages with certain elements ask for
 * besides, each in one piece under the hash of its content: a browser keeps them for good. htmx and its
 * extension are the npm package's own files, pinned by its version.
 */
import { digest } from "../runtime/ids.ts";
import { FRAMES, LIBRARIES, MODULES, SHEETS } from "../web/links.ts";
import type { FrameName, LibraryName, ModuleName, SheetName } from "../web/links.ts";
import { BROWSER_PACKAGES, npmFile } from "../web/npm_file.ts";

export interface Asset {
  readonly name: string;
  readonly type: string;
  readonly text: string;
  /** Besides those that all have. */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Assets {
  readonly style: Asset;
  readonly script: Asset;
  readonly modules: Readonly<Record<ModuleName, Asset>>;
  readonly sheets: Readonly<Record<SheetName, Asset>>;
  readonly frames: Readonly<Record<FrameName, Asset>>;
  /** What frames ask for. */
  readonly besides: readonly Asset[];
}

/**
 * Files that a module is made of besides its own, those first that others use. They are the server's, too,
 * and sent with the module in one piece.
 */
const PARTS: Partial<Record<ModuleName, readonly string[]>> = {
  chart: [
    "text_width.js",
    "chart_scale.js",
    "chart_layout.js",
    "chart_draw.js",
    "chart_hover.js",
    "chart_zoom.js",
    "tip.js",
  ],
  choices: ["popover_focus.js"],
  components: ["failure.js"],
  development: ["view.js"],
  diagram: ["page_colors.js", "failure.js", "drawing_frame.js"],
  drawing: ["tip.js"],
  echarts: ["page_colors.js", "echarts_theme.js", "tip.js"],
  keys: ["popover_focus.js"],
  map: ["tip.js"],
  pages: ["view.js"],
  plotly: ["page_colors.js", "failure.js", "drawing_frame.js"],
  tables: [
    "grid_scroll.js",
    "grid_columns.js",
    "grid_selection.js",
    "grid_cells.js",
    "grid_choice.js",
    "grid_keys.js",
    "grid_choices.js",
    "grid_input.js",
    "grid_editor.js",
  ],
};

/** Files of packages before a module's or a sheet's own. */
const PACKAGES: Partial<
  Record<
    ModuleName | SheetName,
    { readonly name: string; readonly js: string; readonly css: string }
  >
> = {
  map: { name: "leaflet", js: "dist/leaflet.js", css: "dist/leaflet.css" },
};

/**
 * Files of packages that frames and modules ask for: too large to be read before somebody does. The
 * version tells one from another, as the hash of its content does elsewhere.
 */
const LARGE_FILES: Readonly<
  Record<FrameName | LibraryName, { readonly name: string; readonly path: string }>
> = {
  diagram: { name: "@mermaid-js/tiny", path: "dist/mermaid.tiny.js" },
  plotly: { name: "plotly.js-strict-dist-min", path: "plotly-strict.min.js" },
  echarts: { name: "echarts", path: "dist/echarts.esm.min.mjs" },
};

/** A frame lets in what libraries write: styles, of which our own pages have none. Scripts are files only. */
const FRAME_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; " +
  "form-action 'none'";

let loaded: Promise<Assets> | undefined;

/** Loads all of it once for the process. */
export function loadAssets(): Promise<Assets> {
  return loaded ??= load();
}

async function load(): Promise<Assets> {
  const [style, htmx, sse, client, modules, sheets, frames] = await Promise.all([
    own("eddy.css"),
    npmFile("htmx.org", "dist/htmx.min.js"),
    npmFile("htmx.org", "dist/ext/hx-sse.min.js"),
    own("eddy.js"),
    Promise.all(MODULES.map(async (name) => {
      const files = [...PARTS[name] ?? [], `modules/${name}.js`];
      const sources = await Promise.all(files.map(own));
      const source = sources.map((text) => sourceOnly(inOnePiece(text))).join("\n");
      const before = await packaged(name, "js");
      return [name, asset(name, "js", "text/javascript", `${before}\n${source}`)] as const;
    })),
    Promise.all(SHEETS.map(async (name) => {
      const style = `${await packaged(name, "css")}\n${await own(`sheets/${name}.css`)}`;
      return [name, asset(name, "css", "text/css", styleOnly(style))] as const;
    })),
    Promise.all(FRAMES.map(framed)),
  ]);
  return {
    style: asset("eddy", "css", "text/css", styleOnly(style)),
    // Ours comes first: it judges an answer before the extension takes a stream over.
    script: asset("eddy", "js", "text/javascript", `${htmx}\n${sourceOnly(client)}\n${sse}`),
    modules: Object.fromEntries(modules) as Record<ModuleName, Asset>,
    sheets: Object.fromEntries(sheets) as Record<SheetName, Asset>,
    frames: Object.fromEntries(frames.map(({ name, page }) => [name, page])) as Record<
      FrameName,
      Asset
    >,
    besides: frames.map(({ script }) => script),
  };
}

/** The page in a frame, and its script. */
async function framed(name: FrameName): Promise<{ name: FrameName; page: Asset; script: Asset }> {
  const source = sourceOnly(await own(`frames/${name}.js`));
  const script = asset(`${name}-frame`, "js", "text/javascript", source);
  const style = "body{margin:0}main{overflow:auto hidden}svg{display:block;margin:0 auto}" +
    ".js-plotly-plot{overflow:hidden}.js-plotly-plot svg{margin:0}" +
    ".spoken{position:absolute;width:1px;height:1px;margin:0;overflow:hidden;clip-path:inset(50%)}";
  const scripts = [libraryName(name), script.name].map((src) => `<script src="${src}"></script>`);
  const html = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Drawing</title>' +
    `<meta name="color-scheme" content="light dark"><style>${style}</style><main></main>` +
    `${scripts.join("")}</html>`;
  const headers = { "content-security-policy": FRAME_POLICY, "referrer-policy": "no-referrer" };
  return { name, script, page: { ...asset(name, "html", "text/html", html), headers } };
}

/** The name under which a large file is served. */
export function libraryName(name: FrameName | LibraryName): string {
  return `${name}-${BROWSER_PACKAGES[LARGE_FILES[name].name]!.version}.js`;
}

/** A large file of a package, by the name under which it is served. */
export async function library(name: string): Promise<Asset | null> {
  const known = [...FRAMES, ...LIBRARIES].find((one) => libraryName(one) === name);
  if (known === undefined) return null;
  const { name: from, path } = LARGE_FILES[known];
  const text = await npmFile(from, path);
  return { name, type: "text/javascript; charset=utf-8", text };
}

/** What a package has for a module or a sheet; of its pictures nothing is used. */
async function packaged(name: ModuleName | SheetName, kind: "js" | "css"): Promise<string> {
  const from = PACKAGES[name];
  if (from === undefined) return "";
  const text = await npmFile(from.name, from[kind]);
  return kind === "js" ? text : text.replace(/url\([^)]*\)/g, "none");
}

/** A file under the hash of its content. */
export function asset(name: string, ending: string, type: string, text: string): Asset {
  // Source maps stay in the package.
  const clean = text.replace(/\n?\/\/# sourceMappingURL=\S*/g, "");
  return {
    name: `${name}-${digest(clean)}.${ending}`,
    type: `${type}; charset=utf-8`,
    text: clean,
  };
}

/** Without comments and indentation: they are for who reads the source, and a third of what is sent. */
function sourceOnly(text: string): string {
  return text.replace(/\/\*\*[^]*?\*\//g, "").replace(/^\s*\/\/.*/gm, "").replace(/\n\s+/g, "\n");
}

/** The same for a style sheet. */
function styleOnly(text: string): string {
  return text.replace(/\/\*[^]*?\*\//g, "").replace(/\n\s+/g, "\n");
}

/** Without what ties files to each other: in one piece, each knows the names of those before it. */
function inOnePiece(text: string): string {
  return text.replace(/^import\s[^;]*;$/gm, "")
    .replace(/^export (?=(?:async )?(?:function|class|const)\b)/gm, "");
}

/**
 * One of Eddy's own files. In a checkout it is read as it is. What comes from a registry, or is compiled into
 * one file, has modules only: there, `deno task pack` has put them into one.
 */
async function own(name: string): Promise<string> {
  const file = new URL(`../web/assets/${name}`, import.meta.url);
  if (file.protocol === "file:") {
    try {
      return await Deno.readTextFile(file);
    } catch (error) {
      const { NotCapable, NotFound } = Deno.errors;
      if (!(error instanceof NotFound || error instanceof NotCapable)) throw error;
    }
  }
  const { default: packed } = await import("../web/assets.json", { with: { type: "json" } });
  const text = (packed as Readonly<Record<string, string>>)[name];
  if (text !== undefined) return text;
  throw new Error(`Cannot find "${name}" in web/assets.json: run deno task pack`);
}
