/** Windows over the page: how they open, close, and what becomes of the focus and of toasts. */
import { assert, assertEquals, assertGreater, assertLess } from "@std/assert";
import * as st from "@eddy/eddy";
import type { Page } from "playwright-core";
import { eventually, quiet, see, until, withApp } from "./client_kit.ts";
import { browserTest } from "./kit.ts";

function press(page: Page, name: string): Promise<void> {
  return page.getByRole("button", { name, exact: true }).click();
}

/** What can be read of the element that has the focus. */
function focusedText(page: Page): Promise<string> {
  return page.evaluate("document.activeElement.innerText ?? ''");
}

async function gone(page: Page): Promise<void> {
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await quiet(page);
}

const ways = st.dialog("Ways out", () => {
  st.textInput("Name");
  if (st.button("By rerun")) st.rerun();
  if (st.button("By code")) ways.close();
  if (st.button("Later")) {
    st.sessionState.closes = true;
    st.rerun({ scope: "fragment" });
  }
});

for (const place of ["the page", "a fragment"]) {
  browserTest(`a dialog opened from ${place} gives the focus back, however it closes`, async () => {
    const part = () => {
      st.text(`run ${st.sessionState.runs = (st.sessionState.runs ?? 0) + 1}`);
      if (st.button("Open")) ways();
    };
    const fragment = st.fragment(part);
    await withApp(() => {
      st.button("Before");
      place === "the page" ? part() : fragment();
    }, async (page) => {
      const dialog = page.getByRole("dialog", { name: "Ways out" });
      const closings: Record<string, () => Promise<void>> = {
        rerun: () => press(page, "By rerun"),
        code: () => press(page, "By code"),
        escape: () => page.keyboard.press("Escape"),
        cross: async () => {
          // An answer that comes before the browser tells of it does not open it again.
          const isLeft = await page.evaluate(() => {
            document.querySelector<HTMLElement>("dialog [data-close]")!.click();
            return document.querySelector("dialog")!.matches("[data-closed]:not([open])");
          });
          assert(isLeft);
        },
        outside: () => page.mouse.click(5, 5),
      };
      for (const [way, close] of Object.entries(closings)) {
        await page.getByRole("button", { name: "Open" }).focus();
        await page.keyboard.press("Enter");
        await dialog.waitFor();
        await until(page, `document.activeElement.matches("dialog input")`);
        await close();
        await gone(page);
        await eventually(async () => assertEquals(await focusedText(page), "Open", way));
      }
    });
  });
}

browserTest(
  "a dialog that leads to another gives the focus back to where the first one was opened",
  async () => {
    const second = st.dialog("Second", () => {
      if (st.button("Done")) st.rerun();
    });
    const first = st.dialog("First", () => {
      if (st.button("Next")) {
        st.sessionState.next = true;
        st.rerun();
      }
    });
    await withApp(() => {
      if (st.button("Open")) first();
      else if (st.sessionState.next) {
        st.sessionState.next = false;
        second();
      }
    }, async (page) => {
      await press(page, "Open");
      await press(page, "Next");
      await page.getByRole("dialog", { name: "Second" }).waitFor();
      assertEquals(await page.getByRole("dialog").count(), 1);
      await press(page, "Done");
      await gone(page);
      await eventually(async () => assertEquals(await focusedText(page), "Open"));
    });
  },
);

browserTest("a dialog stands along a side, as wide as it is told, also on a phone", async () => {
  const left = st.dialog("Left", () => st.text("Here"), { position: "left", width: 300 });
  const right = st.dialog("Right", () => {
    for (let i = 0; i < 60; i++) st.text(`Line ${i}`);
  }, { position: "right" });
  await withApp(() => {
    if (st.button("To the left")) left();
    if (st.button("To the right")) right();
  }, async (page) => {
    await page.emulateMedia({ reducedMotion: "reduce" });
    const box = async (name: string) => (await page.getByRole("dialog", { name }).boundingBox())!;
    await press(page, "To the left");
    assertEquals(await box("Left"), { x: 0, y: 0, width: 300, height: 720 });
    // Beside it there is a way out, as anywhere.
    await page.mouse.click(900, 300);
    await gone(page);
    await press(page, "To the right");
    // The page keeps room for a scroll bar.
    const edge = () => page.evaluate(() => document.body.getBoundingClientRect().right);
    assertEquals(await box("Right"), { x: await edge() - 496, y: 0, width: 496, height: 720 });
    await page.setViewportSize({ width: 390, height: 800 });
    assertEquals(await box("Right"), { x: await edge() - 358, y: 0, width: 358, height: 800 });
    await page.getByText("Line 59").scrollIntoViewIfNeeded();
    await page.getByRole("button", { name: "Close" }).click();
    await gone(page);
  });
});

browserTest(
  "a dialog shows its beginning first, though what can be pressed is at its end",
  async () => {
    const terms = st.dialog("Terms", () => {
      for (let i = 0; i < 60; i++) st.write(`Article ${i}`);
      st.button("Agree");
    }, { dismissible: false });
    await withApp(() => {
      if (st.button("Open")) terms();
    }, async (page) => {
      await press(page, "Open");
      const dialog = page.getByRole("dialog", { name: "Terms" });
      await dialog.waitFor();
      assertEquals(await dialog.evaluate(({ scrollTop }) => scrollTop), 0);
      assert(await dialog.evaluate((dialog) => document.activeElement === dialog));
      await page.keyboard.press("Tab");
      assertEquals(await page.evaluate(() => document.activeElement?.textContent), "Agree");
      await page.keyboard.press("Enter");
    });
  },
);

