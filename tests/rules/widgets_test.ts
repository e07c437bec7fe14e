/** W: widget values and session state. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import * as st from "../../mod.ts";
import { open } from "../kit.ts";
import { TestPage } from "../session.ts";

Deno.test("W1 new values are stored, then callbacks run, then the body", async () => {
  const log: string[] = [];
  const page = new TestPage(() => {
    const value = st.textInput("Name", {
      key: "name",
      onChange: () => log.push(`callback ${st.sessionState.name}`),
    });
    log.push(`body ${value}`);
  });
  await page.use(["Name", "Ada"]);
  assertEquals(log, ["body ", "callback Ada", "body Ada"]);
});

Deno.test("W2 callbacks run in the order of the events, and each sees all new values", async () => {
  const log: string[] = [];
  const page = new TestPage(() => {
    st.checkbox("x", { key: "x", onChange: () => log.push(`x ${st.sessionState.y}`) });
    st.textInput("y", { key: "y", onChange: () => log.push(`y ${st.sessionState.x}`) });
    st.button("b", { onClick: () => log.push("b") });
  });
  await page.use(["x", ["on"]], ["y", "X"], ["b", null]);
  assertEquals(log, ["x X", "y true", "b"]);
});

Deno.test("W3 a callback keeps what it captured when the widget was drawn", async () => {
  const log: string[] = [];
  const page = new TestPage(() => {
    const seen = st.sessionState.name ?? "nobody";
    st.textInput("Name", {
      key: "name",
      onChange: () => log.push(`${seen} → ${st.sessionState.name}`),
    });
  });
  await page.use(["Name", "Ada"]);
  await page.use(["Name", "Grace"]);
  assertEquals(log, ["nobody → Ada", "Ada → Grace"]);
});

Deno.test("W4 a callback runs on a change only, and a disabled widget takes nothing", async () => {
  const log: string[] = [];
  const page = new TestPage(() => {
    st.checkbox("open", { onChange: () => log.push("open") });
    st.checkbox("shut", { key: "shut", disabled: true, onChange: () => log.push("shut") });
    st.button("dead", { disabled: true, onClick: () => log.push("dead") });
  });
  await page.check("open", false);
  const job = await page.check("shut");
  await page.press("dead");
  assertEquals(log, []);
  assertEquals(page.session.state.get("shut"), false);
  assertStringIncludes(job.refused.join(), "disabled");
});

Deno.test("W5 without a key, a changed parameter makes another widget", async () => {
  let label = "Name";
  const values: string[] = [];
  const page = new TestPage(() => void values.push(st.textInput(label, { value: "start" })));
  await page.use(["Name", "Ada"]);
  label = "First name";
  await page.rerun();
  label = "Name";
  await page.rerun();
  assertEquals(values, ["start", "Ada", "start", "start"]);
});

/** Each kind as it is, and with one parameter changed that shapes its value (W5). */
const SHAPES: Record<string, readonly (() => unknown)[]> = {
  textInput: [
    () => st.textInput("L"),
    () => st.textInput("M"),
    () => st.textInput("L", { value: "a" }),
    () => st.textInput("L", { placeholder: "a" }),
    () => st.textInput("L", { help: "a" }),
    () => st.textInput("L", { maxChars: 5 }),
    () => st.textInput("L", { type: "password" }),
    () => st.textInput("L", { validate: /a/ }),
  ],
  textArea: [
    () => st.textArea("L"),
    () => st.textArea("L", { value: "a" }),
    () => st.textArea("L", { placeholder: "a" }),
    () => st.textArea("L", { maxChars: 5 }),
  ],
  numberInput: [
    () => st.numberInput("L"),
    () => st.numberInput("L", { value: 1 }),
    () => st.numberInput("L", { value: null }),
    () => st.numberInput("L", { placeholder: "a" }),
    () => st.numberInput("L", { min: -1, value: 0 }),
    () => st.numberInput("L", { max: 9 }),
    () => st.numberInput("L", { step: 1 }),
  ],
  checkbox: [() => st.checkbox("L"), () => st.checkbox("L", { value: true }), () => st.toggle("L")],
  selectbox: [
    () => st.selectbox("L", ["a", "b"]),
    () => st.selectbox("L", ["a", "c"]),
    () => st.selectbox("L", ["a", "b"], { index: 1 }),
    () => st.selectbox("L", ["a", "b"], { index: null }),
    () => st.selectbox("L", ["a", "b"], { placeholder: "a" }),
    () => st.selectbox("L", ["a", "b"], { required: true }),
    () => st.selectbox("L", ["a", "b"], { acceptNewOptions: true }),
    () => st.selectbox("L", ["a", "b"], { format: (option) => `${option}.` }),
  ],
  radio: [
    () => st.radio("L", ["a", "b"]),
    () => st.radio("L", ["a", "c"]),
    () => st.radio("L", ["a", "b"], { index: 1 }),
    () => st.radio("L", ["a", "b"], { placeholder: "a" }),
  ],
  multiselect: [
    () => st.multiselect("L", ["a", "b"]),
    () => st.multiselect("L", ["a", "c"]),
    () => st.multiselect("L", ["a", "b"], { value: ["a"] }),
    () => st.multiselect("L", ["a", "b"], { placeholder: "a" }),
    () => st.multiselect("L", ["a", "b"], { required: true }),
    () => st.multiselect("L", ["a", "b"], { maxSelections: 1 }),
    () => st.multiselect("L", ["a", "b"], { acceptNewOptions: true }),
  ],
  pills: [
    () => st.pills("L", ["a", "b"]),
    () => st.pills("L", ["a", "c"]),
    () => st.pills("L", ["a", "b"], { value: "a" }),
    () => st.pills("L", ["a", "b"], { required: true }),
    () => st.pills("L", ["a", "b"], { selectionMode: "multi" }),
    () => st.segmentedControl("L", ["a", "b"]),
  ],
  slider: [
    () => st.slider("L"),
    () => st.slider("L", { min: -1, value: 0 }),
    () => st.slider("L", { max: 9 }),
    () => st.slider("L", { step: 2 }),
    () => st.slider("L", { value: 1 }),
    () => st.slider("L", { value: [0, 1] }),
  ],
  selectSlider: [
    () => st.selectSlider("L", ["a", "b"]),
    () => st.selectSlider("L", ["a", "c"]),
    () => st.selectSlider("L", ["a", "b"], { value: "b" }),
    () => st.selectSlider("L", ["a", "b"], { value: ["a", "b"] }),
  ],
  dateInput: [
    () => st.dateInput("L", { value: null }),
    () => st.dateInput("L"),
    () => st.dateInput("L", { value: null, min: "2026-01-01" }),
    () => st.dateInput("L", { value: null, max: "2027-01-01" }),
    () => st.dateInput("L", { value: [null, null] }),
  ],
  timeInput: [
    () => st.timeInput("L"),
    () => st.timeInput("L", { value: "09:30" }),
    () => st.timeInput("L", { step: 1800 }),
  ],
  datetimeInput: [
    () => st.datetimeInput("L"),
    () => st.datetimeInput("L", { value: "2026-01-01T09:30" }),
    () => st.datetimeInput("L", { min: "2026-01-01T09:30" }),
    () => st.datetimeInput("L", { max: "2026-01-01T09:30" }),
    () => st.datetimeInput("L", { step: 1800 }),
  ],
  colorPicker: [() => st.colorPicker("L"), () => st.colorPicker("L", { value: "#ffffff" })],
  feedback: [
    () => st.feedback("stars"),
    () => st.feedback("faces"),
    () => st.feedback("stars", { value: 1 }),
  ],
  fileUploader: [
    () => st.fileUploader("L"),
    () => st.fileUploader("L", { accept: [".csv"] }),
    () => st.fileUploader("L", { multiple: true }),
    () => st.fileUploader("L", { multiple: true, folder: true }),
    () => st.fileUploader("L", { maxSize: 5 }),
  ],
  chatInput: [
    () => st.chatInput("L"),
    () => st.chatInput("M"),
    () => st.chatInput("L", { maxChars: 5 }),
    () => st.chatInput("L", { acceptFile: true }),
    () => st.chatInput("L", { acceptFile: "multiple" }),
  ],
  menuButton: [() => st.menuButton("L", ["a"]), () => st.menuButton("L", ["b"])],
  pagination: [() => st.pagination(3), () => st.pagination(3, { value: 2 })],
  component: [1, 2].map((initial) => {
    const component = st.component({ js: "export default () => {}", initial });
    return () => component({});
  }),
};

