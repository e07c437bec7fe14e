/**
 * Every widget by keys alone: reached by Tab, in the order in which they stand, used, and heard by the
 * server. On the way each of them gets everything that all widgets take.
 */
import { Buffer } from "node:buffer";
import { assert, assertEquals } from "@std/assert";
import * as st from "@eddy/eddy";
import type { Page } from "playwright-core";
import { appHandler, eventually, quiet, ready, until } from "./client_kit.ts";
import { browserTest, withPage } from "./kit.ts";

type Element = keyof st.Elements;
type Options<N extends Element> = Required<Parameters<st.Elements[N]>> extends
  readonly [...unknown[], infer O] ? O : never;
/** Elements that take what all widgets take: the compiler asks for a line for a new one. */
type Widget = {
  [N in Element]: [Options<N>] extends [never] ? never
    : "persist" extends keyof Options<N> ? N
    : never;
}[Element];
/** Others that somebody does something with. */
type Others =
  | "button"
  | "downloadButton"
  | "menuButton"
  | "formSubmitButton"
  | "chatInput"
  | "tabs"
  | "expander"
  | "popover"
  | "dataframe"
  | "dataEditor"
  | "barChart";

interface Use {
  readonly draw: (options: st.WidgetOptions) => unknown;
  /** Keys to be pressed, once it has the focus: names of keys, or letters. */
  readonly keys: readonly string[] | ((page: Page) => Promise<unknown>);
  /** What it answers then. */
  readonly answers: unknown;
}

const SIZES = ["S", "M", "L"];
const ROWS = [{ tea: "Assam", left: 420 }, { tea: "Oolong", left: 35 }];

const USES: Readonly<Record<Widget | Others, Use>> = {
  checkbox: {
    draw: (options) => st.checkbox("Wrap it", options),
    keys: ["Space"],
    answers: true,
  },
  toggle: { draw: (options) => st.toggle("Open", options), keys: ["Space"], answers: true },
  radio: {
    draw: (options) => st.radio("Size", SIZES, options),
    keys: ["ArrowDown"],
    answers: "M",
  },
  selectbox: {
    draw: (options) => st.selectbox("Box", SIZES, options),
    keys: ["ArrowDown", "Enter"],
    answers: "M",
  },
  multiselect: {
    draw: (options) => st.multiselect("Boxes", SIZES, options),
    async keys(page) {
      await page.keyboard.press("Enter");
      // A list takes the focus once it is open.
      await until(page, `document.activeElement.closest(".options") !== null`);
      for (const key of ["ArrowDown", "Space", "Escape"]) await page.keyboard.press(key);
    },
    answers: ["M"],
  },
  pills: { draw: (options) => st.pills("State", SIZES, options), keys: ["Space"], answers: "S" },
  segmentedControl: {
    draw: (options) => st.segmentedControl("Span", SIZES, { ...options, value: "S" }),
    keys: ["ArrowRight"],
    answers: "M",
  },
  slider: {
    draw: (options) => st.slider("Discount", options),
    keys: ["ArrowRight", "ArrowRight"],
    answers: 2,
  },
  selectSlider: {
    draw: (options) => st.selectSlider("Strength", SIZES, options),
    keys: ["End"],
    answers: "L",
  },
  numberInput: {
    draw: (options) => st.numberInput("Boxes left", { ...options, step: 1 }),
    keys: ["4", "2", "Enter"],
    answers: 42,
  },
  textInput: {
    draw: (options) => st.textInput("Customer", options),
    keys: ["A", "d", "a", "Enter"],
    answers: "Ada",
  },
  textArea: {
    draw: (options) => st.textArea("Note", options),
    keys: ["A", "Enter", "B", "Control+Enter"],
    answers: "A\nB",
  },
  dateInput: {
    draw: (options) => st.dateInput("Day", { ...options, value: null }),
    keys: [..."11242026", "Enter"],
    answers: "2026-11-24",
  },
  timeInput: {
    draw: (options) => st.timeInput("Time", options),
    keys: [..."0430PM", "Enter"],
    answers: "16:30",
  },
  datetimeInput: {
    draw: (options) => st.datetimeInput("Moment", options),
    keys: [..."11242026", "ArrowRight", ..."0430PM", "Enter"],
    answers: "2026-11-24T16:30",
  },
  colorPicker: {
    draw: (options) => st.colorPicker("Colour", options),
    // The window that the browser opens for it is no part of the page.
    keys: (page) => page.locator(":focus").fill("#2f855a"),
    answers: "#2f855a",
  },
  feedback: {
    draw: (options) => st.feedback("stars", options),
    keys: ["Space", "ArrowRight"],
    answers: 1,
  },
  pagination: {
    draw: (options) => st.pagination(5, options),
    keys: ["Tab", "Tab", "Enter"],
    answers: 2,
  },
  fileUploader: {
    draw: (options) => st.fileUploader("List", options)?.name ?? null,
    keys: async (page) => {
      const chooser = page.waitForEvent("filechooser");
      await page.keyboard.press("Enter");
      const buffer = Buffer.from("tea,left");
      await (await chooser).setFiles({ name: "list.csv", mimeType: "text/csv", buffer });
    },
    answers: "list.csv",
  },
  button: { draw: () => st.button("Save"), keys: ["Enter"], answers: true },
  downloadButton: {
    draw: () => st.downloadButton("Fetch", "tea,left", { fileName: "list.csv" }),
    keys: async (page) => {
      const download = page.waitForEvent("download");
      await page.keyboard.press("Space");
      assertEquals((await download).suggestedFilename(), "list.csv");
    },
    answers: true,
  },
  menuButton: {
    draw: () => st.menuButton("Order", SIZES),
    keys: ["Enter", "ArrowDown", "Enter"],
    answers: "M",
  },
  formSubmitButton: {
    draw: () =>
      st.form("form")(() => {
        const name = st.textInput("Name", { key: "name" });
        return st.formSubmitButton("Send") && name;
      }),
    keys: ["A", "d", "a", "Tab", "Enter"],
    answers: "Ada",
  },
  chatInput: {
    draw: () => st.chatInput("Ask"),
    keys: ["W", "h", "y", "Enter"],
    answers: "Why",
  },
  tabs: {
    draw: () => st.tabs(["One", "Two"], { onChange: "rerun" }).findIndex(({ open }) => open),
    keys: ["ArrowRight"],
    answers: 1,
  },
  expander: {
    draw: () => st.expander("Terms", { onChange: "rerun" }).open,
    keys: ["Space"],
    answers: true,
  },
  popover: {
    draw: () => st.popover("Filter", { onChange: "rerun" }).open,
    keys: ["Enter"],
    answers: true,
  },
  dataframe: {
    draw: () => st.dataframe(ROWS, { onSelect: "rerun", search: false, download: false }).rows,
    keys: async (page) => {
      await tabUntil(page, `document.activeElement.closest("[role=grid]")`);
      for (const key of ["ArrowDown", "Space"]) await page.keyboard.press(key);
    },
    answers: [0],
  },
  dataEditor: {
    draw: () => st.dataEditor(ROWS, { search: false, download: false })[0]?.left,
    keys: async (page) => {
      await tabUntil(page, `document.activeElement.closest("[role=grid]")`);
      for (const key of ["ArrowDown", "End", "7", "Enter"]) await page.keyboard.press(key);
    },
    answers: 7,
  },
  barChart: {
    draw: () => st.barChart(ROWS, { x: "tea", y: "left", onSelect: "rerun" }).rows,
    keys: ["ArrowRight", "Enter"],
    answers: [0],
  },
};

