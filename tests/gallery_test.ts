/** What the gallery promises: every element has a demo, documentation, and each of its options in use. */
import { assert, assertEquals } from "@std/assert";
import { parse } from "acorn";
import { simple } from "acorn-walk";
import * as st from "@eddy/eddy";
import { groups } from "../examples/gallery/groups.ts";
import { PLACES as HOSTILE } from "./hostile_text.ts";
import { documented, optionsOf } from "./kit/options_of.ts";

const demos = groups.flatMap(({ demos }) => demos);
const documentation = documented();
const byName = new Map(demos.map((demo) => [demo.name, demo]));

// ── Elements ────────────────────────────────────────────────────────────────────────────────────

type Elements = st.Elements;
type Name = keyof Elements;

/** What `Elements` has, by the methods that a container has for it. */
const elements = Object.getOwnPropertyNames(Object.getPrototypeOf(st.sidebar))
  .filter((name) => name !== "constructor");

Deno.test("each element is a function, a container's method, and a demo that calls it", () => {
  // The compiler asks for the options of each: these names are all of them.
  assertEquals(elements.toSorted(), Object.keys(OPTIONS).toSorted());
  for (const name of elements) {
    assertEquals(typeof Reflect.get(st, name), "function", `st.${name}`);
    assertEquals(typeof Reflect.get(st.bottom, name), "function", `container.${name}`);
    assert(byName.has(name), `examples/gallery has no demo "${name}"`);
    assert(callsIn(name).has(name), `The demo "${name}" does not call ${name}()`);
    assert(Object.hasOwn(HOSTILE, name), `tests/hostile_text.ts has no "${name}"`);
  }
});

Deno.test("each demo says what it is about, and leads to others that there are", () => {
  assertEquals(byName.size, demos.length, "two demos have one name");
  for (const { name, about, related, source, run } of demos) {
    assert(about.length > 5 && /[.?]$/.test(about), `${name}: ${about}`);
    assert(source.length > 10, name);
    assertEquals(typeof run, "function", name);
    assertEquals(related.filter((other) => !byName.has(other) || other === name), [], name);
  }
});

Deno.test("each function that is a demo is shown, and its source is what runs", () => {
  for (const { demos } of groups) {
    for (const { name, source, run } of demos) {
      const strings = (code: string) => code.match(/"[^"\n]{6,}"/g) ?? [];
      for (const text of strings(run.toString())) {
        assert(source.includes(text.slice(1, -1)), `${name} is shown without ${text}`);
      }
    }
  }
});

Deno.test("each element has words and an example", async () => {
  for (const name of elements) {
    const declarations = (await documentation).get(name)?.declarations ?? [];
    const docs = declarations.flatMap(({ jsDoc }) => jsDoc ?? []);
    assert(docs.some(({ doc }) => doc !== undefined && doc.length > 10), `${name} has no words`);
    const tags = docs.flatMap(({ tags = [] }) => tags);
    assert(tags.some(({ kind }) => kind === "example"), `${name} has no example`);
  }
});

/** `EDDY_GALLERY=update` writes it anew. */
Deno.test("the options that the gallery tells are those of the functions", async () => {
  const all = await documentation;
  const options = Object.fromEntries(
    demos.map(({ name }) => [name, optionsOf(all, name)] as const).filter(([, all]) =>
      all.length > 0
    ),
  );
  const file = new URL("../examples/gallery/options.json", import.meta.url);
  if (Deno.env.get("EDDY_GALLERY") === "update") {
    await Deno.writeTextFile(file, `${JSON.stringify(options, null, 2)}\n`);
  }
  const stale = "run EDDY_GALLERY=update deno test -A tests/gallery_test.ts";
  assertEquals(JSON.parse(await Deno.readTextFile(file)), options, stale);
  for (const [name, told] of Object.entries(OPTIONS)) {
    assertEquals(
      (options[name] ?? []).map(([name]) => name).toSorted(),
      Object.keys(told).toSorted(),
    );
  }
  for (const [name, told] of Object.entries(options)) {
    for (const [option, type, words] of told) {
      assert(type && words, `${name}: ${option} has no words`);
    }
  }
});

// ── Options ─────────────────────────────────────────────────────────────────────────────────────

type Last<P extends readonly unknown[]> = Required<P> extends readonly [...unknown[], infer L] ? L
  : never;
