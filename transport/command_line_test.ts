/** What is known of how a process was started. */
import { assertEquals } from "@std/assert";
import { importOptions, listedCommandLine, ownCommandLine, ownOptions } from "./command_line.ts";

Deno.test("ownOptions() ends where the script begins", () => {
  const words = ["deno", "run", "-A", "--watch", "app.ts", "--parallel"];
  assertEquals(ownOptions(words), ["run", "-A", "--watch"]);
  assertEquals(ownOptions(["deno", "repl"]), ["repl"]);
});

Deno.test("importOptions() are those that say where imports are", () => {
  const options = ["run", "-A", "-c", "a.json", "--import-map=b.json", "--watch"];
  assertEquals(importOptions(options), ["-c", "a.json", "--import-map=b.json"]);
});

Deno.test({
  name: "listedCommandLine() is what the system's own file says",
  ignore: Deno.build.os !== "linux" || !await hasPs(),
  fn() {
    assertEquals(listedCommandLine().join(" "), ownCommandLine().join(" ").trim());
  },
});

async function hasPs(): Promise<boolean> {
  try {
    return (await new Deno.Command("ps", { stdout: "null" }).output()).success;
  } catch {
    // There is none.
    return false;
  }
}