for (const [kind, shapes] of Object.entries(SHAPES)) {
  Deno.test(`W5 each parameter that shapes the value of a ${kind} makes another widget`, () => {
    const ids = shapes.map((draw) => {
      const { session } = new TestPage(draw);
      return [...session.widgets.values()].map(({ id }) => id).join();
    });
    assertEquals(ids.includes(""), false);
    const alike = ids.flatMap((id, i) => ids.indexOf(id) < i ? [String(shapes[i])] : []);
    assertEquals(alike, []);
  });
}

Deno.test("W5 a changed placeholder begins a choice again, a changed look does not", async () => {
  let settings: { placeholder?: string; horizontal?: boolean; disabled?: boolean } = {};
  const page = new TestPage(() =>
    st.write(st.selectbox("Box", ["a", "b"], settings), st.radio("Radio", ["a", "b"], settings))
  );
  await page.use(["Box", "b"], ["Radio", "b"]);
  settings = { horizontal: true, disabled: true };
  await page.rerun();
  assertStringIncludes(page.text(), "b b");
  settings = { placeholder: "Choose" };
  await page.rerun();
  assertStringIncludes(page.text(), "a a");
});

Deno.test("W6 with a key, label and default may change; bounds may not", async () => {
  let label = "Level";
  let max = 10;
  const values: number[] = [];
  const page = new TestPage(() =>
    void values.push(st.slider(label, { key: "level", min: 0, max, value: 1 }))
  );
  await page.use(["Level", "7"]);
  label = "How much";
  await page.rerun();
  max = 20;
  await page.rerun();
  assertEquals(values, [1, 7, 7, 1]);
});

