import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { Hono } from "hono";
import * as st from "@eddy/eddy";
import { open } from "@eddy/eddy/testing";

Deno.test("open() finds by label, text and role", async () => {
  await using page = await open(() => {
    st.title("Orders");
    st.textInput("Customer", { value: "Ada" });
    st.checkbox("Paid", { value: true });
    st.selectbox("City", ["Linz", "Graz"]);
    st.multiselect("Tags", ["new", "late"], { value: ["late"] });
    st.error("Nothing was sent");
    st.table([{ item: "tea", pieces: 2 }]);
  });
  assertEquals(page.byText("tea").tagName, "TD");
  assertEquals(page.byLabel("Customer").getAttribute("value"), "Ada");
  assertEquals(page.byRole("heading", { name: "Orders" }).tagName, "H1");
  assertEquals(page.byRole("alert").textContent.trim(), "Nothing was sent");
  assertEquals(page.allByRole("cell").map(({ textContent }) => textContent), ["tea", "2"]);
  assertEquals(
    ["Customer", "Paid", "City", "Tags"].map((label) => page.value(label)),
    ["Ada", true, "Linz", ["late"]],
  );
});

Deno.test("open() fails with a picture of the page", async () => {
  await using page = await open(() => {
    st.button("Save");
    st.button("Save as");
    st.checkbox("Agree");
    st.button("Twice", { key: "a" });
    st.button("Twice", { key: "b" });
    st.button("Never", { disabled: true });
  });
  const { message } = assertThrows(() => page.click("Send"), Error);
  assertEquals(
    message,
    `Cannot find button "Send": there is "Save", "Save as", "Twice", "Twice", "Never"
── main
   [Save]
   [Save as]
   [ ] Agree
   [Twice]
   [Twice]
   [Never] (disabled)
`,
  );
  assertThrows(() => page.click("Twice"), Error, "2 are called so");
  assertThrows(
    () => page.click("Twice", { nth: 2 }),
    Error,
    'Cannot find button "Twice" number 2: there are 2, counted from 0',
  );
  assertThrows(() => page.click("Never"), Error, 'Cannot press "Never": it is disabled');
  assertThrows(() => page.fill("Name", "x"), Error, 'Cannot find field "Name": there is "Agree"');
  assertThrows(() => page.byRole("dialog"), Error, "Cannot find a dialog: there is none");
  await assertRejects(() => page.until(() => page.has("never"), 10), Error, "[Save as]");
});

Deno.test("open() fills, selects, ticks, slides and submits as a user does", async () => {
  const cities = Array.from({ length: 300 }, (_, i) => `City ${i}`);
  await using page = await open(() => {
    const [from, to] = st.slider("Range", { min: 0, max: 9, value: [1, 2] });
    st.write(`${st.slider("Level", { max: 9 })} of ${from}–${to}`);
    st.write(st.numberInput("Pieces", { value: 1 }), st.dateInput("Day", { value: null }));
    st.write(`${st.radio("Size", ["S", "L"])} ${st.pills("Colour", ["red", "blue"])}`);
    st.write(`${st.multiselect("Far", cities)} ${st.selectbox("Near", cities)}`);
    st.form("order")(() => {
      const name = st.textInput("Name");
      if (st.formSubmitButton("Order")) st.toast(`For ${name}`);
    });
  });
  await page.fill("Range", [3, 8]);
  await page.fill("Level", 7);
  await page.fill("Pieces", 12);
  await page.fill("Day", "2026-11-21");
  await page.select("Size", "L");
  await page.select("Colour", "blue");
  await page.select("Far", ["City 250", "City 7"]);
  await page.select("Near", "City 299");
  for (const text of ["7 of 3–8", "12 2026-11-21", "L blue", "City 7,City 250 City 299"]) {
    assert(page.lines().includes(text), `${text} in\n${page.picture()}`);
  }
  await page.fill("Name", "Ada");
  assertEquals(page.value("Far"), ["City 7", "City 250"]);
  assertEquals(page.toasts(), []);
  await page.submit();
  assertEquals(page.toasts(), ["For Ada"]);
  await assertRejects(async () => await page.select("Size", "XL"), Error, '"S","L"');
});

