/** Every element, in tabs: what it looks like, and that it works. */
import * as st from "@eddy/eddy";

const orders = [
  { order: 1042, customer: "Ada Byron", placed: new Date("2026-03-02"), items: 3, total: 129.5 },
  { order: 1043, customer: "Grace Hopper", placed: new Date("2026-03-02"), items: 1, total: 18 },
  { order: 1044, customer: "Edsger D.", placed: new Date("2026-03-03"), items: 12, total: 1204.25 },
  { order: 1045, customer: "Barbara L.", placed: new Date("2026-03-04"), items: 2, total: 64 },
];

const weeks = Array.from({ length: 24 }, (_, week) => ({
  week: week + 1,
  north: Math.round(40 + 20 * Math.sin(week / 3) + week),
  south: Math.round(30 + 15 * Math.cos(week / 4) + week / 2),
}));

const parts = Array.from({ length: 10_000 }, (_, n) => `Part ${n + 1}`);

/** More than anybody wants to have loaded. */
const archive = Array.from({ length: 100_000 }, (_, i) => ({
  order: 1046 + i,
  customer: `${["Ada", "Grace", "Edsger", "Barbara", "Alan"][i % 5]} ${(i * 7919) % 997}`,
  placed: new Date(Date.UTC(2020, 0, 1 + ((i * 101) % 2000))),
  total: ((i * 7919) % 100_003) / 100,
  paid: i % 3 > 0,
  progress: ((i * 37) % 101) / 100,
  weeks: Array.from({ length: 8 }, (_, week) => (i * (week + 3)) % 17),
}));

const TASKS = [
  { task: "Call Ada", kind: "call", hours: 0.5, due: "2026-11-23", done: true },
  { task: "Write to Grace", kind: "letter", hours: 2, due: "2026-11-24", done: false },
  { task: "See Edsger", kind: "visit", hours: 4, due: "2026-11-30", done: false },
];

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** What a language model would say, word by word. */
async function* answerTo(question: string): AsyncGenerator<string> {
  const words =
    `You said **${question}**. That is all this example can say, but it says it slowly.`;
  for (const word of words.split(" ")) {
    await sleep(40);
    yield `${word} `;
  }
}

// ── Text ────────────────────────────────────────────────────────────────────────────────────────

const texts = st.fragment(() => {
  st.header("Headings", { divider: "blue" });
  st.subheader("A subheader", { help: "With help" });
  st.markdown(
    "**Markdown** with *emphasis*, `code`, ~~mistakes~~, [links](https://deno.com) :rocket: and lists:\n\n" +
      "1. first\n2. second\n\n| table | of |\n| --- | --- |\n| two | columns |",
  );
  st.caption("A caption: small and muted.");
  st.text("Text as it is: *no* <b>markup</b>.");
  st.container({ horizontal: true })(() => {
    st.badge("new", { color: "blue" });
    st.badge("done", { color: "green", icon: "✓" });
    st.badge("late", { color: "red" });
  });
  st.code('const greeting: string = "Hello";\nconsole.log(greeting);', { language: "typescript" });
  st.latex("e^{i\\pi} + 1 = 0");
  st.divider();
  st.html("<p>Markup of <mark>your own</mark>, styled without classes.</p>");
  st.write("`write` takes anything:", 42, true, null, new Error("an error, too"));
  st.write({ nested: { list: [1, 2, 3] } });
});

// ── Widgets ─────────────────────────────────────────────────────────────────────────────────────

const buttons = st.fragment(() => {
  st.subheader("Buttons");
  st.container({ horizontal: true })(() => {
    if (st.button("Secondary")) st.toast("Pressed", { icon: "👍" });
    if (st.button("Primary", { kind: "primary" })) st.toast("Pressed the *primary* one");
    if (st.button("Tertiary", { kind: "tertiary", icon: "✎" })) st.toast("Pressed the quiet one");
    st.button("Disabled", { disabled: true });
    if (st.button("With keys", { shortcut: "Alt+K" })) st.toast("Pressed by its keys, or not");
    const choice = st.menuButton("Menu", ["Copy", "Move", "Delete"]);
    if (choice !== null) st.toast(`${choice} it is`);
    st.linkButton("Link", "https://docs.deno.com");
    st.downloadButton("Download", () => "order,total\n1042,129.5\n", {
      fileName: "orders.csv",
      mime: "text/csv",
    });
  });
  st.container({ horizontal: true })(() => {
    if (st.button("Balloons")) st.balloons();
    if (st.button("Snow")) st.snow();
  });
});

