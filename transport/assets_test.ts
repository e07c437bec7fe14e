import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { createApp } from "@eddy/eddy";
import { library, loadAssets } from "./assets.ts";

Deno.test("a module stands behind what it uses, in one piece", async () => {
  const { modules, sheets } = await loadAssets();
  for (const { text, name } of Object.values(modules)) {
    assertEquals(/^import\s/m.test(text), false, name);
    assertStringIncludes(text, "export default");
  }
  assertStringIncludes(modules.map.text, "Leaflet 1.9");
  assertStringIncludes(sheets.map.text, ".leaflet-container");
  // Of the package's pictures none is served.
  assertEquals(sheets.map.text.includes("url("), false);
});

Deno.test("a frame lets in scripts from here only, and styles of its own", async () => {
  const { frames } = await loadAssets();
  const app = createApp(() => {});
  const response = await app.request(`http://localhost/_eddy/assets/${frames.diagram.name}`);
  assertEquals(response.status, 200);
  const policy = response.headers.get("content-security-policy")!;
  assertStringIncludes(policy, "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'");
  assertEquals(policy.includes("connect-src"), false);
  const html = await response.text();
  const scripts = [...html.matchAll(/<script src="([^"]+)"><\/script>/g)].map(([, src]) => src!);
  assertEquals(html.match(/<script/g)?.length, scripts.length);
  for (const name of scripts) {
    const script = await app.request(`http://localhost/_eddy/assets/${name}`);
    assertEquals(script.status, 200, name);
    assertMatch(script.headers.get("content-type")!, /^text\/javascript/);
    assert((await script.text()).length > 500);
  }
});

Deno.test("a library is the package's file of the version that is named", async () => {
  assertEquals(await library("diagram-0.0.0.js"), null);
  assertEquals(await library("../diagram.js"), null);
  const config = new URL("../deno.json", import.meta.url);
  const { imports } = JSON.parse(await Deno.readTextFile(config));
  const [, version] = /@([\d.]+)$/.exec(imports["@mermaid-js/tiny"])!;
  assert(await library(`diagram-${version}.js`));
});
