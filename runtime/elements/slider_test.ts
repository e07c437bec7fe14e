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
  assertEquals(element.texts, ["20.0 kg", "80.0 kg"]);
  assertEquals(element.ends, ["0.0 kg", "100.0 kg"]);
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
