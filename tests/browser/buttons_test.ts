/** Buttons by their keys, menus, links that look like buttons. */
import { assertEquals } from "@std/assert";
import * as st from "@eddy/eddy";
import { focused, quiet, see, seeAtLeast, until, withApp } from "./client_kit.ts";
import { browserTest } from "./kit.ts";

browserTest(
  "a button's keys press it, with what was typed before, and once per stroke",
  async () => {
    const part = st.fragment(() => {
      const name = st.textInput("Name");
      st.sessionState.saved ??= [];
      if (st.button("Save", { shortcut: "Ctrl+S" })) st.sessionState.saved.push(name);
      if (st.button("Help", { shortcut: "?" })) st.sessionState.saved.push("help");
      st.button("Off", { shortcut: "Ctrl+Q", disabled: true, onClick: () => st.toast("wrong") });
      st.text(`saved ${JSON.stringify(st.sessionState.saved)}`);
    });
    await withApp(() => void part(), async (page) => {
      const save = page.getByRole("button", { name: "Save", exact: true });
      assertEquals(await save.getAttribute("aria-keyshortcuts"), "Control+S");
      await page.getByLabel("Name").focus();
      await page.keyboard.type("Ada?");
      await page.keyboard.press("Control+s");
      await see(page, 'saved ["Ada?"]');
      await page.keyboard.press("Control+Shift+s");
      await page.keyboard.press("Control+q");
      // A sign is for the field, as long as one types there.
      await page.keyboard.press("?");
      assertEquals(await page.getByLabel("Name").inputValue(), "Ada??");
      await page.getByLabel("Name").blur();
      await page.keyboard.press("?");
      await see(page, 'saved ["Ada?","help"]');
    });
  },
);

browserTest("a button's keys do nothing behind a dialog, and press what stands in it", async () => {
  const dialog = st.dialog("Sure?", () => {
    if (st.button("Yes", { shortcut: "Alt+Y", key: "yes" })) {
      st.sessionState.done = true;
      st.rerun();
    }
  });
  await withApp(() => {
    if (st.button("Delete", { shortcut: "Alt+D" })) {
      st.sessionState.asked = (st.sessionState.asked ?? 0) + 1;
      dialog();
    }
    st.text(`asked ${st.sessionState.asked} done ${st.sessionState.done}`);
  }, async (page) => {
    await page.keyboard.press("Alt+d");
    await see(page, "Sure?");
    await page.keyboard.press("Alt+d");
    await page.keyboard.press("Alt+y");
    await see(page, "asked 1 done true");
    await until(page, "document.querySelector('dialog[open]') === null");
  });
});

browserTest("a form's button and a download have keys, too", async () => {
  const part = st.fragment(() => {
    st.form("f")(() => {
      const name = st.textInput("Name");
      if (st.formSubmitButton("Send", { shortcut: "Mod+Enter" })) st.text(`sent ${name}`);
    });
    st.downloadButton("Save", "a,b", { fileName: "a.csv", shortcut: "F2" });
  });
  await withApp(() => void part(), async (page) => {
    await page.getByLabel("Name").focus();
    await page.keyboard.type("Ada");
    await page.keyboard.press("Control+Enter");
    await see(page, "sent Ada");
    const [file] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("F2")]);
    assertEquals(file.suggestedFilename(), "a.csv");
  });
});

browserTest("menuButton: opens, is walked through and chosen from by keyboard alone", async () => {
  const part = st.fragment(() => {
    const chosen = st.menuButton("Do", ["Copy", "Move", "Delete"], { shortcut: "Ctrl+M" });
    st.sessionState.chosen ??= [];
    if (chosen !== null) st.sessionState.chosen.push(chosen);
    st.text(`chosen ${st.sessionState.chosen.join()} now ${chosen}`);
    st.button("Again");
  });
  await withApp(() => void part(), async (page) => {
    const opener = page.getByRole("button", { name: "Do", exact: true });
    const id = await opener.getAttribute("id");
    await opener.focus();
    await page.keyboard.press("ArrowDown");
    await page.getByRole("menu", { name: "Do", exact: true }).waitFor();
    await until(page, "document.activeElement.textContent === 'Copy'");
    await page.keyboard.press("ArrowUp");
    assertEquals(await focused(page), `${id}-2`);
    await page.keyboard.press("m");
    assertEquals(await focused(page), `${id}-1`);
    await page.keyboard.press("Enter");
    await see(page, "chosen Move now Move");
    assertEquals([await page.getByRole("menu").count(), await focused(page)], [0, id]);
    // The same once more is another choice; then it is over.
    await page.keyboard.press("Control+m");
    await until(page, "document.activeElement.textContent === 'Copy'");
    await page.keyboard.press("Escape");
    assertEquals(await page.getByRole("menu").count(), 0);
    await opener.click();
    await page.getByRole("menuitem", { name: "Move" }).click();
    await see(page, "chosen Move,Move now Move");
    await page.getByRole("button", { name: "Again" }).click();
    await see(page, "chosen Move,Move now null");
  });
});

browserTest("menuButton: keys that are quicker than its opening walk through it", async () => {
  await withApp(() => void st.menuButton("Do", ["Copy", "Move", "Delete"]), async (page) => {
    const keysAtOnce = (opener: HTMLElement | SVGElement, keys: readonly string[]) => {
      (opener as HTMLElement).click();
      for (const key of keys) {
        const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
        document.activeElement!.dispatchEvent(event);
      }
    };
    const opener = page.getByRole("button", { name: "Do" });
    await opener.focus();
    // All of one task: the browser tells of the open menu after it.
    await opener.evaluate(keysAtOnce, ["ArrowDown", "ArrowDown"]);
    await until(page, "document.activeElement.textContent === 'Delete'");
    await page.keyboard.press("Escape");
    await opener.evaluate(keysAtOnce, ["m"]);
    await until(page, "document.activeElement.textContent === 'Move'");
  });
});

browserTest("menuButton: stays open, and where it is, while its fragment reruns", async () => {
  let run = 0;
  const part = st.fragment(() => {
    st.menuButton("Do", ["Copy", "Move"]);
    st.text(`run ${++run}`);
  }, { runEvery: 0.3 });
  await withApp(() => void part(), async (page) => {
    await page.getByRole("button", { name: "Do" }).click();
    await until(page, "document.activeElement.textContent === 'Copy'");
    await page.keyboard.press("ArrowDown");
    const before = run;
    await seeAtLeast(page, "run", before + 2);
    assertEquals(await page.evaluate("document.activeElement.textContent"), "Move");
  });
});

browserTest(
  "linkButton: leads elsewhere in a tab of its own, within the site in this one",
  async () => {
    await withApp(() => {
      st.linkButton("Away", "https://example.invalid/a?b=<c>");
      st.linkButton("Here", "?page=2#main");
      st.linkButton("Off", "/x", { disabled: true });
    }, async (page) => {
      const away = page.getByRole("link", { name: "Away" });
      assertEquals(await away.getAttribute("target"), "_blank");
      assertEquals(await away.getAttribute("rel"), "noopener noreferrer");
      assertEquals(await away.getAttribute("href"), "https://example.invalid/a?b=%3Cc%3E");
      assertEquals(await page.getByRole("link", { name: "Off" }).getAttribute("href"), null);
      await page.getByRole("link", { name: "Here" }).click();
      await page.waitForURL("**/?page=2#main");
      await quiet(page);
    });
  },
);
