/** The documents: that they are served, that their links lead somewhere, that their programs are files. */
import { assert, assertEquals } from "@std/assert";
import * as st from "@eddy/eddy";
import { open } from "@eddy/eddy/testing";
import { readReference } from "../docs/site/reference.ts";
import { readDocuments } from "../docs/site/documents.ts";
import type { Document } from "../docs/site/documents.ts";

const DOCS = new URL("../docs/", import.meta.url);
const { site } = await import(new URL("app.ts", DOCS).href);
const documents = await readDocuments();

/** The file of a document. */
function markdownOf({ name }: Document): Promise<string> {
  return Deno.readTextFile(new URL(`${name}.md`, DOCS));
}

/** What GitHub makes of a heading. */
function gitHubAnchor(heading: string): string {
  return heading.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, "").replaceAll(" ", "-");
}

Deno.test("docs/app.ts shows every document, by its title and without an error", async () => {
  await using page = await open(site);
  const paths = new Set(["/", "/api", ...[...documents.values()].map(({ path }) => path)]);
  for (const { path, title } of documents.values()) {
    await page.goto(path);
    assertEquals([page.title, page.errorBoxes()], [title, []], path);
    for (const link of page.main.findAll("a[href]")) {
      const { origin, pathname } = new URL(link.getAttribute("href")!, page.url);
      if (origin !== page.url.origin) continue;
      assert(paths.has(pathname) || pathname.startsWith("/_eddy/"), `${path} leads to ${pathname}`);
    }
  }
  assertEquals(page.errors, []);
});

Deno.test("every document begins with its title, and has no other", async () => {
  for (const document of documents.values()) {
    const markdown = await markdownOf(document);
    assert(markdown.startsWith("# "), `${document.name}.md begins with something else`);
    const titles = document.parts.filter((part) => part.kind === "heading" && part.level === 1);
    assertEquals(titles.length, 1, document.name);
  }
});

Deno.test("docs/app.ts has a page for every name that can be imported", async () => {
  await using page = await open(site, { path: "/api" });
  const links = page.main.allByRole("link").map((link) => link.getAttribute("href")!);
  const paths = new Set(links.filter((path) => path.startsWith("/")));
  const entries = (await readReference()).flatMap(({ entries }) => entries);
  assertEquals(paths, new Set(entries.map(({ path }) => path)));
  for (const name of Object.keys(st)) assert(paths.has(`/api/${name}`), name);
  for (const [, path] of JSON.stringify(entries).matchAll(/\]\((\/[^)]+)\)/g)) {
    assert(paths.has(path!), `The API reference links to ${path}, which is not there`);
  }
  // One of each kind.
  for (const name of ["selectbox", "sessionState", "ButtonOptions", "Container", "Tab"]) {
    await page.goto(`/api/${name}`);
    assertEquals([page.title.replace("()", ""), page.errorBoxes()], [name, []]);
  }
});

Deno.test("docs/app.ts finds by words, in documents and in the API", async () => {
  await using page = await open(site);
  await page.fill("Search", "selectbox");
  assertEquals(page.reran, ["search"]);
  await page.sidebar.click("selectbox · Widgets");
  assertEquals(page.url.pathname, "/api/selectbox");
  await page.fill("Search", "dns rebinding");
  assert(page.sidebar.has("What Eddy checks · Security"), page.picture());
  await page.fill("Search", "no such words");
  assert(page.sidebar.has("Nothing has all of these words."), page.picture());
});

Deno.test("links of documents lead to files and headings that are there", async () => {
  for (const document of documents.values()) {
    const markdown = await markdownOf(document);
    for (const [, target] of markdown.matchAll(/\]\((?!\w+:)([^)\s]+)\)/g)) {
      const url = new URL(target!, new URL(`${document.name}.md`, DOCS));
      const hash = decodeURIComponent(url.hash.slice(1));
      url.hash = "";
      const found = await Deno.stat(url).then(() => true, () => false);
      assert(found, `${document.name}.md links to ${target}, which is not there`);
      if (hash === "") continue;
      const headings = [...(await Deno.readTextFile(url)).matchAll(/^#+ (.+)$/gm)]
        .map(([, heading]) => gitHubAnchor(heading!));
      assert(headings.includes(hash), `${document.name}.md links to ${target}: no such heading`);
    }
  }
});

Deno.test("from-streamlit.md names what there is, and forgets nothing", async () => {
  const markdown = await Deno.readTextFile(new URL("from-streamlit.md", DOCS));
  const ours = [...markdown.matchAll(/^\|[^|]*\|([^|]*)\|$/gm)].map(([, cell]) => cell!).join() +
    markdown.slice(markdown.indexOf("## What Streamlit does not have"));
  const named = [...ours.matchAll(/\bst\.(\w+)/g)].map(([, name]) => name!);
  for (const name of named) assert(name in st, `from-streamlit.md speaks of st.${name}`);
  for (const name of Object.keys(st)) {
    assert(markdown.includes(`st.${name}`), `from-streamlit.md does not speak of st.${name}`);
  }
});

/** The source with its texts in one piece each, and what is put into them as `…`. */
async function textsOfSource(folder: URL): Promise<string> {
  let texts = "";
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    if (isDirectory) texts += await textsOfSource(new URL(`${name}/`, folder));
    else if (/(?<!_test)\.ts$/.test(name)) texts += await Deno.readTextFile(new URL(name, folder));
  }
  const joined = texts.replace(/["`] \+\s*["`]/g, "");
  let plain = "";
  let depth = 0;
  for (let i = 0; i < joined.length; i++) {
    const opens = depth > 0 ? joined[i] === "{" : joined.startsWith("${", i);
    if (opens && depth++ === 0) {
      plain += "…";
      i++;
    } else if (depth === 0) plain += joined[i];
    else if (joined[i] === "}") depth--;
  }
  return plain;
}

Deno.test("errors.md has the messages as the source has them", async () => {
  const folders = ["runtime/", "web/", "transport/"].map((path) => new URL(`../${path}`, DOCS));
  const source = (await Promise.all(folders.map(textsOfSource))).join();
  const markdown = await Deno.readTextFile(new URL("errors.md", DOCS));
  const messages = [...markdown.matchAll(/^```text\n(.+)\n```$/gm)].map(([, text]) => text!);
  assert(messages.length > 40, `${messages.length} messages`);
  for (const message of messages) {
    assert(source.includes(message), `No error says "${message}" any more`);
  }
});

Deno.test("the programs of the documents are the files in docs/programs, and the other way round", async () => {
  const shown = new Set(["counter.ts"]);
  for (const document of documents.values()) {
    for (const part of document.parts) {
      if (part.kind !== "program") continue;
      shown.add(part.file);
      const file = await Deno.readTextFile(new URL(`programs/${part.file}`, DOCS));
      if (Deno.env.get("EDDY_DOCS") === "update" && part.source !== file) {
        const markdown = await markdownOf(document);
        await Deno.writeTextFile(
          new URL(`${document.name}.md`, DOCS),
          markdown.replace(part.source, () => file),
        );
        continue;
      }
      assertEquals(
        part.source,
        file,
        `${document.name}.md: EDDY_DOCS=update takes it from the file`,
      );
    }
  }
  for await (const { name } of Deno.readDir(new URL("programs/", DOCS))) {
    assert(shown.has(name), `No document shows docs/programs/${name}`);
  }
});
