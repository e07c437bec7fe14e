import { assertEquals, assertStringIncludes } from "@std/assert";
import * as st from "../../mod.ts";
import { assertRefuses, HOSTILE } from "../../tests/hostile.ts";
import { TestPage } from "../../tests/session.ts";

Deno.test("dateInput() answers days of the calendar, or null", async () => {
  const answers: (string | null)[] = [];
  const page = new TestPage(() => {
    answers.push(st.dateInput("Day", { value: "2026-11-21" }));
  });
  await page.use(["Day", "2024-02-29"]);
  await page.use(["Day", ""]);
  assertEquals(answers, ["2026-11-21", "2024-02-29", null]);
});

Deno.test("dateInput() refuses days that the calendar does not have, and those out of its bounds", async () => {
  const page = new TestPage(() =>
    st.write(`${st.dateInput("Day", { value: null, min: "2026-01-01", max: "2026-12-31" })}`)
  );
  await assertRefuses(page, "Day", [
    ...HOSTILE,
    ["2026-02-29"],
    ["2026-13-01"],
    ["2026-00-10"],
    ["2026-04-31"],
    ["2025-12-31"],
    ["2027-01-01"],
    ["2026-11-21T00:00"],
    ["+02026-11-21"],
  ]);
});

Deno.test("dateInput() begins with today where the user is", () => {
  const expected = (timeZone: string) =>
    new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" }).format();
  const zones = [null, "Pacific/Kiritimati", "Pacific/Pago_Pago", "No/Such_Zone"];
  for (const timeZone of zones) {
    let day: string | null = null;
    const page = new TestPage(() => {
      day = st.dateInput("Day");
    });
    page.session.request = { ...page.session.request, timeZone };
    page.session.state.clear();
    page.session.schedule.submit({ kind: "load" });
    assertEquals(day, expected(timeZone?.startsWith("Pacific") ? timeZone : "UTC"));
    const { element } = page.widget("Day");
    // Only a guess is put right by the browser.
    assertEquals(element.kind === "dateInput" && element.guesses, [timeZone === null ? "" : null]);
  }
});

Deno.test("dateInput() takes today into its bounds", () => {
  const page = new TestPage(() => st.write(`${st.dateInput("Day", { max: "2020-01-01" })}`));
  assertStringIncludes(page.text(), "2020-01-01");
});

Deno.test("dateInput() reads a Date as a day at midnight UTC, else where the user is", () => {
  const page = new TestPage(() => {
    st.write(`a ${st.dateInput("a", { value: new Date("2026-11-21") })}`);
    st.write(`b ${st.dateInput("b", { value: new Date("2026-11-21T23:30:00Z") })}`);
  });
  assertStringIncludes(page.text(), "a 2026-11-21");
  assertStringIncludes(page.text(), "b 2026-11-21");
  page.session.request = { ...page.session.request, timeZone: "Europe/Vienna" };
  page.session.state.clear();
  page.session.schedule.submit({ kind: "load" });
  assertStringIncludes(page.text(), "a 2026-11-21");
  assertStringIncludes(page.text(), "b 2026-11-22");
});

Deno.test("dateInput() refuses options that are no dates", () => {
  const cases: [Parameters<typeof st.dateInput>[1], string][] = [
    [{ value: "2026-02-30" }, 'received "2026-02-30"'],
    [{ value: "" }, 'such as "2026-11-21", or null for none: received ""'],
    [{ value: new Date(NaN) }, 'received "Invalid Date"'],
    [{ min: "tomorrow" }, "min must be a date"],
    [{ min: "2026-02-01", max: "2026-01-01", value: null }, "min must be <= max"],
    [{ min: "2026-02-01", value: "2026-01-01" }, "must be between min and max"],
  ];
  for (const [options, message] of cases) {
    assertStringIncludes(new TestPage(() => void st.dateInput("Day", options)).text(), message);
  }
});

Deno.test("dateInput() with two days answers both ends of a range, null for an open one", async () => {
  const answers: unknown[] = [];
  const page = new TestPage(() => {
    answers.push(st.dateInput("Days", { value: ["2026-01-01", "2026-01-31"], max: "2027-01-01" }));
  });
  await page.use(["Days", ["2026-02-03", "2026-02-03"]]);
  await page.use(["Days", ["", "2026-02-03"]]);
  await page.use(["Days", ["", ""]]);
  assertEquals(answers, [
    ["2026-01-01", "2026-01-31"],
    ["2026-02-03", "2026-02-03"],
    [null, "2026-02-03"],
    [null, null],
  ]);
});

Deno.test("dateInput() refuses a range that ends before it begins, has one day, or none at all", async () => {
  const page = new TestPage(() =>
    st.write(`${st.dateInput("Days", { value: ["2026-01-01", null], max: "2027-01-01" })}`)
  );
  await assertRefuses(page, "Days", [
    ["2026-02-02", "2026-02-01"],
    ["2026-02-02"],
    ["2026-02-02", "2027-02-01"],
    ["2026-02-02", "2026-02-30"],
    ["2026-02-02", "2026-02-03", "2026-02-04"],
  ]);
});

Deno.test("dateInput() refuses ends in the wrong order, and keeps its own range from its author", async () => {
  let days: unknown[] = [];
  const page = new TestPage(() => {
    days = st.dateInput("Days", { value: ["2026-01-01", "2026-01-31"], key: "days" });
    days.reverse();
  });
  await page.rerun();
  assertEquals(days, ["2026-01-31", "2026-01-01"]);
  const wrong = () => void st.dateInput("Days", { value: ["2026-02-01", "2026-01-01"] });
  assertStringIncludes(new TestPage(wrong).text(), "must begin with the lower end");
});
