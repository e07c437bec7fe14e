import { assertEquals } from "@std/assert";
import { dateOfWallTime, wallTime } from "./wall_time.ts";

Deno.test("wallTime() and dateOfWallTime() lead to each other and back", () => {
  for (const zone of ["UTC", "Europe/Vienna", "America/New_York", "Asia/Kathmandu"]) {
    for (const iso of ["2026-01-15T12:00:07Z", "2026-07-15T23:30:00Z", "1969-07-20T20:17:40Z"]) {
      assertEquals(dateOfWallTime(wallTime(new Date(iso), zone), zone), new Date(iso));
    }
  }
  assertEquals(wallTime(new Date("2026-07-15T10:00Z"), "Europe/Vienna"), "2026-07-15T12:00:00");
  assertEquals(dateOfWallTime("2026-07-15T12:00", "Europe/Vienna"), new Date("2026-07-15T10:00Z"));
});

Deno.test("dateOfWallTime() knows what becomes of hours that clocks leave out or show twice", () => {
  const vienna = (text: string) => dateOfWallTime(text, "Europe/Vienna").toISOString();
  assertEquals(vienna("2026-03-29T01:59:00"), "2026-03-29T00:59:00.000Z");
  assertEquals(vienna("2026-03-29T02:30:00"), "2026-03-29T01:30:00.000Z");
  assertEquals(vienna("2026-03-29T03:00:00"), "2026-03-29T01:00:00.000Z");
  assertEquals(vienna("2026-10-25T02:30:00"), "2026-10-25T00:30:00.000Z");
  assertEquals(vienna("2026-10-25T03:00:00"), "2026-10-25T02:00:00.000Z");
});
