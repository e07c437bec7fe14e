import { assertEquals, assertStringIncludes } from "@std/assert";
import * as st from "../../mod.ts";
import { assertRefuses, HOSTILE } from "../../tests/hostile.ts";
import { TestPage } from "../../tests/session.ts";

Deno.test("slider() answers a number between min and max, min at first", async () => {
  const answers: number[] = [];
  const page = new TestPage(() => void answers.push(st.slider("Level", { min: 2, max: 9 })));
  await page.use(["Level", "7"]);
  assertEquals(answers, [2, 7]);
});

Deno.test("slider() with two numbers answers both ends", async () => {
  const answers: [number, number][] = [];
  const page = new TestPage(() => {
    answers.push(st.slider("Weight", { value: [20, 80] }));
  });
  await page.use(["Weight", ["30", "30"]]);
  answers[1]![0] = 99;
  await page.rerun();
  assertEquals(answers, [[20, 80], [99, 30], [30, 30]]);
  await assertRefuses(page, "Weight", [["40", "30"], ["30"], ["30", "101"], ["-1", "30"]]);
});

Deno.test("slider() refuses what is no number, out of its bounds or off its steps", async () => {
  const page = new TestPage(() => st.write(`${st.slider("Level", { max: 10, value: 3 })}`));
  await assertRefuses(page, "Level", [...HOSTILE, [""], [], ["11"], ["-1"], ["2.5"]]);
});

Deno.test("slider() takes steps of decimals as a browser writes them", async () => {
  const page = new TestPage(() =>
    st.write(`${st.slider("Share", { max: 1, step: 0.1, value: 0 })}`)
  );
  for (const value of ["0.1", "0.3", "0.7", "1"]) {
    assertEquals((await page.use(["Share", value])).refused, []);
    assertStringIncludes(page.text(), value);
  }
  await assertRefuses(page, "Share", [["0.15"]]);
});

Deno.test("slider() keeps a value between its steps while the browser shows the step next to it", async () => {
  const page = new TestPage(() =>
    st.write(`= ${st.slider("Level", { min: 1, max: 100, step: 5, value: 50 })}`)
  );
  // A range control that begins at 1 can show 46 and 51, and shows 51; a form sends that untouched.
  assertEquals((await page.use(["Level", "51"])).refused, []);
  assertStringIncludes(page.text(), "= 50");
  await page.use(["Level", "46"]);
  await page.use(["Level", "51"]);
  assertStringIncludes(page.text(), "= 51");
});

Deno.test("slider() with a key begins again when its bounds change, and not for another label (W6)", async () => {
  let options = { max: 10, label: "Level" };
  const page = new TestPage(() =>
    st.write(`= ${st.slider(options.label, { key: "level", max: options.max, value: 1 })}`)
  );
  await page.use(["level", "7"]);
  options = { max: 10, label: "Height" };
  await page.rerun();
  assertStringIncludes(page.text(), "= 7");
  options = { max: 20, label: "Height" };
  await page.rerun();
  assertStringIncludes(page.text(), "= 1");
});

Deno.test("slider() shows its values in their format", () => {
  const page = new TestPage(() => void st.slider("Weight", { value: [20, 80], format: "%.1f kg" }));
  const { element } = page.widget("Weight");
  if (element.kind !== "slider") throw new Error(element.kind);
  assertEquals(element.values.map(element.scale.show), ["20.0 kg", "80.0 kg"]);
});

Deno.test("slider() refuses options that cannot be", () => {
  const cases: [Parameters<typeof st.slider>[1], string][] = [
    [{ min: 9, max: 3 }, "min must be < max: received min 9, max 3"],
    [{ step: 0 }, "step must be > 0"],
    [{ value: 101 }, "value must be between 0 and 100: received 101"],
    [{ value: NaN }, "value must be a finite number: received NaN"],
    [{ max: Infinity }, "max must be a finite number"],
    [{ value: [80, 20] as const }, "the lower end first: received 80 and 20"],
    [{ format: "no place" }, "no place"],
  ];
  for (const [options, message] of cases) {
    assertStringIncludes(new TestPage(() => void st.slider("Level", options)).text(), message);
  }
});

Deno.test("slider() begins again where the state holds what does not fit", () => {
  const page = new TestPage(() => {
    st.sessionState.level ??= "high";
    st.write(`= ${st.slider("Level", { key: "level", value: 5 })}`);
  });
  assertStringIncludes(page.text(), "= 5");
});

