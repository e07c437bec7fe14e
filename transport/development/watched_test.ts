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
