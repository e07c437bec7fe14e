import { assertEquals, assertStringIncludes } from "@std/assert";
import { serialize } from "node:v8";
import * as st from "@eddy/eddy";
import { SECRET, SharedStore } from "../tests/kit/fleet.ts";
import { FakeClock, open } from "../tests/kit.ts";
import { createAppWith } from "./app.ts";

Deno.test("state that was changed to what is no data is named to its author; the page goes on", async () => {
  const errors: unknown[] = [];
  const store = new SharedStore();
  const start = () =>
    createAppWith(
      () => {
        st.sessionState.list ??= [];
        st.sessionState.n ??= 0;
        if (st.button("Spoil")) st.sessionState.list.push(() => 1);
        if (st.button("Count")) st.sessionState.n++;
        st.write(`n ${st.sessionState.n}, ${st.sessionState.list.length} in the list`);
      },
      { store, secrets: [SECRET], showErrorDetails: true },
      { clock: new FakeClock(), onError: (error) => void errors.push(error) },
    );
  await using page = await open(start());
  await page.click("Spoil");
  await page.click("Count");
  assertEquals(page.has("n 1, 1 in the list"), true, page.picture());
  const message = "Cannot store sessionState.list: its value was changed to what is no data";
  assertStringIncludes(page.toasts().join(), message);
  await page.click("Count");
  assertEquals(errors.length, 1);
  assertStringIncludes(String(errors[0]), message);
  // Another process has all the rest.
  page.moveTo(start());
  await page.click("Count");
  assertEquals(page.has("n 3, 0 in the list"), true, page.picture());
});

/** What may be found in place of a page: of another version of Eddy, or damaged. */
const UNREADABLE: Readonly<Record<string, (data: Uint8Array) => Uint8Array>> = {
  "of another version": () => new Uint8Array([4, 0, ...serialize({ format: 0, saved: {} })]),
  "of a version without versions": () => new Uint8Array([4, 0, ...serialize({ events: 3 })]),
  "cut off": (data) => data.subarray(0, data.length / 2),
  "empty": () => new Uint8Array(),
};

for (const [name, spoil] of Object.entries(UNREADABLE)) {
  Deno.test(`a stored page that is ${name} begins anew in place, keeps what was entered, and is told of once`, async () => {
    const warnings: string[] = [];
    const errors: unknown[] = [];
    const store = new SharedStore();
    const start = () =>
      createAppWith(
        () => {
          st.sessionState.n ??= 0;
          if (st.button("Count")) st.sessionState.n++;
          st.write(`n ${st.sessionState.n} of ${st.textInput("Name")}`);
        },
        { store, secrets: [SECRET] },
        {
          clock: new FakeClock(),
          onWarning: (text) => void warnings.push(text),
          onError: (error) => void errors.push(error),
        },
      );
    await using page = await open(start());
    await page.fill("Name", "Ada");
    await page.click("Count");
    await page.click("Count");
    const id = /_eddy\/p\/([^/]+)/.exec(page.answers[0]!)![1]!;
    const { data, version } = (await store.get(id))!;
    await store.set(id, spoil(data), version, 60_000);
    page.moveTo(start());
    await page.click("Count");
    await page.settled();
    assertEquals(page.has("n 1 of Ada"), true, page.picture());
    assertStringIncludes(page.toasts().join(), "This page was begun anew");
    assertEquals([warnings.length, errors], [1, []]);
    assertStringIncludes(warnings[0]!, "another version of Eddy");
  });
}

const USED_TOO_LATE =
  "What was used just now is no longer there, as this page was put away and made again. Nothing was done.";

/** A page with what only a press draws: made once, as a program's own is. */
const presses = (() => {
  const edit = st.dialog("Edit", (what: { readonly name: string; readonly since: Date }) => {
    const name = st.textInput("Name");
    if (st.button("Save")) {
      st.sessionState.saved = name;
      st.rerun();
    }
    st.write(`editing ${what.name} of ${what.since.getFullYear()}`);
  }, { onDismiss: () => void (st.sessionState.saved = "nothing, dismissed") });
  return () => {
    st.write(`saved ${st.sessionState.saved ?? "nothing"}`);
    if (st.button("Edit")) edit({ name: "row 7", since: new Date(2024, 1, 1) });
  };
})();

/** The app of `page` as started anew, with each call in another process. */
function processes(page: () => unknown): () => st.App {
  const store = new SharedStore();
  return () => st.createApp(page, { store, secrets: [SECRET] });
}