const choices = st.fragment(() => {
  st.subheader("Choices");
  const [left, right] = st.columns(2);
  const values = {
    checkbox: left!.checkbox("Checkbox"),
    toggle: left!.toggle("Toggle", { value: true }),
    radio: left!.radio("Radio", ["small", "medium", "large"], { horizontal: true }),
    pills: left!.pills("Pills", ["new", "paid", "sent"], { selectionMode: "multi" }),
    segments: left!.segmentedControl("Segmented control", ["Day", "Week", "Month"], {
      value: "Week",
    }),
    selectbox: right!.selectbox("Selectbox", ["Vienna", "Linz", "Graz"], { index: null }),
    multiselect: right!.multiselect("Multiselect", ["red", "green", "blue"], { value: ["green"] }),
    searched: right!.selectbox("One of ten thousand", parts, { index: null }),
  };
  const stars = right!.feedback("stars", { help: "How do you like it?" });
  st.json({ ...values, stars }, { expanded: false });
});

const inputs = st.fragment(() => {
  st.subheader("Inputs");
  const [left, right] = st.columns(2);
  const values = {
    text: left!.textInput("Text input", { placeholder: "Type, then Enter" }),
    live: left!.textInput("Live text input", { live: true, help: "Reruns while you type" }),
    number: left!.numberInput("Number input", { value: 3, min: 0, max: 10 }),
    area: right!.textArea("Text area", { placeholder: "Several lines" }),
    date: right!.dateInput("Date input", { value: "2026-03-02" }),
    days: right!.dateInput("Range of days", { value: ["2026-03-02", "2026-03-06"] }),
    time: left!.timeInput("Time input", { value: "09:30" }),
    moment: left!.datetimeInput("Date and time", { value: "2026-03-02T09:30" }),
    color: right!.colorPicker("Colour picker", { value: "#4f46e5" }),
    slider: left!.slider("Slider", { min: 0, max: 100, value: 25 }),
    step: left!.selectSlider("Slider over options", ["XS", "S", "M", "L", "XL"], { value: "M" }),
    range: right!.slider("Range slider", { min: 0, max: 100, value: [20, 60] }),
  };
  const file = st.fileUploader("File uploader");
  st.json({ ...values, file: file?.name ?? null }, { expanded: false });
});

const inForm = st.fragment(() => {
  st.subheader("Form");
  st.form("feedback", { clearOnSubmit: true })(() => {
    const name = st.textInput("Your name");
    const mood = st.radio("Mood", ["fine", "so so"], { horizontal: true });
    if (st.formSubmitButton("Send")) st.success(`Thank you, ${name || "whoever you are"}: ${mood}`);
  });
});

// ── Layout ──────────────────────────────────────────────────────────────────────────────────────

const confirm = st.dialog("Delete the order?", () => {
  st.write("This cannot be undone.");
  st.container({ horizontal: true })(() => {
    if (st.button("Delete", { kind: "primary" })) {
      st.toast("Deleted");
      st.rerun();
    }
    if (st.button("Keep")) st.rerun();
  });
});

const layout = st.fragment(() => {
  const [wide, narrow] = st.columns([2, 1], { border: true });
  wide!.write("Columns can be twice as wide");
  narrow!.write("as others");
  st.expander("Expander")(() => st.write("What is inside opens and closes without a rerun."));
  const lazy = st.expander("Lazy expander", { onChange: "rerun" });
  if (lazy.open) lazy.write(`Drawn at ${new Date().toLocaleTimeString()}, when you opened it.`);
  st.popover("Popover")(() => {
    const name = st.textInput("Name in the popover");
    if (name) st.write(`Hello ${name}`);
  });
  st.container({ border: true, height: 140 })(() => {
    for (let line = 1; line <= 12; line++) st.write(`Line ${line} of a container that scrolls`);
  });
  st.container({ horizontal: true })(() => {
    st.write("A row, and a `space` that");
    st.space("stretch");
    st.button("pushes this to its end");
  });
  const cards = st.grid({ minWidth: 160 });
  for (const { customer, total } of orders) {
    cards.metric(customer, total, { border: true });
  }
  const slot = st.empty();
  slot.write("Replaced before you see it");
  slot.write("`empty()` holds one element at a time");
  if (st.button("Open a dialog")) confirm();
});

