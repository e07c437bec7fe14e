/**
 * The look of every element at once: nothing breaks the content security policy, nothing is hard to use
 * by axe's rules, nothing makes a phone's page scroll sideways, and the style sheet stays small.
 */

import { assertEquals, assertLessOrEqual } from "@std/assert";
import type { Page } from "playwright-core";
import * as st from "../../mod.ts";
import { loadAssets } from "../../transport/assets.ts";
import { flawsInBothSchemes } from "./flaws.ts";
import { browserTest, withPage } from "./kit.ts";

const CSS_BUDGET = 15 * 1024;
const LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";
const ORDERS = Array.from({ length: 60 }, (_, i) => ({
  order: 1042 + i,
  customer: i % 7 === 0 ? LONG : "Ada Byron",
  placed: new Date(Date.UTC(2026, 2, 1 + i % 28)),
  total: i * 12.5,
  note: i % 5 === 0 ? "A remark of some length, such as people write" : null,
}));
const WEEKS = Array.from({ length: 12 }, (_, week) => ({
  week,
  north: 40 + 20 * Math.sin(week),
  south: 30 + week,
}));
const SQUARE = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'/%3E";

const edit = st.dialog("Edit the order", () => {
  st.textInput("Name on the invoice", { help: "First and last" });
  st.button("Save", { kind: "primary", key: "save-dialog" });
});

const nested = st.fragment(() => {
  st.selectbox("Nested", ["One", LONG]);
  st.button("In the fragment");
});

const sections: Readonly<Record<string, () => void>> = {
  Text() {
    st.header("Header", { divider: "blue" });
    st.subheader(LONG, { help: "With help" });
    st.markdown(
      `Text, **strong**, \`code\`, [link](https://example.com), :red[red], :green-badge[paid], $x^2$.\n
- [x] done\n- to do\n\n> Quote\n\n| Left | Right | Wide |\n|---|--:|---|\n| a | 1 | b |\n
\`\`\`ts\nconst ${LONG} = "a line of code so long that it has to scroll"; // why\n\`\`\`\n`,
    );
    st.caption("A caption", { help: "Small" });
    st.text(`exactly *this*\n  ${LONG}`);
    for (const color of ["blue", "green", "yellow", "orange", "red", "violet", "gray"]) {
      st.badge(color, { color });
    }
    st.code("def f(x):\n  return x * 2  # twice", { language: "python", lineNumbers: true });
    st.latex("e^{i\\pi} + 1 = 0");
    st.divider();
    st.html(
      "<h3>By hand</h3><p>With <kbd>Ctrl</kbd> and <mark>mark</mark>.</p><form><label>Name <input></label>" +
        "<button>Go</button></form><details><summary>More</summary><p>Inside</p></details>",
    );
    st.json({ list: [1, "two", null, true], [LONG]: { deep: [] } });
    st.exception(new RangeError(`${LONG} is not a number`));
    st.error(`Wrong: ${LONG}`);
    st.warning("Careful");
    st.info("By the way", { icon: "ℹ️" });
    st.success("Done, [look](https://example.com)");
  },
  Widgets() {
    const row = st.container({ horizontal: true });
    row.textInput("Search", { placeholder: "Order number" });
    row(() => nested());
    row.button("Primary", { kind: "primary", help: "Does it" });
    row.button("Tertiary", { kind: "tertiary", icon: "✎" });
    row.button("Disabled", { disabled: true });
    row.downloadButton("Download", "data");
    st.checkbox(`I have read ${LONG}`, { help: "All of it" });
    st.toggle("Toggle", { value: true });
    st.radio("Radio", ["small", "medium", LONG], { captions: ["S", "M", "L"] });
    st.radio("Across", ["one", "two", "three"], { horizontal: true });
    st.selectbox("Selectbox", [LONG.repeat(2)], { help: "One of one" });
    st.multiselect("Multiselect", ["red", "green", LONG], { value: ["red", LONG] });
    st.slider("Slider", { value: 40, help: "How much" });
    st.slider("Range", { value: [20, 60] });
    st.numberInput("Number", { value: 3 });
    st.dateInput("Date", { value: "2026-03-02" });
    st.colorPicker("Colour", { value: "#4f46e5" });
    st.textArea("Area", { placeholder: "Several lines" });
    st.fileUploader("File", { accept: [".csv"] });
    st.textInput("Hidden", { labelVisibility: "hidden" });
    st.textInput("Collapsed", { labelVisibility: "collapsed" });
    st.form("form")(() => {
      st.textInput("In a form");
      st.formSubmitButton("Send");
    });
  },
  Layout() {
    const columns = st.columns([3, 1, 1, 1, 1, 1, 1], { border: true });
    columns.forEach((column, i) => column.write(`Column ${i} ${LONG}`));
    st.expander("Expander", { expanded: true }).write("Inside");
    st.popover("Popover", { help: "Opens" }).write("Inside");
    st.container({ border: true, height: 120 })(() =>
      ORDERS.slice(0, 20).forEach(() => st.write("Line"))
    );
    st.container({ border: true });
    st.chatMessage("user").write("Hello");
    st.chatMessage("assistant").write("Hello to you");
    st.status("Copied", { state: "complete" }).write("Twelve files");
    st.status("Failed", { state: "error" }).write("No space");
    st.progress(0.4, { text: "Copying" });
    st.image(SQUARE, { caption: "A square", alt: "Square", width: 2000 });
    if (st.button("Open the dialog")) edit();
    if (st.button("Notify")) st.toast("Saved", { duration: "infinite" });
  },
  Data() {
    const metrics = st.columns(3);
    metrics[0]!.metric("Orders", 412, { delta: 12, chart: [3, 5, 4], border: true, help: "All" });
    metrics[1]!.metric("Returns", "2.4 %", { delta: -0.3 });
    metrics[2]!.metric(LONG, 7, { delta: 0 });
    st.table(ORDERS);
    st.table([]);
    st.lineChart(WEEKS, { x: "week", y: ["north", "south"] });
    st.barChart(WEEKS, { x: "week", y: "south", horizontal: true });
  },
};

