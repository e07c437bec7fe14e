/** Controls show the server's truth, except where somebody is changing them (HTMX.md 0.2, 1.1). */
import { assert, assertEquals } from "@std/assert";
import * as st from "@eddy/eddy";
import type { Locator, Page } from "playwright-core";
import {
  appHandler,
  eventually,
  focused,
  gate,
  isPost,
  quiet,
  ready,
  see,
  withApp,
} from "./client_kit.ts";
import type { Between } from "./client_kit.ts";
import { browserTest, slow, withPage } from "./kit.ts";

/** A fragment of all kinds of controls, each of which is put back by its own callback. */
function stubborn(): () => void {
  const back = (key: string, value: unknown) => () => {
    st.sessionState[key] = value;
    st.sessionState.events = (st.sessionState.events ?? 0) + 1;
  };
  const all = st.fragment(() => {
    st.checkbox("Check", { key: "check", onChange: back("check", false) });
    st.checkbox("Checked", { key: "checked", value: true, onChange: back("checked", true) });
    st.toggle("Toggle", { key: "toggle", onChange: back("toggle", false) });
    st.radio("Radio", ["one", "two"], { key: "radio", onChange: back("radio", "one") });
    st.selectbox("Select", ["one", "two"], { key: "select", onChange: back("select", "one") });
    st.textInput("Text", { key: "text", value: "one", onChange: back("text", "one") });
    st.textArea("Area", { key: "area", value: "one", onChange: back("area", "one") });
    st.slider("Slider", { key: "slider", max: 10, value: 5, onChange: back("slider", 5) });
    st.numberInput("Number", { key: "number", value: 1, onChange: back("number", 1) });
    st.text(`${st.sessionState.events ?? 0} events`);
  });
  return () => void all();
}

browserTest("0.2 S72 a checkbox that the server resets is shown unchecked", async () => {
  await withApp(stubborn(), async (page) => {
    for (const [i, name] of ["Check", "Toggle"].entries()) {
      const box = page.getByLabel(name, { exact: true });
      await box.click();
      await see(page, `${i + 1} events`);
      await eventually(async () => assertEquals(await box.isChecked(), false));
    }
    const checked = page.getByLabel("Checked");
    await checked.click();
    await see(page, "3 events");
    await eventually(async () => assertEquals(await checked.isChecked(), true));
  });
});

browserTest(
  "0.2 S72 a radio group and a select that the server resets show its choice",
  async () => {
    await withApp(stubborn(), async (page) => {
      await page.getByRole("radio", { name: "two" }).check({ force: true }).catch(() => {});
      await see(page, "1 events");
      await eventually(async () => {
        assertEquals(await page.getByRole("radio", { name: "one" }).isChecked(), true);
        assertEquals(await page.getByRole("radio", { name: "two" }).isChecked(), false);
      });
      await page.getByLabel("Select").selectOption("two");
      await see(page, "2 events");
      await eventually(async () =>
        assertEquals(await page.getByLabel("Select").inputValue(), "one")
      );
    });
  },
);

browserTest(
  "0.2 S72 texts, numbers and sliders that the server resets show its value",
  async () => {
    await withApp(stubborn(), async (page) => {
      const cases = [
        { name: "Text", keys: "Enter", was: "one" },
        { name: "Area", keys: "Control+Enter", was: "one" },
        { name: "Number", keys: "Enter", was: "1" },
      ];
      let events = 0;
      for (const { name, keys, was } of cases) {
        const control = page.getByLabel(name);
        await control.fill("42");
        await control.press(keys);
        await see(page, `${++events} events`);
        // Focused, yet nobody has typed since.
        await eventually(async () => assertEquals(await control.inputValue(), was, name));
        await control.fill("43");
        await control.blur();
        await see(page, `${++events} events`);
        await eventually(async () => assertEquals(await control.inputValue(), was, name));
      }
      const slider = page.getByRole("slider");
      await slider.press("ArrowRight");
      await see(page, `${++events} events`);
      await eventually(async () => {
        assertEquals(await slider.inputValue(), "5");
        assertEquals(await page.locator("output").innerText(), "5");
      });
    });
  },
);

/** Every 100 ms all values change on the server, as another user's might. */
function changing(): () => void {
  const all = st.fragment(() => {
    const { sessionState: state } = st;
    const tick = state.tick = (state.tick ?? 0) + 1;
    // Written before the widget: the server's word, unless a user's edit has just come in.
    for (const key of ["text", "area"]) {
      if (!state[`${key} edited`]) state[key] = `tick ${tick}`;
    }
    if (!state["check edited"]) state.check = tick % 2 === 0;
    const edited = (key: string) => () => void (state[`${key} edited`] = true);
    st.textInput("Text", { key: "text", onChange: edited("text") });
    st.textArea("Area", { key: "area", onChange: edited("area") });
    st.checkbox("Check", { key: "check", onChange: edited("check") });
    st.text(`Tick ${tick}.`);
    st.text(`Server has ${state.text}, ${state.area}, ${state.check}.`);
  }, { runEvery: 0.1 });
  return () => void all();
}

