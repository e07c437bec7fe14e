import { assertEquals, assertThrows } from "@std/assert";
import { numberFormat } from "./number_format.ts";

function written(format: string, value: number, locale = "en"): string {
  return numberFormat(format, locale)(value);
}

Deno.test("numberFormat() writes by name in the reader's language", () => {
  assertEquals(written("plain", 1234.5), "1234.5");
  assertEquals(written("localized", 1234.56789), "1,234.568");
  assertEquals(written("localized", 1234.5, "de"), "1.234,5");
  assertEquals(written("percent", 0.1234), "12.34%");
  assertEquals(written("dollar", 3), "$3.00");
  assertEquals(written("euro", 1234.5, "de"), "1.234,50\u00a0€");
  assertEquals(written("yen", 3), "¥3");
  assertEquals(written("compact", 12345), "12.3K");
  assertEquals(written("bytes", 2000), "2KB");
});

Deno.test("numberFormat() writes by pattern, the same everywhere", () => {
  assertEquals(written("%.2f", 3.14159, "de"), "3.14");
  assertEquals(written("%d items", 3.7), "4 items");
  assertEquals(written("%,d", 1234567), "1,234,567");
  assertEquals(written("%,.1f km", -1234.56), "-1,234.6 km");
  assertEquals(written("%.1f%%", 12.34), "12.3%");
  assertEquals(written("%.1e", 12345), "1.2e+4");
  assertEquals(written("%s", 0.1), "0.1");
  assertEquals(written("%.2f", Infinity), "Infinity");
});

Deno.test("numberFormat() refuses what has no place for the number, or two", () => {
  for (const format of ["", "compcat", "100%%", "%d of %d", "%y"]) {
    assertThrows(() => numberFormat(format, "en"), SyntaxError, `"${format}"`);
  }
});
