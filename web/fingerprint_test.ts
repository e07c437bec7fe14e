import { assertEquals, assertNotEquals } from "@std/assert";
import { fingerprint } from "./fingerprint.ts";

Deno.test("fingerprint() is the same for the same markup, whatever came before", () => {
  const long = "<p>é€😀</p>".repeat(20_000);
  for (const html of ["", "a", "<p>abcde</p>", long, "😀".repeat(40_000)]) {
    const first = fingerprint(html);
    fingerprint("x".repeat(100_000));
    assertEquals(fingerprint(`${html.slice(0, 1)}${html.slice(1)}`), first);
  }
});

Deno.test("fingerprint() tells what differs by a letter anywhere, or by length", () => {
  const text = "<p>é€😀 one of many lines</p>".repeat(5000);
  const prints = new Set([fingerprint(text)]);
  let count = 1;
  for (let at = 0; at < text.length; at += 4999) {
    prints.add(fingerprint(`${text.slice(0, at)}#${text.slice(at + 1)}`));
    prints.add(fingerprint(`${text.slice(0, at)}${text.slice(at + 1)}`));
    count += 2;
  }
  assertEquals(prints.size, count);
  assertNotEquals(fingerprint("a"), fingerprint("a\0"));
  assertNotEquals(fingerprint(""), fingerprint("\0\0\0\0"));
});
