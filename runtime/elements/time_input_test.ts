import { assertEquals, assertStringIncludes } from "@std/assert";
import * as st from "../../mod.ts";
import { assertRefuses, HOSTILE } from "../../tests/hostile.ts";
import { TestPage } from "../../tests/session.ts";

Deno.test("timeInput() answers a time of the day, or null", async () => {
  const answers: (string | null)[] = [];
  const page = new TestPage(() => {
    answers.push(st.timeInput("Alarm"));
  });
  await page.use(["Alarm", "07:15"]);
  // A browser may say the seconds although there are none.
  await page.use(["Alarm", "23:59:00"]);
  await page.use(["Alarm", ""]);
  assertEquals(answers, [null, "07:15", "23:59", null]);
});

Deno.test("timeInput() with seconds always writes them", async () => {
  const answers: (string | null)[] = [];
  const page = new TestPage(() => {
    answers.push(st.timeInput("Lap", { value: "00:01", step: 5 }));
  });
  await page.use(["Lap", "00:01:35"]);
  await page.use(["Lap", "00:02"]);
  assertEquals(answers, ["00:01:00", "00:01:35", "00:02:00"]);
});

Deno.test("timeInput() refuses what is no time, and what is between two steps", async () => {
  const page = new TestPage(() =>
    st.write(`${st.timeInput("Alarm", { value: "07:15", step: "15min" })}`)
  );
  await assertRefuses(page, "Alarm", [
    ...HOSTILE,
    ["24:00"],
    ["07:60"],
    ["7:15"],
    ["07:16"],
    ["07:15:01"],
    ["07:15:00.5"],
    ["2026-11-21T07:15"],
  ]);
});

Deno.test("timeInput() gives back what the app has set, even between two steps", async () => {
  let time: string | null = null;
  const page = new TestPage(() => {
    st.sessionState.time ??= "07:16";
    time = st.timeInput("Alarm", { step: "15min", key: "time" });
  });
  assertEquals(time, "07:16");
  assertEquals((await page.use(["Alarm", "07:16"])).refused, []);
});

Deno.test("datetimeInput() answers a date with a time, or null", async () => {
  const answers: (string | null)[] = [];
  const page = new TestPage(() => {
    answers.push(st.datetimeInput("Start", { value: "2026-11-21T09:30" }));
  });
  await page.use(["Start", "2024-02-29T23:59"]);
  await page.use(["Start", ""]);
  assertEquals(answers, ["2026-11-21T09:30", "2024-02-29T23:59", null]);
});

Deno.test("datetimeInput() refuses what is no such moment or out of its bounds", async () => {
  const page = new TestPage(() =>
    st.write(
      `${st.datetimeInput("Start", { min: "2026-01-01T00:00", max: "2026-12-31T12:00" })}`,
    )
  );
  await assertRefuses(page, "Start", [
    ...HOSTILE,
    ["2026-11-21"],
    ["2026-11-21 09:30"],
    ["2026-11-21T09:30Z"],
    ["2026-11-21T09:30:30"],
    ["2026-11-21T09:30T"],
    ["2026-11-21T09:30\nT"],
    ["2026-02-29T09:30"],
    ["2025-12-31T23:59"],
    ["2026-12-31T12:01"],
  ]);
});

Deno.test("datetimeInput() reads a moment as what stands on its user's wall, on a step", () => {
  const at = (timeZone: string | null) => {
    let start: string | null = null;
    const page = new TestPage(() => {
      start = st.datetimeInput("Start", {
        value: new Date("2026-11-21T23:37:20Z"),
        step: "15min",
      });
    });
    page.session.request = { ...page.session.request, timeZone };
    page.session.state.clear();
    page.session.schedule.submit({ kind: "load" });
    const { element } = page.widget("Start");
    return [start, element.kind === "datetimeInput" && element.guesses[0]];
  };
  assertEquals(at("Europe/Vienna"), ["2026-11-22T00:30", null]);
  assertEquals(at("America/New_York"), ["2026-11-21T18:30", null]);
  // Only a guess is put right by the browser.
  assertEquals(at(null), ["2026-11-21T23:30", "2026-11-21T23:37:20.000Z"]);
});

Deno.test('timeInput() and datetimeInput() begin with "now" where the user is', () => {
  const page = new TestPage(() => {
    st.timeInput("Time", { value: "now" });
    st.datetimeInput("Both", { value: "now", max: "2020-01-01T00:00" });
  });
  const { element } = page.widget("Time");
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
  const now = new Date().toISOString().slice(11, 16);
  const shown = element.kind === "timeInput" ? element.values[0]! : "";
  // The minute may have passed, at midnight, too.
  assertEquals((minutes(now) - minutes(shown) + 1440) % 1440 <= 1, true, `${shown}, ${now}`);
  const both = page.widget("Both").element;
  assertEquals(both.kind === "datetimeInput" && both.values, ["2020-01-01T00:00"]);
});

Deno.test("timeInput() and datetimeInput() refuse options that make no sense", () => {
  const cases: [() => unknown, string][] = [
    [
      () => st.timeInput("T", { value: "24:00" }),
      'such as "09:30", or null for none: received "24:00"',
    ],
    [() => st.timeInput("T", { value: "09:31", step: 120 }), "value must be on a step of 120 s"],
    [() => st.timeInput("T", { step: 0.5 }), "step must be whole seconds"],
    [() => st.timeInput("T", { step: "2 days" }), "step must be whole seconds"],
    [() => st.datetimeInput("T", { value: "2026-11-21" }), "must be a date and time such as"],
    [() => st.datetimeInput("T", { value: new Date(NaN) }), 'received "Invalid Date"'],
    [
      () => st.datetimeInput("T", { min: "2026-01-02T00:00", max: "2026-01-01T00:00" }),
      "min must be <= max",
    ],
    [
      () => st.datetimeInput("T", { min: "2026-01-02T00:01", step: "1h" }),
      "min must be on a step",
    ],
    [
      () => st.datetimeInput("T", { min: "2026-01-02T00:00", value: "2026-01-01T00:00" }),
      "must be between min and max",
    ],
  ];
  for (const [draw, message] of cases) {
    assertStringIncludes(new TestPage(() => void draw()).text(), message);
  }
});