browserTest("a dialog's title stays above a table that is scrolled below it", async () => {
  const orders = st.dialog("Orders", () => {
    st.dataframe(Array.from({ length: 50 }, (_, n) => ({ n })), { height: 200 });
    for (let i = 0; i < 40; i++) st.write(`Line ${i}`);
  });
  await withApp(() => {
    if (st.button("Open")) orders();
  }, async (page) => {
    await press(page, "Open");
    const dialog = page.getByRole("dialog", { name: "Orders" });
    await dialog.getByRole("grid").waitFor();
    const onTop = await dialog.evaluate((dialog) => {
      const { top, left, width } = dialog.getBoundingClientRect();
      const head = dialog.querySelector("thead")!;
      dialog.scrollTop += head.getBoundingClientRect().top - top - 4;
      return document.elementFromPoint(left + width / 2, top + 8)?.closest("header") !== null;
    });
    assert(onTop);
    await page.keyboard.press("Escape");
    await gone(page);
  });
});

browserTest("a dialog that must be answered stays until it is", async () => {
  const must = st.dialog("Answer", () => {
    if (st.button("Yes")) st.rerun();
  }, { dismissible: false });
  await withApp(() => {
    if (st.button("Open")) must();
  }, async (page) => {
    await press(page, "Open");
    const dialog = page.getByRole("dialog", { name: "Answer" });
    await dialog.waitFor();
    // A browser that lets a page refuse once closes at the second time.
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await page.mouse.click(5, 5);
    assertEquals(await page.getByRole("button", { name: "Close" }).count(), 0);
    assert(await dialog.isVisible());
    await press(page, "Yes");
    await gone(page);
  });
});

browserTest(
  "onDismiss runs once when its user closes a dialog, and not when code does",
  async () => {
    const dismissed: string[] = [];
    const asks = st.dialog("Asks", () => {
      if (st.button("Save")) st.rerun();
    }, { onDismiss: () => dismissed.push("dismissed") });
    await withApp(() => {
      if (st.button("Open")) asks();
      st.text(`dismissed ${dismissed.length}`);
    }, async (page) => {
      await press(page, "Open");
      await press(page, "Save");
      await gone(page);
      await see(page, "dismissed 0");
      await press(page, "Open");
      await page.getByRole("dialog").waitFor();
      await page.keyboard.press("Escape");
      await see(page, "dismissed 1");
      await gone(page);
      assertEquals(dismissed.length, 1);
    });
  },
);

browserTest("dialogs come in three sizes, and fit windows of all sizes", async () => {
  const sizes = ["small", "medium", "large"] as const;
  const dialogs = sizes.map((size) =>
    st.dialog(`A ${size} one`, () => {
      for (let line = 0; line < 60; line++) st.text(`line ${line}`);
    }, { width: size, icon: "📦" })
  );
  await withApp(() => {
    sizes.forEach((size, i) => {
      if (st.button(size)) dialogs[i]!();
    });
  }, async (page) => {
    const widths: number[] = [];
    for (const size of sizes) {
      await page.setViewportSize({ width: 1400, height: 800 });
      await press(page, size);
      const dialog = page.getByRole("dialog", { name: `A ${size} one` });
      await dialog.waitFor();
      assertEquals(await dialog.getByRole("heading").innerText(), `📦A ${size} one`);
      widths.push((await dialog.boundingBox())!.width);
      for (const width of [1400, 390]) {
        await page.setViewportSize({ width, height: 800 });
        const box = (await dialog.boundingBox())!;
        assertGreater(box.x, 0);
        assertLess(box.x + box.width, width);
        assertGreater(box.y, 0);
        assertLess(box.y + box.height, 800);
        // Its cross stays in reach, wherever it is scrolled to.
        await dialog.getByText("line 59").scrollIntoViewIfNeeded();
        const cross = (await page.getByRole("button", { name: "Close" }).boundingBox())!;
        assertGreater(cross.y, box.y);
      }
      await press(page, "Close");
      await gone(page);
    }
    assert(widths[0]! < widths[1]! && widths[1]! < widths[2]!);
  });
});

browserTest(
  "a toast over an open dialog can be seen and closed, and outlives the dialog",
  async () => {
    const notes = st.dialog("Notes", () => {
      if (st.button("Note")) st.toast("Noted", { duration: "infinite" });
      if (st.button("Leave")) st.rerun();
    });
    await withApp(() => {
      if (st.button("Open")) notes();
      if (st.button("Warn")) st.toast("Beware", { duration: "infinite" });
    }, async (page) => {
      await press(page, "Warn");
      await see(page, "Beware");
      await press(page, "Open");
      await press(page, "Note");
      await see(page, "Noted");
      const toast = page.locator(".toast", { hasText: "Noted" });
      await toast.getByRole("button").click();
      assertEquals(await toast.count(), 0);
      assert(await page.getByRole("dialog").isVisible());
      await press(page, "Note");
      await toast.waitFor();
      await press(page, "Leave");
      await gone(page);
      assertEquals(await page.locator(".toast").count(), 2);
      await toast.getByRole("button").click({ trial: true });
      assertEquals(await page.locator("#toasts").count(), 1);
    });
  },
);
