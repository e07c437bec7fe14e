/**
 * Imports point down: `mod.ts → transport → web → runtime`, as DESIGN.md and CONTRIBUTING.md say. Asks
 * `deno info --json` for the graph of everything that is published or shown, and names each import
 * that points up.
 */

import { assertEquals } from "@std/assert";

const ROOT = new URL("../", import.meta.url);

/** Packages by their own right: what imports `@std/datetime` does not import our tests. */
const STAND_INS = "tests/offline/";

type Place = "mod.ts" | "transport" | "web" | "runtime" | "examples" | "tests";

/** Where a file of each place may import from; `*_test.ts` files may import anything. */
const ALLOWED: Readonly<Record<Place, readonly Place[]>> = {
  "mod.ts": ["mod.ts", "transport", "web", "runtime"],
  transport: ["transport", "web", "runtime"],
  web: ["web", "runtime"],
  runtime: ["runtime"],
  examples: ["mod.ts", "examples"],
  tests: ["mod.ts", "transport", "web", "runtime", "examples", "tests"],
};

/** What of `runtime/` is a few functions that know nothing of runs, and good for any layer. */
const COMMON: readonly string[] = [
  "runtime/elements/echarts_series.ts",
  "runtime/elements/plotly_series.ts",
  "runtime/ids.ts",
  "runtime/lean.ts",
  "runtime/web_address.ts",
];

/** One import: from a file to a file of ours, both relative to the root, or to a package. */
interface Edge {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

/** What is wrong with an import, or `null`. */
function complaintAbout({ from, to, typeOnly }: Edge): string | null {
  if (from.endsWith("_test.ts")) return null;
  const [here, there] = [placeOf(from), placeOf(to)];
  if (there === null) {
    const isHono = /^(npm:\/?)?hono(@|\/|$)/.test(to);
    return here === "runtime" && isHono ? `${from} → ${to}: runtime/ knows no HTTP` : null;
  }
  if (here === null) return null;
  if (!ALLOWED[here].includes(there)) {
    return `${from} → ${to}: ${here} may import only from ${ALLOWED[here].join(", ")}`;
  }
  if (here === "web" && there === "runtime" && !typeOnly && !COMMON.includes(to)) {
    return `${from} → ${to}: web/ takes types, and ${
      COMMON.join(", ")
    }: write \`import type { … }\``;
  }
  return null;
}

/** The place a file belongs to; `null` for what is not ours. Files at the root stand with `mod.ts`. */
function placeOf(path: string): Place | null {
  if (path.includes(":") || path.startsWith(STAND_INS)) return null;
  const [folder, file] = path.split("/");
  if (file === undefined) return "mod.ts";
  return folder !== undefined && folder in ALLOWED ? folder as Place : null;
}

interface Graph {
  readonly modules: readonly {
    readonly specifier: string;
    readonly dependencies?: readonly {
      readonly specifier: string;
      readonly code?: { readonly specifier?: string };
      readonly type?: { readonly specifier?: string };
    }[];
  }[];
}

/** All imports made by our files, those that only lead to a missing file included. */
async function ourEdges(): Promise<Edge[]> {
  // One root that imports everything: one run of `deno info` instead of one for each file.
  const imports = ourFiles().map((path) => `import ${JSON.stringify(new URL(path, ROOT).href)};`);
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["info", "--json", `data:application/typescript,${imports.join("")}`],
    cwd: ROOT,
  }).output();
  if (!success) throw new Error(`Cannot read imports: ${new TextDecoder().decode(stderr)}`);
  const graph: Graph = JSON.parse(new TextDecoder().decode(stdout));
  return graph.modules
    .filter(({ specifier }) => specifier.startsWith(ROOT.href))
    // A module that is missing or broken has no dependencies here; the type check tells of it.
    .flatMap(({ specifier, dependencies = [] }) =>
      dependencies.map(({ specifier: written, code, type }) => ({
        from: pathOf(specifier),
        to: pathOf(code?.specifier ?? type?.specifier ?? written),
        typeOnly: code === undefined,
      }))
    );
}

function pathOf(specifier: string): string {
  return specifier.startsWith(ROOT.href) ? specifier.slice(ROOT.href.length) : specifier;
}

function ourFiles(): string[] {
  const atRoot = entriesOf("./")
    .filter(({ name, isFile }) => isFile && isSource(name))
    .map(({ name }) => name);
  return [...atRoot, ...["transport", "web", "runtime", "examples"].flatMap(filesUnder)];
}