const uses = Object.entries(USES);
/** Those that take what all widgets take. */
const widgets = uses.filter(([, { draw }]) => draw.length > 0);
const changes: Record<string, number> = {};

/** Everything that all widgets take, as one that is used has it. */
const used = (name: string) => ({
  key: name,
  help: `About ${name}`,
  disabled: false,
  labelVisibility: "visible",
  width: 320,
  onChange: () => changes[name] = (changes[name] ?? 0) + 1,
  rerun: true,
  persist: "session",
  bindQuery: name,
} as const satisfies Required<st.WidgetOptions>);

/** The same of one that is not to be used: nobody hears of it. */
function unused(name: string): st.WidgetOptions {
  const { onChange: _, ...rest } = used(`${name}-off`);
  return { ...rest, disabled: true, labelVisibility: "hidden", rerun: false };
}

const fragments = uses.map(([name, { draw }]) =>
  st.fragment(() => {
    st.text(`${name} answers ${JSON.stringify(draw(used(name)))}`);
  }, { key: name })
);

async function tabUntil(page: Page, isThere: string): Promise<void> {
  const passed: string[] = [];
  while (!await page.evaluate(isThere)) {
    assert(passed.length < 10, `Tab does not lead to ${isThere}, but over ${passed.join(", ")}`);
    await page.keyboard.press("Tab");
    passed.push(await page.evaluate("document.activeElement.cloneNode().outerHTML"));
  }
}

browserTest("every widget is reached by Tab, used by keys, and heard by the server", async () => {
  const app = appHandler(() => {
    for (const fragment of fragments) fragment();
    st.container({ key: "off" })(() => {
      for (const [name, { draw }] of widgets) draw(unused(name));
    });
  });
  await withPage(app, async (page) => {
    // Heard from the start: a listener that comes with the key may come after it.
    page.on("filechooser", () => {});
    await page.goto("/");
    await ready(page);
    for (const [name, { keys, answers }] of uses) {
      const fragment = page.locator(`#fk-${name}`);
      await tabUntil(
        page,
        `document.activeElement.matches("#fk-${name} *") && !document.activeElement.matches(".help")`,
      );
      if (typeof keys === "function") await keys(page);
      else for (const key of keys) await page.keyboard.press(key);
      await quiet(page);
      const wanted = `${name} answers ${JSON.stringify(answers)}`;
      await eventually(async () => {
        const said = await fragment.getByText(`${name} answers`).innerText();
        assertEquals(said, wanted);
      });
    }
    // What is in the address begins the next session; files are in none.
    await page.reload();
    await ready(page);
    for (const [name, { answers }] of widgets) {
      assert(changes[name]! > 0, `onChange of ${name} was not called`);
      assertEquals(await page.locator(`#wk-${name}-help`).textContent(), `About ${name}`);
      if (name === "fileUploader") continue;
      const wanted = `${name} answers ${JSON.stringify(answers)}`;
      assertEquals(
        await page.locator(`#fk-${name}`).getByText(`${name} answers`).innerText(),
        wanted,
      );
    }
    // Tab leads over what cannot be used.
    assertEquals(await page.locator(".key-off [data-widget]").count(), widgets.length);
    const entered = `[...document.querySelectorAll(".key-off *")].filter((one) =>
      one.tabIndex >= 0 && one.checkVisibility() && !one.closest(".help") && !one.matches(":disabled"))
      .map((one) => one.cloneNode().outerHTML)`;
    assertEquals(await page.evaluate(entered), []);
  });
});