/** The names of an element's options; of one that has none, none. */
type Option<N extends Name> = Last<Parameters<Elements[N]>> extends infer O
  // Markup and streams are objects, too.
  ? O extends string | readonly unknown[] ? never
  : N extends "html" | "writeStream" ? never
  : Extract<keyof O, string>
  : never;

/** Where each widget is given all that widgets take, and used. */
const IN_BROWSER = "tests/browser/keyboard_test.ts";

/** What all widgets take. */
const WIDGET = {
  key: IN_BROWSER,
  help: IN_BROWSER,
  disabled: IN_BROWSER,
  labelVisibility: IN_BROWSER,
  width: IN_BROWSER,
  onChange: IN_BROWSER,
  rerun: IN_BROWSER,
  persist: IN_BROWSER,
  bindQuery: IN_BROWSER,
} as const satisfies Record<keyof st.WidgetOptions, string>;

const CHART = {
  x: "lineChart",
  y: "lineChart",
  xLabel: "lineChart",
  yLabel: "lineChart",
  alt: "lineChart",
  height: "lineChart",
  stack: "areaChart",
  horizontal: "barChart",
  sort: "barChart",
  onSelect: "barChart",
  key: "barChart",
  color: "scatterChart",
  size: "scatterChart",
  yScale: "scatterChart",
  width: "scatterChart",
} as const satisfies Record<keyof st.ChartOptions, string>;

const BUTTON = {
  key: "button",
  help: "button",
  disabled: "button",
  kind: "button",
  icon: "button",
  width: "button",
  onClick: "button",
  shortcut: "button",
} as const satisfies Record<keyof st.ButtonOptions, string>;

const GRID = {
  columns: "dataframe",
  order: "dataframe",
  height: "dataframe",
  key: "dataframe",
  label: "dataframe",
  rowKey: "dataframe",
  search: "dataframe",
  download: "dataframe",
  hideIndex: "dataEditor",
  rowHeight: "dataframeColumns",
  placeholder: "dataframeColumns",
} as const satisfies Record<keyof st.DataGridOptions, string>;

const CHOICE = { ...WIDGET, format: "radio", placeholder: "selectbox" } as const;
const TEXT = {
  ...WIDGET,
  value: "textArea",
  placeholder: "textInput",
  maxChars: "textInput",
  live: "textInput",
  required: "textInput",
} as const;
const TITLE = {
  anchor: "subheader",
  help: "header",
  icon: "header",
  textAlignment: "subheader",
  width: "subheader",
} as const;
const HEADING = { ...TITLE, divider: "header" } as const;
const OPENING = { key: "tabs", onChange: "tabs", persist: "tabs", bindQuery: "tabs" } as const;
const PLAYBACK = {
  mime: "audio",
  startTime: "audio",
  endTime: "audio",
  autoplay: "audio",
  loop: "audio",
} as const;

/**
 * The demo in which an option is used: the compiler asks for one for each option, and that it is used there
 * is found in the demo's code.
 */
