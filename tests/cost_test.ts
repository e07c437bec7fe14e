/**
 * What Eddy costs, counted in bytes rather than measured in time: a machine that does something else
 * besides does not change it. The bounds stand a quarter above what was found when they were written; who
 * makes a page cheaper lowers them, who makes it dearer says in the commit what for.
 */
import { assertLess } from "@std/assert";

/** Enough that nothing is collected while it is counted. */
const FLAGS = "--v8-flags=--expose-gc,--min-semi-space-size=64,--max-semi-space-size=128";

Deno.test("a session that is held and a rerun cost as many bytes as they did", async () => {
  const program = new URL("./kit/counted.ts", import.meta.url);
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", FLAGS, program.href],
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  if (!success) throw new Error(text(stderr));
  const { perSession, perRerun } = JSON.parse(text(stdout));
  // One page with one fragment, opened and used once.
  assertLess(perSession, 11_000);
  // Its request and its answer included.
  assertLess(perRerun, 61_000);
});
