/** Components of an author's own, as a browser runs them. */
import { assertEquals } from "@std/assert";
import * as st from "@eddy/eddy";
import { eventually, see, withApp } from "./client_kit.ts";
import { AppProcess } from "../kit/app_process.ts";
import { browserTest, withPage } from "./kit.ts";

browserTest(
  "an npm package's widget is a component: its value, its events, what the server sets",
  async () => {
    await using example = await AppProcess.start("examples/component.ts");
    await withPage(example.url, async (page) => {
      await page.goto("/");
      const to = page.getByRole("slider", { name: "To" });
      await to.focus();
      await to.press("ArrowLeft");
      await see(page, "From 0 °C to 39 °C.");
      await page.getByRole("button", { name: "10 to 20" }).click();
      await see(page, "From 10 °C to 20 °C.");
      await eventually(async () => assertEquals(await to.getAttribute("aria-valuetext"), "20.00"));
      const box = (await to.boundingBox())!;
      await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
      await page.mouse.down();
      await page.mouse.move(box.x + 120, box.y);
      await page.mouse.up();
      await see(page, "Released 1 times");
    });
  },
);

const counter = st.component<{ step: number; label: string }, number>({
  initial: 0,
  read: (value) => {
    if (typeof value !== "number") throw new TypeError("must be a number");
    return value;
  },
  html: "<button></button><p></p>",
  css: "p { color: rgb(1, 2, 3) }",
  js: `export default ({ root, props, value, setValue, emit }) => {
    let now = { props, value };
    const [button, text] = root.children;
    const show = (next) => {
      now = next;
      button.textContent = now.props.label;
      text.textContent = "counted " + now.value;
    };
    button.onclick = () => {
      setValue(now.value + now.props.step);
      if (now.value % 3 === 0) emit("third", { value: now.value });
    };
    show(now);
    return { update: show, stop: () => document.title = "stopped" };
  }`,
});

browserTest(
  "a component gets props and value, in a fragment and in a list; none of its clicks is lost",
  async () => {
    const events: unknown[] = [];
    const part = st.fragment((step: number) => {
      const value = counter({ step, label: '<b>"Add"</b>' }, {
        key: `by ${step}`,
        onEvent: (event) => void events.push(event),
      });
      st.write(`value of ${step}: ${value}`);
    });
    await withApp(() => {
      const shown = st.checkbox("Shown", { value: true });
      if (shown) { for (const step of [1, 10]) part(step); }
      st.write(shown ? "is shown" : "is gone");
    }, async (page) => {
      const buttons = page.getByRole("button", { name: '<b>"Add"</b>' });
      for (let i = 0; i < 10; i++) await buttons.first().click();
      await buttons.last().dblclick();
      await see(page, "value of 1: 10");
      await see(page, "value of 10: 20");
      await see(page, "counted 20");
      assertEquals(events, [3, 6, 9].map((value) => ({ name: "third", detail: { value } })));
      const colour = (selector: string) =>
        page.locator(selector).first().evaluate((one) => getComputedStyle(one).color);
      assertEquals(await colour("eddy-component p"), "rgb(1, 2, 3)");
      await page.getByLabel("Shown").uncheck();
      await see(page, "is gone");
      await eventually(async () => assertEquals(await page.title(), "stopped"));
    });
  },
);

browserTest(
  "a component whose code fails says so in its place and in the console; the page goes on",
  async () => {
    const broken = st.component({
      initial: null,
      js: "export default () => { throw new Error('no <b>dice</b>') }",
    });
    const later = st.component<{ step: number }, null>({
      initial: null,
      html: "<p>ran</p>",
      js:
        "export default () => ({ update: ({ props }) => { throw new Error('at ' + props.step) } })",
    });
    let step = 0;
    await withApp(() => {
      broken({}, { label: "Dice" });
      later({ step: step++ });
      st.write(st.button("Go on") ? "goes on" : "waits");
    }, async (page, { errors }) => {
      const failure = page.getByRole("alert");
      assertEquals(await failure.innerText(), 'Cannot run component "Dice"\n\nno <b>dice</b>');
      await see(page, "ran");
      await page.getByRole("button", { name: "Go on" }).click();
      await see(page, "goes on");
      await see(page, "at 1");
      assertEquals(await failure.count(), 2);
      assertEquals(await failure.first().isVisible(), true);
      assertEquals(errors.length > 0, true);
    }, { allowErrors: true });
  },
);