const SHOWN = ["Edit", "Name:", "[Save]", "editing row 7 of 2024"];
const CLOSED =
  "“Edit” was closed, as this page was put away and made again. What was entered there was not kept.";

Deno.test("D1 a dialog that a press has opened goes on in another process", async () => {
  const start = processes(presses);
  await using page = await open(start());
  await page.click("Edit");
  assertEquals(page.linesIn("#dialogs"), SHOWN);
  page.moveTo(start());
  await page.fill("Name", "Ada");
  assertEquals(page.linesIn("#dialogs"), ["Edit", "Name: Ada", ...SHOWN.slice(2)]);
  page.moveTo(start());
  await page.click("Save");
  assertEquals(page.lines(), ["saved Ada", "[Edit]"]);
  assertEquals(page.linesIn("#dialogs"), []);
  assertEquals(page.toasts(), []);
});

Deno.test("D4 a dialog that goes on in another process is dismissed there", async () => {
  const start = processes(presses);
  await using page = await open(start());
  await page.click("Edit");
  page.moveTo(start());
  await page.fill("Name", "Ada");
  await page.dialog.click("Close");
  assertEquals(page.lines(), ["saved nothing, dismissed", "[Edit]"]);
});

Deno.test("D1 a dialog made in the page's own run goes on in another process", async () => {
  const start = processes(async () => {
    st.sessionState.names ??= ["Tea"];
    const add = st.dialog("Add", () => {
      const name = st.textInput("Name");
      if (st.button("Add it")) {
        st.sessionState.names = [...st.sessionState.names, name];
        st.rerun();
      }
    });
    await Promise.resolve();
    if (st.button("Add")) add();
    st.write(st.sessionState.names.join(" and "));
    // What ends a page early ends no dialog.
    st.stop();
  });
  await using page = await open(start());
  await page.click("Add");
  page.moveTo(start());
  await page.fill("Name", "Coffee");
  await page.click("Add it");
  assertEquals(page.lines(), ["[Add]", "Tea and Coffee"]);
});

Deno.test("D1 a dialog that was called with what is no data is closed in another process: its user is told", async () => {
  const edit = st.dialog("Edit", (onSave: (name: string) => void) => {
    const name = st.textInput("Name");
    if (st.button("Save")) onSave(name);
  });
  const start = processes(() => {
    if (st.button("Edit")) edit((name) => void (st.sessionState.saved = name));
  });
  await using page = await open(start());
  await page.click("Edit");
  page.moveTo(start());
  await page.fill("Name", "Ada");
  assertEquals(page.linesIn("#dialogs"), []);
  assertEquals(page.toasts(), [CLOSED]);
});

Deno.test("D1 which of two dialogs that look the same was open is not guessed in another process", async () => {
  const start = processes(() => {
    for (const name of ["Tea", "Coffee"]) {
      const remove = st.dialog("Edit", () => {
        if (st.button("Remove")) st.sessionState.removed = name;
      });
      if (st.button(name)) remove();
    }
    st.write(`removed ${st.sessionState.removed}`);
  });
  await using page = await open(start());
  await page.click("Tea");
  page.moveTo(start());
  await page.click("Remove");
  assertEquals(page.toasts(), [CLOSED]);
  assertEquals(page.lines(), ["[Tea]", "[Coffee]", "removed undefined"]);
});

Deno.test("D1 while an app is being written, a dialog goes on whose own code has changed; else it is closed", async () => {
  const before = () => {
    const edit = st.dialog("Greeting", () => {
      st.write(`Hello ${st.textInput("Name")}`);
    });
    if (st.button("Open")) edit();
  };
  const after = () => {
    const edit = st.dialog("Greeting", () => {
      st.write(`Goodbye ${st.textInput("Name")}`);
      st.button("Leave");
    });
    if (st.button("Open")) edit();
  };
  for (const development of [{ watched: false }, null]) {
    const store = new SharedStore();
    const start = (page: () => unknown) =>
      createAppWith(page, { store, secrets: [SECRET] }, { development });
    await using page = await open(start(before));
    await page.click("Open");
    await page.fill("Name", "Ada");
    page.moveTo(start(after));
    await page.fill("Name", "Grace");
    const goesOn = development !== null;
    const shown = goesOn ? ["Greeting", "Name: Grace", "Goodbye Grace", "[Leave]"] : [];
    assertEquals(page.linesIn("#dialogs"), shown);
    assertEquals(page.toasts(), goesOn ? [] : [CLOSED.replace("Edit", "Greeting")]);
  }
});

