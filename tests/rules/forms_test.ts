/** M: forms, as far as the server goes; that nothing is sent before a submit is the browser's part. */
import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import * as st from "../../mod.ts";
import { inOneProcess, open } from "../kit.ts";
import { TestPage } from "../session.ts";

Deno.test("M1 all values of a form arrive together, and one run happens", async () => {
  const seen: string[] = [];
  const page = new TestPage(() =>
    st.form("f")(() => {
      const a = st.textInput("a");
      const b = st.textInput("b");
      const sent = st.formSubmitButton("Send");
      seen.push(`${a}${b}${sent}`);
    })
  );
  await page.use(["a", "1"], ["b", "2"], ["Send", null]);
  await page.rerun();
  assertEquals(seen, ["false", "12true", "12false"]);
});

Deno.test("M2 a form in a fragment reruns only the fragment", async () => {
  let runs = 0;
  const part = st.fragment(() =>
    st.form("f")(() => {
      const name = st.textInput("Name");
      if (st.formSubmitButton("Send")) st.write(`sent ${name}`);
    })
  );
  const page = new TestPage(() => {
    runs++;
    part();
  });
  await page.use(["Name", "Ada"], ["Send", null]);
  assertStringIncludes(page.text(), "sent Ada");
  assertEquals(runs, 1);
});

Deno.test("M3 an ordinary button in a form is an error, and so is a submit button outside one", () => {
  const inside = new TestPage(() => st.form("f")(() => void st.button("Go")));
  assertStringIncludes(inside.text(), "use formSubmitButton() there");
  const outside = new TestPage(() => void st.formSubmitButton("Go"));
  assertStringIncludes(outside.text(), "use button() there");
});

Deno.test("M3 the submit button's callback sees all new values", async () => {
  const log: string[] = [];
  const page = new TestPage(() =>
    st.form("f")(() => {
      st.textInput("Name", { key: "name" });
      st.formSubmitButton("Send", { onClick: () => log.push(st.sessionState.name) });
    })
  );
  await page.use(["Name", "Ada"], ["Send", null]);
  assertEquals(log, ["Ada"]);
});

/** Everything that can have a callback and stand in a form, by what errors call it. */
const WITH_CALLBACK: Record<string, (onChange: () => void) => unknown> = {
  textInput: (onChange) => st.textInput("L", { onChange }),
  textArea: (onChange) => st.textArea("L", { onChange }),
  numberInput: (onChange) => st.numberInput("L", { onChange }),
  checkbox: (onChange) => st.checkbox("L", { onChange }),
  toggle: (onChange) => st.toggle("L", { onChange }),
  selectbox: (onChange) => st.selectbox("L", ["a"], { onChange }),
  radio: (onChange) => st.radio("L", ["a"], { onChange }),
  multiselect: (onChange) => st.multiselect("L", ["a"], { onChange }),
  pills: (onChange) => st.pills("L", ["a"], { onChange }),
  segmentedControl: (onChange) => st.segmentedControl("L", ["a"], { onChange }),
  slider: (onChange) => st.slider("L", { onChange }),
  selectSlider: (onChange) => st.selectSlider("L", ["a"], { onChange }),
  dateInput: (onChange) => st.dateInput("L", { onChange }),
  timeInput: (onChange) => st.timeInput("L", { onChange }),
  datetimeInput: (onChange) => st.datetimeInput("L", { onChange }),
  colorPicker: (onChange) => st.colorPicker("L", { onChange }),
  feedback: (onChange) => st.feedback("stars", { onChange }),
  fileUploader: (onChange) => st.fileUploader("L", { onChange }),
  pagination: (onChange) => st.pagination(3, { onChange }),
  dataEditor: (onChange) => st.dataEditor([{ a: 1 }], { onChange }),
  dataframe: (onSelect) => st.dataframe([{ a: 1 }], { onSelect }),
  lineChart: (onSelect) => st.lineChart([{ a: 1 }], { onSelect }),
  "component's change": (onChange) =>
    st.component({ js: "export default () => {}", initial: 0 })({}, { onChange }),
  "component's event": (onEvent) =>
    st.component({ js: "export default () => {}", initial: 0 })({}, { onEvent }),
  expander: (onChange) => st.expander("L", { onChange }),
  popover: (onChange) => st.popover("L", { onChange }),
  tabs: (onChange) => st.tabs(["L"], { onChange }),
  chatInput: (onSubmit) => st.chatInput("L", { onSubmit }),
  downloadButton: (onClick) => st.downloadButton("L", "text", { onClick }),
  menuButton: (onClick) => st.menuButton("L", ["a"], { onClick }),
};

for (const [kind, draw] of Object.entries(WITH_CALLBACK)) {
  Deno.test(`M3 the callback of a ${kind} in a form is an error that says what to do`, () => {
    const page = new TestPage(() => st.form("f")(() => void draw(() => {})));
    assertMatch(page.text(), /^Error: Cannot draw .* in a form: /);
    assertEquals(page.errors.length, 1);
    assertEquals(new TestPage(() => void draw(() => {})).errors, []);
  });
}

Deno.test("M5 a form that clears shows its run what was sent, and initial values afterwards", async () => {
  const seen: string[] = [];
  const page = new TestPage(() =>
    st.form("f", { clearOnSubmit: true })(() => {
      seen.push(st.textInput("Name", { value: "start" }));
      st.formSubmitButton("Send");
    })
  );
  await page.use(["Name", "Ada"], ["Send", null]);
  assertStringIncludes(page.text(), "[Name: start]");
  await page.rerun();
  assertEquals(seen, ["start", "Ada", "start"]);
});