Deno.test("open() opens tabs, boxes and dialogs that tell the server", async () => {
  const confirm = st.dialog("Really?", () => {
    st.button("Yes");
  }, { onDismiss: "rerun" });
  await using page = await open(() => {
    const box = st.expander("More", { onChange: "rerun" });
    if (box.open) box(() => st.write("more"));
    const [, second] = st.tabs(["First", "Second"], { onChange: "rerun" });
    if (second!.open) second!(() => st.write("second"));
    if (st.button("Delete")) confirm();
  });
  await page.click("More");
  assert(page.has("more"));
  await page.click("More");
  assert(!page.has("more"));
  await page.click("Second");
  assert(page.has("second"));
  await page.click("Delete");
  assertEquals(page.dialog.lines(), ["Really?", "[Yes]"]);
  await page.dialog.click("Close");
  assertEquals(page.dialog.lines(), []);
  assertEquals(page.reran, ["page"]);
});

Deno.test("open() of a program that is not there names it as it was given", async () => {
  const program = new URL("./no_such_program.ts", import.meta.url);
  await assertRejects(
    () => open(program),
    Deno.errors.NotFound,
    `Cannot open "${program}": there is no such file`,
  );
});

Deno.test("open() says of a tab that is closed that it is, whatever is done with it", async () => {
  const page = await open(() => {
    st.textInput("Name");
    st.button("Save");
  });
  await page[Symbol.asyncDispose]();
  const closed = "the tab is closed";
  assertThrows(() => page.click("Save"), Error, closed);
  assertThrows(() => page.fill("Name", "Ada"), Error, closed);
  await assertRejects(() => page.goto("/"), Error, closed);
  await assertRejects(() => page.tick("1s"), Error, closed);
  // It can still be looked at.
  assertEquals(page.lines(), ["Name:", "[Save]"]);
});

Deno.test("open() uses nothing behind an open dialog, and of what is called the same that in it", async () => {
  const pressed: string[] = [];
  const ask = st.dialog("Rename", () => {
    st.write(`Name in it: ${st.textInput("Name")}`);
    if (st.button("Save")) pressed.push("in it");
  });
  await using page = await open(() => {
    if (st.button("Open")) ask();
    if (st.button("Save")) pressed.push("behind");
    st.textInput("Name");
    st.selectbox("City", ["Linz", "Graz"]);
    st.checkbox("Agree");
    st.downloadButton("Save as", () => "a", { fileName: "a.txt" });
    st.html('<form><label>By hand <input name="x"></label></form>');
  });
  await page.click("Open");
  const refused = 'the dialog "Rename" stands before it; close that first';
  assertThrows(() => page.main.click("Save"), Error, `Cannot press "Save": ${refused}`);
  assertThrows(() => page.select("City", "Graz"), Error, `Cannot select in "City": ${refused}`);
  assertThrows(() => page.check("Agree"), Error, `Cannot check "Agree": ${refused}`);
  assertThrows(() => page.main.type("Name", "x"), Error, `Cannot type in "Name": ${refused}`);
  assertThrows(() => page.fill("By hand", "x"), Error, `Cannot change "By hand": ${refused}`);
  await assertRejects(() => page.download("Save as"), Error, refused);
  // It can be read.
  assertEquals([page.value("City"), page.isDisabled("Agree")], ["Linz", false]);
  await page.fill("Name", "Ada");
  await page.click("Save");
  assert(page.dialog.has("Name in it: Ada"), page.picture());
  assertEquals(pressed, ["in it"]);
  await page.click("Close");
  await page.click("Save");
  assertEquals(pressed, ["in it", "behind"]);
});

