/** The package as it is used elsewhere: its modules come over HTTP, or lie in one compiled file. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { BROWSER_PACKAGES } from "../web/npm_file.ts";
import { AppProcess } from "./kit/app_process.ts";
import { Project } from "./kit/project.ts";

const ROOT = new URL("../", import.meta.url);
const TYPES: Readonly<Record<string, string>> = {
  ts: "application/typescript",
  js: "text/javascript",
  json: "application/json",
};

const APP = `import * as st from "@eddy/eddy";
import "@eddy/eddy/echarts";

st.serve(() => {
  st.title("Installed");
  st.code("const n = 1;", { language: "typescript" });
  st.latex("x^2");
  st.barChart([{ city: "Linz", total: 3 }], { x: "city", y: "total" });
  st.echartsChart({ series: [{ type: "pie", data: [{ name: "Wels", value: 3 }] }] });
});
`;

/** All that one of our modules imports, and that they import. */
async function modulesOf(name: string): Promise<string[]> {
  const { modules } = JSON.parse(await deno(ROOT.pathname, "info", "--json", name));
  return modules.map(({ specifier }: { specifier: string }) => specifier);
}

/** A package that does not come with every app. */
const LARGE = "echarts";

async function deno(cwd: string, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args,
    cwd,
    env: { NO_COLOR: "1" },
  }).output();
  const decoder = new TextDecoder();
  assertEquals(code, 0, decoder.decode(stderr));
  return decoder.decode(stdout);
}

/** Serves the modules of this tree, as a registry does: nothing else may be needed of it. */
function registry(): Deno.HttpServer<Deno.NetAddr> {
  return Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, async ({ url }) => {
    const { pathname } = new URL(url);
    const type = TYPES[pathname.split(".").at(-1)!];
    if (type === undefined) return new Response(null, { status: 404 });
    const file = await Deno.readFile(new URL(`.${pathname}`, ROOT)).catch(() => null);
    return file === null
      ? new Response(null, { status: 404 })
      : new Response(file, { headers: { "content-type": type } });
  });
}

Deno.test("an app whose package came over HTTP is served when there is no network any more", async () => {
  await using project = await Project.make({ "app.ts": APP });
  await using cached = new AsyncDisposableStack();
  {
    await using server = registry();
    const { modulesCache } = JSON.parse(await deno(project.path, "info", "--json"));
    const copies = `${modulesCache}/http/127.0.0.1_PORT${server.addr.port}`;
    cached.defer(() => Deno.remove(copies, { recursive: true }));
    const config = await project.read("deno.json");
    const here = `http://127.0.0.1:${server.addr.port}/`;
    await project.write(
      "deno.json",
      config.replaceAll(new RegExp(`${ROOT.href}(?!tests)`, "g"), here),
    );
    await deno(project.path, "cache", "--allow-import", "app.ts");
    // Who has the package from elsewhere has no checkout.
    await deno(project.path, "run", "-A", "--no-config", `${here}init.ts`, "made");
    assertEquals((await project.read("made/deno.json")).includes("links"), false);
  }
  await using app = await AppProcess.start("app.ts", {
    cwd: project.path,
    flags: ["--cached-only"],
  });
  const html = await (await fetch(app.url)).text();
  for (const words of ["Installed", "hljs-keyword", "<math", "Linz", ">Wels</text>"]) {
    assertStringIncludes(html, words);
  }
  for (
    const [, path] of html.matchAll(
      /(?:src|href|data-module|data-library)="(\/_eddy\/assets\/[^"]+)"/g,
    )
  ) {
    const response = await fetch(app.url + path);
    assertEquals(response.status, 200, path);
    assert((await response.text()).length > 100, path);
  }
});

Deno.test("what browsers are sent is among the modules that deno compile puts into its file", async () => {
  const modules = await modulesOf("mod.ts");
  assert(modules.includes(new URL("web/assets.json", ROOT).href));
  const has = (all: readonly string[], name: string) =>
    all.some((one) => one.startsWith(`npm:/${name}@`));
  for (const name of [...Object.keys(BROWSER_PACKAGES), "katex", "highlight.js", "vega"]) {
    assertEquals(has(modules, name), name !== LARGE, name);
  }
  // Who draws with it says so, and nobody else has 60 MB more.
  assert(has(await modulesOf("echarts.ts"), LARGE));
});