const app = st.createApp(() => {
  st.sidebar(() => {
    st.header("Filters");
    st.textInput("Customer", { key: "customer", help: "Name or number" });
    st.toggle("Live", { key: "live" });
  });
  st.title("Every element", { help: "Nearly" });
  const tabs = st.tabs(Object.keys(sections));
  Object.values(sections).forEach((section, i) => tabs[i]!(() => section()));
  st.chatInput("Say something");
});

/** Shows each tab in turn. */
async function eachTab(page: Page, look: (name: string) => Promise<void>): Promise<void> {
  for (const name of Object.keys(sections)) {
    await page.getByRole("tab", { name, exact: true }).click();
    await look(name);
  }
}

/** What makes the page scroll sideways, if it does; what scrolls by itself may hold anything. */
async function sticksOut(page: Page): Promise<string[]> {
  return await page.evaluate(`(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const isCut = (element) =>
      element !== document.body && (getComputedStyle(element).overflowX !== "visible" ||
        isCut(element.parentElement));
    const found = [...document.querySelectorAll("body *")]
      .filter((element) => element.getBoundingClientRect().right > clientWidth)
      .filter((element) => !isCut(element.parentElement))
      .map((element) => element.cloneNode(false).outerHTML);
    return [scrollWidth + " pixels", ...found];
  })()`);
}

for (const width of [390, 1280]) {
  browserTest(
    `every element keeps to the policy, to axe's rules and to a page ${width} wide`,
    async () => {
      await withPage(app.fetch, async (page) => {
        await page.goto("/");
        await eachTab(page, async (name) => {
          assertEquals(await sticksOut(page), [], `in the tab "${name}"`);
          assertEquals(await flawsInBothSchemes(page), [], `in the tab "${name}"`);
        });
        await page.getByRole("tab", { name: "Layout" }).click();
        await page.getByRole("button", { name: "Notify" }).click();
        await page.getByText("Saved").waitFor();
        await page.getByRole("button", { name: "Open the dialog" }).click();
        await page.getByRole("dialog").waitFor();
        assertEquals(await flawsInBothSchemes(page), [], "in the dialog, over a toast");
        // Errors of the page, violations of its policy among them, fail the test at its end.
      }, { context: { viewport: { width, height: 844 } } });
    },
  );
}

browserTest("no rule of the style sheets has a browser look at all of a page again", async () => {
  await withPage(st.createApp(() => void st.dataframe([{ a: 1 }])).fetch, async (page) => {
    await page.goto("/");
    // After an ancestor's :has(), what ends in no name may be anything under that ancestor.
    const found = await page.evaluate(`(() => {
      const parts = (text, isEnd) => {
        const found = [""];
        let depth = 0;
        for (const char of text) {
          if (/[(\\[]/.test(char)) depth++;
          if (/[)\\]]/.test(char)) depth--;
          if (depth === 0 && isEnd.test(char)) found.push("");
          else found[found.length - 1] += char;
        }
        return found.map((part) => part.trim()).filter((part) => part !== "");
      };
      const isNamed = (compound) => {
        const [, choice] = /^:(?:is|where)\\((.*)\\)/.exec(compound) ?? [];
        if (choice) return parts(choice, /,/).every((one) => isNamed(parts(one, /[\\s>+~]/).at(-1)));
        return /^[a-z.#[]/i.test(compound) || /[^(][.#[]/.test(compound.replace(/\\(.*\\)/, ""));
      };
      const found = [];
      const look = (rules, around) => {
        for (const rule of rules) {
          const selectors = rule.selectorText === undefined
            ? around
            : parts(rule.selectorText, /,/).flatMap((one) =>
              around.map((outer) => one.includes("&") ? one.replaceAll("&", outer) : outer + " " + one)
            );
          for (const selector of rule.selectorText === undefined ? [] : selectors) {
            const compounds = parts(selector, /[\\s>+~]/);
            const last = compounds.pop();
            if (compounds.some((one) => one.includes(":has(")) && !isNamed(last)) found.push(selector);
          }
          if (rule.cssRules) look(rule.cssRules, selectors);
        }
      };
      for (const sheet of document.styleSheets) look(sheet.cssRules, [""]);
      return found;
    })()`);
    assertEquals(found, []);
  });
});

browserTest("the drawer opens without a script, and shows the sidebar", async () => {
  const context = { viewport: { width: 390, height: 844 }, javaScriptEnabled: false };
  await withPage(app.fetch, async (page) => {
    await page.goto("/");
    const field = page.getByLabel("Customer");
    assertEquals(await field.isVisible(), false);
    await page.getByRole("button", { name: "Sidebar" }).click();
    assertEquals(await field.isVisible(), true);
    await page.keyboard.press("Escape");
    assertEquals(await field.isVisible(), false);
  }, { context });
});

Deno.test("eddy.css fits its budget, compressed as it is served", async () => {
  const { style } = await loadAssets();
  const zipped = new Blob([style.text]).stream().pipeThrough(new CompressionStream("gzip"));
  assertLessOrEqual((await new Response(zipped).arrayBuffer()).byteLength, CSS_BUDGET);
});
