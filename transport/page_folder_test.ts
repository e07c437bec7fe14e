import { assert, assertEquals, assertRejects } from "@std/assert";
import { navigation, pagesFrom, title } from "@eddy/eddy";
import type { PageFile } from "@eddy/eddy";
import { open } from "@eddy/eddy/testing";
import { Project } from "../tests/kit/project.ts";

/** Modules that say where they were drawn. */
function modules(...paths: string[]): Record<string, () => Promise<PageFile>> {
  return Object.fromEntries(
    paths.map((path) => [path, () => Promise.resolve({ default: () => title(`Drawn ${path}`) })]),
  );
}

Deno.test("pagesFrom() takes order, address, title and section from names", async () => {
  const sections = await pagesFrom(modules(
    "10_last.ts",
    "people.tsx",
    "2_open_orders.ts",
    "index.ts",
    "9_settings/users.ts",
    "9_settings/index.ts",
    "1_✉️_mail/inbox.js",
    "alpha.ts",
  ));
  const told = Object.entries(sections).map(([section, pages]) => [
    section,
    pages.map(({ path, title }) => `${path} ${title}`),
  ]);
  assertEquals(told, [
    ["", ["/ Home", "/open_orders Open orders", "/last Last", "/alpha Alpha", "/people People"]],
    ["Mail", ["/mail/inbox Inbox"]],
    ["Settings", ["/settings Settings", "/settings/users Users"]],
  ]);
});

Deno.test("pagesFrom() takes what a file exports before what its name says", async () => {
  const pages = await pagesFrom({
    "1_🏠_start.ts": () => Promise.resolve({ default: () => title("Start") }),
    "2_📦_orders.ts": () =>
      Promise.resolve({ default: () => title("Orders"), title: "All orders", icon: "🚚" }),
    "3_secret.ts": () => Promise.resolve({ default: () => title("Found"), hidden: true }),
  });
  await using page = await open(() => navigation(pages).run());
  const links = page.findAll("#pages a").map(({ textContent }) => textContent);
  assertEquals(links, ["🏠Start", "🚚All orders"]);
  await page.goto("/secret");
  assert(page.has("Found"), page.picture());
});

Deno.test("pagesFrom() reads a folder, without what is beside its pages", async () => {
  const body = "export default () => {};\n";
  await using project = await Project.make({
    "pages/index.ts": body,
    "pages/1_a b.ts": body,
    "pages/_shared.ts": "export const nothing = 1;\n",
    "pages/index_test.ts": "throw new Error('a test');\n",
    "pages/types.d.ts": "throw new Error('types');\n",
    "pages/notes.md": "# Notes\n",
    "pages/team/people.ts": body,
    "none/notes.md": "# Notes\n",
    "wrong/index.ts": "export const page = 1;\n",
    "deep/a/b/c.ts": body,
  });
  // With or without a slash behind it.
  for (const folder of ["pages", "pages/"]) {
    const sections = await pagesFrom(new URL(`file://${project.path}/${folder}`));
    assertEquals(
      Object.values(sections).flat().map(({ path }) => path),
      ["/", "/a_b", "/team/people"],
    );
  }
  const wrong: [string, string][] = [
    ["none", "Cannot find pages"],
    ["wrong", 'Cannot make a page of "index.ts": it exports no function by default'],
    ["deep", 'Cannot make a page of "a/b/c.ts": folders of pages stand one deep'],
    ["nowhere", "there is no such folder"],
  ];
  for (const [folder, message] of wrong) {
    const url = new URL(`file://${project.path}/${folder}/`);
    await assertRejects(() => pagesFrom(url), Error, message);
  }
  await assertRejects(() => pagesFrom(new URL("https://x.example/pages/")), TypeError, "imports");
});
