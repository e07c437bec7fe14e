/** Hostile text, and every place where an element takes text. The tests that use them say what must hold. */
import * as st from "@eddy/eddy";

/** Text that would like to be more than text. */
export const HOSTILE_TEXTS: readonly string[] = [
  "<script>alert(1)</script>",
  '"><img onerror=alert(1) src=x>',
  "'",
  "`",
  "' onclick='alert(1)",
  "</textarea><b>",
  "</template><b>",
  "</option></select><img onerror=alert(1) src=x>",
  "</code></pre></div><b>",
  "</title></style></script><svg onload=alert(1)>",
  "<hx-partial hx-target=body>x</hx-partial>",
  "<hx-a onmouseover=alert(1)>",
  "[x](javascript:alert(1))",
  "![x](javascript:alert(1) \"<hx-a b='c'\")",
  "<javascript:alert(1)>",
  ':red[<i>] :blue-badge["><img onerror=x>]',
  '```"><img onerror=x>\n</code>\n```',
  "$\\href{javascript:alert(1)}{x}$ $<b>$",
  "- [x] <b>\n- [ ] </li>",
  '| <b> | a |\n|:-:|--|\n| </table> | "> |',
  "&lt;b&gt;&#60;",
  "{{constructor}}",
  'x[^"><b>]\n\n[^"><b>]: <img onerror=alert(1)>',
  "> [!NOTE]\n> <b onclick=alert(1)>",
  "__proto__",
  "\u0000\u2028\ufeff\ud800",
];

/** Draws one text in one place. */
export type Place = (text: string) => unknown;

/** The places of one element. */
export interface Places {
  /** Where Markdown is read, or the text is one part of something else. */
  readonly read?: Readonly<Record<string, Place>>;
  /** Where the text is shown as it is. */
  readonly verbatim?: Readonly<Record<string, Place>>;
}

/** A widget's label, its help and its key, which stands once on a page. */
function labelled(
  draw: (label: string, options: st.WidgetOptions) => unknown,
): Readonly<Record<string, Place>> {
  return {
    label: (text) => draw(text, { help: text }),
    "hidden label": (text) => draw(text, { labelVisibility: "collapsed", disabled: true }),
    key: (text) => draw("x", { key: keyOf(text) }),
  };
}

let keys = 0;

/** A key with the text in it, and another one each time. */
function keyOf(text: string): string {
  return `${text}${++keys}`;
}

/** Places of elements whose text is Markdown and nothing else. */
const read = (place: Place): Places => ({ read: { text: place } });

/** As many options as lists with a field to search in have. */
const many = (text: string) => [text, ..."abcdefghijklmnop"];

/**
 * Every element and its places. The compiler asks for the places of a new one; what takes no text from
 * anybody has none.
 */