Deno.test("a press on a row reaches no other one in another process, where rows have come or gone meanwhile", async () => {
  const removed: string[] = [];
  let ids = ["one", "two", "three"];
  const row = st.fragment((item: { readonly id: string }) => {
    st.write(item.id);
    if (st.button("Remove")) removed.push(item.id);
  });
  const index = st.fragment((at: () => number) => {
    if (st.button("Take")) removed.push(`${at()}`);
  });
  const start = processes(() => {
    // What only a press draws is not drawn by the process that goes on.
    if (st.button("New")) row({ id: "new" });
    for (const id of ids) row({ id });
    ids.forEach((_, i) => index(() => i));
  });
  await using page = await open(start());
  await page.click("New");
  page.moveTo(start());
  await page.click("Remove", { nth: 1 });
  assertEquals(removed, []);
  const refused = (label: string) =>
    `“${label}” was pressed on something that has changed meanwhile. Nothing was done.`;
  assertEquals(page.toasts(), [refused("Remove")]);
  assertEquals(page.lines().slice(1, 5), ["one", "[Remove]", "two", "[Remove]"]);
  // Somebody else has taken it away.
  ids = ["two", "three"];
  page.moveTo(start());
  await page.click("Take", { nth: 1 });
  assertEquals(removed, []);
  assertEquals(page.toasts().at(-1), refused("Take"));
  await page.click("Remove", { nth: 1 });
  await page.click("Take", { nth: 1 });
  page.moveTo(start());
  await page.click("Remove", { nth: 0 });
  assertEquals(removed, ["three", "1", "two"]);
});

Deno.test("a press on a row in a dialog reaches no other one in another process", async () => {
  const removed: string[] = [];
  let ids = ["one", "two"];
  const row = st.fragment((id: string) => {
    if (st.button(`Remove`)) removed.push(id);
  });
  const list = st.dialog("List", () => ids.forEach((id) => row(id)));
  const start = processes(() => {
    if (st.button("List")) list();
  });
  await using page = await open(start());
  await page.click("List");
  page.moveTo(start());
  await page.click("Remove", { nth: 1 });
  assertEquals(removed, ["two"]);
  ids = ["two"];
  page.moveTo(start());
  await page.click("Remove", { nth: 0 });
  assertEquals(removed, ["two"]);
  assertEquals(page.linesIn("#dialogs"), ["List", "[Remove]"]);
});

Deno.test("a fragment that a press has drawn is not there in another process: who uses it is told so", async () => {
  const done: string[] = [];
  const details = st.fragment(() => void st.button("Do", { onClick: () => void done.push("do") }));
  const start = processes(() => {
    if (st.button("Show")) details();
  });
  await using page = await open(start());
  await page.click("Show");
  page.moveTo(start());
  await page.click("Do");
  assertEquals(page.lines(), ["[Show]"]);
  assertEquals(page.toasts(), [
    USED_TOO_LATE,
  ]);
  assertEquals(done, []);
});

for (const where of ["the page", "a fragment"]) {
  Deno.test(`what a press has drawn in ${where} is not there in another process: who uses it is told so`, async () => {
    const draw = () => {
      if (st.button("Ask") && st.button("Erase")) st.sessionState.erased = true;
      st.write(`erased: ${st.sessionState.erased ?? false}`);
    };
    const start = processes(where === "the page" ? draw : st.fragment(draw));
    await using page = await open(start());
    await page.click("Ask");
    page.moveTo(start());
    await page.click("Erase");
    assertEquals(page.lines(), ["[Ask]", "erased: false"]);
    assertEquals(page.toasts(), [USED_TOO_LATE]);
    // It is said once, and the page goes on.
    await page.click("Ask");
    assertEquals(page.lines(), ["[Ask]", "[Erase]", "erased: false"]);
    assertEquals(page.toasts(), [USED_TOO_LATE]);
  });
}

Deno.test("D1 a page with an open dialog is held for an hour", async () => {
  const { now } = Date;
  let later = 0;
  Date.now = () => now() + later;
  try {
    const app = st.createApp(presses);
    await using page = await open(app);
    await page.click("Edit");
    later = 59 * 60_000;
    // Whoever comes has others looked at.
    await using _other = await open(app);
    await page.fill("Name", "Ada");
    await page.click("Save");
    assertEquals(page.lines(), ["saved Ada", "[Edit]"]);
    assertEquals(page.toasts(), []);
  } finally {
    Date.now = now;
  }
});