function filesUnder(folder: string): string[] {
  return entriesOf(`${folder}/`).flatMap(({ name, isDirectory }) => {
    const path = `${folder}/${name}`;
    return isDirectory ? filesUnder(path) : isSource(name) ? [path] : [];
  });
}

function entriesOf(folder: string): Deno.DirEntry[] {
  try {
    return [...Deno.readDirSync(new URL(folder, ROOT))];
  } catch (error) {
    // Git keeps no empty folder: a layer without files is fine.
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}

function isSource(name: string): boolean {
  return /\.tsx?$/.test(name) && !name.endsWith("_test.ts");
}

Deno.test("complaintAbout() names an import that points up, or to what should not be known", () => {
  const wrong: Edge[] = [
    { from: "runtime/run.ts", to: "web/render.ts", typeOnly: true },
    { from: "runtime/run.ts", to: "npm:/hono@4.13.19", typeOnly: true },
    { from: "web/page.ts", to: "transport/app.ts", typeOnly: true },
    { from: "web/elements/text.ts", to: "runtime/element.ts", typeOnly: false },
    { from: "transport/app.ts", to: "mod.ts", typeOnly: false },
    { from: "transport/app.ts", to: "tests/kit.ts", typeOnly: false },
    { from: "mod.ts", to: "examples/counter.ts", typeOnly: false },
    { from: "examples/counter.ts", to: "runtime/run.ts", typeOnly: false },
  ];
  const right: Edge[] = [
    { from: "mod.ts", to: "runtime/fragment.ts", typeOnly: false },
    { from: "transport/app.ts", to: "npm:/hono@4.13.19", typeOnly: false },
    { from: "runtime/interval.ts", to: "tests/offline/datetime/mod.ts", typeOnly: false },
    { from: "transport/live.ts", to: "runtime/session.ts", typeOnly: false },
    { from: "web/elements/text.ts", to: "runtime/element.ts", typeOnly: true },
    { from: "web/fragment.ts", to: "runtime/ids.ts", typeOnly: false },
    { from: "runtime/run_test.ts", to: "tests/kit.ts", typeOnly: false },
    { from: "examples/counter.ts", to: "mod.ts", typeOnly: false },
  ];
  assertEquals(wrong.filter((edge) => complaintAbout(edge) === null), []);
  assertEquals(right.map(complaintAbout).filter((complaint) => complaint !== null), []);
  assertEquals(
    complaintAbout(wrong[0]!),
    "runtime/run.ts → web/render.ts: runtime may import only from runtime",
  );
});

Deno.test("imports point down", async () => {
  const complaints = (await ourEdges()).map(complaintAbout).filter((line) => line !== null);
  if (complaints.length > 0) throw new Error(`Imports point up:\n  ${complaints.join("\n  ")}`);
});

Deno.test("mod.ts loads no store that an app has to ask for, and nothing of a test's", async () => {
  const edges = await ourEdges();
  const reached = new Set(["mod.ts"]);
  // A set that grows while it is walked is walked to its end.
  for (const file of reached) {
    for (const { from, to } of edges) if (from === file) reached.add(to);
  }
  const stores = [...reached].filter((path) =>
    /^transport\/(stores|testing)[/.]|^(npm:\/?)?(redis|linkedom)\b/.test(path)
  );
  assertEquals(stores, []);
  for (const name of ["redis", "linkedom"]) {
    assertEquals(edges.some(({ to }) => new RegExp(`^(npm:/?)?${name}@`).test(to)), true);
  }
});

Deno.test("runtime/ names neither Request nor Hono", async () => {
  const complaints: string[] = [];
  for (const path of filesUnder("runtime")) {
    const name = /\b(?:Request|Hono\w*)\b/.exec(
      codeOf(await Deno.readTextFile(new URL(path, ROOT))),
    );
    if (name) complaints.push(`${path}: ${name[0]}`);
  }
  if (complaints.length > 0) throw new Error(`runtime/ knows HTTP:\n  ${complaints.join("\n  ")}`);
});

/** The text without comments and strings, in which every word is welcome. */
function codeOf(source: string): string {
  return source.replace(
    /\/\*[\s\S]*?\*\/|\/\/.*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`/g,
    "",
  );
}