Deno.test("slider() of days answers days, and takes them as numbers or as texts", async () => {
  const answers: string[] = [];
  const page = new TestPage(() => {
    answers.push(st.slider("Day", { min: "2024-02-26", max: "2024-03-04", value: "2024-02-28" }));
  });
  const { element } = page.widget("Day");
  if (element.kind !== "slider") throw new Error(element.kind);
  assertEquals(element.scale.show(element.min), "Feb 26, 2024");
  await page.use(["Day", String(Date.UTC(2024, 1, 29) / 86_400_000)]);
  await page.use(["Day", "2024-03-01"]);
  assertEquals(answers, ["2024-02-28", "2024-02-29", "2024-03-01"]);
  const days = (text: string) => String(Date.parse(text) / 86_400_000);
  await assertRefuses(page, "Day", [
    ...HOSTILE,
    ["2024-02-25"],
    ["2024-03-05"],
    ["2024-02-29T00:00"],
    [days("2024-03-05")],
    [`${days("2024-03-01")}.5`],
  ]);
});

Deno.test("slider() of times and of days with times steps by its interval", async () => {
  const answers: unknown[] = [];
  const page = new TestPage(() => {
    answers.push([
      st.slider("Open", { min: "08:00", max: "20:00", value: ["09:00", "17:30"], step: "30min" }),
      st.slider("Start", { min: "2026-11-21T08:00", max: "2026-11-22T08:00" }),
      st.slider("Lap", { min: "00:00:00", max: "00:02:00", step: 5 }),
    ]);
  });
  await page.use(["Open", ["10:30", "64800"]], ["Start", "2026-11-21T23:45"], ["Lap", "00:01:05"]);
  assertEquals(answers, [
    [["09:00", "17:30"], "2026-11-21T08:00", "00:00:00"],
    [["10:30", "18:00"], "2026-11-21T23:45", "00:01:05"],
  ]);
  await assertRefuses(page, "Open", [["18:00", "10:30"], ["10:15", "18:00"], ["10:30"], [
    "9:30",
    "11:00",
  ]]);
  await assertRefuses(page, "Start", [["2026-11-21T23:40"], ["2026-11-22T08:15"]]);
  await assertRefuses(page, "Lap", [["00:02:05"], ["00:00:03"]]);
});

Deno.test("slider() of days stands in the address, and in the state, as a day", async () => {
  const page = new TestPage(() =>
    st.write(
      `= ${
        st.slider("Day", { min: "2026-01-01", max: "2026-12-31", key: "day", bindQuery: "day" })
      }`,
    ), { url: "http://localhost/?day=2026-05-06" });
  assertStringIncludes(page.text(), "= 2026-05-06");
  await page.use(["day", String(Date.UTC(2026, 6, 1) / 86_400_000)]);
  assertStringIncludes(page.text(), "= 2026-07-01");
  assertEquals(page.session.query.toString(), "?day=2026-07-01");
  assertEquals(page.session.state.get("day"), "2026-07-01");
});

Deno.test("slider() refuses days and times that cannot be", () => {
  const year = { min: "2026-01-01", max: "2026-12-31" };
  const cases: [Readonly<Record<string, unknown>>, string][] = [
    [{ min: "soon", max: "later" }, 'min must be a number, or a text such as "2026-11-21"'],
    [{ ...year, max: "09:30" }, 'max must be written as min is, "2026-01-01": received "09:30"'],
    [{ ...year, max: 7 }, "max must be written as min is"],
    [{ ...year, value: "2026-02-30" }, "value must be written as min is"],
    [{ ...year, value: "2027-01-01" }, "value must be between 2026-01-01 and 2026-12-31"],
    [{ min: "2026-12-31", max: "2026-01-01" }, "min must be < max"],
    [{ ...year, step: "12h" }, "step must be whole days: received 43200 s"],
    [{ min: "08:00", max: "09:00", step: 0 }, "step must be whole seconds"],
    [{ ...year, format: "relative" }, "must be one of short, medium, long, full"],
  ];
  for (const [options, message] of cases) {
    const body = () => void st.slider("Day", options as { min: string; max: string });
    assertStringIncludes(new TestPage(body).text(), message);
  }
});