/** Waits until the fragment has been drawn some more times. */
async function ticks(page: Page, more: number): Promise<void> {
  const tick = async () => {
    const text = await page.getByText(/^Tick \d+\.$/).innerText();
    return parseInt(text.slice(5));
  };
  const start = await tick();
  await eventually(async () => assert(await tick() >= start + more));
}

/** Empties a box; a tick between Playwright's selecting and deleting would make nothing of it. */
async function begin(box: Locator): Promise<void> {
  await eventually(async () => {
    await box.press("Control+A");
    await box.press("Delete");
    assertEquals(await box.inputValue(), "");
  });
}

for (const name of ["Text", "Area"]) {
  browserTest(`0.2 ${name}: what nobody edits follows the server, focused or not`, async () => {
    await withApp(changing(), async (page) => {
      const box = page.getByLabel(name);
      for (const focused of [false, true]) {
        if (focused) await box.focus();
        const before = await box.inputValue();
        await eventually(async () => {
          const now = await box.inputValue();
          assert(/^tick \d+$/.test(now) && now !== before, now);
        });
      }
    });
  });

  browserTest(
    `0.2 S71 ${name}: uncommitted typing outlasts ticks, focused and blurred`,
    async () => {
      await withApp(changing(), async (page) => {
        const box = page.getByLabel(name);
        await begin(box);
        await box.pressSequentially("typed while it ticks", { delay: 30 });
        await ticks(page, 3);
        assertEquals(await box.inputValue(), "typed while it ticks");
        assertEquals(await focused(page), await box.getAttribute("id"));
        await box.blur();
        await see(
          page,
          name === "Text" ? "Server has typed while it ticks," : ", typed while it ticks,",
        );
        await ticks(page, 3);
        assertEquals(await box.inputValue(), "typed while it ticks");
      });
    },
  );
}

browserTest(
  "W19 what is entered with rerun: false stays in view, and is what the next run sees",
  async () => {
    const quietly = st.fragment(() => {
      const box = st.checkbox("Box", { rerun: false });
      const text = st.textInput("Text", { rerun: false });
      const choice = st.selectbox("Choice", ["one", "two"], { rerun: false });
      if (st.button("See")) st.text(`${box} ${text} ${choice}`);
    });
    await withApp(() => quietly(), async (page) => {
      const box = page.getByLabel("Box");
      const text = page.getByLabel("Text");
      const choice = page.getByLabel("Choice");
      const taken = () => page.waitForResponse((response) => response.status() === 204);
      await Promise.all([taken(), box.click()]);
      await Promise.all([taken(), choice.selectOption("two")]);
      await text.fill("typed");
      await Promise.all([taken(), text.press("Enter")]);
      await quiet(page);
      const entered = async () => [
        await box.isChecked(),
        await text.inputValue(),
        await choice.inputValue(),
      ];
      assertEquals(await entered(), [true, "typed", "two"]);
      await page.getByRole("button", { name: "See" }).click();
      await see(page, "true typed two");
      assertEquals(await entered(), [true, "typed", "two"]);
    });
  },
);

browserTest(
  "S10 W19 what is entered stays in view, though its callback has only something else drawn",
  async () => {
    const other = st.fragment(() => {
      st.text(`Box ${st.sessionState.box}, text ${st.sessionState.text}`);
    }, { key: "other" });
    await withApp(() => {
      st.checkbox("Box", { key: "box", onChange: () => st.rerun("other") });
      st.textInput("Text", { key: "text", rerun: false });
      other();
    }, async (page) => {
      const text = page.getByLabel("Text");
      await text.fill("typed");
      await text.press("Enter");
      await quiet(page);
      await page.getByLabel("Box").click();
      await see(page, "Box true, text typed");
      await quiet(page);
      assertEquals([await page.getByLabel("Box").isChecked(), await text.inputValue()], [
        true,
        "typed",
      ]);
    });
  },
);

browserTest("0.2 what is typed in a form and left stays until it is submitted", async () => {
  const entry = st.fragment(() => {
    st.sessionState.n = (st.sessionState.n ?? 0) + 1;
    st.form("entry")(() => {
      const name = st.textInput("Name", { value: "nobody" });
      const agree = st.checkbox("Agree");
      st.text(`${st.formSubmitButton("Send") ? "Sent" : "Seen"}: ${name}, ${agree}`);
    });
    st.text(`Tick ${st.sessionState.n}.`);
  }, { runEvery: 0.1 });
  await withApp(() => void entry(), async (page) => {
    await page.getByLabel("Name").fill("somebody");
    await page.getByLabel("Agree").check();
    await page.getByLabel("Name").focus();
    await page.getByLabel("Agree").focus();
    await ticks(page, 3);
    await see(page, "Seen: nobody, false");
    assertEquals(await page.getByLabel("Name").inputValue(), "somebody");
    assertEquals(await page.getByLabel("Agree").isChecked(), true);
    await page.getByRole("button", { name: "Send" }).click();
    await see(page, ": somebody, true");
  });
});

