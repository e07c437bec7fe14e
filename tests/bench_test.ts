/**
 * The short form of the bench: that it still runs, and that a rerun has not become clearly dearer beside a
 * bare handler. Processor times are compared, which a busy machine changes least, by a bound far from what is
 * measured; what must not grow at all is counted in `cost_test.ts`.
 */
import { assert, assertEquals, assertGreater } from "@std/assert";

interface Report {
  readonly figures: readonly { readonly name: string; readonly value: number }[];
  readonly failures: readonly unknown[];
}

/** Three times below what a quiet machine measures. */
const LEAST = 0.06;

Deno.test("deno task bench measures a rerun, and it costs no multiple of what it did", async () => {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", "tests/bench/main.ts", "--quick", "--json", "reruns"],
    cwd: new URL("..", import.meta.url),
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  assert(success, text(stderr));
  const { figures, failures } = JSON.parse(text(stdout)) as Report;
  assertEquals(failures, []);
  const name = "fragment reruns per second of processor time";
  assertGreater(figures.find((figure) => figure.name === name)!.value, LEAST);
});