Deno.test("open() uses what is in a popover while that is open", async () => {
  const pressed: string[] = [];
  await using page = await open(() => {
    for (const name of ["Ada", "Grace"]) {
      st.popover(name)(() => {
        if (st.button("Delete", { key: name })) pressed.push(name);
        st.textInput("Reason", { key: `why ${name}` });
      });
    }
    st.popover("Told", { onChange: "rerun" })(() => void st.button("Inner"));
    st.button("Elsewhere");
  });
  const closed = 'it is in a popover that is closed; click("Grace") opens it';
  assertThrows(() => page.click("Delete", { nth: 1 }), Error, `Cannot press "Delete": ${closed}`);
  assertThrows(() => page.fill("Reason", "x", { nth: 1 }), Error, closed);
  await page.click("Grace");
  // Of two that are called so, the other cannot be meant; a redrawn page leaves it open.
  await page.click("Delete");
  await page.fill("Reason", "none");
  assertEquals(pressed, ["Grace"]);
  // Whatever is pressed elsewhere closes it, and so does its button.
  await page.click("Elsewhere");
  assertThrows(() => page.click("Delete", { nth: 1 }), Error, closed);
  await page.click("Grace");
  await page.click("Grace");
  assertThrows(() => page.click("Delete", { nth: 1 }), Error, closed);
  assertThrows(() => page.click("Inner"), Error, 'click("Told") opens it');
  await page.click("Told");
  await page.click("Inner");
});

Deno.test("open() presses the button of a table's row", async () => {
  const pressed: unknown[] = [];
  await using page = await open(() => {
    st.dataframe([{ id: "a" }, { id: "b" }], {
      rowKey: "id",
      columns: { open: { type: "button", label: "Open", onClick: ({ key }) => pressed.push(key) } },
    });
  });
  await page.click("Open", { nth: 1 });
  assertEquals(pressed, ["b"]);
});

Deno.test("open() saves downloads and takes uploads as far as the app does", async () => {
  await using page = await open(async () => {
    const files = st.fileUploader("Sheets", { accept: [".csv"], multiple: true });
    for (const file of files) st.write(`${file.name} holds ${await file.text()}`);
    st.downloadButton("Save", () => "a,b", { fileName: "all of it.csv", mime: "text/csv" });
  });
  await page.upload("Sheets", [new File(["1"], "one.csv"), new File(["2"], "two.csv")]);
  assert(page.has("one.csv holds 1") && page.has("two.csv holds 2"), page.picture());
  await assertRejects(
    () => page.upload("Sheets", new File(["3"], "three.pdf")),
    Error,
    "is not of a kind taken here",
  );
  const file = await page.download("Save");
  assertEquals([file.name, await file.text()], ["all of it.csv", "a,b"]);
});

Deno.test("open() sends a chat's line with what was uploaded there, once", async () => {
  await using page = await open(async () => {
    const said = st.chatInput("Ask", { acceptFile: "multiple", fileType: [".csv"] });
    if (said === null) return;
    st.write(`${said.text} ${await Promise.all(said.files.map((file) => file.text()))}`);
  });
  await page.upload("Ask", new File(["1"], "one.csv"));
  await page.upload("Ask", new File(["2"], "two.csv"));
  await page.say("Ask", "sum of");
  assert(page.has("sum of 1,2"), page.picture());
  await page.say("Ask", "and now");
  assert(page.main.lines().includes("and now"), page.picture());
  await assertRejects(
    () => page.upload("Ask", new File(["3"], "three.pdf")),
    Error,
    "is not of a kind taken here",
  );
});

