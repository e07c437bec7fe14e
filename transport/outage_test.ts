import { assert, assertEquals } from "@std/assert";
import { Outage } from "./outage.ts";

function fixture() {
  const told: string[] = [];
  const time = { now: 0 };
  const outage = new Outage({ tell: (text) => told.push(text), now: () => time.now });
  return { told, time, outage };
}

Deno.test("Outage tells once that a store is away, and once that it is back", () => {
  const { told, time, outage } = fixture();
  outage.worked();
  for (; time.now < 60_000; time.now += 100) outage.failed(new Error("connection refused"));
  assertEquals(told.length, 1);
  assert(told[0]!.includes("connection refused"), told[0]);
  for (; time.now < 70_000; time.now += 100) outage.worked();
  assertEquals(told.slice(1), ["The session store is back, after 63 s"]);
  outage.failed(new Error("connection refused"));
  assertEquals(told.length, 3);
});

Deno.test("Outage tells of a store that wavers once, until it has been there for a while", () => {
  const { told, time, outage } = fixture();
  for (let i = 0; i < 100; i++, time.now += 1000) {
    if (i % 2 === 0) outage.failed(new Error("timed out"));
    else outage.worked();
  }
  assertEquals(told.length, 1);
  time.now += 3_000;
  outage.worked();
  assertEquals(told.length, 2);
});

Deno.test("Outage covers what says nothing but that the store is away", () => {
  const { outage } = fixture();
  const error = new Error("connection refused");
  outage.failed(error);
  assert(outage.covers(error));
  assert(outage.covers(new Error("Cannot reach the session store", { cause: error })));
  assert(!outage.covers(new Error("connection refused")));
  assert(!outage.covers("connection refused"));
});
