import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { BROWSER_PACKAGES, manifestByStack, npmFile } from "./npm_file.ts";

const PACKAGES = Object.entries(BROWSER_PACKAGES);

Deno.test("npmFile() reads a package's file", async () => {
  const manifest = JSON.parse(await npmFile("leaflet", "package.json"));
  assertEquals([manifest.name, manifest.version], ["leaflet", BROWSER_PACKAGES.leaflet!.version]);
});

Deno.test("manifestByStack() finds the packages without Deno's help, of the same version", async () => {
  for (const [name, { version }] of PACKAGES) {
    const manifest = JSON.parse(await Deno.readTextFile(await manifestByStack(name)));
    assertEquals([manifest.name, manifest.version], [name, version]);
  }
});

Deno.test("packages for browsers have the version of the import map", async () => {
  const { imports } = JSON.parse(await Deno.readTextFile(new URL("../deno.json", import.meta.url)));
  for (const [name, { version }] of PACKAGES) assertEquals(imports[name], `npm:${name}@${version}`);
});

Deno.test("npmFile() says which package it cannot find", async () => {
  const error = await assertRejects(() => npmFile("eddy-has-no-such-package", "x.js"), Error);
  assertStringIncludes((error as Error).message, '"eddy-has-no-such-package"');
});
