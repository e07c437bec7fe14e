/** Elements that only a browser shows in full: what opens, is chosen, moves or grows. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import * as st from "@eddy/eddy";
import type { Page } from "playwright-core";
import { appHandler, eventually, gate, quiet, see, withApp } from "./client_kit.ts";
import { browserTest, withPage } from "./kit.ts";

function tabOf(page: Page, name: string) {
  return page.getByRole("tab", { name, exact: true });
}

async function chosen(page: Page): Promise<string[]> {
  const tabs = await page.getByRole("tab", { selected: true }).all();
  return await Promise.all(tabs.map((tab) => tab.innerText()));
}

async function panels(page: Page): Promise<string[]> {
  const shown = await page.getByRole("tabpanel").all();
  return await Promise.all(shown.map((panel) => panel.innerText()));
}

browserTest("tabs() are chosen by mouse and by keys, one panel at a time", async () => {
  await withApp(() => {
    for (const [i, tab] of st.tabs(["One", "Two", "Three"]).entries()) tab.text(`panel ${i + 1}`);
  }, async (page) => {
    assertEquals([await chosen(page), await panels(page)], [["One"], ["panel 1"]]);
    await tabOf(page, "Two").click();
    assertEquals([await chosen(page), await panels(page)], [["Two"], ["panel 2"]]);
    for (
      const [key, name] of [
        ["ArrowRight", "Three"],
        ["ArrowRight", "One"],
        ["ArrowLeft", "Three"],
        ["Home", "One"],
        ["End", "Three"],
      ] as const
    ) {
      await page.keyboard.press(key);
      assertEquals(await chosen(page), [name]);
      assertEquals(await page.evaluate("document.activeElement.innerText"), name);
    }
    assertEquals(await panels(page), ["panel 3"]);
    // From the chosen tab, the way leads into the page, past the other tabs.
    assertEquals(
      await page.getByRole("tab").evaluateAll((tabs) => tabs.map((tab) => tab.tabIndex)),
      [
        -1,
        -1,
        0,
      ],
    );
  });
});

browserTest(
  "F13 tabs() keep the choice over reruns, and leave no ghosts when they change",
  async () => {
    await withApp(() => {
      const labels = st.radio("Tabs", ["A B", "A B C", "C A", "A"]).split(" ");
      for (const [i, tab] of st.tabs(labels).entries()) {
        tab.button(`Press ${labels[i]}`);
        tab.text(`panel ${labels[i]}`);
      }
    }, async (page) => {
      const use = async (labels: string) => {
        await page.getByRole("radio", { name: labels, exact: true }).check();
        await eventually(async () =>
          assertEquals((await page.getByRole("tab").allInnerTexts()).join(" "), labels)
        );
        await quiet(page);
      };
      await tabOf(page, "B").click();
      await page.getByRole("button", { name: "Press B" }).click();
      await quiet(page);
      assertEquals(await chosen(page), ["B"]);
      await use("A B C");
      assertEquals([await chosen(page), (await panels(page)).length], [["B"], 1]);
      await tabOf(page, "C").click();
      await use("C A");
      assertEquals(await chosen(page), ["C"]);
      assertStringIncludes((await panels(page)).join(), "panel C");
      await use("A");
      assertEquals(await chosen(page), ["A"]);
      assertEquals(await page.locator(".tab-panel").count(), 1);
      await use("A B C");
      assertEquals([await chosen(page), await page.locator(".tab-panel").count()], [["A"], 3]);
    });
  },
);

browserTest("tabs() without JavaScript show all panels below each other", async () => {
  const handler = appHandler(() => {
    for (const [i, tab] of st.tabs(["One", "Two"]).entries()) tab.text(`panel ${i + 1}`);
  });
  await withPage(handler, async (page) => {
    await page.goto("/");
    assertEquals(await panels(page), ["panel 1", "panel 2"]);
  }, { context: { javaScriptEnabled: false } });
});

browserTest("expander() stays as its reader left it until the author changes it", async () => {
  await withApp(() => {
    const open = st.checkbox("Open");
    st.expander("More", { expanded: open })(() => {
      st.text(`run ${st.sessionState.n = (st.sessionState.n ?? 0) + 1}`);
      st.button("Again");
    });
  }, async (page) => {
    const details = page.locator("details.expander");
    await page.getByText("More").click();
    await page.getByRole("button", { name: "Again" }).click();
    await see(page, "run 2");
    assertEquals(await details.getAttribute("open"), "");
    await page.getByLabel("Open").check();
    await see(page, "run 3");
    await page.getByText("More").click();
    assertEquals(await details.getAttribute("open"), null);
    await page.getByLabel("Open").uncheck();
    await eventually(async () => assertStringIncludes(await details.innerHTML(), "run 4"));
    assertEquals(await details.getAttribute("open"), null);
    await page.getByLabel("Open").check();
    await see(page, "run 5");
    assertEquals(await details.getAttribute("open"), "");
  });
});

browserTest(
  "popover() stays open while widgets inside are used, and closes on Escape",
  async () => {
    const counting = st.fragment(() => {
      st.checkbox("In the fragment");
      st.text(`fragment ${st.sessionState.f = (st.sessionState.f ?? 0) + 1}`);
    });
    await withApp(() => {
      if (st.sessionState.box) st.info("Something new above");
      st.popover("Filter")(() => {
        st.checkbox("Open only", { key: "box" });
        st.text(`run ${st.sessionState.n = (st.sessionState.n ?? 0) + 1}`);
        counting();
      });
      st.text(`below ${st.sessionState.box}`);
    }, async (page) => {
      const box = page.getByLabel("Open only");
      assertEquals(await box.isVisible(), false);
      await page.getByRole("button", { name: "Filter" }).click();
      await box.check();
      await see(page, "run 2");
      await see(page, "below true");
      assertEquals(await box.isVisible(), true);
      await page.getByLabel("In the fragment").check();
      await see(page, "fragment 3");
      assertEquals(await box.isVisible(), true);
      await page.keyboard.press("Escape");
      assertEquals(await box.isVisible(), false);
    });
  },
);

browserTest("status() shows its steps as they come, and closes when it is done", async () => {
  const [first, second] = [gate(), gate()];
  const work = st.fragment(async () => {
    if (!st.button("Start")) return;
    await st.status("Importing", { expanded: true })(async () => {
      st.text("reading");
      await first.passed;
      st.text("writing");
      await second.passed;
    });
    st.text("all done");
  });
  await withApp(() => void work(), async (page) => {
    const status = page.locator("details.status");
    await page.getByRole("button", { name: "Start" }).click();
    await see(page, "reading");
    await page.getByRole("img", { name: "Running" }).waitFor();
    first.open();
    await see(page, "writing");
    // What its reader does meanwhile holds until it is done.
    await page.getByText("Importing").click();
    second.open();
    await see(page, "all done");
    await page.getByRole("img", { name: "Done" }).waitFor();
    assertEquals(await status.getAttribute("open"), null);
    await page.getByText("Importing").click();
    assertEquals(await page.getByText("writing").isVisible(), true);
  });
});

browserTest("progress() outside a fragment moves while the fragment works", async () => {
  const steps = [gate(), gate()];
  await withApp(() => {
    const bar = st.progress(0, { text: "Copying" });
    st.fragment(async () => {
      if (!st.button("Copy")) return;
      bar.update(0.5);
      await steps[0]!.passed;
      bar.update(100, { text: "Copied" });
      await steps[1]!.passed;
      bar.clear();
      st.text("gone");
    })();
  }, async (page) => {
    const bar = page.getByRole("progressbar");
    const at = (value: number) =>
      eventually(async () => assertEquals(Number(await bar.getAttribute("value")), value));
    await at(0);
    assertEquals(await page.getByRole("progressbar", { name: "Copying" }).count(), 1);
    await page.getByRole("button", { name: "Copy" }).click();
    await at(0.5);
    steps[0]!.open();
    await at(1);
    await page.getByRole("progressbar", { name: "Copied" }).waitFor();
    steps[1]!.open();
    await see(page, "gone");
    assertEquals(await bar.count(), 0);
  });
});

browserTest("writeStream() grows while it comes", async () => {
  const more = gate();
  async function* answer(): AsyncGenerator<string> {
    yield "Fourteen **ord";
    await more.passed;
    yield "ers** today";
  }
  await withApp(async () => {
    st.chatMessage("user").write("How many?");
    const whole = await st.chatMessage("assistant")(() => st.writeStream(answer()));
    st.text(`${whole.length} characters`);
  }, async (page) => {
    await see(page, "Fourteen **ord");
    more.open();
    await see(page, "25 characters");
    assertEquals(await page.locator("article.assistant strong").innerText(), "orders");
  });
});

browserTest("code() is copied as it was written", async () => {
  const source = "select *\n  from orders -- <all>";
  await withApp(() => st.code(source, { lineNumbers: true }), async (page) => {
    await page.getByRole("button", { name: "Copy" }).click();
    await page.getByRole("button", { name: "Copied" }).waitFor();
    assertEquals(await page.evaluate("navigator.clipboard.readText()"), source);
  }, { context: { permissions: ["clipboard-read", "clipboard-write"] } });
});

browserTest("code() is copied where there is no clipboard, too", async () => {
  await withApp(() => {
    st.code("one");
    st.textInput("Paste here");
  }, async (page) => {
    await page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })");
    await page.getByRole("button", { name: "Copy" }).click();
    await page.getByRole("button", { name: "Copied" }).waitFor();
    await page.getByLabel("Paste here").focus();
    await page.keyboard.press("ControlOrMeta+V");
    assertEquals(await page.getByLabel("Paste here").inputValue(), "one");
  });
});
