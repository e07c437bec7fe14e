import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { blockId, digest, digestNumber, fragmentId, PAGE, widgetId } from "./ids.ts";
import type { BlockId } from "./ids.ts";

/** What may stand in an HTML id, a path segment, a form field's name and a CSS selector as it is. */
const PLAIN = /^[A-Za-z][A-Za-z0-9_-]*$/;
const HOSTILE = [
  "a b",
  "ä",
  "💥",
  "../..",
  "a/b",
  '"><img src=x>',
  "<hx-a>",
  "a.b",
  "a:b",
  "#a",
  "",
  " ",
  "\0",
  "x".repeat(500),
];

Deno.test("fragmentId() tells call sites apart by name, count and the fragment around them", () => {
  const outer = fragmentId({ name: "outer", parent: PAGE, nth: 0 });
  const ids = [
    outer,
    fragmentId({ name: "outer", parent: PAGE, nth: 1 }),
    fragmentId({ name: "other", parent: PAGE, nth: 0 }),
    fragmentId({ name: "", parent: PAGE, nth: 0 }),
    fragmentId({ name: "outer", parent: outer, nth: 0 }),
    fragmentId({ name: "outer", parent: outer, nth: 1 }),
    fragmentId({ key: "outer" }),
    fragmentId({ key: "other" }),
  ];
  assertEquals(new Set<string>(ids).size, ids.length);
  assertEquals(fragmentId({ name: "outer", parent: PAGE, nth: 0 }), outer);
});

Deno.test("widgetId() tells widgets apart by kind, parameters and owner, or by key alone", () => {
  const of = { kind: "button", identity: "Save", owner: "f-1" };
  const ids = [
    widgetId(of),
    widgetId({ ...of, kind: "checkbox" }),
    widgetId({ ...of, identity: "Save " }),
    widgetId({ ...of, owner: "f-2" }),
    widgetId({ key: "Save" }),
    widgetId({ key: "save" }),
  ];
  assertEquals(new Set<string>(ids).size, ids.length);
  assertEquals(widgetId(of), widgetId({ ...of }));
});

Deno.test("ids are plain whatever names, keys and labels hold", () => {
  for (const text of HOSTILE) {
    const ids = [
      fragmentId({ key: text }),
      fragmentId({ name: text, parent: PAGE, nth: 3 }),
      widgetId({ key: text }),
      widgetId({ kind: "button", identity: text, owner: text }),
    ];
    for (const id of ids) {
      assert(PLAIN.test(id), `${JSON.stringify(text)}: ${id}`);
      assert(id.length <= 80, id);
    }
  }
});

Deno.test("keys that are not plain stay apart", () => {
  const ids = HOSTILE.map((key) => widgetId({ key }));
  assertEquals(new Set<string>(ids).size, HOSTILE.length);
});

Deno.test("no fragment, widget or container has the id of another kind of thing", () => {
  const prefixes = [
    fragmentId({ key: "a" }),
    fragmentId({ name: "a", parent: PAGE, nth: 0 }),
    widgetId({ key: "a" }),
    widgetId({ kind: "a", identity: "a", owner: "a" }),
  ].map((id) => id.split("-")[0]);
  assertEquals(new Set(prefixes).size, prefixes.length);
  for (const id of ["page", "main", "sidebar", "dialogs", "toasts", "signals", "live"]) {
    assertNotEquals<string>(widgetId({ key: id }), id);
    assertNotEquals<string>(fragmentId({ key: id }), id);
  }
});

Deno.test("blockId() names a container by its place", () => {
  const main = { id: blockId(null, "main", 0), kind: "root" };
  const container = { id: blockId(main, "container", 2), kind: "container" };
  assertEquals<string>(main.id, "main");
  assertEquals<string>(container.id, "main-container2");
  assertEquals<string>(blockId(container, "slot", 0), "main-container2-slot0");
});

Deno.test("digest() is the same in every process", () => {
  assertEquals(digest("Eddy"), digest("Eddy"));
  // Pinned: ids are compared between processes that may run different builds of one app.
  assertEquals([digest(""), digest("a"), digest("Eddy")], [
    "wvjl67o803",
    "262p94epp1d",
    "1m7t3i3i7is",
  ]);
});

Deno.test("digestNumber() tells a hundred thousand similar texts apart", () => {
  const seen = new Set<number>();
  for (let i = 0; i < 100_000; i++) {
    const number = digestNumber(`<p>row ${i}</p>`);
    assert(Number.isSafeInteger(number) && number >= 0);
    seen.add(number);
  }
  assertEquals(seen.size, 100_000);
});

Deno.test("digestNumber() sees each change of one character", () => {
  const text = "The quick brown fox jumps over the lazy dog";
  const seen = new Set([digestNumber(text)]);
  for (let i = 0; i < text.length; i++) {
    for (const other of ["\0", "a", "Z", "ä", "\uffff"]) {
      if (text[i] === other) continue;
      seen.add(digestNumber(text.slice(0, i) + other + text.slice(i + 1)));
    }
  }
  const changes = [...text].reduce((sum, char) => sum + (char === "a" ? 4 : 5), 0);
  assertEquals(seen.size, 1 + changes);
});

Deno.test("no key and no name can be read as the id of what is in another fragment", () => {
  const list = fragmentId({ key: "list" });
  const row = fragmentId({ name: "row", parent: list, nth: 0 });
  const cell = fragmentId({ name: "cell", parent: row, nth: 0 });
  const of = (id: string, kind = "fragment") => ({ id: id as BlockId, kind });
  const container = of(blockId(of(list), "container", 0), "container");
  const ids = [row, cell, container.id, blockId(container, "slot", 0), blockId(of(row), "slot", 0)];
  for (const id of ids) {
    const text = id.slice("fk-".length);
    for (const separator of ["-", "--", "---", "_"]) {
      assertNotEquals<string>(fragmentId({ key: text.replaceAll("--", separator) }), id);
    }
    const last = text.slice("list--".length).replace(/-0$/, "");
    const same: string = fragmentId({ name: last, parent: list, nth: 0 });
    assertEquals(same === id, id === row, last);
  }
  const page = fragmentId({ name: "a", parent: PAGE, nth: 0 });
  const inner = fragmentId({ name: "b", parent: page, nth: 0 });
  for (const name of ["a-0-b", "a-0--b"]) {
    assertNotEquals(fragmentId({ name, parent: PAGE, nth: 0 }), inner);
  }
  for (const key of ["-list", "list-", "--", "list--row-0"]) {
    assertEquals(fragmentId({ key }).includes(key), false);
  }
});
