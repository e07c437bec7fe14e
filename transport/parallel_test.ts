/** That workers which share nothing are told apart from a process of its own. */
import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { MemorySessionStore } from "../runtime/session_store.ts";
import { SharedStore } from "../tests/kit/fleet.ts";
import { demandSharing, warnOfMadeKey } from "./parallel.ts";

const PARALLEL = ["deno", "serve", "-A", "--parallel", "app.ts"];
const given = { keys: ["a key of sixteen characters"], made: false };
const made = { keys: ["another of as many characters"], made: true };

Deno.test("demandSharing() refuses what workers cannot share, and says what to do", () => {
  const inMemory = { store: new MemorySessionStore(), secrets: given };
  const noKey = { store: new SharedStore(), secrets: made };
  assertStringIncludes(
    assertThrows(() => demandSharing(inMemory, PARALLEL), Error).message,
    "redisStore(url)",
  );
  assertStringIncludes(
    assertThrows(() => demandSharing(noKey, PARALLEL), Error).message,
    "EDDY_SECRET",
  );
  demandSharing({ store: new SharedStore(), secrets: given }, PARALLEL);
});

Deno.test("demandSharing() lets a process have memory of its own", () => {
  const alone = { store: new MemorySessionStore(), secrets: made };
  demandSharing(alone);
  demandSharing(alone, []);
  demandSharing(alone, ["deno", "serve", "app.ts", "--parallel"]);
  demandSharing(alone, ["deno", "test", "-A", "--parallel"]);
});

Deno.test("warnOfMadeKey() tells of pages that outlive the key to them, and of nothing else", () => {
  const warned = (settings: Parameters<typeof warnOfMadeKey>[0], ...commandLine: string[]) => {
    const said: string[] = [];
    warnOfMadeKey(settings, (text) => said.push(text), commandLine);
    return said;
  };
  const kept = { store: new SharedStore(), secrets: made };
  const [text, ...more] = warned(kept, "deno", "serve", "-A", "deploy.ts");
  assertStringIncludes(text!, "Set EDDY_SECRET to");
  assertEquals(more, []);
  assertEquals(warned(kept, "deno", "serve", "-A", "--watch", "deploy.ts"), []);
  assertEquals(warned(kept, "deno", "test", "-A"), []);
  assertEquals(warned({ ...kept, secrets: given }, "deno", "serve", "deploy.ts"), []);
  const inMemory = { store: new MemorySessionStore(), secrets: made };
  assertEquals(warned(inMemory, "deno", "serve", "app.ts"), []);
});

Deno.test({
  name: "deno serve --parallel with sessions in memory does not start",
  ignore: Deno.build.os !== "linux",
  async fn() {
    const script = await Deno.makeTempFile({ suffix: ".ts" });
    const mod = new URL("../mod.ts", import.meta.url).href;
    await Deno.writeTextFile(
      script,
      `import { createApp } from "${mod}"; export default createApp(() => {});`,
    );
    const { success, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["serve", "-A", "--parallel", "--host", "127.0.0.1", "--port", "0", script],
      cwd: new URL("../", import.meta.url),
      env: { DENO_JOBS: "2", NO_COLOR: "1" },
      stdin: "null",
    }).output();
    await Deno.remove(script);
    assertEquals(success, false);
    assertStringIncludes(new TextDecoder().decode(stderr), "Cannot keep sessions in memory");
  },
});