const OPTIONS: { readonly [N in Name]: Readonly<Record<Option<N>, string>> } = {
  write: {},
  writeStream: {},
  title: TITLE,
  header: HEADING,
  subheader: HEADING,
  markdown: { help: "markdown", textAlignment: "markdown", width: "text" },
  caption: { help: "caption", textAlignment: "caption", width: "text" },
  text: { help: "text", textAlignment: "text", width: "text" },
  code: { language: "code", lineNumbers: "code", wrap: "code", height: "code" },
  latex: {},
  divider: {},
  badge: { color: "badge", icon: "badge" },
  html: {},
  dataframe: { ...GRID, onSelect: "dataframe", selectionMode: "dataframe" },
  dataEditor: { ...GRID, numRows: "dataEditor", disabled: "dataEditor", onChange: "dataEditor" },
  table: { border: "table", hideHeader: "table" },
  metric: {
    delta: "metric",
    deltaColor: "metric",
    format: "metric",
    help: "metric",
    border: "metric",
    chart: "metric",
    chartType: "metric",
    deltaArrow: "metric",
    deltaDescription: "metric",
    icon: "metric",
    labelVisibility: "metric",
  },
  json: { expanded: "json" },
  lineChart: CHART,
  areaChart: CHART,
  barChart: CHART,
  scatterChart: CHART,
  vegaLiteChart: {
    data: "vegaLiteChart",
    height: "vegaLiteChart",
    onSelect: "vegaLiteChart",
    key: "vegaLiteChart",
    alt: "vegaLiteChart",
  },
  echartsChart: {
    data: "echartsChart",
    width: "echartsChart",
    height: "echartsChart",
    theme: "echartsChart",
    onSelect: "echartsChart",
    selectionMode: "echartsChart",
    alt: "echartsChart",
    key: "echartsChart",
  },
  plotlyChart: {
    height: "plotlyChart",
    theme: "plotlyChart",
    onSelect: "plotlyChart",
    selectionMode: "plotlyChart",
    alt: "plotlyChart",
    key: "plotlyChart",
  },
  graphvizChart: { engine: "graphvizChart", width: "graphvizChart", alt: "graphvizChart" },
  mermaidChart: { height: "mermaidChart", alt: "mermaidChart" },
  map: {
    latitude: "map",
    longitude: "map",
    color: "map",
    size: "map",
    label: "map",
    zoom: "map",
    height: "map",
    alt: "map",
    tiles: "mapTiles",
    attribution: "mapTiles",
  },
  button: BUTTON,
  linkButton: {
    icon: "linkButton",
    help: "linkButton",
    kind: "linkButton",
    width: "linkButton",
    disabled: "linkButton",
  },
  menuButton: { ...BUTTON, format: "menuButton" },
  checkbox: { ...WIDGET, value: "checkbox" },
  toggle: { ...WIDGET, value: "toggle" },
  radio: { ...CHOICE, index: "radio", value: "radio", horizontal: "radio", captions: "radio" },
  selectbox: {
    ...CHOICE,
    index: "selectbox",
    value: "selectbox",
    acceptNewOptions: "selectbox",
    search: "selectbox",
    required: "selectbox",
  },
  multiselect: {
    ...CHOICE,
    value: "multiselect",
    maxSelections: "multiselect",
    selectAll: "multiselect",
    acceptNewOptions: "multiselect",
    search: "multiselect",
    required: "multiselect",
  },
  pills: { ...CHOICE, selectionMode: "pills", required: "pills", value: "pills" },
  segmentedControl: {
    ...CHOICE,
    selectionMode: "segmentedControl",
    required: "segmentedControl",
    value: "segmentedControl",
  },
  slider: {
    ...WIDGET,
    min: "slider",
    max: "slider",
    step: "slider",
    value: "slider",
    format: "slider",
  },
  selectSlider: { ...CHOICE, value: "selectSlider" },
  numberInput: {
    ...WIDGET,
    required: "textInput",
    value: "numberInput",
    min: "numberInput",
    max: "numberInput",
    step: "numberInput",
    placeholder: "numberInput",
    format: "numberInput",
    icon: "numberInput",
  },
  textInput: {
    ...TEXT,
    type: "textInput",
    autocomplete: "textInput",
    validate: "textInput",
    icon: "textInput",
  },
  textArea: { ...TEXT, height: "textArea" },
  dateInput: {
    ...WIDGET,
    required: "textInput",
    value: "dateInput",
    min: "dateInput",
    max: "dateInput",
  },
  timeInput: { ...WIDGET, required: "textInput", value: "timeInput", step: "timeInput" },
  datetimeInput: {
    ...WIDGET,
    required: "textInput",
    value: "datetimeInput",
    min: "datetimeInput",
    max: "datetimeInput",
    step: "datetimeInput",
  },
  colorPicker: { ...WIDGET, value: "colorPicker" },
  feedback: { ...WIDGET, value: "feedback" },
  pagination: { ...WIDGET, value: "pagination", label: "pagination" },
  fileUploader: {
    ...WIDGET,
    accept: "fileUploader",
    multiple: "fileUploader",
    folder: "fileUploader",
    maxSize: "fileUploader",
  },
  downloadButton: {
    ...BUTTON,
    fileName: "downloadButton",
    mime: "downloadButton",
    rerun: "downloadButton",
  },
  chatInput: {
    key: "chatInput",
    disabled: "chatInput",
    maxChars: "chatInput",
    onSubmit: "chatInput",
    acceptFile: "chatInput",
    acceptAudio: "chatInput",
    submitMode: "chatInput",
    fileType: "chatInput",
    maxSize: "chatInput",
  },
  pageLink: {
    label: "pageLink",
    icon: "pageLink",
    help: "pageLink",
    query: "pageLink",
    anchor: "pageLink",
  },
  formSubmitButton: {
    key: "formSubmitButton",
    help: "formSubmitButton",
    disabled: "formSubmitButton",
    kind: "formSubmitButton",
    icon: "formSubmitButton",
    width: "formSubmitButton",
    onClick: "formSubmitButton",
    shortcut: "formSubmitButton",
  },
  container: {
    border: "container",
    height: "container",
    horizontal: "container",
    gap: "container",
    align: "container",
    justify: "container",
    wrap: "container",
    autoscroll: "container",
    key: "container",
  },
  columns: { gap: "columns", align: "columns", border: "columns", wrap: "columns" },
  grid: { columns: "grid", minWidth: "grid", gap: "grid" },
  tabs: { ...OPENING, default: "tabs" },
  expander: {
    expanded: "expander",
    icon: "expander",
    key: "expander",
    onChange: "expander",
    persist: "expander",
    bindQuery: "expander",
  },
  popover: {
    help: "popover",
    disabled: "popover",
    icon: "popover",
    kind: "popover",
    width: "popover",
    key: "popover",
    onChange: "popover",
    persist: "popover",
    bindQuery: "popover",
  },
  form: { clearOnSubmit: "form", enterToSubmit: "form", border: "form" },
  empty: {},
  skeleton: { height: "skeleton" },
  space: {},
  chatMessage: { avatar: "chatMessage" },
  success: { icon: "success", title: "success" },
  info: { icon: "info", title: "info" },
  warning: { icon: "warning", title: "warning" },
  error: { icon: "error", title: "error" },
  exception: {},
  toast: { icon: "toast", duration: "toast" },
  spinner: { showTime: "spinner" },
  status: { expanded: "status", state: "status" },
  progress: { text: "progress" },
  balloons: {},
  snow: {},
  image: { caption: "image", alt: "image", width: "image", link: "image" },
  audio: PLAYBACK,
  video: {
    mime: "video",
    startTime: "video",
    endTime: "video",
    autoplay: "video",
    loop: "video",
    muted: "video",
    poster: "video",
    subtitles: "video",
    width: "video",
  },
  pdf: { height: "pdf", title: "pdf" },
  iframe: { height: "iframe", title: "iframe", trusted: "iframe" },
};

