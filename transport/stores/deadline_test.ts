import { assertEquals, assertRejects } from "@std/assert";
import { beforeDeadline, LateError } from "./deadline.ts";

Deno.test("beforeDeadline() answers what came in time, and its error", async () => {
  assertEquals(await beforeDeadline(Promise.resolve(1), 10_000), 1);
  await assertRejects(
    () => beforeDeadline(Promise.reject(new RangeError("no")), 10_000),
    RangeError,
  );
});

Deno.test("beforeDeadline() throws when nothing comes", async () => {
  const never = new Promise<never>(() => {});
  await assertRejects(() => beforeDeadline(never, 10), LateError, "no answer within 10 ms");
});

Deno.test("beforeDeadline() does not count time in which the process itself stood still", async () => {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  const accepting = listener.accept();
  using connection = await Deno.connect({ hostname: "127.0.0.1", port });
  using other = await accepting;
  const reading = beforeDeadline(connection.read(new Uint8Array(1)), 20);
  await other.write(new Uint8Array([1]));
  // The answer is there while the app computes for longer than the deadline.
  const until = performance.now() + 200;
  while (performance.now() < until) { /* A page that blocks. */ }
  assertEquals(await reading, 1);
});
