/** Section 7 of the rules, with Eddy's decisions: an error is shown where it happened. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import * as st from "@eddy/eddy";
import { FakeClock, inOneProcess, open } from "../kit.ts";

Deno.test("E1 S62 an error in a fragment's rerun is shown below what the fragment drew before", async () => {
  const f = st.fragment(() => {
    const fail = st.checkbox("Fail");
    st.write("drawn before");
    if (fail) throw new Error("no data");
    st.write("drawn after");
  });
  await using page = await open(() => {
    st.write("above");
    f();
    st.button("Below");
  });
  await page.check("Fail");
  assertEquals(page.lines(), [
    "above",
    "[x] Fail",
    "drawn before",
    "Error: no data",
    "[Below]",
  ]);
  assertEquals(page.errors.map(String), ["Error: no data"]);
  await page.click("Below");
  assert(page.has("above") && page.has("[Below]"));
});

Deno.test("E1 an error after an await is shown just so", async () => {
  const f = st.fragment(async () => {
    const fail = st.checkbox("Fail");
    await Promise.resolve();
    st.write("drawn before");
    if (fail) throw new TypeError("no data");
    st.write("drawn after");
  });
  await using page = await open(async () => {
    await f();
    st.write("below");
  });
  await page.check("Fail");
  assertEquals(page.lines(), ["[x] Fail", "drawn before", "TypeError: no data", "below"]);
});

Deno.test("E1 whatever is thrown is shown", async () => {
  for (const thrown of ["a text", 42, undefined, null, { code: 7 }]) {
    const f = st.fragment(() => {
      throw thrown;
    });
    await using page = await open(() => {
      f();
      st.write("below");
    });
    assertEquals(page.errorBoxes().length, 1, String(thrown));
    assertEquals(page.lines().at(-1), "below");
  }
});

Deno.test("E2 S62 an error in a fragment during a full run leaves the rest of the page to be drawn", async () => {
  const broken = st.fragment(() => {
    st.write("in the fragment");
    throw new Error("broken");
  });
  const fine = st.fragment(() => {
    st.button("Fine");
    st.write("fine");
  });
  await using page = await open(() => {
    st.write("above");
    broken();
    fine();
    st.write("below");
  });
  assertEquals(page.lines(), [
    "above",
    "in the fragment",
    "Error: broken",
    "[Fine]",
    "fine",
    "below",
  ]);
  await page.click("Fine");
  assertEquals(page.count("Error: broken"), 1);
});

Deno.test("E2 an error in the page itself is shown below what it drew, its fragments work", async () => {
  const runs = { f: 0 };
  const f = st.fragment(() => {
    st.button("Again");
    st.write(`f ${++runs.f}`);
  });
  await using page = await open(() => {
    f();
    throw new Error("page broken");
  });
  assertEquals(page.lines(), ["[Again]", "f 1", "Error: page broken"]);
  await page.click("Again");
  assertEquals(page.lines(), ["[Again]", "f 2", "Error: page broken"]);
});

Deno.test("E2 an element that cannot be drawn is an error in its place", async () => {
  const row = { note: "no text" } as unknown as string;
  const f = st.fragment(() => {
    st.button("Again");
    st.markdown(row);
    st.write("in the fragment");
  });
  await using page = await open(() => {
    st.write("above");
    st.expander(row)(() => st.write("inside"));
    f();
    st.metric(undefined as unknown as string, 1);
    st.write("below");
  });
  const lines = [
    "above",
    'TypeError: Cannot draw expander: its text must be a string: received {"note":"no text"}',
    "[Again]",
    'TypeError: Cannot draw markdown: its text must be a string: received {"note":"no text"}',
    "in the fragment",
    "TypeError: Cannot draw metric: its label is undefined",
    "below",
  ];
  assertEquals(page.lines(), lines);
  await page.click("Again");
  assertEquals(page.lines(), lines);
  assertEquals(page.errors.length, 4);
});

Deno.test("E3 a widget of the fragment that mends the cause clears the error", async () => {
  const f = st.fragment(() => {
    const n = Number(st.textInput("Number", { value: "x" }));
    if (Number.isNaN(n)) throw new RangeError("not a number");
    st.write(`twice ${2 * n}`);
  });
  await using page = await open(() => {
    f();
    st.write("below");
  });
  assertEquals(page.lines(), ["Number: x", "RangeError: not a number", "below"]);
  await page.fill("Number", "21");
  assertEquals(page.lines(), ["Number: 21", "twice 42", "below"]);
});

Deno.test("E4 a child that fails while its parent reruns shows one box, the parent goes on", async () => {
  let fail = false;
  const child = st.fragment(() => {
    st.button("Child");
    st.write("child begins");
    if (fail) throw new Error("child failed");
  });
  const parent = st.fragment(() => {
    st.button("Parent");
    child();
    st.write("parent end");
  });
  await using page = await open(() => parent());
  fail = true;
  await page.click("Parent");
  const broken = ["[Parent]", "[Child]", "child begins", "Error: child failed", "parent end"];
  assertEquals(page.lines(), broken);
  await page.click("Child");
  assertEquals(page.lines(), broken);
  fail = false;
  await page.click("Child");
  assertEquals(page.lines(), ["[Parent]", "[Child]", "child begins", "parent end"]);
});

Deno.test("E5 a callback's error appears at the top of its fragment, the rest is untouched", async () => {
  const runs = { page: 0, f: 0 };
  const f = st.fragment(() => {
    st.write(`f ${++runs.f}`);
    st.button("Fail", {
      onClick: () => {
        throw new Error("callback failed");
      },
    });
    st.button("Fine");
  });
  await using page = await open(() => {
    st.write(`page ${++runs.page}`);
    f();
    st.write("below");
  });
  await page.click("Fail");
  assertEquals(page.lines(), [
    "page 1",
    "Error: callback failed",
    "f 2",
    "[Fail]",
    "[Fine]",
    "below",
  ]);
  await page.click("Fine");
  assertEquals(page.lines(), ["page 1", "f 3", "[Fail]", "[Fine]", "below"]);
});

Deno.test("E5 an async callback's error appears just so", async () => {
  const f = st.fragment(() => {
    st.button("Fail", {
      onClick: async () => {
        await Promise.resolve();
        throw new Error("callback failed");
      },
    });
  });
  await using page = await open(() => {
    st.write("above");
    f();
  });
  await page.click("Fail");
  assertEquals(page.lines(), ["above", "Error: callback failed", "[Fail]"]);
});

Deno.test("E5 an error of a page's callback appears at the top of the page", async () => {
  await using page = await open(() => {
    st.title("Title");
    st.button("Fail", {
      onClick: () => {
        throw new Error("callback failed");
      },
    });
  });
  await page.click("Fail");
  assertEquals(page.lines(), ["Error: callback failed", "Title", "[Fail]"]);
  await page.click("Fail");
  assertEquals(page.lines(), ["Error: callback failed", "Title", "[Fail]"]);
});

Deno.test("E5 one failing callback does not keep the others from running", async () => {
  const log: string[] = [];
  const slow = Promise.withResolvers<void>();
  const f = st.fragment(async () => {
    if (st.button("Slow")) await slow.promise;
    const fail = () => {
      log.push("x");
      throw new Error("x failed");
    };
    const x = st.checkbox("x", { onChange: fail });
    const y = st.checkbox("y", { onChange: () => void log.push("y") });
    st.write(`x ${x}, y ${y}`);
  });
  await using page = await open(async () => await f());
  const actions = [page.click("Slow")];
  await page.rest();
  actions.push(page.check("x"), page.check("y"));
  slow.resolve();
  await Promise.all(actions);
  assertEquals(log, ["x", "y"]);
  assertEquals(page.lines()[0], "Error: x failed");
  assertEquals(page.lines().at(-1), "x true, y true");
});

Deno.test("E6 what a callback draws appears at the top of its fragment until its next rerun", async () => {
  const runs = { page: 0 };
  const f = st.fragment(() => {
    st.button("Save", { onClick: () => st.success("Saved") });
    st.button("Other");
  });
  await using page = await open(() => {
    st.write(`page ${++runs.page}`);
    f();
  });
  await page.click("Save");
  assertEquals(page.lines(), ["page 1", "Saved", "[Save]", "[Other]"]);
  await page.click("Other");
  assertEquals(page.lines(), ["page 1", "[Save]", "[Other]"]);
});

Deno.test("E6 what a page's callback draws appears at the top of the page until its next run", async () => {
  await using page = await open(() => {
    st.title("Title");
    st.button("Save", { onClick: () => st.success("Saved") });
    st.button("Other");
  });
  await page.click("Save");
  assertEquals(page.lines(), ["Saved", "Title", "[Save]", "[Other]"]);
  await page.click("Other");
  assertEquals(page.lines(), ["Title", "[Save]", "[Other]"]);
});

Deno.test("E6 what a child's callback draws appears in the child when it reruns alone", async () => {
  const child = st.fragment(() => {
    st.button("Save", { onClick: () => st.success("Saved") });
  });
  const parent = st.fragment(() => {
    st.write("parent");
    child();
  });
  await using page = await open(() => parent());
  await page.click("Save");
  assertEquals(page.lines(), ["parent", "Saved", "[Save]"]);
});

Deno.test("E5 E6 what a callback draws, its error too, is seen in whatever its body asks for", async () => {
  for (const scope of ["fragment", "app"] as const) {
    const f = st.fragment(() => {
      st.write("f");
      const onClick = () => {
        st.success("begun");
        throw new Error("disk full");
      };
      if (st.button("Save", { onClick })) st.rerun({ scope });
      st.button("Other");
    });
    await using page = await open(() => {
      st.write("page");
      f();
    });
    await page.click("Save");
    const rest = ["f", "[Save]", "[Other]"];
    assertEquals(page.lines(), ["page", "begun", "Error: disk full", ...rest], scope);
    assertEquals(page.errors.length, 1);
    await page.click("Other");
    assertEquals(page.lines(), ["page", ...rest], scope);
  }
});

Deno.test("E5 an error of a page's callback is seen where its body asks for another run, and once", async () => {
  await using page = await open(() => {
    const onClick = () => {
      throw new Error("disk full");
    };
    if (st.button("Save", { onClick })) {
      st.sessionState.reruns = 2;
      st.rerun();
    }
    if (st.sessionState.reruns > 0 && st.sessionState.reruns--) st.rerun();
    st.button("Other");
  });
  await page.click("Save");
  assertEquals(page.lines(), ["Error: disk full", "[Save]", "[Other]"]);
  await page.click("Other");
  assertEquals(page.lines(), ["[Save]", "[Other]"]);
});

Deno.test("E5 S9 a callback's error is seen where another callback asks for the page", async () => {
  const slow = Promise.withResolvers<void>();
  const f = st.fragment(async () => {
    if (st.button("Slow")) await slow.promise;
    const fail = () => {
      throw new Error("x failed");
    };
    st.checkbox("x", { onChange: fail });
    st.checkbox("y", { onChange: () => st.rerun() });
  });
  await using page = await open(async () => {
    st.write("page");
    await f();
  });
  const actions = [page.click("Slow")];
  await page.rest();
  actions.push(page.check("x"), page.check("y"));
  slow.resolve();
  await Promise.all(actions);
  assertEquals(page.lines(), ["page", "Error: x failed", "[Slow]", "[x] x", "[x] y"]);
});

Deno.test("E5 a callback's error is seen in a fragment that a full run would keep", async () => {
  const slow = Promise.withResolvers<void>();
  const kept = st.fragment(() => {
    const fail = () => {
      throw new Error("disk full");
    };
    st.button("Save", { onClick: fail });
  }, { memo: true });
  const f = st.fragment(async () => {
    if (st.button("Slow")) await slow.promise;
    st.checkbox("All", { onChange: () => st.rerun() });
    kept();
  });
  await using page = await open(() => f());
  const actions = [page.click("Slow")];
  await page.rest();
  actions.push(page.check("All"), page.click("Save"));
  await page.rest();
  slow.resolve();
  await Promise.all(actions);
  assertEquals(page.lines(), ["[Slow]", "[x] All", "Error: disk full", "[Save]"]);
});

Deno.test("E5 a callback's error is seen at the top of the page if its fragment is gone", async () => {
  const row = st.fragment((name: string) => {
    const remove = () => {
      st.sessionState.rows = [];
      throw new Error(`${name} is gone, its file is not`);
    };
    if (st.button("Remove", { onClick: remove })) st.rerun();
  });
  const list = st.fragment(() => {
    st.write("list");
    for (const name of st.sessionState.rows ?? ["a"]) row(name);
  });
  await using page = await open(() => {
    st.write("page");
    list();
  });
  await page.click("Remove");
  assertEquals(page.lines(), ["Error: a is gone, its file is not", "page", "list"]);
});

inOneProcess(
  "E5 a callback's error is seen in the full run that takes over from its own",
  async () => {
    let gate: PromiseWithResolvers<void> | null = Promise.withResolvers();
    const f = st.fragment(async () => {
      const fail = () => {
        throw new Error("disk full");
      };
      if (st.button("Save", { onClick: fail })) await gate?.promise;
    });
    await using page = await open(async () => {
      st.button("Full");
      await f();
    });
    const saved = page.click("Save");
    await page.rest();
    gate = null;
    await page.click("Full");
    await saved;
    assertEquals(page.lines(), ["[Full]", "Error: disk full", "[Save]"]);
    await page.click("Full");
    assertEquals(page.lines(), ["[Full]", "[Save]"]);
  },
);

Deno.test("E5 D2 a callback's error is seen at the top of the page if its dialog has closed", async () => {
  const edit = st.dialog("Edit", () => {
    const save = () => {
      throw new Error("disk full");
    };
    if (st.button("Save", { onClick: save })) st.rerun();
  });
  await using page = await open(() => {
    if (st.button("Edit")) edit();
  });
  await page.click("Edit");
  await page.click("Save");
  assertEquals([page.lines(), page.linesIn("#dialogs")], [["Error: disk full", "[Edit]"], []]);
});

Deno.test("E6 what a callback draws before it asks for another run is seen there, and can be used", async () => {
  for (const scope of ["fragment", "app"] as const) {
    const pressed: string[] = [];
    const f = st.fragment(() => {
      st.button("Save", {
        onClick: () => {
          st.container()(() =>
            void st.button("Undo", { onClick: () => void pressed.push("undo") })
          );
          st.rerun({ scope });
        },
      });
    });
    await using page = await open(() => f());
    await page.click("Save");
    assertEquals(page.lines(), ["[Undo]", "[Save]"], scope);
    await page.click("Undo");
    assertEquals([page.lines(), pressed], [["[Save]"], ["undo"]], scope);
  }
});

inOneProcess(
  "E5 a callback's error appears in its fragment even if a full run takes the press along",
  async () => {
    let hold: PromiseWithResolvers<void> | null = null;
    const f = st.fragment(() => {
      st.button("Fail", {
        onClick: () => {
          throw new Error("callback failed");
        },
      });
    });
    await using page = await open(async () => {
      const n = st.selectbox("N", ["1", "2", "3"]);
      await hold?.promise;
      f();
      st.write(`end ${n}`);
    });
    hold = Promise.withResolvers<void>();
    const actions = [page.select("N", "2"), page.click("Fail")];
    await page.rest();
    actions.push(page.select("N", "3"));
    await page.rest();
    hold.resolve();
    await Promise.all(actions);
    assertEquals(page.lines(), ["N: 3", "Error: callback failed", "[Fail]", "end 3"]);
  },
);

Deno.test("E7 the same widget twice without keys is an error that names it and advises a key", async () => {
  const f = st.fragment(() => {
    st.write("before");
    st.button("Twin");
    st.button("Twin");
    st.write("after");
  });
  await using page = await open(() => {
    f();
    st.write("rest");
  });
  assertEquals(page.lines().slice(0, 2), ["before", "[Twin]"]);
  const [box] = page.errorBoxes();
  assertStringIncludes(box!, 'button "Twin"');
  assertStringIncludes(box!, "keys");
  assert(!page.has("after") && page.has("rest"));
});

Deno.test("E7 a key used twice is an error that names the key", async () => {
  await using page = await open(() => {
    st.checkbox("One", { key: "same" });
    st.textInput("Two", { key: "same" });
    st.write("after");
  });
  assertEquals(page.lines()[0], "[ ] One");
  assertStringIncludes(page.errorBoxes()[0]!, 'key "same"');
  assert(!page.has("after"));
});

Deno.test("E7 widgets alike with different keys are fine", async () => {
  await using page = await open(() => {
    for (const key of ["a", "b"]) st.write(`${key} ${st.checkbox("Twin", { key })}`);
  });
  await page.check("Twin", { nth: 1 });
  assertEquals(page.lines(), ["[ ] Twin", "a false", "[x] Twin", "b true"]);
});

Deno.test("E8 a key that stands outside is reported at once, in the fragment that uses it again", async () => {
  const f = st.fragment(() => {
    st.write("before");
    if (st.checkbox("Clash")) st.checkbox("Inside", { key: "same" });
    st.write("after");
  });
  await using page = await open(() => {
    const value = st.checkbox("Outside", { key: "same" });
    st.write(`outside is ${value}`);
    f();
  });
  await page.check("Clash");
  assertEquals(page.lines().slice(0, 4), [
    "[ ] Outside",
    "outside is false",
    "before",
    "[x] Clash",
  ]);
  assertStringIncludes(page.errorBoxes()[0]!, 'key "same"');
  assertEquals(page.errorBoxes().length, 1);
  // The widget outside still works, and is still the page's.
  await page.check("Outside");
  assert(page.has("outside is true"));
  await page.uncheck("Clash");
  assertEquals(page.errorBoxes(), []);
  assert(page.has("after"));
});

/** What its author can name by a key, besides widgets. */
const NAMED = {
  container: (key: string) => st.container({ key }),
  expander: (key: string) => st.expander("Label", { key }),
  form: (key: string) => st.form(key),
  popover: (key: string) => st.popover("Label", { key }),
  tabs: (key: string) => st.tabs(["Tab"], { key })[0],
};

