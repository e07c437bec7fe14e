import { assertEquals, assertStringIncludes } from "@std/assert";
import * as st from "../../mod.ts";
import { assertRefuses, HOSTILE } from "../../tests/hostile.ts";
import { TestPage } from "../../tests/session.ts";

Deno.test("numberInput() tells an empty field from 0", async () => {
  const answers: (number | null)[] = [];
  const page = new TestPage(() => void answers.push(st.numberInput("Guests")));
  await page.use(["Guests", ""]);
  await page.use(["Guests", "0"]);
  await page.use(["Guests", "-1.5e2"]);
  assertEquals(answers, [0, null, 0, -150]);
});

Deno.test("numberInput() begins empty with null, and at min without a value", () => {
  const page = new TestPage(() => {
    st.write(`${st.numberInput("a", { value: null, min: 3 })}`);
    st.write(`${st.numberInput("b", { min: 3 })}`);
    st.write(`${st.numberInput("c", { max: -3 })}`);
  });
  assertEquals(page.text().match(/^(null|3|-3)$/gm), ["null", "3", "-3"]);
});

Deno.test("numberInput() refuses what is no number, and what does not fit", async () => {
  const page = new TestPage(() =>
    st.write(`${st.numberInput("Guests", { min: 1, max: 12, step: 1, value: 2 })}`)
  );
  await assertRefuses(page, "Guests", [...HOSTILE, ["0"], ["13"], ["2.5"], ["1e-7"]]);
});

Deno.test("numberInput() counts steps from min, else from the initial value", async () => {
  const page = new TestPage(() => {
    st.numberInput("a", { min: 1, step: 5 });
    st.numberInput("b", { value: 0.5, step: 0.1 });
  });
  assertEquals((await page.use(["a", "11"], ["b", "0.7"])).refused, []);
  await assertRefuses(page, "a", [["10"]]);
  await assertRefuses(page, "b", [["0.75"]]);
});

Deno.test("numberInput() without step takes any number", async () => {
  const page = new TestPage(() => void st.numberInput("a"));
  for (const value of ["0.1", "1e300", ".5", "-7", "0.30000000000000004"]) {
    assertEquals((await page.use(["a", value])).refused, []);
  }
});

Deno.test("numberInput() refuses options that cannot be", () => {
  const cases: [Parameters<typeof st.numberInput>[1], string][] = [
    [{ min: 9, max: 3 }, "min must be <= max: received min 9, max 3"],
    [{ step: -1 }, "step must be > 0"],
    [{ value: 7, max: 3 }, "it takes 3 or less, 7 was received"],
    [{ value: NaN }, "value must be a finite number"],
  ];
  for (const [options, message] of cases) {
    assertStringIncludes(new TestPage(() => void st.numberInput("n", options)).text(), message);
  }
});

Deno.test("numberInput() shows a number by its format, which does not change it", async () => {
  const page = new TestPage(() =>
    st.write(`= ${st.numberInput("Pi", { value: 3.14159, format: "%.2f" })}`)
  );
  const { element } = page.widget("Pi");
  if (element.kind !== "numberInput") throw new Error(element.kind);
  assertEquals(element.show(3.14159), "3.14");
  // A form sends along what nobody has touched.
  await page.use(["Pi", "3.14"]);
  assertStringIncludes(page.text(), "= 3.14159");
  await page.use(["Pi", "2.5"]);
  assertStringIncludes(page.text(), "= 2.5");
  await page.use(["Pi", "3.14"]);
  assertEquals(page.text().split("= ")[1], "3.14");
  for (const format of ["%d kg", "percent", "%,d", "%s"]) {
    const refused = new TestPage(() => void st.numberInput("x", { format }));
    assertStringIncludes(refused.text(), `format must be like "%d", "%.2f" or "%e"`);
  }
});
