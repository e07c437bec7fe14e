/**
 * What Eddy costs, counted in bytes rather than measured in time: a machine that does something else
 * besides does not change it. The bounds stand a quarter above what was found when they were written; who
 * makes a page cheaper lowers them, who makes it dearer says in the commit what for.
 */
import { assertLess } from "@std/assert";

/** Enough that nothing is collected while it is counted. */
const FLAGS = "--v8-flags=--expose-gc,--min-semi-space-size=64,--max-semi-space-size=128";

interface Cost {
  /** Bytes that are held of a page with one fragment, opened and used once. */
  readonly perSession: number;
  /** Bytes made for a rerun, its request and its answer included; and with a thousand elements around it. */
  readonly perRerun: number;
  readonly perCrowdedRerun: number;
  /** Those of a rerun that live through a quick collection of garbage. */
  readonly survives: number;
  /** Bytes made for each element of a full run. */
  readonly perElement: number;
  /** Bytes of answers: of a button and a line, and of the one line that a full run changed. */
  readonly sentByRerun: number;
  readonly sentByFullRun: number;
}

async function count(): Promise<Cost> {
  const program = new URL("./kit/counted.ts", import.meta.url);
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", FLAGS, program.href],
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  if (!success) throw new Error(text(stderr));
  return JSON.parse(text(stdout));
}

Deno.test("a session, a rerun and an element cost as many bytes as they did", async (t) => {
  const cost = await count();
  await t.step("a session that is held", () => assertLess(cost.perSession, 9_300));
  await t.step("a rerun", () => assertLess(cost.perRerun, 55_500));
  // What holds on to a request for longer than its answer takes costs more time than all of its work.
  await t.step("what a rerun leaves behind", () => assertLess(cost.survives, 3_500));
  await t.step("a rerun makes nothing of what stands around its fragment", () => {
    assertLess(cost.perCrowdedRerun, 1.15 * cost.perRerun);
  });
  await t.step("an element of a full run", () => assertLess(cost.perElement, 3_100));
  await t.step("the answer to a rerun", () => assertLess(cost.sentByRerun, 420));
  await t.step("a full run sends what it changed", () => assertLess(cost.sentByFullRun, 400));
});
