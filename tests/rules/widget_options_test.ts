/**
 * Options that are not to be seen, of each element that takes them: what becomes of a value, of a press, of
 * what is chosen.
 */
import { assertEquals, assertNotEquals, assertStringIncludes } from "@std/assert";
import * as st from "@eddy/eddy";
import { open } from "../kit.ts";
import { TestPage } from "../session.ts";

interface Use<O> {
  readonly draw: (options: O) => unknown;
  /** What a browser sends once it is used, and what that means. */
  readonly sent: string | string[];
  readonly means: unknown;
}

type Opening = Pick<st.WidgetOptions, "key" | "persist" | "bindQuery"> & {
  onChange?: "rerun" | (() => unknown);
};

const SIZES = ["S", "M", "L"];

/** All but that of files, whose value comes another way. */
const WIDGETS: Readonly<Record<string, Use<st.WidgetOptions>>> = {
  checkbox: { draw: (options) => st.checkbox("x", options), sent: "on", means: true },
  toggle: { draw: (options) => st.toggle("x", options), sent: "on", means: true },
  radio: { draw: (options) => st.radio("x", SIZES, options), sent: "M", means: "M" },
  selectbox: { draw: (options) => st.selectbox("x", SIZES, options), sent: "M", means: "M" },
  multiselect: {
    draw: (options) => st.multiselect("x", SIZES, options),
    sent: "M",
    means: ["M"],
  },
  pills: { draw: (options) => st.pills("x", SIZES, options), sent: "M", means: "M" },
  segmentedControl: {
    draw: (options) => st.segmentedControl("x", SIZES, options),
    sent: "M",
    means: "M",
  },
  slider: { draw: (options) => st.slider("x", options), sent: "7", means: 7 },
  selectSlider: {
    draw: (options) => st.selectSlider("x", SIZES, options),
    sent: "M",
    means: "M",
  },
  numberInput: { draw: (options) => st.numberInput("x", options), sent: "7", means: 7 },
  textInput: { draw: (options) => st.textInput("x", options), sent: "Ada", means: "Ada" },
  textArea: { draw: (options) => st.textArea("x", options), sent: "Ada", means: "Ada" },
  dateInput: {
    draw: (options) => st.dateInput("x", options),
    sent: "2026-03-02",
    means: "2026-03-02",
  },
  timeInput: { draw: (options) => st.timeInput("x", options), sent: "09:30", means: "09:30" },
  datetimeInput: {
    draw: (options) => st.datetimeInput("x", options),
    sent: "2026-03-02T09:30",
    means: "2026-03-02T09:30",
  },
  colorPicker: {
    draw: (options) => st.colorPicker("x", options),
    sent: "#2f855a",
    means: "#2f855a",
  },
  feedback: { draw: (options) => st.feedback("stars", options), sent: "3", means: 3 },
  pagination: { draw: (options) => st.pagination(5, options), sent: "3", means: 3 },
};

/** What can be opened, with somebody who wants to know of it. */
const OPENINGS: Readonly<Record<string, Use<Opening>>> = {
  tabs: { draw: (options) => st.tabs(["One", "Two"], options), sent: "Two", means: "Two" },
  expander: { draw: (options) => st.expander("x", options), sent: "true", means: true },
  popover: { draw: (options) => st.popover("x", options), sent: "true", means: true },
};

/** A page with one of them in it, under the key `k`, that can be left out. */
function pageWith<O>({ draw }: Use<O>, options: O, url = "http://localhost/") {
  const told = { runs: 0, isGone: false };
  const page = new TestPage(() => {
    told.runs++;
    if (!told.isGone) draw({ key: "k", ...options });
  }, { url });
  return { page, told, value: () => page.session.state.get("k") };
}

for (
  const [name, use] of [...Object.entries(WIDGETS), ...Object.entries(OPENINGS)] as [
    string,
    Use<st.WidgetOptions | Opening>,
  ][]
) {
  const { sent, means } = use;
  // What can be opened is a widget if its page wants to know of it.
  const listened = Object.hasOwn(OPENINGS, name) ? { onChange: "rerun" } as const : {};

  Deno.test(`W1 W7 the value of ${name}() stands under its key, where its callback finds it`, async () => {
    const heard: unknown[] = [];
    const { page, value } = pageWith(use, { onChange: () => heard.push(st.sessionState.k) });
    await page.use(["k", sent]);
    assertEquals([value(), heard], [means, [means]]);
  });

  Deno.test(`W12 the value of ${name}() that persists is there when it is drawn again`, async () => {
    for (const persist of [null, "page", "session"] as const) {
      const { page, told, value } = pageWith(use, { ...listened, ...(persist && { persist }) });
      const first = value();
      await page.use(["k", sent]);
      for (const isGone of [true, false]) {
        told.isGone = isGone;
        await page.rerun();
      }
      assertEquals(value(), persist === null ? first : means, `persist: ${persist}`);
    }
  });

  Deno.test(`W17 ${name}() with bindQuery is in the address, and begins with what that says`, async () => {
    const options = { ...listened, bindQuery: "bound" };
    const { page } = pageWith(use, options);
    await page.use(["k", sent]);
    const { query } = page.session;
    assertStringIncludes(query.toString(), "bound=");
    assertEquals(pageWith(use, options, `http://localhost/${query}`).value(), means);
  });
}