Deno.test("open() shows what timers and topics bring, unless the tab is hidden", async () => {
  const changed = st.topic("changed in testing");
  let n = 0;
  const clock = st.fragment(() => st.write(`tick ${++n}`), { key: "clock", runEvery: "1s" });
  const heard = st.fragment(() => st.write(`n is ${n}`), { key: "heard", runOn: changed });
  await using page = await open(() => {
    clock();
    heard();
  });
  await page.tick("3s");
  assertEquals(page.lines(), ["tick 4", "n is 1"]);
  assertEquals(page.reran, ["clock", "clock", "clock"]);
  await changed.publish();
  await page.until(() => page.has("n is 4"));
  await page.hide();
  await page.tick(5000);
  assert(page.has("tick 4"));
  await page.show();
  assert(page.has("tick 5"));
  await page.tick("1s");
  assert(page.has("tick 6"));
});

Deno.test("open() selects rows of tables, where they can be", async () => {
  const people = [{ id: "a", name: "Ada" }, { id: "g", name: "Grace" }, {
    id: "e",
    name: "Edsger",
  }];
  await using page = await open(() => {
    const { keys } = st.dataframe(people, { label: "People", rowKey: "id", onSelect: "rerun" });
    st.write(`Chosen: ${keys}`);
    st.dataframe(people, { label: "Others" });
  });
  await page.select("People", ["Grace", "Ada"]);
  assert(page.has("Chosen: a,g"), page.picture());
  await page.select("People", []);
  assert(page.has("Chosen:"), page.picture());
  assertThrows(
    () => page.select("People", "Alan"),
    Error,
    'Cannot select "Alan": what is offered is',
  );
  assertThrows(() => page.select("Others", "Ada"), Error, "it has no onSelect");
});

Deno.test("open() shows the rows of a table whose fragment ran twice at once", async () => {
  const rows: { item: string }[] = [];
  const ordered = st.topic("open() twice at once");
  const table = st.fragment(() => void st.dataframe(rows.slice()), { runOn: ordered });
  await using page = await open(() => {
    const item = st.textInput("Item");
    if (st.button("Order")) {
      rows.push({ item });
      // Its message overtakes the answer, which alone has the rows.
      void Promise.resolve().then(() => ordered.publish());
    }
    table();
  });
  for (const item of ["Tea", "Cake"]) {
    await page.fill("Item", item);
    await page.click("Order");
    assert(page.has(item), page.picture());
  }
  assert(page.has("2 rows"), page.picture());
});

Deno.test("open() keeps apart what stands side by side: tabs, the words of a chart", async () => {
  await using page = await open(() => {
    st.tabs(["Rota", "Import"]);
    st.barChart([{ who: "Ada", weeks: 3 }], { x: "who", y: "weeks" });
  });
  assert(page.lines().includes("Rota Import"), page.picture());
  assert(page.lines().some((line) => / Ada /.test(line)), page.picture());
});

Deno.test("open() tells what a metric says by its label, and which links there are", async () => {
  await using page = await open(() => {
    const [one, two] = st.columns(2);
    one.metric("**Open** orders", 1234.5, { delta: 3, help: "Of today", format: "euro" });
    two.metric("Waiting", 0);
    st.metric("Name", "of a metric");
    st.textInput("Name", { value: "of a field" });
    st.downloadButton("Save as CSV", "a,b", { fileName: "a.csv" });
  });
  assertEquals(page.value("Open orders"), "€1,234.50");
  assertEquals(page.value("Waiting"), "0");
  assertEquals(page.value("Name"), "of a field");
  assertThrows(() => page.value("Closed"), Error, 'Cannot find field "Closed": there is "Name"');
  await assertRejects(() => page.download("Save"), Error, 'there is "Save as CSV"');
});

Deno.test("open() tells a slow page's progress if it is not asked to wait", async () => {
  const gate = Promise.withResolvers<void>();
  const slow = async () => {
    st.write("first");
    await gate.promise;
    st.write("last");
  };
  await using page = await open(slow, { whole: false });
  assertEquals(page.lines(), ["first"]);
  gate.resolve();
  await page.until(() => page.has("last"));
  await using later = await page.newTab();
  assertEquals(later.lines(), ["first", "last"]);
});