Deno.test("W7 a keyed value can be set before its widget and in callbacks, not after it", async () => {
  const page = new TestPage(() => {
    if (st.button("before")) st.sessionState.name = "set before";
    st.textInput("Name", { key: "name" });
    st.button("callback", { onClick: () => st.sessionState.name = "set in a callback" });
    if (st.button("after")) st.sessionState.name = "set after";
  });
  await page.press("before");
  assertStringIncludes(page.text(), "[Name: set before]");
  await page.press("callback");
  assertStringIncludes(page.text(), "[Name: set in a callback]");
  await page.press("after");
  assertStringIncludes(page.text(), "[Name: set in a callback]");
  assertStringIncludes(page.text(), "Cannot set sessionState.name");
});

/** What has a key whose value only its user can set, by what errors call it. */
const USERS_OWN: Record<string, () => unknown> = {
  button: () => st.button("L", { key: "own" }),
  downloadButton: () => st.downloadButton("L", "text", { key: "own" }),
  menuButton: () => st.menuButton("L", ["a"], { key: "own" }),
  chatInput: () => st.chatInput("L", { key: "own" }),
  fileUploader: () => st.fileUploader("L", { key: "own" }),
  dataEditor: () => st.dataEditor([{ a: 1 }], { key: "own" }),
};

