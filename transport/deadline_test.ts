import { assertEquals, assertRejects } from "@std/assert";
import { inTime } from "./deadline.ts";

Deno.test("inTime() answers what comes in time, fails with it, and gives up on the rest", async () => {
  assertEquals(await inTime(Promise.resolve("here"), 1000, "late"), "here");
  await assertRejects(
    () => inTime(Promise.reject(new Error("broken")), 1000, "late"),
    Error,
    "broken",
  );
  const never = new Promise<string>(() => {});
  assertEquals(await Promise.all([inTime(never, 50, "late"), inTime(never, 120, "later")]), [
    "late",
    "later",
  ]);
});