for (const [name, use] of Object.entries(WIDGETS)) {
  const { sent, means } = use;

  Deno.test(`W4 ${name}() that is disabled takes nothing`, async () => {
    const { page, value } = pageWith(use, { disabled: true });
    const first = value();
    await page.use(["k", sent]);
    assertEquals(value(), first);
  });

  Deno.test(`W19 the value of ${name}() with rerun: false is stored, and nothing runs`, async () => {
    const { page, told, value } = pageWith(use, { rerun: false });
    await page.use(["k", sent]);
    assertEquals([value(), told.runs], [means, 1]);
  });

  Deno.test(`W19 ${name}() with rerun: false and a callback that would never run says so`, () => {
    const { page } = pageWith(use, { rerun: false, onChange: () => {} });
    assertStringIncludes(
      page.text(),
      "with rerun: false and onChange: nothing runs for its changes",
    );
  });
}

Deno.test("W1 W4 W12 W19 fileUploader() heeds key, onChange, disabled, persist and rerun", async () => {
  const heard: unknown[] = [];
  let runs = 0;
  await using page = await open(() => {
    runs++;
    if (st.checkbox("Away")) return;
    st.fileUploader("Told", { key: "told", onChange: () => heard.push("told") });
    st.fileUploader("Kept", { key: "kept", persist: "page", rerun: false });
    st.fileUploader("Off", { disabled: true });
  });
  assertNotEquals(page.find("#wk-told"), null);
  await page.upload("Told", new File(["tea"], "told.txt"));
  assertEquals([runs, heard], [2, ["told"]]);
  await page.upload("Kept", new File(["tea"], "kept.txt"));
  assertEquals(runs, 2);
  assertEquals(page.isDisabled("Off"), true);
  await page.check("Away");
  await page.uncheck("Away");
  assertEquals([page.value("Told"), page.value("Kept")], [[], ["kept.txt"]]);
});

/** What is pressed, and what its options are called. */
type Press = Pick<st.ButtonOptions, "key" | "disabled" | "onClick">;

const BUTTONS: Readonly<Record<string, Use<Press>>> = {
  button: { draw: (options) => st.button("x", options), sent: [], means: true },
  menuButton: { draw: (options) => st.menuButton("x", SIZES, options), sent: "M", means: "M" },
  downloadButton: {
    draw: (options) => st.downloadButton("x", "tea", options),
    sent: [],
    means: true,
  },
  formSubmitButton: {
    draw: (options) => st.form("form")(() => st.formSubmitButton("x", options)),
    sent: [],
    means: true,
  },
  chatInput: {
    draw: ({ onClick: onSubmit, ...options }) =>
      st.chatInput("x", { ...options, ...(onSubmit && { onSubmit }) }),
    sent: "Why",
    means: "Why",
  },
};

for (const [name, { draw, sent, means }] of Object.entries(BUTTONS)) {
  Deno.test(`W1 W4 ${name}() is known by its key, heeds onClick or onSubmit, and disabled`, async () => {
    const seen: unknown[] = [];
    let disabled = false;
    const page = new TestPage(() => {
      seen.push(draw({ key: "k", disabled, onClick: () => seen.push("heard") }));
    });
    assertEquals(page.widget("k").key, "k");
    await page.use(["k", sent]);
    assertEquals(seen.slice(1), ["heard", means]);
    disabled = true;
    await page.rerun();
    await page.use(["k", sent]);
    assertEquals(seen.slice(1).filter((one) => one === means), [means]);
  });
}

/** What is chosen of rows or marks, or changed in them. */
type Choosing = { key?: string; onSelect?: "rerun" | (() => unknown) };

const ROWS = [{ tea: "Assam", left: 420 }, { tea: "Oolong", left: 35 }];
const MARKS = JSON.stringify({ rows: [1] });
const POINTS = JSON.stringify({ points: [{ series: 0, index: 0 }] });
const BARS = { type: "bar", x: ["Assam"], y: [420] };

const SELECTIONS: Readonly<Record<string, Pick<Use<Choosing>, "draw" | "sent">>> = {
  lineChart: { draw: (options) => st.lineChart(ROWS, options).rows, sent: MARKS },
  areaChart: { draw: (options) => st.areaChart(ROWS, options).rows, sent: MARKS },
  barChart: { draw: (options) => st.barChart(ROWS, options).rows, sent: MARKS },
  scatterChart: { draw: (options) => st.scatterChart(ROWS, options).rows, sent: MARKS },
  vegaLiteChart: {
    draw: (options) => {
      const params = [{ name: "chosen", select: "point" }];
      const encoding = { x: { field: "tea", type: "nominal" } };
      return st.vegaLiteChart({ mark: "bar", encoding, params }, { ...options, data: ROWS });
    },
    sent: JSON.stringify({ points: { chosen: [{ tea: "Assam" }] }, ranges: {} }),
  },
  echartsChart: {
    draw: (options) => st.echartsChart({ series: [{ type: "pie", data: [1] }] }, options),
    sent: POINTS,
  },
  plotlyChart: { draw: (options) => st.plotlyChart({ data: [BARS] }, options), sent: POINTS },
  dataframe: { draw: (options) => st.dataframe(ROWS, options), sent: `["1"]` },
  dataEditor: {
    draw: ({ onSelect, ...options }) =>
      st.dataEditor(ROWS, {
        ...options,
        ...(typeof onSelect === "function" && { onChange: onSelect }),
      }),
    sent: JSON.stringify({ edited: [["1", "left", "7"]], added: [], deleted: [] }),
  },
};

for (const [name, { draw, sent }] of Object.entries(SELECTIONS)) {
  Deno.test(`W1 W7 what is chosen in ${name}() stands under its key; onSelect or onChange hears of it`, async () => {
    const heard: string[] = [];
    const page = new TestPage(() => {
      draw({ key: "k", onSelect: () => heard.push("heard") });
    });
    const chosen = () => JSON.stringify(page.session.state.get("k"));
    const first = chosen();
    await page.use(["k", sent]);
    assertNotEquals(chosen(), first);
    assertEquals(heard.length, 1);
  });
}