for (const [kind, draw] of Object.entries(USERS_OWN)) {
  Deno.test(`W8 the key of a ${kind} cannot be assigned`, async () => {
    let early = false;
    const page = new TestPage(() => {
      if (st.checkbox("Assign") || early) st.sessionState.own = 5;
      draw();
    });
    assertEquals(page.errors, []);
    await page.check("Assign");
    const error = `Cannot draw ${kind} with key "own": sessionState.own is set by the app`;
    assertEquals(page.errors.map((error) => (error as Error).message), [error]);
    assertEquals(page.session.state.get("own"), 5);
    early = true;
    const other = new TestPage(page.session.page);
    assertEquals(other.errors.map((error) => (error as Error).message), [error]);
  });
}

Deno.test("W8 the key of a form's submit button cannot be assigned; a form's is no name there", () => {
  const page = new TestPage(() => {
    st.sessionState.login = "ada";
    st.sessionState.go = true;
    st.form("login")(() => void st.formSubmitButton("Go", { key: "go" }));
    st.write(st.sessionState.login);
  });
  assertEquals(page.errors.map((error) => (error as Error).message), [
    'Cannot draw button with key "go": sessionState.go is set by the app',
  ]);
  assertStringIncludes(page.text(), "go is set by the app");
});

Deno.test("W9 state wins over the default", () => {
  const page = new TestPage(() => {
    st.sessionState.name = "from state";
    st.textInput("Name", { key: "name", value: "default" });
  });
  assertStringIncludes(page.text(), "[Name: from state]");
});

Deno.test("W10 what a full run does not draw is forgotten after that run", async () => {
  const seen: unknown[] = [];
  const page = new TestPage(() => {
    const shown = !st.checkbox("hide");
    if (shown) st.textInput("Name", { key: "name" });
    seen.push(st.sessionState.name);
  });
  await page.use(["Name", "Ada"]);
  await page.check("hide");
  await page.rerun();
  await page.check("hide", false);
  assertEquals(seen, ["", "Ada", "Ada", undefined, ""]);
});

Deno.test("W11 a fragment's rerun forgets only what stood in it", async () => {
  const part = st.fragment(() => {
    if (!st.checkbox("hide")) st.textInput("inner", { key: "inner" });
  });
  const page = new TestPage(() => {
    st.textInput("outer", { key: "outer" });
    part();
  });
  await page.use(["outer", "kept"]);
  await page.use(["inner", "lost"]);
  await page.check("hide");
  assertEquals(page.session.state.get("outer"), "kept");
  assertEquals(page.session.state.has("inner"), false);
});

Deno.test("W12 a persistent value is kept while its widget is not drawn", async () => {
  const page = new TestPage(() => {
    if (!st.checkbox("hide")) st.textInput("Name", { key: "name", persist: "session" });
  });
  await page.use(["Name", "Ada"]);
  await page.check("hide");
  await page.rerun();
  await page.check("hide", false);
  assertStringIncludes(page.text(), "[Name: Ada]");
});

Deno.test("W13 a fragment that sets an outside widget's key shows it at once, and the value stays", async () => {
  const part = st.fragment(() => {
    if (st.button("set")) st.sessionState.name = "from inside";
  });
  const page = new TestPage(() => {
    st.textInput("Name", { key: "name" });
    part();
  });
  const job = await page.press("set");
  assertEquals([...job.update.widgets], ["wk-name"]);
  await page.rerun();
  assertStringIncludes(page.text(), "[Name: from inside]");
});

Deno.test("W14 a deleted key comes back with its default (decision 15)", async () => {
  const page = new TestPage(() => {
    if (st.button("delete")) delete st.sessionState.name;
    st.textInput("Name", { key: "name", value: "default" });
    if (st.button("delete below")) delete st.sessionState.name;
  });
  for (const label of ["delete", "delete below"]) {
    await page.use(["Name", "Ada"]);
    await page.press(label);
    await page.rerun();
    assertStringIncludes(page.text(), "[Name: default]");
    assertEquals(page.session.state.get("name"), "default");
  }
});

