/** Options that look like buttons, and signs to rate with, by mouse and by keyboard. */
import { assert, assertEquals } from "@std/assert";
import * as st from "@eddy/eddy";
import { eventually, quiet, see, withApp } from "./client_kit.ts";
import { browserTest, slow } from "./kit.ts";

/** Draws `widget` in a fragment, and its value and the number of runs below. */
function showing(widget: () => unknown): () => void {
  const part = st.fragment(() => {
    st.sessionState.runs = (st.sessionState.runs ?? 0) + 1;
    st.text(`value ${JSON.stringify(widget())} run ${st.sessionState.runs}`);
  });
  return () => void part();
}

browserTest("pills: chosen and taken back by mouse", async () => {
  await withApp(showing(() => st.pills("Size", ["S", "M", "L"])), async (page) => {
    const group = page.getByRole("radiogroup", { name: "Size", exact: true });
    const pill = (name: string) => group.getByRole("radio", { name, exact: true });
    await pill("M").click();
    await see(page, 'value "M" run 2');
    await pill("L").click();
    await see(page, 'value "L" run 3');
    await pill("L").click();
    await see(page, "value null run 4");
    assertEquals(await pill("L").isChecked(), false);
    // Quicker than the answers.
    await slow(page, 200);
    await pill("S").click();
    await pill("S").click();
    await pill("S").click();
    await see(page, 'value "S"');
    await quiet(page);
    assertEquals(await pill("S").isChecked(), true);
  });
});

browserTest("pills: one that is longer than its place has several lines", async () => {
  const long = "x".repeat(300);
  await withApp(() => {
    st.pills("Size", [long, "M"]);
    st.segmentedControl("Kind", [long, "M"]);
  }, async (page) => {
    const beyond = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth - clientWidth;
    });
    // Room is kept for the page's own bar.
    assert(beyond <= 0, `${beyond} pixels`);
  });
});

browserTest("pills: chosen and taken back by keyboard alone", async () => {
  await withApp(showing(() => st.pills("Size", ["S", "M", "L"])), async (page) => {
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    await see(page, 'value "S" run 2');
    await page.keyboard.press("ArrowRight");
    await see(page, 'value "M" run 3');
    await page.keyboard.press("Space");
    await see(page, "value null run 4");
    await page.keyboard.press("Space");
    await see(page, 'value "M" run 5');
    await page.keyboard.press("Delete");
    await see(page, "value null run 6");
  });
});

browserTest("segmentedControl: several, and never none if required", async () => {
  const widget = () =>
    st.segmentedControl("Days", ["Mo", "Tu", "We"], {
      selectionMode: "multi",
      value: ["Tu"],
      required: true,
    });
  await withApp(showing(widget), async (page) => {
    const box = (name: string) => page.getByRole("checkbox", { name, exact: true });
    await box("We").click();
    await see(page, 'value ["Tu","We"] run 2');
    await box("Tu").click();
    await box("We").click();
    await see(page, "This needs a choice.");
    await box("Mo").press("Space");
    await see(page, 'value ["Mo"]');
    await eventually(async () =>
      assertEquals(await page.getByText("This needs a choice.").count(), 0)
    );
  });
});

browserTest("pills: a choice that the server puts back can be taken back again", async () => {
  const back = () => void (st.sessionState.size = "S");
  const widget = () => st.pills("Size", ["S", "M"], { key: "size", onChange: back });
  await withApp(showing(widget), async (page) => {
    const pill = (name: string) => page.getByRole("radio", { name, exact: true });
    await pill("M").click();
    await see(page, 'value "S" run 2');
    await quiet(page);
    await eventually(async () => assertEquals(await pill("S").isChecked(), true));
    await pill("S").click();
    await see(page, 'value "S" run 3');
    await eventually(async () => assertEquals(await pill("S").isChecked(), true));
  });
});

browserTest("pills in a form wait for its button, and are asked for if required", async () => {
  const part = st.fragment(() => {
    st.form("f", { clearOnSubmit: true })(() => {
      const size = st.pills("Size", ["S", "M"], { required: true });
      const stars = st.feedback("stars");
      const sent = st.formSubmitButton("Send");
      st.text(`value ${JSON.stringify([size, stars])} ${sent}`);
    });
  });
  await withApp(() => void part(), async (page) => {
    const star = page.getByRole("radio", { name: "3 stars" });
    await star.click();
    await page.getByRole("button", { name: "Send" }).click();
    await see(page, /select one/);
    await page.getByRole("radio", { name: "M", exact: true }).click();
    await page.getByRole("button", { name: "Send" }).click();
    await see(page, 'value ["M",2] true');
    await quiet(page);
    assertEquals(await page.locator(":checked").count(), 0);
    // Cleared, the first click chooses again.
    await star.click();
    assertEquals(await star.isChecked(), true);
    await page.evaluate("document.forms[0].reset()");
    assertEquals(await star.isChecked(), false);
    await star.click();
    assertEquals(await star.isChecked(), true);
  });
});

browserTest("feedback: rated and taken back, by mouse and by keyboard", async () => {
  await withApp(showing(() => st.feedback("thumbs")), async (page) => {
    await page.getByRole("radio", { name: "Thumbs up" }).click();
    await see(page, "value 1 run 2");
    await page.keyboard.press("ArrowRight");
    await see(page, "value 0 run 3");
    await page.keyboard.press("Backspace");
    await see(page, "value null run 4");
  });
});
