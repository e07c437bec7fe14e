import { assertEquals } from "@std/assert";
import { wallClock } from "./wall_clock.ts";

const HOUR = 3_600_000;

Deno.test("wallClock() answers what the reader's clock shows", () => {
  const noon = Date.UTC(2026, 0, 15, 12);
  assertEquals(wallClock(noon, "UTC"), noon);
  assertEquals(wallClock(noon, "Europe/Vienna"), noon + HOUR);
  assertEquals(wallClock(noon, "America/New_York"), noon - 5 * HOUR);
  assertEquals(wallClock(noon, "Asia/Kolkata"), noon + 5.5 * HOUR);
  assertEquals(wallClock(Date.UTC(2026, 6, 15, 12), "Europe/Vienna") % (24 * HOUR), 14 * HOUR);
});

Deno.test("wallClock() follows clocks that are put forward and back", () => {
  const forward = Date.UTC(2026, 2, 29, 1);
  assertEquals(wallClock(forward - 1, "Europe/Vienna"), forward - 1 + HOUR);
  assertEquals(wallClock(forward, "Europe/Vienna"), forward + 2 * HOUR);
  const back = Date.UTC(2026, 9, 25, 1);
  for (const time of [back - HOUR, back - 1]) {
    assertEquals(wallClock(time, "Europe/Vienna"), time + 2 * HOUR);
  }
  assertEquals(wallClock(back, "Europe/Vienna"), back + HOUR);
});

Deno.test("wallClock() remembers days, and not for ever", () => {
  for (let day = 0; day < 9_000; day++) {
    const time = Date.UTC(2000, 0, 1 + day, 12);
    const shown = new Date(wallClock(time, "America/Sao_Paulo")).getUTCHours();
    assertEquals(shown === 9 || shown === 10, true);
  }
});
