/** When an app is being written, and when it is not. */
import { assertEquals } from "@std/assert";
import { saysWatch, stage, stageOf } from "./watched.ts";

Deno.test("saysWatch() knows who begins anew with each change", () => {
  const says = (line: string) => saysWatch(line.split(" "));
  assertEquals(says("deno run -A --watch app.ts"), true);
  assertEquals(says("deno run -A --watch=data app.ts"), true);
  assertEquals(says("deno serve --watch-hmr app.tsx"), true);
  assertEquals(says("deno --watch app.ts"), true);
  assertEquals(says("deno run -A app.ts --watch"), false);
  assertEquals(says("deno test -A --watch"), false);
  assertEquals(says("deno run -A app.ts"), false);
});

Deno.test({
  name: "stageOf() goes by EDDY_DEV first",
  ignore: Deno.build.os === "windows",
  fn() {
    assertEquals(stageOf("0", true), null);
    assertEquals(stageOf("1", false), { watched: false });
    assertEquals(stageOf("1", true), { watched: true });
    assertEquals(stageOf(undefined, true), { watched: true });
    assertEquals(stageOf(undefined, false), null);
  },
});

Deno.test("a test runs what is in production", () => {
  assertEquals(stage(), null);
});

Deno.test("importing the package asks for no permission, watched or not", async () => {
  const mod = new URL("../../mod.ts", import.meta.url).pathname;
  for (const flags of [[], ["--watch"], ["--watch", "--allow-read"]]) {
    const child = new Deno.Command(Deno.execPath(), {
      args: ["run", "--no-prompt", "--no-check", ...flags, mod],
      env: { NO_COLOR: "1" },
      stdin: "null",
      stdout: "null",
      stderr: "piped",
    }).spawn();
    let said = "";
    for await (const text of child.stderr.pipeThrough(new TextDecoderStream())) {
      said += text;
      // Watched, it waits for a change once it is through.
      if (/Process (?:finished|failed)/.test(said)) child.kill("SIGKILL");
    }
    await child.status;
    assertEquals(/NotCapable|error/.test(said), false, said);
  }
});
