/** Presses on rows of a list that changes: through the whole way, as a browser sends them. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import * as st from "@eddy/eddy";
import { createAppWith } from "../../transport/app.ts";
import { FakeClock, inOneProcess, open } from "../kit.ts";

const TOO_LATE = "has changed meanwhile";

Deno.test("Q11 two rows pressed before an answer: the second press reaches no other row", async () => {
  let rows = ["a", "b", "c", "d"];
  const row = st.fragment((name: string) => {
    st.write(name);
    if (!st.button("Delete")) return;
    rows = rows.filter((other) => other !== name);
    st.rerun();
  });
  await using page = await open(() => rows.forEach((name) => row(name)));
  await Promise.all([page.click("Delete", { nth: 0 }), page.click("Delete", { nth: 1 })]);
  assertEquals(rows, ["b", "c", "d"]);
  assertStringIncludes(page.toasts().join(), TOO_LATE);
  // Who has seen what there is now is heard.
  await page.click("Delete", { nth: 1 });
  assertEquals(rows, ["b", "d"]);
  await page.click("Delete", { nth: 1 });
  assertEquals(rows, ["b"]);
});

Deno.test("Q11 rows that only their places tell apart: a press made before one went reaches none", async () => {
  let rows = ["a", "b", "c", "d"];
  await using page = await open(() => {
    for (const name of rows) {
      st.fragment(() => {
        st.write(name);
        if (!st.button("Delete")) return;
        rows = rows.filter((other) => other !== name);
        st.rerun();
      })();
    }
  });
  await Promise.all([page.click("Delete", { nth: 0 }), page.click("Delete", { nth: 1 })]);
  assertEquals(rows, ["b", "c", "d"]);
  assertStringIncludes(page.toasts().join(), TOO_LATE);
  await page.click("Delete", { nth: 1 });
  assertEquals(rows, ["b", "d"]);
});

Deno.test("Q11 rows that stay where they are are pressed, whatever else comes and goes", async () => {
  let rows = ["a", "b"];
  const done: string[] = [];
  const row = st.fragment((name: string) => {
    st.write(name);
    if (st.button("Do")) done.push(name);
  });
  await using page = await open(() => {
    if (st.button("More")) rows = [...rows, "c"];
    rows.forEach((name) => row(name));
  });
  await Promise.all([page.click("More"), page.click("Do", { nth: 1 })]);
  await page.click("Do", { nth: 2 });
  assertEquals(done, ["b", "c"]);
  assertEquals(page.toasts(), []);
});

Deno.test("Q9 what a fragment is called with may change under a press: it is the same fragment", async () => {
  const greeted: string[] = [];
  const greet = st.fragment((name: string) => {
    const note = st.textInput("Note");
    if (st.button("Greet")) greeted.push(`${name} ${note}`);
  });
  await using page = await open(() => greet(st.textInput("Name")));
  await Promise.all([page.fill("Name", "Ada"), page.fill("Note", "hi"), page.click("Greet")]);
  assertEquals(greeted, ["Ada hi"]);
  assertEquals(page.toasts(), []);
});

Deno.test("Q11 rows that show something new at each tick are pressed where they stand", async () => {
  let tick = 0;
  const done: string[] = [];
  const card = st.fragment((item: { name: string; value: number }) => {
    st.write(`${item.name} ${item.value}`);
    if (st.button("Do")) done.push(item.name);
  });
  const list = st.fragment(() => {
    tick++;
    for (const name of ["a", "b"]) card({ name, value: tick });
    st.button("Tick");
  });
  await using page = await open(list);
  await Promise.all([page.click("Tick"), page.click("Do", { nth: 1 })]);
  await Promise.all([page.click("Tick"), page.click("Do", { nth: 0 })]);
  assertEquals(done, ["b", "a"]);
  assertEquals(page.toasts(), []);
});

Deno.test("Q11 a button with a key is meant wherever its row stands", async () => {
  let rows = ["a", "b", "c"];
  const row = st.fragment((name: string) => {
    if (!st.button("Delete", { key: `delete ${name}` })) return;
    rows = rows.filter((other) => other !== name);
    st.rerun();
  });
  await using page = await open(() => rows.forEach((name) => row(name)));
  await Promise.all([page.click("Delete", { nth: 0 }), page.click("Delete", { nth: 1 })]);
  assertEquals(rows, ["c"]);
  assertEquals(page.toasts(), []);
});

Deno.test("Q11 rows whose message was lost are pressed once another one has shown them", async () => {
  const done: number[] = [];
  const row = st.fragment((n: number) => {
    st.write(`row ${n}`);
    if (st.button("Do")) done.push(n);
  });
  let from = 0;
  const list = st.fragment(() => {
    if (st.button("Next")) from += 3;
    for (let n = from; n < from + 3; n++) row(n);
  });
  await using page = await open(list);
  page.loseAnswers(1);
  await page.click("Next");
  assertEquals(page.lines()[1], "row 3");
  await page.click("Do", { nth: 1 });
  await page.click("Do", { nth: 2 });
  assertEquals(done, [4, 5]);
  assertEquals(page.toasts(), []);
});

inOneProcess(
  "N4 a press on a row that a new session may not have there is told, and does nothing",
  async () => {
    let rows = ["a", "b", "c", "d"];
    const start = () => {
      const row = st.fragment((name: string) => {
        st.write(name);
        if (!st.button("Delete")) return;
        rows = rows.filter((other) => other !== name);
        st.rerun();
      });
      return createAppWith(
        () => rows.forEach((name) => row(name)),
        { secrets: ["a secret that all processes share"] },
        { clock: new FakeClock() },
      );
    };
    await using page = await open(start());
    page.moveTo(start());
    rows = ["b", "c", "d"];
    await page.click("Delete", { nth: 2 });
    assertEquals(rows, ["b", "c", "d"]);
    assertStringIncludes(page.toasts().join(), TOO_LATE);
    await page.click("Delete", { nth: 2 });
    assertEquals(rows, ["b", "c"]);
  },
);

Deno.test("Q11 a button in a fragment inside a row goes where its row goes", async () => {
  let rows = ["a", "b", "c"];
  const actions = st.fragment((name: string) => {
    if (!st.button("Delete")) return;
    rows = rows.filter((other) => other !== name);
    st.rerun();
  });
  const row = st.fragment((name: string) => {
    st.write(name);
    actions(name);
  });
  await using page = await open(() => rows.forEach((name) => row(name)));
  await Promise.all([page.click("Delete", { nth: 0 }), page.click("Delete", { nth: 1 })]);
  assertEquals(rows, ["b", "c"]);
  assertStringIncludes(page.toasts().join(), TOO_LATE);
});

Deno.test("Q11 a press on a row that another page of the list has taken over reaches none", async () => {
  const done: string[] = [];
  let from = 0;
  const row = st.fragment((name: string) => {
    if (st.button("Do")) done.push(name);
  }, { key: "row" });
  await using page = await open(() => {
    if (st.button("Next")) from += 2;
    ["a", "b", "c", "d"].slice(from, from + 2).forEach((name) => row(name));
  });
  await Promise.all([page.click("Next"), page.click("Do", { nth: 0 })]);
  assertEquals(done, []);
  assertStringIncludes(page.toasts().join(), TOO_LATE);
  await page.click("Do", { nth: 0 });
  assertEquals(done, ["c"]);
});

inOneProcess(
  "D6 a press in a dialog that was opened for something else meanwhile reaches nothing",
  async () => {
    const saved: string[] = [];
    const edit = st.dialog("Edit", (name: string) => {
      st.write(`editing ${name}`);
      if (st.button("Save")) saved.push(name);
    });
    await using page = await open(() => {
      for (const name of ["a", "b"]) if (st.button(`Edit ${name}`)) edit(name);
    });
    await page.click("Edit a");
    await Promise.all([page.click("Edit b"), page.click("Save")]);
    assertEquals(saved, []);
    await page.click("Save");
    assertEquals(saved, ["b"]);
  },
);

inOneProcess(
  "N4 what was entered in a row is there in the new session, though its press is refused",
  async () => {
    const saved: string[] = [];
    const start = () => {
      const row = st.fragment((name: string) => {
        const note = st.textInput(`Note on ${name}`);
        if (st.button("Save")) saved.push(`${name}: ${note}`);
      });
      return createAppWith(
        () => ["a", "b"].forEach((name) => row(name)),
        { secrets: ["a secret that all processes share"] },
        { clock: new FakeClock() },
      );
    };
    await using page = await open(start());
    page.moveTo(start());
    await Promise.all([page.fill("Note on b", "hello"), page.click("Save", { nth: 1 })]);
    await page.click("Save", { nth: 1 });
    assertEquals(saved.at(-1), "b: hello");
  },
);