for (const [kind, draw] of Object.entries(NAMED)) {
  const message = `Cannot draw ${kind} "same" twice: its key is already used on this page`;

  Deno.test(`E7 the key of a ${kind} used twice is an error that names it`, async () => {
    await using page = await open(() => {
      draw("same").write("first");
      draw("other").write("other");
      draw("same").write("second");
    });
    assertStringIncludes(page.errorBoxes()[0]!, message);
    assert(page.has("first") && page.has("other") && !page.has("second"));
    assertEquals(idsTwice(page), []);
  });

  Deno.test(`E8 the key of a ${kind} that stands in another fragment is reported at once`, async () => {
    const part = st.fragment((name: string) => {
      if (st.checkbox(name)) draw("same").write(`from ${name}`);
    });
    await using page = await open(() => {
      part("a");
      part("b");
    });
    await page.check("a");
    await page.check("b");
    assertStringIncludes(page.errorBoxes()[0]!, message);
    assert(page.has("from a") && !page.has("from b"));
    // It is free again as soon as it does not stand there any more.
    await page.uncheck("a");
    await page.uncheck("b");
    await page.check("b");
    assertEquals(page.errorBoxes(), []);
    assert(page.has("from b"));
  });
}

/** Ids that stand more than once in the document. */
function idsTwice(
  page: { findAll(selector: string): { getAttribute(name: string): string | null }[] },
) {
  const ids = page.findAll("[id]").map((one) => one.getAttribute("id"));
  return ids.filter((id, i) => ids.indexOf(id) !== i);
}