/** What a submit may lead to, and what stands in the page then. */
const ENDS: Record<string, { inCallback?: () => void; inBody?: () => void; error?: string }> = {
  "nothing more": { inCallback: () => {} },
  "rerun() in its callback": { inCallback: () => st.rerun() },
  "rerun(key) in its callback": { inCallback: () => st.rerun("list") },
  "an error in its callback": {
    inCallback: () => {
      throw new Error("disk is full");
    },
    error: "Error: disk is full",
  },
  "rerun() in the body": { inBody: () => st.rerun() },
};

for (const [end, { inCallback, inBody, error }] of Object.entries(ENDS)) {
  Deno.test(`M5 a form that clears is empty from then on, if its submit leads to ${end}`, async () => {
    const { names } = { names: [] as string[] };
    const list = st.fragment(() => st.write(`Names: ${names.join()}`), { key: "list" });
    await using page = await open(() => {
      st.form("add", { clearOnSubmit: true })(() => {
        const name = st.textInput("Name", { key: "name", value: "start" });
        const submit = (then: () => void) => {
          names.push(st.sessionState.name);
          then();
        };
        const onClick = inCallback && { onClick: () => submit(inCallback) };
        if (st.formSubmitButton("Add", onClick) && inBody) {
          names.push(name);
          inBody();
        }
      });
      list();
      st.button("Other");
    });
    await page.fill("Name", "Ada");
    await page.submit("Add");
    const drawn = ["Name: start", "[Add]", "Names: Ada", "[Other]"];
    assertEquals(page.lines(), error === undefined ? drawn : [error, ...drawn]);
    await page.click("Other");
    assertEquals(page.lines(), drawn);
    await page.submit("Add");
    assertEquals(names, ["Ada", "start"]);
  });
}

inOneProcess(
  "M5 a form in a fragment is empty once its submit was seen, though a full run took over",
  async () => {
    const saved = Promise.withResolvers<void>();
    const part = st.fragment(async () => {
      const [name, sent] = await st.form("f", { clearOnSubmit: true })(async () => {
        await Promise.resolve();
        return [st.textInput("Name"), st.formSubmitButton("Send")] as const;
      });
      if (sent) await saved.promise;
      st.write(`drawn with "${name}"`);
    });
    await using page = await open(async () => {
      await part();
      st.button("Full");
    });
    await page.fill("Name", "Ada");
    const sent = page.submit("Send");
    await page.rest();
    await page.click("Full");
    saved.resolve();
    await sent;
    assertEquals(page.lines(), ["Name:", "[Send]", 'drawn with ""', "[Full]"]);
  },
);

Deno.test("M6 a fragment asks step by step, and its last step reruns the page", async () => {
  const cities: Record<string, string[]> = { Austria: ["Vienna", "Graz"], France: ["Paris"] };
  const place = st.fragment(() => {
    const country = st.selectbox("Country", Object.keys(cities), { index: null });
    if (country === null) return;
    const city = st.selectbox("City", cities[country]!, { index: null });
    if (city !== null && st.button("Submit")) {
      st.sessionState.place = `${city}, ${country}`;
      st.rerun();
    }
  });
  const page = new TestPage(() => {
    place();
    st.write(`Place: ${st.sessionState.place ?? "none"}`);
  });
  await page.use(["Country", "Austria"]);
  await page.use(["City", "Graz"]);
  assertStringIncludes(page.text(), "Place: none");
  await page.press("Submit");
  assertStringIncludes(page.text(), "Place: Graz, Austria");
});

for (const isAround of [false, true]) {
  const where = isAround ? "some of its fields" : "all its fields";
  Deno.test(`M5 a form that clears is empty afterwards if a fragment in it draws ${where} and its button`, async () => {
    const field = st.fragment((label: string) => void st.textInput(label));
    const inner = st.fragment(() => {
      const name = st.textInput("Name");
      field("Inner");
      if (st.formSubmitButton("Send")) st.write(`sent ${name}`);
    });
    await using page = await open(() => {
      st.form("f", { clearOnSubmit: true })(() => {
        inner();
        if (isAround) st.textInput("Around");
      });
    });
    const fields = ["Name", "Inner", ...(isAround ? ["Around"] : [])];
    for (let time = 0; time < 2; time++) {
      for (const name of fields) page.fill(name, `Ada ${time}`);
      await page.submit("Send");
      assert(page.has(`sent Ada ${time}`));
      assertEquals(fields.map((name) => page.value(name)), fields.map(() => ""));
    }
  });
}

Deno.test("M7 nested forms and a form key used twice are errors", () => {
  const nested = new TestPage(() => st.form("a")(() => void st.form("b")));
  assertStringIncludes(nested.text(), 'Cannot draw form "b" in another form');
  const twice = new TestPage(() => {
    st.form("a")(() => void st.formSubmitButton());
    st.form("a");
  });
  assertStringIncludes(twice.text(), 'Cannot draw form "a" twice');
});

Deno.test("M7 E8 a form whose key stands outside its fragment is an error, and what was entered there stays", async () => {
  const f = st.fragment(() => {
    if (!st.checkbox("Show")) return;
    st.form("one", { clearOnSubmit: true })(() => {
      st.textInput("Inner");
      st.formSubmitButton("Send inner");
    });
  });
  await using page = await open(() => {
    st.form("one")(() => {
      st.textInput("Outer");
      st.formSubmitButton("Send outer");
    });
    f();
  });
  await page.fill("Outer", "typed");
  await page.check("Show");
  assertStringIncludes(page.errorBoxes()[0]!, 'Cannot draw form "one" twice');
  assert(!page.has("Inner"));
  assertEquals(page.value("Outer"), "typed");
});
