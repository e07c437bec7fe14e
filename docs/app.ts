/** These documents as an app of Eddy's: `deno task docs`. */
import { Hono } from "hono";
import * as st from "@eddy/eddy";
import { readDocuments } from "./site/documents.ts";
import type { Document, Part } from "./site/documents.ts";
import { servePrograms } from "./site/programs.ts";
import { readReference } from "./site/reference.ts";
import type { Declaration, Entry } from "./site/reference.ts";
import { searchIn } from "./site/search.ts";

const [documents, reference, programs] = await Promise.all([
  readDocuments(),
  readReference(),
  servePrograms(),
]);
const find = searchIn(documents.values(), reference);

const COUNTER = new URL("programs/counter.ts", import.meta.url);
const GUIDES = [
  "fragments",
  "recipes",
  "from-streamlit",
  "development",
  "testing",
  "htmx",
  "sign-in",
  "deploy",
];
const FACTS = ["errors", "performance", "security", "reliability"];

const home = st.page(drawHome, { path: "/", title: "Eddy" });
const api = st.page(drawReference, { path: "/api", title: "API reference" });
const pages = new Map([...documents.values()].map((document) => [
  document.name,
  st.page(() => drawDocument(document), {
    path: document.path,
    title: document.title,
    hidden: document.name.includes("/"),
  }),
]));
const entries = reference.flatMap(({ entries }) => entries)
  .map((entry) =>
    st.page(() => drawEntry(entry), { path: entry.path, title: entry.name, hidden: true })
  );

const start = [home, ...pagesOf(["tutorial"])];
const guides = pagesOf(GUIDES);
const facts = [api, ...pagesOf(FACTS)];
/** Whatever else there is, so that no document can be forgotten. */
const others = [...pages.values()].filter((page) =>
  ![...start, ...guides, ...facts].includes(page)
);
const byPath = new Map([...start, ...guides, ...facts, ...others, ...entries]
  .map((page) => [page.path, page]));

function pagesOf(names: readonly string[]): st.PageInfo[] {
  return names.flatMap((name) => pages.get(name) ?? []);
}

const search = st.fragment(function search() {
  const words = st.textInput("Search", {
    live: true,
    key: "search",
    placeholder: "fragment, slider, …",
  });
  const places = find(words, 8);
  const list = st.container({ gap: "none" });
  for (const { path, heading, title, anchor } of places) {
    list.pageLink(byPath.get(path)!, {
      label: heading === title ? title : `${heading} · ${title}`,
      ...(anchor !== null && { anchor }),
    });
  }
  if (words.trim() !== "" && places.length === 0) st.caption("Nothing has all of these words.");
});

function drawHome(): void {
  st.title("Eddy");
  st.markdown(
    "Pages are functions. Fragments are the parts of them that rerun alone. For internal tools, " +
      "on [Deno](https://deno.com).",
  );
  drawProgram("counter.ts", Deno.readTextFileSync(COUNTER));
  st.markdown("[A tool in ten minutes](/tutorial) is where to begin.");
  st.header("What there is to read");
  const cards = st.grid({ minWidth: 288, gap: "medium" });
  for (const { path, title } of [...guides, ...facts]) {
    const summary = documents.get(path.slice(1))?.summary ?? "Every name that can be imported.";
    cards.container({ border: true }).markdown(`**[${title}](${path})**\n\n${summary}`);
  }
  st.header("Why it is so");
  st.markdown(others.map(({ path, title }) => `- [${title}](${path})`).join("\n"));
}

function drawDocument({ name, parts }: Document): void {
  if (parts.some(({ kind }) => kind === "program")) st.setPageConfig({ layout: "wide" });
  const [title, ...rest] = parts;
  drawPart(title!);
  const headings = rest.filter((part) => part.kind === "heading").filter(({ level }) =>
    level === 2
  );
  if (headings.length > 4) {
    const list = st.expander("On this page").container({ gap: "none" });
    for (const { text } of headings) {
      list.pageLink(pages.get(name)!, { label: text, anchor: text });
    }
  }
  for (const part of rest) drawPart(part);
  drawNeighbours(name);
}