Deno.test("W13 W14 a fragment that deletes an outside widget's key shows its default at once", async () => {
  const part = st.fragment(() => {
    if (st.button("Delete")) delete st.sessionState.name;
  });
  await using page = await open(() => {
    st.textInput("Name", { key: "name", value: "default" });
    part();
    st.button("Full");
  });
  await page.fill("Name", "Ada");
  await page.click("Delete");
  assertEquals(page.lines(), ["Name: default", "[Delete]", "[Full]"]);
  await page.click("Full");
  assertEquals(page.lines(), ["Name: default", "[Delete]", "[Full]"]);
});

Deno.test("W7 W13 a value that a callback sets is seen, though its own fragment is not run", async () => {
  const b = st.fragment(() => st.write(`b sees ${st.sessionState.t}`), { key: "b" });
  const set = (value: string) => ({
    onClick: () => {
      st.sessionState.t = value;
      st.rerun("b");
    },
  });
  const a = st.fragment(() => {
    st.textInput("T", { key: "t" });
    st.button("Set", set("set"));
    st.button("Set back", set("typed"));
    st.button("Delete", {
      onClick: () => {
        delete st.sessionState.t;
        st.rerun("b");
      },
    });
  });
  await using page = await open(() => {
    a();
    b();
    st.button("Set from the page", set("set from the page"));
  });
  const seen = () => [page.lines().find((line) => line.startsWith("b sees")), page.value("T")];
  await page.fill("T", "typed");
  await page.click("Set");
  assertEquals(seen(), ["b sees set", "set"]);
  await page.click("Set back");
  assertEquals(seen(), ["b sees typed", "typed"]);
  await page.click("Set from the page");
  assertEquals(seen(), ["b sees set from the page", "set from the page"]);
  await page.click("Delete");
  assertEquals(seen(), ["b sees undefined", ""]);
});

Deno.test("W13 a value set while the widget's fragment is under way is seen when that is through", async () => {
  let gate: PromiseWithResolvers<void> | null = null;
  const a = st.fragment(async () => {
    st.button("Slow");
    st.textInput("T", { key: "t" });
    await gate?.promise;
    st.write("a end");
  }, { memo: true });
  const b = st.fragment(() => {
    st.button("Set", { onClick: () => void (st.sessionState.t = "set") });
    st.write(`b sees ${st.sessionState.t}`);
  });
  await using page = await open(() => {
    void a();
    b();
    st.button("Full");
  });
  await page.settled();
  const held = gate = Promise.withResolvers();
  const slow = page.click("Slow");
  await page.rest();
  await page.click("Set");
  assertEquals([page.has("b sees set"), page.value("T")], [true, "set"]);
  held.resolve();
  await slow;
  assertEquals([page.has("b sees set"), page.value("T")], [true, "set"]);
  await page.click("Full");
  assertEquals(page.value("T"), "set");
});

Deno.test("W13 a value set while the page is past its widget is seen when that is through", async () => {
  let gate: PromiseWithResolvers<void> | null = null;
  const b = st.fragment(() => {
    st.button("Set", { onClick: () => void (st.sessionState.t = "set") });
  });
  await using page = await open(async () => {
    st.button("Full");
    st.textInput("T", { key: "t" });
    b();
    await gate?.promise;
    st.write("end");
  });
  const held = gate = Promise.withResolvers();
  const full = page.click("Full");
  await page.rest();
  const set = page.click("Set");
  await page.rest();
  held.resolve();
  await Promise.all([full, set]);
  assertEquals(page.value("T"), "set");
});