// ── Status ──────────────────────────────────────────────────────────────────────────────────────

const notes = st.fragment(() => {
  st.success("Success: the order is on its way");
  st.info("Info: numbers are of *yesterday*", { icon: "ℹ️" });
  st.warning("Warning: two orders have no address");
  st.error("Error: the warehouse does not answer");
  st.exception(new RangeError("Exception: received min 9, max 3"));
});

const work = st.fragment(async () => {
  const run = st.button("Run something slow");
  if (!run) return;
  await st.spinner("A spinner while it waits", { showTime: true })(() => sleep(600));
  const bar = st.progress(0, { text: "Progress" });
  for (let done = 0; done <= 100; done += 10) {
    bar.update(done, { text: `Progress: ${done} %` });
    await sleep(60);
  }
  await st.status("Checking orders …")(async () => {
    for (const { order } of orders) {
      st.write(`Order ${order} is fine`);
      await sleep(150);
    }
  });
});

// ── Data and charts ─────────────────────────────────────────────────────────────────────────────

const data = st.fragment(() => {
  const [first, second, third] = st.columns(3);
  first!.metric("Orders", 412, { delta: 12, chart: [3, 5, 4, 8, 7, 9] });
  second!.metric("Returns", "2.4 %", { delta: -0.3, deltaColor: "inverse" });
  third!.metric("Open", 7, { delta: 0, deltaColor: "off", border: true });
  const page = st.pagination(orders.length / 2);
  st.table(orders.slice(page * 2 - 2, page * 2));
  const { rows } = st.dataframe(archive, {
    label: "Archive",
    onSelect: "rerun",
    columns: {
      order: "Order",
      customer: "Customer",
      placed: { label: "Placed", format: "medium" },
      total: { label: "Total", format: "euro", help: "Without taxes" },
      paid: "Paid",
      progress: { label: "Sent", type: "progress" },
      weeks: { label: "Weeks", type: "line" },
      open: {
        type: "button",
        label: "Open",
        onClick: ({ row }) => st.toast(`Order ${archive[row!]!.order} is open`),
      },
    },
  });
  st.caption(`${rows.length} orders selected`);
  const tasks = st.dataEditor(TASKS, {
    label: "Tasks",
    numRows: "dynamic",
    columns: {
      task: { label: "Task", required: true, width: "medium" },
      kind: { label: "Kind", type: "select", options: ["call", "letter", "visit"] },
      hours: { label: "Hours", min: 0, max: 24, step: 0.5 },
      due: { label: "Due", type: "date" },
      done: "Done",
    },
  });
  st.caption(`${tasks.filter(({ done }) => done).length} of ${tasks.length} tasks done`);
  st.json({ orders, count: orders.length }, { expanded: 1 });
});

const charts = st.fragment(() => {
  const [left, right] = st.columns(2);
  left!.lineChart(weeks, { x: "week", y: ["north", "south"], height: 260 });
  right!.areaChart(weeks, {
    x: "week",
    y: ["north", "south"],
    stack: true,
    width: 360,
    height: 260,
  });
  left!.barChart(orders, { x: "customer", y: "total", horizontal: true, height: 260 });
  right!.scatterChart(weeks, { x: "north", y: "south", height: 260 });
  st.vegaLiteChart({
    mark: "rect",
    encoding: {
      x: { field: "week", type: "ordinal" },
      y: { field: "region", type: "nominal" },
      color: { field: "sold", type: "quantitative" },
    },
  }, {
    data: weeks.flatMap(({ week, north, south }) => [
      { week, region: "north", sold: north },
      { week, region: "south", sold: south },
    ]),
    height: 240,
    alt: "Sold per week and region",
  });
  st.map([
    { shop: "Vienna", latitude: 48.2, longitude: 16.37, sold: 120 },
    { shop: "Graz", latitude: 47.07, longitude: 15.44, sold: 31 },
    { shop: "Linz", latitude: 48.3, longitude: 14.28, sold: 64 },
  ], { label: "shop", size: "sold", height: 260, alt: "Sold by shop" });
  st.mermaidChart(
    `sequenceDiagram
    Browser->>Server: click
    Server-->>Browser: fragment`,
    { alt: "A click is answered by a fragment" },
  );
  st.graphvizChart(`digraph {
    rankdir = LR
    node [shape = box, style = rounded]
    Order -> Payment -> Delivery
    Payment -> Refund [label = "failed", style = dashed]
  }`);
});