Deno.test("E7 a slot that is written over frees the keys of what stood there", async () => {
  await using page = await open(() => {
    const slot = st.empty();
    for (const n of [1, 2, 3]) slot.container({ key: "frame" }).write(`frame ${n}`);
  });
  assertEquals(page.lines(), ["frame 3"]);
});

Deno.test("E7 O7 replace: a slot outside that is written over frees the keys of what stood there, too", async () => {
  const f = st.fragment((slot: st.Slot) => {
    st.button("Again");
    for (const n of [1, 2, 3]) slot.container({ key: "frame" }).write(`frame ${n}`);
  }, { outside: "replace" });
  await using page = await open(() => f(st.empty()));
  assertEquals(page.lines(), ["frame 3", "[Again]"]);
  await page.click("Again");
  assertEquals(page.lines(), ["frame 3", "[Again]"]);
});

Deno.test("E7 a slot that a fragment stood in frees the keys of that, too", async () => {
  const framed = st.fragment(() => st.container({ key: "frame" }).write("in a fragment"));
  await using page = await open(() => {
    const slot = st.empty();
    slot(() => framed());
    slot.write("nothing");
    st.container({ key: "frame" }).write("in the page");
  });
  assertEquals(page.lines(), ["nothing", "in the page"]);
});

Deno.test("E7 S2 a body that begins again may use the keys of its containers again", async () => {
  const inner = st.fragment(() => st.container({ key: "inner" }).write("inner"));
  const f = st.fragment(() => {
    st.container({ key: "card" }).write("card");
    inner();
    if (st.button("Again")) st.rerun({ scope: "fragment" });
  });
  await using page = await open(() => f());
  await page.click("Again");
  assertEquals(page.lines(), ["card", "inner", "[Again]"]);
});