export const PLACES: Readonly<Record<keyof st.Elements, Places>> = {
  write: {
    read: {
      text: (text) => st.write(text),
      "what is promised": (text) => st.write(Promise.resolve(text), { [text]: text }),
      rows: (text) => st.write([{ [text]: text }]),
      error: (text) => st.write(new Error(text)),
      "function name": (text) => st.write(Object.defineProperty(() => 0, "name", { value: text })),
    },
  },
  writeStream: read((text) =>
    st.writeStream(
      (async function* () {
        yield* text;
      })(),
    )
  ),
  title: {
    read: {
      text: (text) => st.title(text, { help: text }),
      anchor: (text) => st.title("x", { anchor: text }),
    },
  },
  header: read((text) => st.header(text, { help: text, divider: text, icon: text })),
  subheader: read((text) => st.subheader(text, { help: text, anchor: false })),
  markdown: read((text) => st.markdown(text, { help: text })),
  caption: read((text) => st.caption(text, { help: text })),
  text: { verbatim: { text: (text) => st.text(text, { help: text }) } },
  code: {
    verbatim: {
      text: (text) => st.code(text),
      "numbered text": (text) => st.code(text, { lineNumbers: true, language: "html" }),
    },
    read: { language: (text) => st.code("x", { language: text }) },
  },
  latex: read((text) => st.latex(text)),
  divider: {},
  badge: read((text) => st.badge(text, { icon: text })),
  // The author's own markup: see injection_test.ts.
  html: {},
  table: {
    verbatim: {
      cell: (text) => st.table([{ a: text }]),
      heading: (text) => st.table([{ [text]: 1 }]),
    },
    read: { inner: (text) => st.table([{ a: { [text]: text } }]) },
  },
  dataframe: {
    verbatim: {
      cell: (text) => st.dataframe([{ a: text, b: { [text]: text } }]),
      heading: (text) => st.dataframe([{ [text]: 1 }]),
    },
    read: {
      options: (text) =>
        st.dataframe([{ a: text, b: [text, text], c: text, d: text, e: null }], {
          label: text,
          placeholder: text,
          key: keyOf(text),
          rowKey: "a",
          onSelect: "rerun",
          download: text,
          columns: {
            a: { label: text, help: text, type: "link", format: text },
            c: { type: "markdown" },
            d: { type: "image" },
          },
        }),
    },
  },
  dataEditor: {
    verbatim: {
      cell: (text) => st.dataEditor([{ a: text }]),
      heading: (text) => st.dataEditor([{ [text]: 1 }]),
    },
    read: {
      options: (text) =>
        st.dataEditor([{ a: text, b: "", c: null }], {
          label: text,
          placeholder: text,
          key: keyOf(text),
          numRows: "dynamic",
          columns: {
            a: { label: text, type: "select", options: [text], min: text, max: text },
            b: { required: true, validate: new RegExp(RegExp.escape(text)) },
          },
        }),
    },
  },
  metric: {
    verbatim: {
      value: (text) => st.metric("x", text),
      delta: (text) => st.metric("x", 1, { delta: `-${text}` }),
      deltaDescription: (text) => st.metric("x", 1, { delta: 1, deltaDescription: text }),
    },
    read: { label: (text) => st.metric(text, 1, { help: text, icon: text }) },
  },
  json: {
    read: {
      all: (text) => st.json({ [text]: [text, new Map([[text, new Set([text])]]), Symbol(text)] }),
      text: (text) => st.json(text),
    },
  },
  lineChart: {
    read: {
      labels: (text) => st.lineChart([1, 2], { alt: text, xLabel: text, yLabel: text }),
      column: (text) => st.lineChart([{ [text]: 1 }, { [text]: 2 }]),
    },
  },
  areaChart: read((text) => st.areaChart([{ [text]: 1 }, { [text]: 2 }], { alt: text })),
  barChart: read((text) => st.barChart([{ [text]: text, b: 1 }], { x: text, y: "b", color: text })),
  scatterChart: read((text) => st.scatterChart([{ [text]: 1, b: 2 }], { x: text, y: "b" })),
  vegaLiteChart: read((text) =>
    st.vegaLiteChart(
      { title: text, mark: "bar", encoding: { x: { field: "a", type: "nominal" } } },
      { data: [{ a: text }], alt: text },
    )
  ),
  echartsChart: {
    read: {
      alt: (text) => st.echartsChart({ series: [{ type: "pie", data: [1] }] }, { alt: text }),
      option: (text) => {
        st.echartsChart({
          title: { text, subtext: text },
          legend: {},
          tooltip: { formatter: text },
          xAxis: { type: "category", data: [text], name: text },
          yAxis: {},
          series: [{
            type: "bar",
            name: text,
            data: [{ value: 1, label: { show: true, formatter: text } }],
          }],
        });
      },
      data: (text) =>
        st.echartsChart(
          { xAxis: { type: "category" }, yAxis: {}, series: [{ type: "bar" }] },
          { data: [{ [text]: text, n: 1 }] },
        ),
    },
  },
  plotlyChart: read((text) =>
    st.plotlyChart({
      data: [{ type: "bar", name: text, x: [text], y: [1], text: [text], hovertext: [text] }],
      layout: { title: { text }, annotations: [{ text }] },
    }, { alt: text, height: 200 })
  ),
  graphvizChart: {
    read: {
      alt: (text) => st.graphvizChart("digraph { a -> b }", { alt: text }),
      text: (text) => {
        const quoted = `"${text.replace(/[\\"]/g, "\\$&").replaceAll("\0", "")}"`;
        st.graphvizChart(`digraph { ${quoted} -> b [label=${quoted}, tooltip=${quoted}] }`);
      },
    },
  },
  mermaidChart: {
    verbatim: { source: (text) => st.mermaidChart(text) },
    read: { alt: (text) => st.mermaidChart("flowchart LR", { alt: text }) },
  },
  map: {
    read: {
      all: (text) =>
        st.map([{ lat: 1, lon: 2, name: text, kind: text }], {
          label: "name",
          color: "kind",
          alt: text,
          attribution: text,
        }),
      tiles: (text) => st.map([], { tiles: `/tiles/{z}{x}{y}${text}` }),
    },
  },
  button: {
    read: {
      label: (text) => st.button(text, { help: text }),
      icon: (text) => st.button("x", { icon: text }),
      key: (text) => st.button("x", { key: keyOf(text) }),
      shortcut: (text) => st.button("x", { shortcut: `Ctrl+${text[0]}` }),
    },
  },
  linkButton: read((text) => st.linkButton(text, "/a", { help: text, icon: text })),
  menuButton: {
    read: {
      label: (text) => st.menuButton(text, ["a"], { help: text, icon: text }),
      key: (text) => st.menuButton("x", ["a"], { key: keyOf(text) }),
      option: (text) => st.menuButton("x", [text, "a"]),
    },
  },
  downloadButton: {
    read: {
      label: (text) => st.downloadButton(text, "data", { help: text, icon: text }),
      "file name": (text) => st.downloadButton("x", text, { fileName: text, mime: text }),
    },
  },
  checkbox: { read: labelled((label, options) => st.checkbox(label, options)) },
  toggle: { read: labelled((label, options) => st.toggle(label, options)) },
  radio: {
    read: {
      ...labelled((label, options) => st.radio(label, ["a"], options)),
      option: (text) => st.radio("x", [text, "a"], { captions: [text, text] }),
      format: (text) => st.radio("x", [1, 2], { format: (one) => `${one}${text}` }),
    },
    verbatim: {
      placeholder: (text) => st.radio("x", ["a"], { index: null, placeholder: text }),
    },
  },
  pills: {
    read: {
      ...labelled((label, options) => st.pills(label, ["a"], options)),
      option: (text) => st.pills("x", [text, "a"], { value: text }),
    },
    verbatim: { placeholder: (text) => st.pills("x", ["a"], { placeholder: text }) },
  },
  segmentedControl: {
    read: {
      ...labelled((label, options) => st.segmentedControl(label, ["a"], options)),
      option: (text) => st.segmentedControl("x", [text, "a"], { value: text }),
    },
    verbatim: { placeholder: (text) => st.segmentedControl("x", ["a"], { placeholder: text }) },
  },
  selectSlider: {
    read: labelled((label, options) => st.selectSlider(label, ["a"], options)),
    verbatim: {
      option: (text) => st.selectSlider("x", [text, "a"]),
      "options of a range": (text) => st.selectSlider("x", [text, "a"], { value: [text, "a"] }),
    },
  },
  pagination: { read: labelled((label, options) => st.pagination(9, { ...options, label })) },
  feedback: { read: labelled((_, options) => st.feedback("stars", options)) },
  selectbox: {
    read: labelled((label, options) => st.selectbox(label, ["a"], options)),
    verbatim: {
      option: (text) => st.selectbox("x", [text, "a"]),
      format: (text) => st.selectbox("x", [1, 2], { format: (one) => `${one}${text}` }),
      placeholder: (text) => st.selectbox("x", ["a"], { index: null, placeholder: text }),
    },
  },
  multiselect: {
    read: {
      ...labelled((label, options) => st.multiselect(label, ["a"], options)),
      option: (text) => st.multiselect("x", many(text), { value: [text] }),
      placeholder: (text) => st.multiselect("x", many("q"), { placeholder: text }),
    },
  },
  slider: {
    read: {
      ...labelled((label, options) => st.slider(label, options)),
      format: (text) => st.slider("x", { format: `%d ${text.replaceAll("%", "")}` }),
    },
  },
  numberInput: {
    read: {
      ...labelled((label, options) => st.numberInput(label, options)),
      icon: (text) => st.numberInput("x", { icon: text }),
    },
    verbatim: { placeholder: (text) => st.numberInput("x", { value: null, placeholder: text }) },
  },
  textInput: {
    verbatim: {
      value: (text) => st.textInput("x", { value: text }),
      placeholder: (text) => st.textInput("x", { placeholder: text }),
      "secret value": (text) => st.textInput("x", { value: text, type: "password" }),
      "bound value": (text) => st.textInput("x", { value: text, bindQuery: text }),
    },
    read: {
      ...labelled((label, options) => st.textInput(label, options)),
      autocomplete: (text) => st.textInput("x", { autocomplete: text }),
      validate: (text) => st.textInput("x", { validate: new RegExp(RegExp.escape(text)) }),
      icon: (text) => st.textInput("x", { icon: text }),
    },
  },
  textArea: {
    read: labelled((label, options) => st.textArea(label, options)),
    verbatim: {
      value: (text) => st.textArea("x", { value: text }),
      placeholder: (text) => st.textArea("x", { placeholder: text }),
    },
  },
  dateInput: { read: labelled((label, options) => st.dateInput(label, options)) },
  timeInput: { read: labelled((label, options) => st.timeInput(label, options)) },
  datetimeInput: { read: labelled((label, options) => st.datetimeInput(label, options)) },
  pageLink: read((text) =>
    st.pageLink("/other", {
      label: text,
      help: text,
      icon: text.replace(/[:/]/g, ""),
      anchor: text,
    })
  ),
  colorPicker: { read: labelled((label, options) => st.colorPicker(label, options)) },
  fileUploader: {
    read: {
      ...labelled((label, options) => st.fileUploader(label, options)),
      accept: (text) => st.fileUploader("x", { accept: [text, `.${text}`] }),
    },
  },
  chatInput: {
    verbatim: { placeholder: (text) => st.chatInput(text) },
    read: {
      key: (text) => st.chatInput("x", { key: keyOf(text) }),
      fileType: (text) => st.chatInput("x", { acceptFile: true, fileType: [text, `.${text}`] }),
    },
  },
  formSubmitButton: read((text) =>
    st.form(keyOf(text))(() => st.formSubmitButton(text, { help: text, icon: text }))
  ),
  container: read((text) => st.container({ key: keyOf(text) }).text(text)),
  columns: {},
  grid: {},
  skeleton: {},
  space: {},
  tabs: {
    read: {
      label: (text) => st.tabs([text, `${text}2`])[0]!.text(text),
      "told label": (text) => {
        const label = text.replaceAll("\n", " ");
        st.tabs([label, `${label}2`], { onChange: "rerun", key: keyOf(text) });
      },
    },
  },
  expander: {
    read: {
      label: (text) => st.expander(text, { icon: text }).text(text),
      "told label": (text) => st.expander(text, { onChange: "rerun", key: keyOf(text) }),
    },
  },
  popover: {
    read: {
      label: (text) => st.popover(text, { help: text }).text(text),
      "told label": (text) => st.popover(text, { onChange: "rerun", icon: text, key: keyOf(text) }),
    },
  },
  form: read((text) => st.form(keyOf(text))(() => void st.formSubmitButton())),
  empty: read((text) => st.empty().markdown(text)),
  chatMessage: {
    read: {
      name: (text) => st.chatMessage(text).text("x"),
      avatar: (text) => st.chatMessage("x", { avatar: text.replace(/[:/]/g, "") }).text("x"),
    },
  },
  success: read((text) => st.success(text, { icon: text, title: text })),
  info: read((text) => st.info(text, { icon: text, title: text })),
  warning: read((text) => st.warning(text, { icon: text, title: text })),
  error: read((text) => st.error(text, { icon: text, title: text })),
  exception: {
    verbatim: { message: (text) => st.exception(new Error(text)) },
    read: {
      name: (text) => st.exception(Object.assign(new Error("x"), { name: text, stack: text })),
      thrown: (text) => st.exception({ [text]: text }),
    },
  },
  toast: read((text) => st.toast(text, { icon: text, duration: "infinite" })),
  spinner: read((text) => st.spinner(text)(() => {})),
  status: read((text) => st.status(text).update({ label: `${text}!` })),
  progress: read((text) => st.progress(0.5, { text })),
  balloons: {},
  snow: {},
  image: {
    read: {
      caption: (text) => st.image("/a.png", { caption: text }),
      alt: (text) => st.image("/a.png", { alt: text }),
      "alt of several": (text) => st.image(["/a.png", "/b.png"], { alt: [text, text] }),
    },
  },
  audio: {},
  video: read((text) => st.video("/a.mp4", { subtitles: { [text]: `${text} -->` } })),
  pdf: read((text) => st.pdf("/a.pdf", { title: text })),
  iframe: read((text) => st.iframe("/a", { title: text })),
};

/** A place by its element and its own name. */
export type NamedPlace = readonly [name: string, place: Place];

function named(kind: keyof Places): NamedPlace[] {
  return Object.entries(PLACES).flatMap(([element, places]) =>
    Object.entries(places[kind] ?? {}).map(([name, place]) =>
      [`${element} ${name}`, place] as const
    )
  );
}

/** Those that show text as it is. */
export const VERBATIM: readonly NamedPlace[] = named("verbatim");

/** All of them. */
export const ALL_PLACES: readonly NamedPlace[] = [...VERBATIM, ...named("read")];
