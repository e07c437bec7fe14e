/** Hostile text, and every place where an element takes text. The test beside it says what must hold. */
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
  "</code></pre></div><b>",
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
  "\u0000\u2028\ufeff\ud800",
];

/** Draws one text in one place. */
export type Place = (text: string) => unknown;

/** Places that read Markdown. */
const MARKDOWN: Readonly<Record<string, Place>> = {
  write: (text) => st.write(text),
  markdown: (text) => st.markdown(text, { help: text }),
  caption: (text) => st.caption(text),
  badge: (text) => st.badge(text, { icon: text }),
  tabs: (text) => st.tabs([text, `${text}2`])[0]!.text(text),
  "tabs with onChange": (text) => st.tabs([text, `${text}2`], { onChange: "rerun" }),
  "expander with onChange": (text) => st.expander(text, { onChange: "rerun", key: text }),
  "popover with onChange": (text) => st.popover(text, { onChange: "rerun", icon: text }),
  expander: (text) => st.expander(text, { icon: text }).text(text),
  popover: (text) => st.popover(text, { help: text }).text(text),
  status: (text) => st.status(text).update({ label: `${text}!` }),
  progress: (text) => st.progress(0.5, { text }),
  "metric label": (text) => st.metric(text, 1, { help: text }),
  "image caption": (text) => st.image("/a.png", { caption: text }),
  stream: (text) =>
    st.writeStream(
      (async function* () {
        yield* text;
      })(),
    ),
};

/** Places that show the text as it is. */
export const VERBATIM: Readonly<Record<string, Place>> = {
  text: (text) => st.text(text),
  code: (text) => st.code(text),
  "numbered code": (text) => st.code(text, { lineNumbers: true, language: "html" }),
  table: (text) => st.table([{ [text]: text, b: { [text]: text } }]),
  dataframe: (text) => st.dataframe([{ [text]: text, b: { [text]: text } }]),
  "metric value": (text) => st.metric("x", text),
  "metric delta": (text) => st.metric("x", 1, { delta: `-${text}` }),
};

const OTHER: Readonly<Record<string, Place>> = {
  "code language": (text) => st.code("x", { language: text }),
  latex: (text) => st.latex(text),
  chat: (text) => st.chatMessage(text).text("x"),
  "chat avatar": (text) => st.chatMessage("x", { avatar: text.replace(/[:/]/g, "") }).text("x"),
  json: (text) => st.json({ [text]: [text, new Map([[text, new Set([text])]]), Symbol(text)] }),
  "dataframe options": (text) =>
    st.dataframe([{ a: text, b: [text, text], c: text, d: text }], {
      label: text,
      rowKey: "a",
      onSelect: "rerun",
      download: text,
      columns: {
        a: { label: text, help: text, type: "link", format: text },
        c: { type: "markdown" },
        d: { type: "image" },
      },
    }),
  "image list": (text) => st.image(["/a.png", "/b.png"], { alt: [text, text] }),
  pdf: (text) => st.pdf("/a.pdf", { title: text }),
  iframe: (text) => st.iframe("/a", { title: text }),
  subtitles: (text) => st.video("/a.mp4", { subtitles: { [text]: `${text} -->` } }),
  "image alt": (text) => st.image("/a.png", { alt: text }),
  "chart alt": (text) => st.lineChart([1, 2], { alt: text, xLabel: text, yLabel: text }),
  "chart data": (text) => st.barChart([{ [text]: text, b: 1 }], { x: text, y: "b", color: text }),
  "chart column": (text) => st.lineChart([{ [text]: 1 }, { [text]: 2 }]),
  "graph alt": (text) => st.graphvizChart("digraph { a -> b }", { alt: text }),
  "graph text": (text) => {
    const quoted = `"${text.replace(/[\\"]/g, "\\$&").replaceAll("\0", "")}"`;
    st.graphvizChart(`digraph { ${quoted} -> b [label=${quoted}, tooltip=${quoted}] }`);
  },
  spec: (text) =>
    st.vegaLiteChart(
      { title: text, mark: "bar", encoding: { x: { field: "a", type: "nominal" } } },
      {
        data: [{ a: text }],
      },
    ),
  "promised text": (text) => st.write(Promise.resolve(text), { [text]: text }, [{ [text]: text }]),
  "function name": (text) => st.write(Object.defineProperty(() => 0, "name", { value: text })),
};

/** All of them. */
export const PLACES: Readonly<Record<string, Place>> = { ...MARKDOWN, ...VERBATIM, ...OTHER };
