import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import * as st from "@eddy/eddy";
import { HOSTILE_TEXTS } from "../tests/hostile_text.ts";
import { drawHtml } from "../tests/draw_html.ts";
import { open } from "../tests/kit.ts";

const number = st.component<{ note?: string }, number>({
  initial: 3,
  read: (value) => {
    if (typeof value !== "number") throw new TypeError("must be a number");
    return value;
  },
  js: "export default () => {}",
});

Deno.test("a component's value is what its check makes of what a browser says", async () => {
  await using page = await open(() => {
    st.write(`value ${number({}, { label: "Number", key: "n" })}`);
    st.write(`state ${st.sessionState.n}`);
  });
  assert(page.has("value 3"));
  await page.fill("Number", "5");
  assert(page.has("value 5") && page.has("state 5"));
  for (const said of ['"text"', "{", "", "null", `"${"x".repeat(70_000)}"`]) {
    await page.fill("Number", said);
    assertEquals([page.status, page.has("value 5")], [422, true], said.slice(0, 20));
  }
});

Deno.test("a component says nothing that is nested too deeply to be stored", async () => {
  const anything = st.component<Record<string, never>, unknown>({
    initial: null,
    js: "export default () => {}",
  });
  await using page = await open(() => {
    st.write(`value ${JSON.stringify(anything({}, { label: "Anything" })).length}`);
  });
  const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
  const objects = `${'{"a":'.repeat(2_000)}1${"}".repeat(2_000)}`;
  for (const said of [nested(101), nested(20_000), objects, `["]]",${nested(100)}]`]) {
    await page.fill("Anything", said);
    assertEquals([page.status, page.has("value 4")], [422, true], said.slice(0, 20));
  }
  // Brackets in a text are text, and lists beside each other are not deep.
  const flat = `["${"[".repeat(500)}\\"[{",${Array(500).fill("[]")}]`;
  for (const said of [nested(100), flat]) {
    await page.fill("Anything", said);
    assert(page.has(`value ${said.length}`), said);
  }
});

Deno.test("props stand in the markup as data, whatever they hold", async () => {
  for (const note of HOSTILE_TEXTS) {
    const html = await drawHtml(() => number({ note }));
    const [, props] = /data-props="([^"]*)"/.exec(html)!;
    assert(!/<(?!\/?(?:eddy-component|input)\b)/.test(html), html);
    assert(!props!.includes("<"), props);
  }
});

Deno.test("a component's code is served under its content's hash, and nothing else is", async () => {
  const one = st.component({
    initial: null,
    js: 'import "./part.js"; export default () => {}',
    html: "<p>`${x}`</p>",
    files: { "part.js": "export {}" },
  });
  const app = st.createApp(() => one({}));
  const document = await (await app.request("http://localhost/")).text();
  const path = /data-code="([^"]+)"/.exec(document)![1]!;
  const main = await app.request(`http://localhost${path}`);
  assertEquals(main.headers.get("content-type"), "text/javascript; charset=utf-8");
  assertStringIncludes(await main.text(), "<p>`${x}`</p>");
  const part = await app.request(`http://localhost${path.replace("main.js", "part.js")}`);
  assertEquals(await part.text(), "export {}");
  for (const other of [path.replace("main", "other"), "/_eddy/assets/c/nothing/main.js"]) {
    assertEquals((await app.request(`http://localhost${other}`)).status, 404);
  }
});

Deno.test("a component's files have names that a module can import from beside itself", () => {
  for (const name of ["main.js", "../x.js", "x.css", "a/b.js", ""]) {
    assertThrows(
      () => st.component({ initial: null, js: "", files: { [name]: "" } }),
      RangeError,
      "Cannot make a component with a file",
    );
  }
});