/** Links to what stands before and after it in the menu. */
function drawNeighbours(name: string): void {
  const menu = [...start, ...guides, ...others, ...facts];
  const here = menu.indexOf(pages.get(name)!);
  if (here < 0) return;
  const [before, after] = [menu[here - 1], menu[here + 1]];
  st.divider();
  const [left, right] = st.columns(2);
  if (before !== undefined) left.pageLink(before, { icon: "←" });
  if (after !== undefined) right.pageLink(after, { icon: "→" });
}

function drawPart(part: Part): void {
  switch (part.kind) {
    case "heading":
      return [st.title, st.header, st.subheader][part.level - 1]!(part.text);
    case "text":
      return st.markdown(part.source);
    case "diagram":
      return st.mermaidChart(part.source, { alt: part.alt });
    case "picture":
      return st.image(Deno.readFileSync(part.file), { alt: part.alt });
    case "message":
      return st.code(part.source, { wrap: true });
    case "program":
      return drawProgram(part.file, part.source);
    default:
      return part satisfies never;
  }
}

/** Its source, and beside that the program itself, if it can run here. */
function drawProgram(file: string, source: string): void {
  const running = programs.get(file);
  const language = "tsx";
  if (running === undefined) return st.code(source, { language });
  const height = Math.min(560, Math.max(260, 40 + 19.5 * source.split("\n").length));
  const [left, right] = st.columns([3, 2]);
  left.code(source, { language, height });
  right.iframe(running.path, { height, title: `${file}, running`, trusted: true });
}

function drawReference(): void {
  st.title("API reference");
  st.markdown(
    'Made from the comments in the source. `import * as st from "@eddy/eddy"` has it all, unless a section says otherwise.',
  );
  for (const { title, entries } of reference) {
    st.header(title);
    st.markdown(
      entries.map(({ name, path, kind, summary }) =>
        `- [\`${name}${kind === "function" ? "()" : ""}\`](${path}) ${summary}`
      ).join("\n"),
    );
  }
}

function drawEntry({ name, module, kind, declarations }: Entry): void {
  st.pageLink(api, { icon: "←" });
  st.title(kind === "function" ? `${name}()` : name);
  st.caption(`\`import { ${name} } from "${module}"\``);
  for (const declaration of declarations) drawDeclaration(declaration);
}

function drawDeclaration(
  { signature, types, text, members, throws, examples }: Declaration,
): void {
  st.code(signature, { language: "ts" });
  if (types.length > 0) {
    st.caption(`Types: ${types.map((type) => `[${type}](/api/${type})`).join(", ")}`);
  }
  st.markdown(text);
  drawList(members.map(({ signature, text }) => `\`${signature}\`  \n${text}`));
  if (throws.length > 0) st.header("Throws", { anchor: false });
  drawList(throws);
  for (const example of examples) {
    // What stands before the code says what it shows.
    const code = Math.max(0, example.indexOf("```"));
    const title = ["Example", example.slice(0, code).trim()].filter((word) => word !== "");
    st.header(title.join(": "), { anchor: false });
    st.markdown(example.slice(code));
  }
}

function drawList(items: readonly string[]): void {
  if (items.length === 0) return;
  st.markdown(items.map((item) => `- ${item.replaceAll("\n", "\n  ")}`).join("\n"));
}

const site = new Hono();
for (const { routes } of programs.values()) site.route("/", routes);
site.route(
  "/",
  st.createApp(async () => {
    const current = st.navigation({
      Start: start,
      Guides: [...guides, ...others],
      Reference: [...facts, ...entries],
    }, { expanded: true });
    st.sidebar(() => search());
    await current.run();
  }),
);

export { site };

if (import.meta.main) {
  Deno.serve({ hostname: "127.0.0.1", port: Number(Deno.env.get("PORT") ?? 8000) }, site.fetch);
}
