import { assertEquals } from "@std/assert";
import { readerOf } from "./reader.ts";
import type { Run } from "./run.ts";

function reader(language: string | null, timeZone: string | null) {
  const headers = new Headers(language === null ? {} : { "accept-language": language });
  return readerOf({ session: { request: { headers, timeZone } } } as Run);
}

Deno.test("readerOf() takes the browser's first language and its time zone", () => {
  assertEquals(reader("de-AT,de;q=0.9", "Europe/Vienna"), {
    locale: "de-AT",
    timeZone: "Europe/Vienna",
  });
  assertEquals(reader(null, null), { locale: "en", timeZone: "UTC" });
});

Deno.test("readerOf() takes nothing that Intl would throw at", () => {
  for (const odd of ["*", "not a locale", "x".repeat(1000), "__proto__"]) {
    assertEquals(reader(odd, odd), { locale: "en", timeZone: "UTC" });
  }
});
