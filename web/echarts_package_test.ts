import { assertStringIncludes } from "@std/assert";

Deno.test("importEcharts() says what an app without a network needs", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const file = new URL("./echarts_package.ts", import.meta.url).href;
    const code = `import { importEcharts } from ${JSON.stringify(file)}; await importEcharts();`;
    await Deno.writeTextFile(`${folder}/main.ts`, code);
    const { stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--no-config", "--cached-only", `${folder}/main.ts`],
      env: { DENO_DIR: folder, NO_COLOR: "1" },
    }).output();
    assertStringIncludes(
      new TextDecoder().decode(stderr),
      'npm package "echarts" cannot be loaded; an app that has no network needs import "@eddy/eddy/echarts"',
    );
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