Deno.test("W13 what a callback sets is sent once, where its own run draws it", async () => {
  const a = st.fragment(() => {
    st.textInput("T", { key: "t" });
    st.button("Set", { onClick: () => void (st.sessionState.t = "set") });
    st.button("Set again", {
      onClick: () => {
        st.sessionState.t = "set again";
        st.rerun({ scope: "fragment" });
      },
    });
  });
  await using page = await open(() => a());
  for (const [label, value] of [["Set", "set"], ["Set again", "set again"]] as const) {
    await page.click(label);
    assertEquals(page.value("T"), value);
    assertEquals(page.answers.at(-1)!.split('data-widget="wk-t"').length, 2, page.answers.at(-1));
  }
});

Deno.test("W13 W14 a key deleted after its widget shows the default; one that is not reached is not missed", async () => {
  const f = st.fragment(() => {
    const isHidden = st.checkbox("Hide");
    if (isHidden) {
      st.sessionState.t = "set";
      st.stop();
    }
    st.textInput("T", { key: "t", value: "first" });
    if (st.button("Reset")) delete st.sessionState.t;
  });
  await using page = await open(() => f());
  await page.fill("T", "typed");
  await page.click("Reset");
  assertEquals(page.value("T"), "first");
  await page.check("Hide");
  assert(!page.answers.at(-1)!.includes("wk-t"), page.answers.at(-1));
  await page.uncheck("Hide");
  assertEquals(page.value("T"), "set");
});

Deno.test("W13 a full run after that sends what it has changed, and no fragment besides", async () => {
  const setter = st.fragment(() => {
    st.button("Set", { onClick: () => void (st.sessionState.inner = st.sessionState.top = "set") });
  });
  const other = st.fragment(() => st.write("of the other fragment"));
  const own = st.fragment(() => st.container()(() => void st.textInput("Inner", { key: "inner" })));
  const around = st.fragment(() => own());
  await using page = await open(() => {
    if (st.button("Back")) st.sessionState.inner = st.sessionState.top = "";
    setter();
    other();
    around();
    st.container()(() => void st.textInput("Top", { key: "top" }));
  });
  const shown = (value: string) => ["Inner: ", "Top: "].map((label) => `${label}${value}`.trim());
  await page.click("Set");
  assertEquals(page.lines().slice(-2), shown("set"));
  // What it draws is what the page had before; its browser shows something else.
  await page.click("Back");
  assertEquals(page.lines().slice(-2), shown(""));
  assert(!page.answers.at(-1)!.includes("of the other fragment"), page.answers.at(-1));
});

Deno.test("W15 plain state survives fragment runs and full runs", async () => {
  const part = st.fragment(() => {
    st.sessionState.n = (st.sessionState.n ?? 0) + 1;
    st.button("again");
    st.write(`ran ${st.sessionState.n}`);
  });
  const page = new TestPage(() => part());
  await page.press("again");
  await page.rerun();
  assertStringIncludes(page.text(), "ran 3");
});

Deno.test("W16 state that was never set is undefined (decision 7)", () => {
  const page = new TestPage(() =>
    st.write(String(st.sessionState.nothing), "x" in st.sessionState)
  );
  assertEquals(page.text(), "undefined false");
});

Deno.test("W17 a widget bound to the query takes its value from it and writes it there", async () => {
  const page = new TestPage(() => {
    st.textInput("City", { key: "city", bindQuery: "city", value: "Vienna" });
  }, { url: "http://localhost/?city=Graz" });
  assertStringIncludes(page.text(), "[City: Graz]");
  const job = await page.use(["City", "Linz"]);
  assertEquals(job.update.query, "?city=Linz");
  const back = await page.use(["City", "Vienna"]);
  assertEquals(back.update.query, "");
});