Deno.test("each option of each element is used in the gallery, or by tests/browser/keyboard_test.ts", () => {
  for (const [element, options] of Object.entries(OPTIONS)) {
    for (const [option, demo] of Object.entries(options)) {
      if (demo === IN_BROWSER) continue;
      // An option that several share is used in the demo of one of them.
      const called = Object.hasOwn(OPTIONS, demo) ? demo : element;
      const given = callsIn(demo).get(called) ?? new Set();
      assert(given.has(option), `The demo "${demo}" does not give ${called}() its "${option}"`);
    }
  }
});

Deno.test("no two demos remember something by the same name", () => {
  const owners = new Map<string, string>();
  for (const { name } of demos) {
    for (const remembered of callsIn(name).get("state") ?? []) {
      assertEquals(owners.get(remembered), undefined, `${name} shares "${remembered}"`);
      owners.set(remembered, name);
    }
  }
  assert(owners.size > 5);
});

// ── Code ────────────────────────────────────────────────────────────────────────────────────────

const calls = new Map<string, Map<string, Set<string>>>();

/** Which functions and methods a demo calls, by their last names, and which options each is given. */
function callsIn(demo: string): ReadonlyMap<string, ReadonlySet<string>> {
  const known = calls.get(demo);
  if (known !== undefined) return known;
  const found = new Map<string, Set<string>>();
  const run = byName.get(demo)?.run;
  assert(run !== undefined, `There is no demo "${demo}"`);
  simple(parse(`(${run})`, { ecmaVersion: "latest", sourceType: "module" }), {
    CallExpression({ callee, arguments: given }) {
      if (callee.type !== "MemberExpression" || callee.property.type !== "Identifier") return;
      const options = found.get(callee.property.name) ?? new Set();
      found.set(callee.property.name, options);
      const last = given.at(-1);
      if (last?.type !== "ObjectExpression") return;
      for (const property of last.properties) {
        if (property.type === "Property" && property.key.type === "Identifier") {
          options.add(property.key.name);
        }
      }
    },
  });
  calls.set(demo, found);
  return found;
}