Deno.test("E7 a memo fragment that is kept keeps the keys of its containers", async () => {
  const kept = st.fragment((_n: number) => {
    st.container({ key: "card" }).write("kept");
  }, { memo: true });
  for (const where of ["above", "below"]) {
    await using page = await open(() => {
      const also = st.sidebar.checkbox("Also");
      const draw = () => also && st.container({ key: "card" }).write("drawn by the page");
      if (where === "above") draw();
      kept(1);
      if (where === "below") draw();
    });
    await page.check("Also");
    assertEquals(page.errorBoxes().length, 1, where);
    assertEquals(idsTwice(page), [], where);
    await page.uncheck("Also");
    assertEquals(page.lines(), ["kept"], where);
  }
});

Deno.test("E7 O11 keyed containers that pile up outside have their class, and each an id of its own", async () => {
  const runs = { f: 0 };
  const f = st.fragment((box: st.Container) => {
    st.button("Add");
    box.container({ key: "card" }).write(`card ${++runs.f}`);
  });
  await using page = await open(() => f(st.container()));
  await page.click("Add");
  assertEquals(page.lines(), ["card 1", "card 2", "[Add]"]);
  assertEquals(page.findAll(".key-card").length, 2);
  assertEquals(idsTwice(page), []);
});

Deno.test("E8 two fragments that use one key clash, too", async () => {
  const f = st.fragment((name: string) => {
    if (st.checkbox(`Use in ${name}`)) st.checkbox(`Box of ${name}`, { key: "same" });
  });
  await using page = await open(() => {
    f("a");
    f("b");
  });
  await page.check("Use in a");
  await page.check("Use in b");
  assertEquals(page.lines().slice(0, 3), ["[x] Use in a", "[ ] Box of a", "[x] Use in b"]);
  assertStringIncludes(page.errorBoxes()[0]!, 'key "same"');
  await page.check("Box of a");
  assert(page.has("[x] Box of a"));
});

