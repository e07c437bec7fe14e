/** Fields for days and times, typed into as people do. */
import { assertEquals } from "@std/assert";
import * as st from "@eddy/eddy";
import { eventually, quiet, see, seeAtLeast, withApp } from "./client_kit.ts";
import { browserTest, slow } from "./kit.ts";

/** Draws `widget` in a fragment, and its value and the number of runs below. */
function showing(widget: () => unknown): () => void {
  const part = st.fragment(() => {
    st.sessionState.runs = (st.sessionState.runs ?? 0) + 1;
    st.text(`value ${JSON.stringify(widget())} run ${st.sessionState.runs}`);
  });
  return () => void part();
}

const context = { locale: "en-US" };

browserTest(
  "dateInput: a date is sent once it is typed, not with each digit of its year",
  async () => {
    await withApp(showing(() => st.dateInput("Day", { value: null })), async (page) => {
      const field = page.getByLabel("Day");
      await field.focus();
      await page.keyboard.type("12242026");
      assertEquals(await field.inputValue(), "2026-12-24");
      await quiet(page);
      await see(page, "value null run 1");
      await page.keyboard.press("Tab");
      await page.keyboard.press("Tab");
      await see(page, 'value "2026-12-24" run 2');
      await field.focus();
      await page.keyboard.type("11");
      await page.keyboard.press("Enter");
      await see(page, 'value "2026-11-24" run 3');
      // What the browser's calendar says comes at once, also after somebody typed.
      await field.click();
      await field.fill("2026-01-01");
      await see(page, 'value "2026-01-01" run 4');
    }, { context });
  },
);

browserTest("dateInput: keeps what is being typed while its fragment reruns", async () => {
  let run = 0;
  const part = st.fragment(() => {
    st.dateInput("Day", { value: "2026-11-21" });
    st.text(`run ${++run}`);
  }, { runEvery: 0.3 });
  await withApp(() => void part(), async (page) => {
    const field = page.getByLabel("Day");
    await field.focus();
    await page.keyboard.type("12");
    const before = run;
    await seeAtLeast(page, "run", before + 2);
    assertEquals(await field.inputValue(), "2026-12-21");
    await page.keyboard.type("24");
    assertEquals(await field.inputValue(), "2026-12-24");
  }, { context });
});

browserTest("dateInput: a range keeps its ends in order, and either may be empty", async () => {
  const widget = () => st.dateInput("Days", { value: ["2026-01-10", "2026-01-20"] });
  await withApp(showing(widget), async (page) => {
    const group = page.getByRole("group", { name: "Days", exact: true });
    const [from, to] = [group.getByLabel("From"), group.getByLabel("To")];
    await from.fill("2026-01-15");
    await see(page, 'value ["2026-01-15","2026-01-20"] run 2');
    await to.fill("2026-01-14");
    // The browser says so itself, in its own words.
    await eventually(async () =>
      assertEquals((await page.getByRole("alert").innerText()) !== "", true)
    );
    await see(page, "run 2");
    await to.fill("");
    await see(page, 'value ["2026-01-15",null] run 3');
    await from.fill("");
    await see(page, "value [null,null] run 4");
    await to.fill("2020-01-01");
    await see(page, 'value [null,"2020-01-01"] run 5');
  }, { context });
});

browserTest("dateInput: a new range is typed end by end, with latency", async () => {
  const widget = () => st.dateInput("Days", { value: ["2026-01-10", "2026-01-20"] });
  await withApp(showing(widget), async (page) => {
    await slow(page, 200);
    await page.getByLabel("From").focus();
    await page.keyboard.type("03012026");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.type("03312026");
    await page.keyboard.press("Enter");
    await see(page, 'value ["2026-03-01","2026-03-31"]');
    await quiet(page);
    assertEquals(await page.getByRole("alert").count(), 0);
  }, { context });
});

browserTest("timeInput: a time is typed; one between two steps is not sent", async () => {
  const widget = () => st.timeInput("Alarm", { value: "07:15", step: "15min" });
  await withApp(showing(widget), async (page) => {
    const field = page.getByLabel("Alarm");
    await field.focus();
    await page.keyboard.type("0830PM");
    await page.keyboard.press("Enter");
    await see(page, 'value "20:30" run 2');
    await field.fill("20:31");
    await field.blur();
    await eventually(async () =>
      assertEquals((await page.getByRole("alert").innerText()) !== "", true)
    );
    await field.fill("20:45");
    await see(page, 'value "20:45" run 3');
    await field.fill("");
    await see(page, "value null run 4");
  }, { context });
});

browserTest("datetimeInput: a moment is what stands on the user's wall", async () => {
  const value = new Date("2026-11-21T23:37:20Z");
  const widget = () => st.datetimeInput("Start", { value, step: "15min" });
  for (
    const [timezoneId, wall] of [["Europe/Vienna", "2026-11-22T00:30"], ["UTC", "2026-11-21T23:30"]]
  ) {
    await withApp(showing(widget), async (page) => {
      await see(page, `value "${wall}"`);
      const field = page.getByLabel("Start");
      assertEquals(await field.inputValue(), wall!);
      await field.fill("2026-12-24T18:00");
      await see(page, 'value "2026-12-24T18:00"');
    }, { context: { ...context, timezoneId: timezoneId! } });
  }
});

browserTest("days and times in a form wait for its button, and are reset with it", async () => {
  const part = st.fragment(() => {
    st.form("f", { clearOnSubmit: true })(() => {
      const days = st.dateInput("Days", { value: ["2026-01-10", "2026-01-20"] });
      const time = st.timeInput("Time");
      const sent = st.formSubmitButton("Send");
      st.text(`value ${JSON.stringify([days, time])} ${sent}`);
    });
  });
  await withApp(() => void part(), async (page) => {
    const to = page.getByLabel("To", { exact: true });
    await page.getByLabel("From").fill("2026-01-19");
    await page.getByLabel("Time").fill("09:30");
    await page.getByRole("button", { name: "Send" }).click();
    await see(page, 'value [["2026-01-19","2026-01-20"],"09:30"] true');
    await quiet(page);
    assertEquals(await page.getByLabel("From").inputValue(), "2026-01-10");
    assertEquals(await page.getByLabel("Time").inputValue(), "");
    await page.getByLabel("From").fill("2026-01-15");
    await page.evaluate("document.forms[0].reset()");
    // Its end may be where its beginning is again.
    await eventually(async () => assertEquals(await to.getAttribute("min"), "2026-01-10"));
    await to.fill("2026-01-10");
    await page.getByRole("button", { name: "Send" }).click();
    await see(page, 'value [["2026-01-10","2026-01-10"],null] true');
  }, { context });
});