Deno.test("W17 a box that is bound to the query is true or false there, and nothing else", () => {
  for (const initial of [false, true]) {
    const draw = () => void st.checkbox("All", { value: initial, key: "all", bindQuery: "all" });
    const read = (query: string) => new TestPage(draw, { url: `http://localhost/${query}` });
    for (const value of [false, true]) {
      assertEquals(read(`?all=${value}`).session.state.get("all"), value);
    }
    for (const text of ["maybe", "0", "true&all=true"]) {
      assertEquals(read(`?all=${text}`).session.state.get("all"), initial, text);
    }
    const page = read("");
    void page.check("All", !initial);
    assertEquals(page.session.query.toString(), `?all=${!initial}`);
  }
});

Deno.test("W17 a value in the query that the widget does not take is dropped", () => {
  const page = new TestPage(() => {
    st.selectbox("City", ["Vienna", "Graz"], { key: "city", bindQuery: "city" });
    st.write(st.sessionState.city);
  }, { url: "http://localhost/?city=Atlantis" });
  assertStringIncludes(page.text(), "Vienna");
});

Deno.test("W17 the query says what the app sets a bound widget to, whatever its kind", async () => {
  await using page = await open(() => {
    st.textInput("Text", { key: "text", bindQuery: "text" });
    st.numberInput("Number", { key: "number", bindQuery: "number", value: 1 });
    st.selectbox("City", [{ id: 1 }, { id: 2 }], {
      key: "city",
      bindQuery: "city",
      format: ({ id }) => `City ${id}`,
    });
    st.checkbox("All", { key: "all", bindQuery: "all" });
    st.button("Set", {
      onClick: () =>
        void Object.assign(st.sessionState, {
          text: "hello",
          number: 2.5,
          city: { id: 2 },
          all: true,
        }),
    });
    st.button("Empty", { onClick: () => void (st.sessionState.text = "") });
    st.button("Reset", { onClick: () => void delete st.sessionState.text });
  });
  await page.fill("Text", "typed");
  assertEquals(page.url.search, "?text=typed");
  await page.click("Set");
  assertEquals(page.url.search, "?text=hello&number=2.5&city=City+2&all=true");
  assertEquals([page.value("Text"), page.value("City")], ["hello", "City 2"]);
  await page.reload();
  assertEquals([page.value("Text"), page.value("City")], ["hello", "City 2"]);
  await page.click("Reset");
  assertEquals(page.value("Text"), "");
  assertEquals(page.url.search, "?number=2.5&city=City+2&all=true");
});

Deno.test("W17 a bound widget follows what the app sets its parameter to", async () => {
  await using page = await open(() => {
    const text = st.textInput("Text", { key: "text", bindQuery: "q", value: "first" });
    st.button("Set", { onClick: () => st.queryParams.set("q", "app") });
    st.button("Clear", { onClick: () => st.queryParams.clear() });
    if (st.button("Later")) st.queryParams.set("q", "later");
    st.write(`${text}, ${st.queryParams.get("q")}`);
  });
  await page.fill("Text", "typed");
  await page.click("Set");
  assertEquals([page.value("Text"), page.lines().at(-1)], ["app", "app, app"]);
  await page.click("Clear");
  assertEquals([page.value("Text"), page.lines().at(-1)], ["first", "first, undefined"]);
  // Drawn already: what is typed after that is newer.
  await page.click("Later");
  await page.fill("Text", "typed again");
  assertEquals([page.value("Text"), page.url.search], ["typed again", "?q=typed+again"]);
});

Deno.test("W17 M5 a form that is cleared takes what was entered out of the query", async () => {
  await using page = await open(() => {
    st.form("form", { clearOnSubmit: true })(() => {
      st.textInput("Text", { key: "text", bindQuery: "q" });
      st.formSubmitButton("Send");
    });
  });
  await page.fill("Text", "typed");
  await page.submit("Send");
  assertEquals([page.value("Text"), page.url.search], ["", ""]);
});

Deno.test("W17 a link's parameter reaches a bound widget in a fragment that is kept", async () => {
  const kept = st.fragment(() => void st.textInput("Text", { key: "text", bindQuery: "q" }), {
    memo: true,
  });
  await using page = await open(() =>
    st.navigation([st.page(() => kept(), { path: "/", title: "Home" })]).run()
  );
  await page.follow("/?q=linked");
  assertEquals(page.value("Text"), "linked");
});

