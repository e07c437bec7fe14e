import { assertEquals, assertThrows } from "@std/assert";
import { Buffer } from "node:buffer";
import { UploadPage } from "../tests/upload_page.ts";
import { cacheData, cacheResource } from "./cache.ts";
import { keyOf } from "./cache_key.ts";
import { fileUploader } from "./elements/file_uploader.ts";
import { write } from "./elements/write.ts";

const bytes = (...items: number[]) => new Uint8Array(items);
const found = (text: string) => /a/.exec(text);

/** Makes values that differ from each other; each of them anew, so that none is the same object. */
const DIFFERENT: readonly (() => unknown)[] = [
  () => undefined,
  () => null,
  () => false,
  () => "",
  () => "1",
  () => 1,
  () => 1n,
  () => 0,
  () => -0,
  () => NaN,
  () => Infinity,
  () => "NaN",
  () => [],
  () => [undefined],
  () => [null],
  () => new Array(1),
  () => new Array(2),
  () => ["a", "b"],
  () => ["ab"],
  () => Object.assign(["a"], { of: "one" }),
  () => found("a"),
  () => found("ba"),
  () => ({}),
  () => ({ a: undefined }),
  () => ({ a: 1 }),
  () => ({ a: "1" }),
  () => ({ a: { b: 1 } }),
  () => ({ number: "NaN" }),
  () => ({ undefined: 1 }),
  () => ({ upload: "a" }),
  () => ({ object: [["a", 1]] }),
  () => Object.defineProperty({}, "hidden", { value: 1 }),
  () => new Date(1),
  () => new Date(2),
  () => new Date(NaN),
  () => ({ Date: [1] }),
  () => new Map(),
  () => new Map([["a", 1]]),
  () => new Map([["a", 2]]),
  () => new Map([[{ a: 1 }, 1]]),
  () => new Set(),
  () => new Set(["a"]),
  () => new Set([["a", 1]]),
  () => /a/,
  () => /b/,
  () => /a/g,
  () => Object.assign(/a/g, { lastIndex: 1 }),
  () => new URL("http://a/"),
  () => new URL("http://b/"),
  () => "http://a/",
  () => new URLSearchParams("a=1"),
  () => new URLSearchParams("a=2"),
  () => new URLSearchParams("a=1&a=1"),
  () => bytes(),
  () => bytes(1),
  () => bytes(2),
  () => bytes(1, 0, 0, 0),
  () => bytes(1).buffer,
  () => bytes(2).buffer,
  () => new Int8Array([1]),
  () => new Int32Array([1]),
  () => new DataView(bytes(1).buffer),
  () => new Float64Array([0]),
  () => new Float64Array([-0]),
  () => Buffer.from([1]),
  () => Temporal.PlainDate.from("2024-01-01"),
  () => Temporal.PlainDate.from("2025-01-01"),
  () => Temporal.PlainDate.from("2024-01-01").withCalendar("hebrew"),
  () => Temporal.PlainDateTime.from("2024-01-01"),
  () => Temporal.PlainYearMonth.from("2024-01"),
  () => Temporal.PlainMonthDay.from("01-01"),
  () => Temporal.PlainTime.from("10:00"),
  () => Temporal.Instant.from("2024-01-01T00:00Z"),
  () => Temporal.ZonedDateTime.from("2024-01-01T00:00[UTC]"),
  () => Temporal.ZonedDateTime.from("2024-01-01T00:00[Europe/London]"),
  () => Temporal.Duration.from({ seconds: 1 }),
  () => Temporal.Duration.from({ milliseconds: 1000 }),
];

Deno.test("arguments of a cached call are told apart, of whatever kinds they are", () => {
  const texts = new Map<string, string>();
  for (const make of DIFFERENT) {
    for (
      const wrap of [
        make,
        () => ["in a list", make()],
        () => ({ in: make() }),
        () => new Map([[1, make()]]),
      ]
    ) {
      const key = keyOf([wrap()]);
      assertEquals(keyOf([wrap()]), key, `${make} is another one each time`);
      assertEquals(texts.get(key), undefined, `${make} is taken for ${texts.get(key)}`);
      texts.set(key, String(make));
    }
  }
  assertEquals(keyOf(["a", "b"]) === keyOf([["a", "b"]]), false);
  assertEquals(keyOf([{ a: 1, b: 2 }]), keyOf([{ b: 2, a: 1 }]));
  assertEquals(keyOf([Object.assign(Object.create(null), { a: 1 })]), keyOf([{ a: 1 }]));
});

class Money {
  readonly #amount: number;
  constructor(amount: number) {
    this.#amount = amount;
  }
  toString() {
    return `${this.#amount} €`;
  }
}

Deno.test("an argument that shows nothing of itself is refused, by name", () => {
  const circle: unknown[] = [];
  circle.push({ circle });
  const refused: [unknown, string][] = [
    [new Money(1), "of type Money"],
    [{ price: new Money(1) }, "of type Money"],
    [new Map([[new Money(1), 1]]), "of type Money"],
    [new (class Day extends Date {})(1), "of type Day"],
    [Object.assign(new Date(1), { of: "Ann" }), "of type Date"],
    [new (class Secret extends Uint8Array {})(1), "of type Secret"],
    [new Error("a"), "of type Error"],
    [new Blob(["a"]), "of type Blob"],
    [new File(["a"], "a"), "of type File"],
    [new WeakMap(), "of type WeakMap"],
    [Promise.resolve(1), "of type Promise"],
    [new Headers({ a: "1" }), "of type Headers"],
    [Object(1), "of type Number"],
    [Object("a"), "of type String"],
    [() => 1, "of type function"],
    [Symbol("a"), "of type symbol"],
    [{ [Symbol("a")]: 1 }, "with members named by symbols"],
    [circle, "that holds itself"],
  ];
  for (const [value, what] of refused) {
    for (const cached of [cacheData(String), cacheResource(String)]) {
      const error = assertThrows(() => cached(value), TypeError, what);
      assertEquals(error.message.includes("hand over what tells it apart, such as an id"), true);
    }
  }
  // One object at two places is no circle.
  const twice = { a: 1 };
  assertEquals(keyOf([[twice, twice]]), keyOf([[{ a: 1 }, { a: 1 }]]));
});

Deno.test("an uploaded file is told apart by its upload, not by what it is called", async () => {
  let calls = 0;
  const read = cacheData((file: { text(): Promise<string> }) => (calls++, file.text()));
  const open = () =>
    new UploadPage(async () => {
      const file = fileUploader("File");
      if (file !== null) write(await read(file));
    });
  const texts: string[] = [];
  for (const [id, content] of [["a", "of Ann"], ["b", "of Bob"]] as const) {
    const page = open();
    page.send("File", id, content, "same.txt");
    await page.use(["File", id]);
    await page.rerun();
    texts.push(page.text().split("\n").at(-1)!);
  }
  assertEquals(texts, ["of Ann", "of Bob"]);
  assertEquals(calls, 2);
});