Deno.test("open() keeps sessions, browsers and their state apart", async () => {
  const counter = st.state({ n: 0 });
  await using page = await open(() => {
    if (st.button("Plus")) counter.n++;
    st.sessionState.note = { n: counter.n };
    st.write(`${counter.n} for ${st.context.headers.get("accept-language") ?? "nobody"}`);
  }, { headers: { "accept-language": "de" } });
  await using tab = await page.newTab();
  await using other = await page.newVisitor();
  await page.click("Plus");
  assertEquals(page.sessionState, { n: 1, note: { n: 1 } });
  assertEquals(
    [page, tab, other].map((one) => one.lines()[1]),
    ["1 for de", "0 for de", "0 for nobody"],
  );
  page.sessionState.note.n = 9;
  assertEquals(page.sessionState.note, { n: 1 });
  await page.reload();
  assertEquals(page.sessionState.n, 0);
});

Deno.test("open() goes to another page as if nothing had been before", async () => {
  let ticks = 0;
  const clock = st.fragment(() => st.write(`tick ${++ticks}`), { runEvery: "1s" });
  await using page = await open(() => {
    if (st.button("Toast")) st.toast("Hello");
    st.textInput("Name");
    clock();
  });
  await page.click("Toast");
  await page.tick("1s");
  page.type("Name", "never sent");
  await page.goto("/?again");
  assertEquals([page.url.search, page.toasts(), page.value("Name")], ["?again", [], ""]);
  assertEquals(page.reran, ["page"]);
  await page.tick("1s");
  assertEquals(page.reran, ["unnamed"]);
  await page.click("Toast");
  assertEquals(page.toasts(), ["Hello"]);
  assert(page.has(`tick ${ticks}`));
});

Deno.test("open() shows errors where they happened, and hands them to the test", async () => {
  await using page = await open(() => {
    st.title("Still here");
    if (st.button("Fail")) throw new TypeError("No such order");
  }, { showErrorDetails: true });
  await page.click("Fail");
  assertEquals(page.errors.map(String), ["TypeError: No such order"]);
  assert(page.errorBoxes()[0]!.includes("No such order"));
});

Deno.test("open() takes any app that Eddy's is mounted in", async () => {
  const site = new Hono();
  site.use("/tools/*", async (c, next) => {
    return c.req.header("x-user") === undefined ? c.text("Who are you?", 401) : await next();
  });
  const clock = st.fragment(() => st.write(`at ${st.context.url.pathname}`), { runEvery: "1s" });
  site.route("/", st.createApp(clock, { basePath: "/tools" }));
  await using page = await open(site, { path: "/tools/", headers: { "x-user": "ada" } });
  await page.tick("1s");
  assertEquals(page.lines(), ["at /tools/"]);
  assertEquals(page.reran.length, 1);
  await assertRejects(() => open(site, { path: "/tools/" }), Error, "Who are you?");
});

Deno.test("open() starts a program anew, and says if it has no page", async () => {
  const program = (code: string) =>
    new URL(`data:application/typescript,${encodeURIComponent(code)}`);
  const eddy = import.meta.resolve("@eddy/eddy");
  const counting = program(`
    import * as st from ${JSON.stringify(eddy)};
    let visits = 0;
    const server = st.serve(() => st.write("visit " + ++visits), { port: 1 });
    await server.shutdown();
  `);
  await using page = await open(counting);
  assertEquals(page.lines(), ["visit 1"]);
  await page.reload();
  assertEquals(page.lines(), ["visit 2"]);
  await using exported = await open(program(`
    import * as st from ${JSON.stringify(eddy)};
    export default st.createApp(() => st.write("exported"));
  `));
  assertEquals(exported.lines(), ["exported"]);
  await assertRejects(() => open(program("export const x = 1;")), Error, "calls no serve()");
});