browserTest(
  "0.2 S73 what is committed stays while its answer is under way and ticks come",
  async () => {
    const posted = gate();
    const answered = gate();
    await withPage(
      appHandler(changing(), async (request, next) => {
        if (!isPost(request)) return await next();
        const answer = await next();
        posted.open();
        await answered.passed;
        return answer;
      }),
      async (page) => {
        await page.goto("/");
        await ready(page);
        await begin(page.getByLabel("Text"));
        await page.getByLabel("Text").fill("mine");
        await page.getByLabel("Text").press("Enter");
        await posted.passed;
        await ticks(page, 3);
        assertEquals(await page.getByLabel("Text").inputValue(), "mine");
        answered.open();
        await quiet(page);
        assertEquals(await page.getByLabel("Text").inputValue(), "mine");
        await ticks(page, 3);
        assertEquals(await page.getByLabel("Text").inputValue(), "mine");
      },
    );
  },
);

browserTest(
  "0.2 a box ticked while its answer is under way is not unticked by a tick",
  async () => {
    const posted = gate();
    const answered = gate();
    const between: Between = async (request, next) => {
      if (!isPost(request)) return await next();
      // The server has not heard of it yet: what ticks draw meanwhile is older.
      posted.open();
      await answered.passed;
      return await next();
    };
    const box = st.fragment(() => {
      st.sessionState.n = (st.sessionState.n ?? 0) + 1;
      const on = st.checkbox("Keep");
      const color = st.radio("Color", ["red", "blue"]);
      st.text(`${on}, ${color}. Tick ${st.sessionState.n}.`);
    }, { runEvery: 0.1 });
    await withApp(() => void box(), async (page) => {
      await page.getByLabel("Keep").check();
      await posted.passed;
      await page.getByText("blue").click();
      await eventually(async () => {
        assert(parseInt((await page.getByText(/Tick/).innerText()).split(" ").at(-1)!) > 8);
      });
      assertEquals(await page.getByLabel("Keep").isChecked(), true);
      assertEquals(await page.getByRole("radio", { name: "blue" }).isChecked(), true);
      answered.open();
      await see(page, "true, blue.");
      assertEquals(await page.getByLabel("Keep").isChecked(), true);
    }, { between });
  },
);

for (const name of ["Note", "Long"]) {
  browserTest(`0.2 ${name}: an answer overtaken by a tick brings no old value back`, async () => {
    const answered = gate();
    const overtaken = gate();
    const between: Between = async (request, next) => {
      const answer = await next();
      if (!isPost(request)) return answer;
      overtaken.open();
      await answered.passed;
      return answer;
    };
    const note = st.fragment(() => {
      st.sessionState.n = (st.sessionState.n ?? 0) + 1;
      const text = st.textInput("Note", { value: "old" });
      const long = st.textArea("Long", { value: "old" });
      st.text(`Has ${text}, ${long}.`);
      st.text(`Tick ${st.sessionState.n}.`);
    }, { runEvery: 0.1 });
    await withApp(() => void note(), async (page) => {
      await page.getByLabel(name).fill("new");
      await page.getByLabel(name).blur();
      await overtaken.passed;
      await see(page, name === "Note" ? "Has new, old." : "Has old, new.");
      await ticks(page, 2);
      answered.open();
      await quiet(page);
      assertEquals(await page.getByLabel(name).inputValue(), "new");
    }, { between });
  });
}

browserTest("1.1 S73 Enter sends, the server clears the field, and typing on is kept", async () => {
  const chat = st.fragment(() => {
    const { sessionState: state } = st;
    state.lines ??= [];
    st.textInput("Say", {
      key: "say",
      onChange: () => {
        state.lines = [...state.lines, state.say];
        state.say = "";
      },
    });
    st.text(`Lines: ${state.lines.join("|")}.`);
  });
  await withApp(() => void chat(), async (page) => {
    const box = page.getByLabel("Say");
    await box.fill("one");
    await box.press("Enter");
    await see(page, "Lines: one.");
    await eventually(async () => assertEquals(await box.inputValue(), ""));
    assertEquals(await focused(page), await box.getAttribute("id"));
    await slow(page, 300);
    await box.pressSequentially("two", { delay: 20 });
    await box.press("Enter");
    // Typed before the answer is there: it must not be cleared away.
    await box.pressSequentially(" and three", { delay: 20 });
    await see(page, "Lines: one|two.");
    await quiet(page);
    assertEquals(await box.inputValue(), "two and three");
    await box.blur();
    await see(page, "Lines: one|two|two and three.");
    await eventually(async () => assertEquals(await box.inputValue(), ""));
  });
});

browserTest(
  "1.1 what is typed and taken back does not shut the field against the server",
  async () => {
    await withApp(changing(), async (page) => {
      const box = page.getByLabel("Text");
      await box.focus();
      await eventually(async () => assert((await box.inputValue()).startsWith("tick")));
      await page.keyboard.type("x");
      await page.keyboard.press("Backspace");
      await box.blur();
      await quiet(page);
      const before = await box.inputValue();
      await page.getByLabel("Area").focus();
      await ticks(page, 2);
      const now = await page.getByText(/^Server has/).innerText();
      assert(now.includes(await box.inputValue()), `${now} but ${before}`);
    });
  },
);