/** A picture made here: its bytes are served by the session. */
const picture = new TextEncoder().encode(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 120">' +
    '<rect width="320" height="120" rx="8" fill="#4f46e5"/>' +
    '<path d="M0 80 C 60 20 100 120 160 70 S 260 20 320 60" stroke="#fff" stroke-width="6" fill="none"/></svg>',
);

const brand = new TextEncoder().encode(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 28 28"><rect width="28" height="28" rx="6" fill="#4f46e5"/>' +
    '<path d="M7 18c4-9 6 3 14-8" stroke="#fff" stroke-width="3" fill="none"/></svg>',
);

/** A second of a tone, as a WAV file. */
function tone(hertz: number): Uint8Array {
  const rate = 8000;
  const head = new Uint8Array(44);
  const view = new DataView(head.buffer);
  head.set(new TextEncoder().encode("RIFF    WAVEfmt "));
  view.setUint32(4, 36 + rate, true);
  // One channel of bytes, so many a second.
  for (const [at, value] of [[16, 16], [20, 0x10001], [24, rate], [28, rate], [32, 0x80001]]) {
    view.setUint32(at!, value!, true);
  }
  head.set(new TextEncoder().encode("data"), 36);
  view.setUint32(40, rate, true);
  const wave = Uint8Array.from(
    { length: rate },
    (_, i) => 128 + 60 * Math.sin(2 * Math.PI * hertz * i / rate),
  );
  return new Uint8Array([...head, ...wave]);
}

// ── Chat and live ───────────────────────────────────────────────────────────────────────────────

const chat = st.state({ lines: [] as { who: "user" | "assistant"; text: string }[] });

const conversation = st.fragment(async () => {
  for (const { who, text } of chat.lines) st.chatMessage(who)(() => st.write(text));
  const question = st.chatInput("Say something");
  if (question === null) return;
  st.chatMessage("user").write(question);
  const text = await st.chatMessage("assistant").writeStream(answerTo(question));
  chat.lines = [...chat.lines, { who: "user", text: question }, { who: "assistant", text }];
});

const clock = st.fragment(() => {
  st.metric("Time", new Date().toLocaleTimeString("en-GB", { timeZone: st.context.timeZone }));
}, { runEvery: 1 });

st.serve(() => {
  st.setPageConfig({ icon: "🚰" });
  st.logo(brand, { alt: "Kitchen sink", link: "/" });
  st.title("Kitchen sink");
  st.sidebar(() => {
    st.header("Sidebar");
    const name = st.textInput("Your name", { key: "name" });
    st.caption(name ? `Hello ${name}` : "Widgets here rerun the page.");
    clock();
  });
  const [text, widgets, arranged, status, numbers, drawn, talk] = st.tabs([
    "Text",
    "Widgets",
    "Layout",
    "Status",
    "Data",
    "Charts",
    "Chat",
  ]);
  text(() => texts());
  widgets(() => {
    buttons();
    choices();
    inputs();
    inForm();
  });
  arranged(() => layout());
  status(() => {
    notes();
    // Not awaited: the rest of the page does not wait for it.
    work();
  });
  numbers(() => data());
  drawn(() => {
    charts();
    st.image(picture, {
      caption: "An image from bytes",
      alt: "A white wave on violet",
      width: 320,
    });
    st.image([picture, picture], { caption: ["Two of them", "side by side"], width: 200 });
    st.audio(tone(440));
  });
  talk(() => conversation());
});
