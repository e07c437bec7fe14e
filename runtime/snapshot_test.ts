import { assert, assertEquals } from "@std/assert";
import { snapshot } from "./snapshot.ts";
import type { Snapshot } from "./snapshot.ts";

/** The snapshot as text, to compare. */
function shown(value: unknown): string {
  return text(snapshot(value));
}

function text(value: Snapshot): string {
  if (value.kind === "plain") return `${value.type}:${value.text}`;
  const inner = value.entries.map(([name, entry]) => `${name}=${text(entry)}`).join(" ");
  return `${value.name}${value.kind}(${value.size}: ${inner})`;
}

Deno.test("snapshot() tells what kind of value it is", () => {
  assertEquals(shown("a"), "text:a");
  assertEquals(shown(1.5), "number:1.5");
  assertEquals(shown(-0), "number:0");
  assertEquals(shown(10n), "number:10");
  assertEquals(shown(NaN), "number:NaN");
  assertEquals(shown(true), "boolean:true");
  assertEquals(shown(null), "nothing:null");
  assertEquals(shown(undefined), "nothing:undefined");
  assertEquals(shown(Symbol("s")), "other:Symbol(s)");
  assertEquals(shown(function named() {}), "other:function named");
  assertEquals(shown(new Date(0)), "other:1970-01-01T00:00:00.000Z");
  assertEquals(shown(new Date(NaN)), "other:Invalid Date");
  assertEquals(shown(new TypeError("no")), "other:TypeError: no");
  assertEquals(shown(/a/g), "other:/a/g");
});

Deno.test("snapshot() goes into lists, records, maps, sets and instances", () => {
  assertEquals(shown([1, ["a"]]), "list(2: 0=number:1 1=list(1: 0=text:a))");
  assertEquals(shown({ a: {} }), "record(1: a=record(0: ))");
  assertEquals(shown(new Set([1])), "Setlist(1: 0=number:1)");
  assertEquals(
    shown(new Map<unknown, unknown>([[{}, 1], [null, 2]])),
    "Maprecord(2: {}=number:1 null=number:2)",
  );
  assertEquals(shown(new Float64Array([1])), "Float64Arraylist(1: 0=number:1)");
  class Order {
    id = 1;
  }
  assertEquals(shown(new Order()), "Orderrecord(1: id=number:1)");
  assertEquals(shown(Object.assign(Object.create(null), { a: 1 })), "record(1: a=number:1)");
});

Deno.test("snapshot() ends where a value holds itself, but not where it stands twice", () => {
  const circle: Record<string, unknown> = {};
  circle.self = circle;
  assertEquals(shown(circle), "record(1: self=other:(in a circle))");
  const twice = [1];
  assertEquals(shown([twice, twice]), "list(2: 0=list(1: 0=number:1) 1=list(1: 0=number:1))");
});

Deno.test("snapshot() is bounded in entries, levels and length of text", () => {
  const long = snapshot(Array.from({ length: 50_000 }, (_, i) => i));
  assert(long.kind === "list" && long.entries.length === 10_000 && long.size === 50_000);
  let deep: unknown = "bottom";
  for (let i = 0; i < 10_000; i++) deep = [deep];
  assert(shown(deep).includes("(too deep)"));
  assert(shown("x".repeat(1_000_000)).length < 20_000);
  const wide = Array.from({ length: 200 }, () => Array.from({ length: 200 }, () => 0));
  assert(shown(wide).length < 300_000);
});

Deno.test("snapshot() shows what a getter throws", () => {
  const value = {
    get broken() {
      throw new Error("no");
    },
  };
  assertEquals(shown(value), "record(1: broken=other:Error: no)");
});
