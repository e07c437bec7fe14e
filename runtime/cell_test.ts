import { assertEquals } from "@std/assert";
import { columnTexts, dateInWords } from "./cell.ts";

const VIENNA = { locale: "de", timeZone: "Europe/Vienna" };

function texts(...cells: unknown[]): string[] {
  return columnTexts(cells, VIENNA).texts;
}

Deno.test("columnTexts() writes the numbers of a column with the same decimals", () => {
  assertEquals(texts(1, 2.5, -3.25), ["1.00", "2.50", "-3.25"]);
  assertEquals(texts(1, 2000), ["1", "2000"]);
  assertEquals(texts(1 / 3, 2), ["0.3333", "2.0000"]);
  assertEquals(texts(0.1 + 0.2), ["0.3000"]);
  assertEquals(texts(1e-9, 1e21, NaN, 5), ["1e-9", "1e+21", "NaN", "5"]);
});

Deno.test("columnTexts() says whether a column holds numbers", () => {
  const numeric = (...cells: unknown[]) => columnTexts(cells, VIENNA).numeric;
  assertEquals(numeric(1, null, 2n, undefined), true);
  assertEquals(numeric(1, "2"), false);
  assertEquals(numeric(null), false);
  assertEquals(numeric(), false);
});

Deno.test("columnTexts() leaves empty what is missing", () => {
  assertEquals(texts(null, undefined, "", false, 0), ["", "", "", "false", "0"]);
});

Deno.test("columnTexts() writes dates in the reader's time zone, as exactly as the column needs", () => {
  assertEquals(texts(new Date("2026-07-01T00:00Z"), new Date("2026-07-02T00:00Z")), [
    "2026-07-01",
    "2026-07-02",
  ]);
  assertEquals(texts(new Date("2026-07-01T00:00Z"), new Date("2026-07-01T10:30Z")), [
    "2026-07-01 02:00",
    "2026-07-01 12:30",
  ]);
  assertEquals(texts(new Date("2026-01-01T10:30:05Z"), null), ["2026-01-01 11:30:05", ""]);
  assertEquals(texts(new Date(NaN)), ["Invalid Date"]);
});

Deno.test("columnTexts() writes anything else in short", () => {
  const circle: unknown[] = [];
  circle.push(circle);
  assertEquals(
    texts({ a: 1n }, [1, "b"], circle, new URL("https://x.y/"), Symbol("s")),
    ['{"a":"1"}', '[1,"b"]', "[object Array]", "https://x.y/", "Symbol(s)"],
  );
});

Deno.test("dateInWords() speaks the reader's language; midnight UTC is a day", () => {
  assertEquals(dateInWords(new Date("2026-07-01T00:00Z"), VIENNA), "01.07.2026");
  assertEquals(dateInWords(new Date("2026-07-01T10:30Z"), VIENNA), "01.07.2026, 12:30");
  assertEquals(dateInWords(new Date(NaN), VIENNA), "Invalid Date");
});