Deno.test("E9 users see details only where they are to", async () => {
  const f = st.fragment(() => {
    throw new Error("secret detail");
  });
  const body = () => {
    f();
    st.write("below");
  };
  await using development = await open(body, { showErrorDetails: true });
  assert(development.has("secret detail"));
  await using production = await open(body, { showErrorDetails: false });
  assertEquals(production.lines().at(-1), "below");
  assertEquals(production.errorBoxes().length, 1);
  for (const html of production.answers) {
    assert(!html.includes("secret detail") && !html.includes("errors_test.ts"));
  }
  // What the user can tell the operator is an id; the log has the error itself.
  assert(/Error \S+-1 is in the app's log/.test(production.errorBoxes()[0]!));
  assertEquals(production.errors.map(String), ["Error: secret detail"]);
});

Deno.test("E9 S76 what a timer fails with again and again has one number, and one line in the log", async () => {
  const clock = new FakeClock();
  let message = "no connection";
  const part = st.fragment(() => {
    st.button("Try");
    if (message !== "") throw new Error(message);
  }, { runEvery: 1 });
  const around = st.fragment(() => part(), { runEvery: 10 });
  await using page = await open(() => around(), { clock, showErrorDetails: false });
  await page.live();
  const number = () => /Error (\S+) is/.exec(page.errorBoxes()[0] ?? "")?.[1];
  const first = number();
  // Nine beats of its own, and one of the fragment around it, which calls it anew.
  for (let i = 0; i < 12; i++) {
    await page.tick(1000);
    assertEquals(number(), first);
  }
  assertEquals(page.errors.length, 1);
  // What somebody does and fails at is always news, and so is another error.
  await page.click("Try");
  const second = number();
  assert(second !== undefined && second !== first);
  message = "no such table";
  await page.tick(1000);
  assert(number() !== second);
  assertEquals(page.errors.length, 3);
  message = "";
  await page.tick(1000);
  assertEquals(page.errorBoxes(), []);
  message = "no such table";
  await page.tick(1000);
  assertEquals([page.errorBoxes().length, page.errors.length], [1, 4]);
});

Deno.test("E9 callbacks and errors of widgets keep their details from users, too", async () => {
  const f = st.fragment(() => {
    st.button("Fail", {
      onClick: () => {
        throw new Error("secret detail");
      },
    });
    st.button("Twin");
    st.button("Twin");
  });
  await using page = await open(() => f(), { showErrorDetails: false });
  await page.click("Fail");
  assertEquals(page.errorBoxes().length, 2);
  for (const html of page.answers) assert(!html.includes("secret detail"));
});

for (const place of ["page", "fragment"]) {
  for (const live of [false, true]) {
    const how = live ? "by itself" : "with the next run";
    inOneProcess(
      `E5 a callback of a ${place} that is superseded and fails is told of ${how}`,
      async () => {
        const slow = Promise.withResolvers<void>();
        const save = async () => {
          await slow.promise;
          throw new Error("disk *is* <b>full</b>");
        };
        const draw = () => void st.button("Save", { onClick: save });
        const part = st.fragment(draw);
        const clock = st.fragment(() => {}, { runEvery: 60 });
        await using page = await open(() => {
          if (place === "page") draw();
          else part();
          st.button("Full");
          if (live) clock();
        });
        if (live) await page.live();
        const saving = page.click("Save");
        await page.rest();
        await page.click("Full");
        slow.resolve();
        await saving;
        await page.rest();
        assertEquals(page.errors.map(String), ["Error: disk *is* <b>full</b>"]);
        if (live) await page.until(() => page.toasts().length > 0);
        else await page.click("Full");
        assertEquals(page.toasts(), ["“Save” failed. Error: disk *is* <b>full</b>"]);
        assertEquals(page.errorBoxes(), []);
      },
    );
  }
}

inOneProcess(
  "E5 what context.signal says is no error of the app, wherever it is thrown on",
  async () => {
    const aborted = (signal: AbortSignal) =>
      new Promise<never>((_, reject) =>
        signal.addEventListener("abort", () => reject(signal.reason), { once: true })
      );
    const own = () => aborted(st.context.signal);
    const wrapped = () =>
      aborted(st.context.signal).catch(() => {
        throw new DOMException("The request was aborted", "AbortError");
      });
    let asks: (() => Promise<never>) | null = null;
    const part = st.fragment(async () => {
      if (st.button("Part")) await asks?.();
      st.write("part");
    });
    await using page = await open(async () => {
      st.button("Callback", { onClick: () => asks?.() });
      const pressed = st.button("Body");
      await part();
      if (pressed) await asks?.();
      st.button("Full");
    });
    for (const label of ["Callback", "Body", "Part"]) {
      for (asks of [own, wrapped]) {
        const pressed = page.click(label);
        await page.rest();
        asks = null;
        await page.click("Full");
        await pressed;
        await page.settled();
      }
    }
    assertEquals(page.lines(), ["[Callback]", "[Body]", "[Part]", "part", "[Full]"]);
    assertEquals([page.errors, page.toasts()], [[], []]);
  },
);

inOneProcess("E5 an AbortError that the app makes of its own is an error", async () => {
  const part = st.fragment(async () => {
    if (st.button("Part")) await Promise.reject(new DOMException("given up", "AbortError"));
  });
  await using page = await open(() => part());
  await page.click("Part");
  assertEquals(page.errorBoxes(), ["AbortError: given up"]);
});