for (const end of ["by itself", "by stop()", "by an error"]) {
  Deno.test(`W12 what is kept on a page is gone once that is left, and the next ends ${end}`, async () => {
    const home = st.page(() => void st.textInput("Text", { key: "text", persist: "page" }), {
      path: "/",
      title: "Home",
    });
    const other = st.page(() => {
      if (end === "by stop()") st.stop();
      if (end === "by an error") throw new Error("no");
    }, { path: "/other", title: "Other" });
    await using page = await open(() => st.navigation([home, other]).run());
    await page.fill("Text", "typed");
    await page.follow("/other");
    await page.follow("/");
    assertEquals(page.value("Text"), "");
  });
}

Deno.test("W17 a second widget bound to one parameter is an error, wherever it stands", async () => {
  const inner = st.fragment(() => {
    if (st.checkbox("Second")) st.textInput("Inner", { bindQuery: "q" });
  });
  const page = new TestPage(() => {
    const kind = st.checkbox("Number") ? "number" : "text";
    if (kind === "number") st.numberInput("Amount", { bindQuery: "q" });
    else st.textInput("Text", { bindQuery: "q" });
    inner();
    if (st.checkbox("Third")) st.textInput("Again", { bindQuery: "q" });
  });
  await page.use(["Text", "tea"]);
  await page.check("Second");
  const wrong = (label: string, by: string) =>
    `Error: Cannot bind textInput "${label}" to the query parameter "q": "${by}" is bound to it; give each a ` +
    `parameter of its own`;
  assertStringIncludes(page.text(), wrong("Inner", "Text"));
  await page.check("Second", false);
  await page.check("Third");
  assertStringIncludes(page.text(), wrong("Again", "Text"));
  assertEquals(page.session.query.toString(), "?q=tea");
  await page.check("Third", false);
  // One takes over from another.
  await page.check("Number");
  assertEquals(page.errors.length, 2);
  assertStringIncludes(page.text(), "[Amount");
});

Deno.test("W18 a returned list is a copy", async () => {
  const lengths: number[] = [];
  const page = new TestPage(() => {
    const chosen = st.multiselect("Colours", ["red", "green"]);
    lengths.push(chosen.length);
    chosen.push("green");
    st.button("again");
  });
  await page.use(["Colours", ["red"]]);
  await page.press("again");
  assertEquals(lengths, [0, 1, 1]);
});

Deno.test("W19 a value with rerun: false is stored, and nothing runs", async () => {
  let runs = 0;
  const page = new TestPage(() => {
    runs++;
    st.textInput("Note", { key: "note", rerun: false });
  });
  await page.use(["Note", "kept"]);
  assertEquals(runs, 1);
  assertEquals(page.session.state.get("note"), "kept");
});

Deno.test("state() gives each session its own defaults, typed", () => {
  const counter = st.state({ n: 0, list: [] as string[] });
  const body = () => {
    counter.n++;
    counter.list.push("x");
    st.write(`${counter.n} ${counter.list.length} ${Object.keys(counter).join()}`);
  };
  assertEquals(new TestPage(body).text(), "1 1 n,list");
  assertEquals(new TestPage(body).text(), "1 1 n,list");
});

Deno.test("sessionState refuses what cannot be stored, and names the key", () => {
  // A store would make an empty object of a Blob, and say nothing.
  for (
    const value of [{ callback: () => {} }, new Blob(["x"]), [new Map([["file", new Blob()]])]]
  ) {
    const page = new TestPage(() => {
      st.sessionState.fine = { when: new Date(0), list: new Set([1]) };
      st.sessionState.bad = value;
    });
    assertStringIncludes(page.text(), "TypeError: Cannot store sessionState.bad");
  }
});
