import { assertEquals, assertRejects, assertStringIncludes, assertThrows } from "@std/assert";
import { TestPage } from "../tests/session.ts";
import { cacheData, cacheResource } from "./cache.ts";
import { button } from "./elements/button.ts";
import { container } from "./elements/container.ts";
import { write } from "./elements/write.ts";
import { fragment } from "./fragment.ts";

Deno.test("cacheData() computes once for equal arguments, whatever the order of members", () => {
  let calls = 0;
  const cached = cacheData((of: { a: number; b: number }) => of.a + of.b + calls++);
  assertEquals(cached({ a: 1, b: 2 }), 3);
  assertEquals(cached({ b: 2, a: 1 }), 3);
  assertEquals(cached({ a: 2, b: 2 }), 5);
});

Deno.test("cacheData() tells apart arguments that look alike as text", () => {
  const cached = cacheData((...args: unknown[]) => args.map((arg) => typeof arg).join());
  assertEquals(cached(1), "number");
  assertEquals(cached("1"), "string");
  assertEquals(cached(1n), "bigint");
  assertEquals(cached(undefined), "undefined");
  assertEquals(cached(null), "object");
  assertEquals(cached(new Date(1)), "object");
});

Deno.test("cacheData() hands out copies", () => {
  const cached = cacheData(() => [1, 2]);
  cached().push(3);
  assertEquals(cached(), [1, 2]);
});

Deno.test("cacheData() has one call in flight per set of arguments", async () => {
  const gate = Promise.withResolvers<number>();
  let calls = 0;
  const cached = cacheData((_: string) => (calls++, gate.promise));
  const both = Promise.all([cached("a"), cached("a")]);
  gate.resolve(7);
  assertEquals(await both, [7, 7]);
  assertEquals(calls, 1);
});

Deno.test("cacheData() does not remember a failure", async () => {
  let calls = 0;
  const cached = cacheData(async () => {
    await Promise.resolve();
    if (++calls === 1) throw new Error("first");
    return calls;
  });
  await assertRejects(() => cached(), Error, "first");
  assertEquals(await cached(), 2);
});

Deno.test("cacheData() forgets by age, by room and when told", async () => {
  let calls = 0;
  const aged = cacheData(() => ++calls, { ttl: "1ms" });
  assertEquals(aged(), 1);
  const past = Date.now() + 2;
  while (Date.now() < past) await Promise.resolve();
  assertEquals(aged(), 2);

  const roomy = cacheData((name: string) => name + ++calls, { maxEntries: 2 });
  const [a, b] = [roomy("a"), roomy("b")];
  assertEquals(roomy("a"), a);
  roomy("c");
  assertEquals(roomy("a"), a);
  assertEquals(roomy("b") === b, false);
  roomy.clear("a");
  assertEquals(roomy("a") === a, false);
});

Deno.test("cacheData() says what is wrong with an argument or a result", () => {
  assertThrows(() => cacheData((f: () => void) => f)(() => {}), TypeError, "type function");
  assertThrows(() => cacheData(() => () => {})(), TypeError, "structuredClone");
});

Deno.test("cacheResource() shares the object, checks it, and releases what it forgets", () => {
  const released: number[] = [];
  let made = 0;
  const connect = cacheResource(() => ({ number: ++made, open: true }), {
    validate: ({ open }) => open,
    onRelease: ({ number }) => released.push(number),
  });
  const first = connect();
  assertEquals(connect() === first, true);
  first.open = false;
  assertEquals(connect().number, 2);
  assertEquals(released, [1]);
  connect.clear();
  assertEquals(released, [1, 2]);
});

Deno.test("C1 a cached function's elements are drawn again on a hit, at the place of the call", async () => {
  let calls = 0;
  const cached = cacheData(() => {
    calls++;
    write("drawn inside");
    container().write("in a box");
  });
  const part = fragment(() => {
    button("again");
    cached();
    write("after");
  });
  const page = new TestPage(() => {
    cached();
    part();
  });
  const inside = "drawn inside\nin a box";
  assertEquals(page.text(), `${inside}\n[again]\n${inside}\nafter`);
  await page.press("again");
  assertEquals(page.text(), `${inside}\n[again]\n${inside}\nafter`);
  assertEquals(calls, 1);
});

Deno.test("C2 a widget in a cached function is refused, and so is a cached fragment", () => {
  const cached = cacheData(() => void button("inside"));
  const page = new TestPage(() => cached());
  assertStringIncludes(page.text(), 'Cannot draw button "inside" in a cached function');
  assertThrows(() => cacheData(fragment(() => {})), TypeError, "Cannot cache a fragment");
});

Deno.test("C3 all sessions share a cache", () => {
  let calls = 0;
  const cached = cacheData(() => ++calls);
  const body = () => write(cached());
  assertEquals([new TestPage(body).text(), new TestPage(body).text()], ["1", "1"]);
});

Deno.test("C4 a spinner for a slow cached call shows inside the fragment", async () => {
  const gate = Promise.withResolvers<string>();
  const slowCall = cacheData(function load() {
    return gate.promise;
  });
  const part = fragment(async () => write(await slowCall()));
  const page = new TestPage(async () => {
    write("before");
    await part();
    write("after");
  });
  assertEquals(page.text(), "before\n… Running load");
  gate.resolve("loaded");
  await page.job.done;
  assertEquals(page.text(), "before\nloaded\nafter");
});

Deno.test("cacheData() of an async function answers a promise, also of what it remembers", async () => {
  const cached = cacheData((n: number) => Promise.resolve(n));
  assertEquals(await cached(1), 1);
  assertEquals(await cached(1).then((n) => n + 1), 2);
});

Deno.test("cacheData() of each page's own is computed once for each, and forgotten for one", () => {
  let calls = 0;
  const cached = cacheData(() => ++calls, { scope: "session" });
  let forgets = false;
  const body = () => {
    if (forgets) cached.clear();
    write(`${cached()} ${cached()}`);
  };
  const one = new TestPage(body);
  const other = new TestPage(body);
  assertEquals([one.text(), other.text()], ["1 1", "2 2"]);
  forgets = true;
  void one.rerun();
  forgets = false;
  void other.rerun();
  assertEquals([one.text(), other.text()], ["3 3", "2 2"]);
  assertThrows(cached, Error, "outside a run");
});

Deno.test("cacheData() answers an old result at once, and computes a new one in the background", async () => {
  let calls = 0;
  let computed = Promise.withResolvers<void>();
  const cached = cacheData(async () => {
    const call = ++calls;
    queueMicrotask(() => computed.resolve());
    if (call === 2) throw new Error("away");
    await Promise.resolve();
    return call;
  }, { ttl: "1ms", refreshMode: "background", showSpinner: false });
  const page = new TestPage(async () => write(`= ${await cached()}`));
  const rerun = async () => {
    const past = Date.now() + 2;
    while (Date.now() < past) await Promise.resolve();
    computed = Promise.withResolvers();
    await page.rerun();
    const shown = page.text();
    await computed.promise;
    // What it has computed is kept in the next turn.
    await new Promise((resolve) => setTimeout(resolve));
    return shown;
  };
  await page.job.done;
  assertEquals(page.text(), "= 1");
  assertEquals(await rerun(), "= 1");
  assertEquals(page.errors.map(String), ["Error: away"], "the error is told");
  assertEquals(await rerun(), "= 1");
  assertEquals(await rerun(), "= 3");
});
