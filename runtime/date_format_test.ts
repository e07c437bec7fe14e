import { assertEquals, assertThrows } from "@std/assert";
import { dateFormat, momentOf } from "./date_format.ts";
import type { DateKind } from "./date_format.ts";

function text(cell: unknown, format: string, kind: DateKind, timeZone = "Europe/Vienna") {
  // Intl parts some words by a narrow space, or not, as its data are.
  return dateFormat(format, kind, { locale: "en-GB", timeZone })(cell)?.replace(/\s/g, " ");
}

Deno.test("dateFormat() says as much as is asked for, in the reader's zone", () => {
  const noon = new Date("2026-03-02T11:00Z");
  assertEquals(text(noon, "short", "date"), "02/03/2026");
  assertEquals(text(noon, "long", "date"), "2 March 2026");
  assertEquals(text(noon, "medium", "datetime"), "2 Mar 2026, 12:00");
  assertEquals(text(noon, "short", "time"), "12:00");
  assertEquals(text(noon.getTime(), "medium", "time"), "12:00:00");
});

Deno.test("dateFormat() moves no day and no wall clock into another zone", () => {
  assertEquals(text("2026-03-02", "medium", "date", "Pacific/Auckland"), "2 Mar 2026");
  assertEquals(text(new Date("2026-03-02T00:00Z"), "medium", "date", "America/Lima"), "2 Mar 2026");
  assertEquals(
    text("2026-03-02T23:30", "medium", "datetime", "Pacific/Auckland"),
    "2 Mar 2026, 23:30",
  );
  assertEquals(text("23:30", "short", "time", "Pacific/Auckland"), "23:30");
  assertEquals(text("2026-03-02T23:30Z", "medium", "datetime"), "3 Mar 2026, 00:30");
});

Deno.test("dateFormat() says how long ago it was", () => {
  const ago = (ms: number) => text(Date.now() - ms - 10, "relative", "datetime");
  assertEquals(ago(3 * 86_400_000), "3 days ago");
  assertEquals(ago(-2 * 3_600_000 - 5000), "in 2 hours");
  assertEquals(ago(800 * 86_400_000), "2 years ago");
});

Deno.test("dateFormat() leaves to others what is no date", () => {
  for (const cell of ["soon", "", "2026-13-45", null, true, new Date(NaN), {}]) {
    assertEquals(momentOf(cell), null, String(cell));
    assertEquals(text(cell, "long", "date"), undefined);
  }
  assertThrows(
    () => dateFormat("tiny", "date", { locale: "en", timeZone: "UTC" }),
    SyntaxError,
    'Cannot read date format "tiny"',
  );
});
