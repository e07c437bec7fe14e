/** Each input widget, used by mouse and by keyboard in a real page. */
import { Buffer } from "node:buffer";
import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import * as st from "@eddy/eddy";
import type { Locator, Page } from "playwright-core";
import { eventually, focused, gate, quiet, see, until, withApp } from "./client_kit.ts";
import { browserTest, slow } from "./kit.ts";

/** Draws `widget` in a fragment, and its value and the number of runs below. */
function showing(widget: () => unknown): () => void {
  const part = st.fragment(async () => {
    st.sessionState.runs = (st.sessionState.runs ?? 0) + 1;
    const value = await widget();
    st.text(`value ${JSON.stringify(value)} run ${st.sessionState.runs}`);
  });
  return () => void part();
}

/** The line that {@linkcode showing} draws. */
function line(page: Page): Promise<string> {
  return page.locator(".plain").filter({ hasText: "value" }).innerText();
}

browserTest("radio: by mouse, by arrows, and as one group with one name", async () => {
  const widget = () =>
    st.radio("Size", ["S", "M", "L"], { captions: ["small"], help: "How large" });
  await withApp(showing(widget), async (page) => {
    const group = page.getByRole("radiogroup", { name: "Size", exact: true });
    await group.getByRole("radio", { name: "M", exact: true }).click();
    await see(page, 'value "M" run 2');
    await page.keyboard.press("ArrowDown");
    await see(page, 'value "L" run 3');
    assertEquals(await group.getByRole("radio", { name: "L" }).isChecked(), true);
    const described = await group.getByRole("radio", { name: "S" }).getAttribute(
      "aria-describedby",
    );
    assertEquals(described, await page.getByText("small").getAttribute("id"));
  });
});

browserTest("radio without a choice says so until it takes one", async () => {
  const options = { index: null, placeholder: "None yet" };
  await withApp(showing(() => st.radio("Size", ["S", "M"], options)), async (page) => {
    await see(page, "value null run 1");
    assertEquals(await page.locator("input:checked").count(), 0);
    const none = page.getByText("None yet");
    assertEquals(await none.isVisible(), true);
    await page.getByText("M", { exact: true }).click();
    assertEquals(await none.isVisible(), false);
    await see(page, 'value "M" run 2');
  });
});

browserTest("multiselect: opens, chooses, takes away and closes by mouse", async () => {
  const widget = () => st.multiselect("Cities", ["Vienna", "Linz", "Graz"], { value: ["Linz"] });
  await withApp(showing(widget), async (page) => {
    await page.getByRole("button", { name: "Cities", exact: true }).click();
    await page.getByText("Vienna", { exact: true }).click();
    await see(page, 'value ["Vienna","Linz"] run 2');
    // The list is still open after the run, for the next choice.
    await page.getByRole("checkbox", { name: "Graz" }).check();
    await see(page, 'value ["Vienna","Linz","Graz"] run 3');
    // A click anywhere else closes it.
    await page.mouse.click(2, 2);
    await page.getByRole("checkbox", { name: "Graz" }).waitFor({ state: "hidden" });
    await page.locator(".chip", { hasText: "Linz" }).click();
    await see(page, 'value ["Vienna","Graz"] run 4');
    assertEquals(await page.locator(".chip").allInnerTexts(), ["Vienna", "Graz"]);
  });
});

browserTest(
  "multiselect: opens, chooses and closes by keyboard, and gives the focus back",
  async () => {
    await withApp(
      showing(() => st.multiselect("Cities", ["Vienna", "Linz", "Graz"])),
      async (page) => {
        const opener = page.getByRole("button", { name: "Cities", exact: true });
        await opener.focus();
        await page.keyboard.press("Enter");
        await page.getByRole("checkbox", { name: "Vienna" }).waitFor();
        await until(page, `document.activeElement.value === "Vienna"`);
        await page.keyboard.press("ArrowDown");
        await page.keyboard.press("Space");
        await see(page, 'value ["Linz"] run 2');
        await page.keyboard.press("ArrowUp");
        await page.keyboard.press("ArrowUp");
        await page.keyboard.press("Space");
        await see(page, 'value ["Linz","Graz"] run 3');
        await page.keyboard.press("Escape");
        await page.getByRole("checkbox", { name: "Vienna" }).waitFor({ state: "hidden" });
        assertEquals(await focused(page), await opener.getAttribute("id"));
      },
    );
  },
);

browserTest(
  "multiselect: a long list can be searched, and the search outlives a choice",
  async () => {
    const names = Array.from({ length: 30 }, (_, i) => `City ${i}`);
    await withApp(showing(() => st.multiselect("Cities", names)), async (page) => {
      await page.getByRole("button", { name: "Cities", exact: true }).click();
      await page.getByRole("searchbox").fill("city 2");
      const shown = () => page.getByRole("checkbox").filter({ visible: true }).count();
      // Each word stands somewhere: "City 12" is found, too.
      await eventually(async () => assertEquals(await shown(), 12));
      await page.getByRole("checkbox", { name: "City 21" }).check();
      await see(page, 'value ["City 21"] run 2');
      assertEquals(await shown(), 12);
      assertEquals(await page.getByRole("searchbox").inputValue(), "city 2");
      // What is typed after a choice by Enter is another search.
      await page.getByRole("searchbox").focus();
      await page.keyboard.press("Enter");
      await see(page, 'value ["City 2","City 21"] run 3');
      await page.keyboard.type("city 17");
      await eventually(async () => assertEquals(await shown(), 1));
      await page.keyboard.press("Escape");
      // Once takes the search back.
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Cities", exact: true }).click();
      await eventually(async () => assertEquals(await shown(), 30));
    });
  },
);

browserTest("multiselect: no more than maxSelections can be ticked", async () => {
  const widget = () => st.multiselect("Cities", ["Vienna", "Linz", "Graz"], { maxSelections: 2 });
  await withApp(showing(widget), async (page) => {
    await page.getByRole("button", { name: "Cities", exact: true }).click();
    await page.getByRole("checkbox", { name: "Vienna" }).check();
    await page.getByRole("checkbox", { name: "Linz" }).check();
    await see(page, 'value ["Vienna","Linz"] run 3');
    assertEquals(await page.getByRole("checkbox", { name: "Graz" }).isDisabled(), true);
    await page.getByRole("checkbox", { name: "Linz" }).uncheck();
    await see(page, 'value ["Vienna"] run 4');
    assertEquals(await page.getByRole("checkbox", { name: "Graz" }).isDisabled(), false);
  });
});

/** Puts the mouse on the handle of a range control. */
async function grab(
  page: Page,
  handle: Locator,
  share: number,
): Promise<{ x: number; y: number; width: number }> {
  const box = (await handle.boundingBox())!;
  const y = box.y + box.height / 2;
  // The handle stays inside the track: its middle moves between half a handle from both ends.
  const x = box.x + 9 + (box.width - 18) * share;
  await page.mouse.move(x, y);
  await page.mouse.down();
  return { x: box.x, y, width: box.width };
}

browserTest("slider: shows its value while it is dragged, and sends it when let go", async () => {
  const widget = () => st.slider("Level", { max: 10, format: "%.1f kg" });
  await withApp(showing(widget), async (page) => {
    const { x, y, width } = await grab(page, page.getByRole("slider", { name: "Level" }), 0);
    await page.mouse.move(x + width / 2, y, { steps: 5 });
    assertEquals(await page.locator("output").innerText(), "5.0 kg");
    assertMatch(await line(page), /value 0 run 1/);
    await page.mouse.move(x + width + 20, y);
    await page.mouse.up();
    await see(page, "value 10 run 2");
    assertEquals(await page.locator("output").innerText(), "10.0 kg");
  });
});

browserTest("slider: by keyboard", async () => {
  const widget = () =>
    st.slider("Level", { min: 0, max: 1, step: 0.1, value: 0.2, format: "percent" });
  await withApp(showing(widget), async (page) => {
    const slider = page.getByRole("slider", { name: "Level" });
    assertEquals(await slider.getAttribute("aria-valuetext"), "20%");
    await slider.press("ArrowRight");
    await see(page, "value 0.3 run 2");
    await slider.press("End");
    await see(page, "value 1 run 3");
    assertEquals(await slider.getAttribute("aria-valuetext"), "100%");
    assertEquals(await focused(page), await slider.getAttribute("id"));
  });
});

browserTest("slider: days and times are said as they are dragged and by keys", async () => {
  const widget = () => [
    st.slider("Days", {
      min: "2026-06-01",
      max: "2026-09-30",
      value: ["2026-08-01", "2026-08-14"],
    }),
    st.slider("Time", { min: "08:00", max: "20:00", value: "09:30", step: "30min" }),
  ];
  await withApp(showing(widget), async (page) => {
    const outputs = () => page.locator("output").allInnerTexts();
    // Some put a narrow space before "AM".
    const said = async () => (await outputs()).map((text) => text.replaceAll(/\s/g, " "));
    assertEquals(await said(), ["Aug 1, 2026 – Aug 14, 2026", "9:30 AM"]);
    const to = page.getByRole("slider", { name: "To" });
    await to.press("ArrowRight");
    await see(page, 'value [["2026-08-01","2026-08-15"],"09:30"] run 2');
    assertEquals(await to.getAttribute("aria-valuetext"), "Aug 15, 2026");
    const time = page.getByRole("slider", { name: "Time" });
    const { x, y, width } = await grab(page, time, (9.5 - 8) / 12);
    await page.mouse.move(x + width + 20, y, { steps: 3 });
    await eventually(async () => assertEquals((await said())[1], "8:00 PM"));
    await see(page, "run 2");
    await page.mouse.up();
    await see(page, 'value [["2026-08-01","2026-08-15"],"20:00"] run 3');
  }, { context: { locale: "en-US" } });
});

browserTest("selectSlider: by keyboard and by mouse, and reset with its form", async () => {
  const widget = () => st.selectSlider("Size", ["S", "M", "<b>", "XL"], { value: "M" });
  await withApp(showing(widget), async (page) => {
    const slider = page.getByRole("slider", { name: "Size" });
    assertEquals(await slider.getAttribute("aria-valuetext"), "M");
    await slider.press("ArrowRight");
    await see(page, 'value "<b>" run 2');
    assertEquals(await page.locator("output").innerText(), "<b>");
    await slider.press("End");
    await see(page, 'value "XL" run 3');
    assertEquals(await slider.getAttribute("aria-valuetext"), "XL");
    const { x, y } = await grab(page, slider, 1);
    await page.mouse.move(x, y);
    // Shown while it is dragged, sent when it is let go.
    await eventually(async () => assertEquals(await page.locator("output").innerText(), "S"));
    await see(page, "run 3");
    await page.mouse.up();
    await see(page, 'value "S" run 4');
  });
  const back = st.fragment(() => {
    st.form("f", { clearOnSubmit: true })(() => {
      const size = st.selectSlider("Size", ["S", "M", "L"], { value: "M" });
      st.text(`value ${size} ${st.formSubmitButton("Send")}`);
    });
  });
  await withApp(() => void back(), async (page) => {
    const slider = page.getByRole("slider", { name: "Size" });
    await slider.press("Home");
    await page.getByRole("button", { name: "Send" }).click();
    await see(page, "value S true");
    await quiet(page);
    assertEquals([await page.locator("output").innerText(), await slider.inputValue()], ["M", "1"]);
  });
});

browserTest("selectSlider: two ends that stay in order, and a reset with their form", async () => {
  const sizes = ["S", "M", "L", "XL"];
  const back = st.fragment(() => {
    st.form("f", { clearOnSubmit: true })(() => {
      const range = st.selectSlider("Sizes", sizes, { value: ["S", "M"] });
      st.text(`value ${range.join()} ${st.formSubmitButton("Send")}`);
    });
  });
  const app = () => {
    back();
    st.text(`alone ${st.selectSlider("Alone", sizes, { value: ["M", "L"] }).join()}`);
  };
  await withApp(app, async (page) => {
    const handle = (group: string, name: string) =>
      page.getByRole("group", { name: group }).getByRole("slider", { name });
    await handle("Alone", "To").press("ArrowRight");
    await see(page, "alone M,XL");
    await handle("Alone", "From").press("End");
    await see(page, "alone XL,XL");
    assertEquals(await handle("Alone", "From").getAttribute("aria-valuetext"), "XL");
    // The other end cannot be pushed past it.
    await handle("Alone", "To").press("Home");
    await quiet(page);
    assertEquals(await handle("Alone", "To").inputValue(), "3");
    await handle("Alone", "From").press("Home");
    await see(page, "alone S,XL");
    await handle("Sizes", "To").press("End");
    await page.getByRole("button", { name: "Send" }).click();
    await see(page, "value S,XL true");
    await quiet(page);
    assertEquals(await page.locator("form output").innerText(), "S – M");
    assertEquals(await handle("Sizes", "To").inputValue(), "1");
  });
});

browserTest("slider: the ends of a range stay in order, and never lock each other", async () => {
  await withApp(showing(() => st.slider("Weight", { value: [20, 80] })), async (page) => {
    const group = page.getByRole("group", { name: "Weight" });
    const [from, to] = [
      group.getByRole("slider", { name: "From" }),
      group.getByRole("slider", { name: "To" }),
    ];
    await from.press("ArrowRight");
    await see(page, "value [21,80] run 2");
    await from.press("End");
    await see(page, "value [80,80] run 3");
    assertEquals(await page.locator("output").innerText(), "80 – 80");
    await to.press("End");
    await from.press("End");
    await see(page, "value [100,100] run 5");
    // Both at the upper end: the lower one can be taken by the mouse.
    const { x, y, width } = await grab(page, from, 1);
    await page.mouse.move(x + width / 2, y, { steps: 5 });
    await page.mouse.up();
    await see(page, /value \[(49|50|51),100\] run 6/);
  });
});

browserTest("numberInput: arrives on Enter, on leaving, and by arrows; empty is null", async () => {
  const widget = () => st.numberInput("Guests", { min: 1, max: 12, step: 1, value: 2 });
  await withApp(showing(widget), async (page) => {
    const field = page.getByRole("spinbutton", { name: "Guests" });
    await field.fill("7");
    assertMatch(await line(page), /run 1$/);
    await field.press("Enter");
    await see(page, "value 7 run 2");
    await field.press("ArrowUp");
    await see(page, "value 8 run 3");
    await field.fill("");
    await field.blur();
    await see(page, "value null run 4");
  });
});

browserTest("numberInput: what does not fit stays, is marked, and is not sent", async () => {
  const widget = () =>
    st.numberInput("Guests", { min: 1, max: 12, step: 1, value: 2, key: "guests" });
  const body = showing(widget);
  await withApp(() => {
    body();
    st.button("Other");
  }, async (page) => {
    const field = page.getByRole("spinbutton", { name: "Guests" });
    const problem = page.locator(".problem");
    for (const wrong of ["13", "2.5"]) {
      await field.fill(wrong);
      await field.press("Enter");
      await eventually(async () => assert((await problem.innerText({ timeout: 100 })).length > 10));
      assertEquals(await field.getAttribute("aria-invalid"), "true");
    }
    // Another run leaves it where it is.
    await page.getByRole("button", { name: "Other" }).click();
    await quiet(page);
    assertEquals(await field.inputValue(), "2.5");
    assertEquals(await field.getAttribute("aria-invalid"), "true");
    await field.fill("3");
    await field.press("Enter");
    await see(page, /value 3 run/);
    assertEquals(await field.getAttribute("aria-invalid"), null);
    assertEquals(await problem.textContent(), "");
  });
});

browserTest("textInput: what does not match stays, is marked, and is not sent", async () => {
  await withApp(() => {
    const mail = st.textInput("Mail", { live: true, validate: /^[^@]+@[^@]+$/ });
    st.form("order")(() => {
      const code = st.textInput("Code", { validate: /^b-|[(]\d{2}$/i });
      const name = st.textInput("Name", { validate: /\w/gy });
      const sent = st.formSubmitButton("Send");
      st.text(`value "${mail}" "${code}" "${name}" ${sent}`);
    });
  }, async (page) => {
    const field = (name: string) => page.getByRole("textbox", { name });
    const problems = () => page.locator(".problem:not(:empty)").allTextContents();
    const isWrong = async (name: string) =>
      await field(name).getAttribute("aria-invalid") === "true";
    const send = page.getByRole("button", { name: "Send" });
    const pause = "new Promise((done) => setTimeout(done, 350))";

    // A pause before it is whole is neither sent nor complained of.
    await field("Mail").pressSequentially("anna");
    await page.evaluate(pause);
    await quiet(page);
    assertEquals([await field("Mail").inputValue(), await problems()], ["anna", []]);
    await field("Mail").pressSequentially("@x");
    await see(page, 'value "anna@x" "" "" false');
    await field("Mail").fill("bob");
    await field("Mail").press("Enter");
    await eventually(async () => assertEquals(await problems(), ["This does not fit."]));
    assert(await isWrong("Mail"));

    // With one that does not match, none of a form is sent.
    await field("Code").fill("A-1");
    await field("Name").fill(" Ada");
    await send.click();
    await eventually(async () => assertEquals((await problems()).length, 3));
    assertEquals(await focused(page), await field("Code").getAttribute("id"));
    assertEquals([await isWrong("Code"), await isWrong("Name")], [true, true]);
    await field("Code").fill("x(12");
    await field("Name").fill("Ada ?");
    await send.click();
    // Outside the form, what did not match has stayed, and what did is still the value.
    await see(page, 'value "anna@x" "x(12" "Ada ?" true');
    assertEquals([await field("Mail").inputValue(), (await problems()).length], ["bob", 1]);
    await field("Code").fill("B-7");
    await send.click();
    await see(page, 'value "anna@x" "B-7" "Ada ?" true');
    await field("Mail").fill("bob@x");
    await see(page, 'value "bob@x" "B-7" "Ada ?" false');
    assertEquals([await isWrong("Mail"), await problems()], [false, []]);
    assertEquals(await page.locator(".toast").count(), 0);
  });
});

browserTest("textArea: Enter makes lines, Ctrl+Enter and leaving send them", async () => {
  await withApp(showing(() => st.textArea("Notes", { height: 200 })), async (page) => {
    const field = page.getByRole("textbox", { name: "Notes" });
    assertEquals((await field.boundingBox())!.height, 200);
    await field.pressSequentially("one\ntwo");
    assertMatch(await line(page), /run 1$/);
    await field.press("Control+Enter");
    await see(page, 'value "one\\ntwo" run 2');
    await field.press("End");
    await field.pressSequentially("!");
    await field.blur();
    await see(page, 'value "one\\ntwo!" run 3');
  });
});

browserTest("textArea: with live, sends while somebody types; a dragged height stays", async () => {
  await withApp(showing(() => st.textArea("Notes", { live: true, height: 100 })), async (page) => {
    const field = page.getByRole("textbox", { name: "Notes" });
    const box = (await field.boundingBox())!;
    await page.mouse.move(box.x + box.width - 4, box.y + box.height - 4);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width - 4, box.y + box.height + 96, { steps: 5 });
    await page.mouse.up();
    const { height } = (await field.boundingBox())!;
    assert(height > 150, `${height}`);
    await field.pressSequentially("abc");
    await see(page, /value "abc" run/);
    assertEquals((await field.boundingBox())!.height, height);
    assertEquals(await focused(page), await field.getAttribute("id"));
  });
});

browserTest(
  "dateInput: a day is typed and cleared; one that does not exist is not sent",
  async () => {
    const widget = () => st.dateInput("Day", { value: "2026-11-21", max: "2027-12-31" });
    await withApp(showing(widget), async (page) => {
      const field = page.getByLabel("Day");
      await field.fill("2026-12-24");
      await field.press("Enter");
      await see(page, 'value "2026-12-24" run 2');
      await field.fill("2028-01-01");
      await field.blur();
      await eventually(async () => assert((await page.getByRole("alert").innerText()) !== ""));
      assertMatch(await line(page), /run 2$/);
      await field.fill("");
      await field.blur();
      await see(page, "value null run 3");
    });
  },
);

browserTest("dateInput: today is today where the user is, from the first page on", async () => {
  const zones = ["Pacific/Kiritimati", "Pacific/Pago_Pago"];
  for (const timezoneId of zones) {
    const today = new Intl.DateTimeFormat("sv-SE", { timeZone: timezoneId, dateStyle: "short" })
      .format();
    await withApp(showing(() => st.dateInput("Day")), async (page) => {
      await see(page, `value "${today}"`);
      assertEquals(await page.getByLabel("Day").inputValue(), today);
    }, { context: { timezoneId } });
  }
});

browserTest("colorPicker: a colour arrives once it is chosen", async () => {
  await withApp(showing(() => st.colorPicker("Line", { value: "#1e90ff" })), async (page) => {
    await page.getByLabel("Line").fill("#ff0000");
    await see(page, 'value "#ff0000" run 2');
  });
});

// ── Files ───────────────────────────────────────────────────────────────────────────────────────

const file = (name: string, text: string, mimeType = "text/plain") => ({
  name,
  mimeType,
  buffer: Buffer.from(text),
});

/** Drops files onto an element, as a file manager does. */
async function drop(page: Page, onto: Locator, files: Record<string, string>): Promise<void> {
  const data = await page.evaluateHandle((entries) => {
    const data = new DataTransfer();
    for (const [name, text] of entries) {
      data.items.add(new File([text], name, { type: "text/plain" }));
    }
    return data;
  }, Object.entries(files));
  for (const type of ["dragenter", "dragover", "drop"]) {
    await onto.dispatchEvent(type, { dataTransfer: data });
  }
}

browserTest("fileUploader: a file is chosen, read, replaced and removed", async () => {
  const widget = async () => {
    const one = st.fileUploader("Table", { accept: [".txt"] });
    return one && [one.name, one.size, await one.text()];
  };
  await withApp(showing(widget), async (page) => {
    const field = page.getByLabel("Table");
    await field.setInputFiles(file("ä 'b'.txt", "hello"));
    await see(page, `value ["ä 'b'.txt",5,"hello"] run 2`);
    assertStringIncludes(await page.locator(".files li").innerText(), "ä 'b'.txt");
    await field.setInputFiles(file("c.txt", ""));
    await see(page, 'value ["c.txt",0,""] run 3');
    assertEquals(await page.locator(".files li").count(), 1);
    // By keyboard.
    await page.getByRole("button", { name: "Remove c.txt" }).press("Enter");
    await see(page, "value null run 4");
    assertEquals(await page.locator(".files li").count(), 0);
    assertEquals(await focused(page), await field.getAttribute("id"));
  });
});

browserTest("fileUploader: of a single file, the last one chosen is meant", async () => {
  const held = gate();
  await withApp(showing(() => st.fileUploader("Table")?.name ?? null), async (page) => {
    const field = page.getByLabel("Table");
    await field.setInputFiles(file("slow.txt", "x"));
    await page.getByRole("progressbar", { name: "Sending slow.txt" }).waitFor();
    await field.setInputFiles(file("next.txt", "y"));
    await see(page, 'value "next.txt" run 2');
    assertEquals(await page.getByRole("progressbar").count(), 0);
    held.open();
    await quiet(page);
    assertEquals(await page.locator(".files li .file-name").allInnerTexts(), ["next.txt"]);
    assertMatch(await line(page), /"next.txt" run 2$/);
  }, {
    between: async (request, next) => {
      if (request.url.includes("/upload/") && request.headers.get("eddy-name") === "slow.txt") {
        await held.passed;
      }
      return await next();
    },
  });
});

browserTest("fileUploader: several are dropped, and one of them removed", async () => {
  const widget = () => st.fileUploader("Files", { multiple: true }).map(({ name }) => name);
  await withApp(showing(widget), async (page) => {
    await drop(page, page.locator(".drop"), { "a.txt": "1", "b.txt": "2" });
    await see(page, 'value ["a.txt","b.txt"] run 2');
    await drop(page, page.locator(".files"), { "c.txt": "3" });
    await see(page, 'value ["a.txt","b.txt","c.txt"] run 3');
    await page.getByRole("button", { name: "Remove b.txt" }).click();
    await see(page, 'value ["a.txt","c.txt"] run 4');
  });
});

/** A folder on disk with files in it, by path. */
function folderOf(files: Record<string, string>): string {
  const root = Deno.makeTempDirSync();
  for (const [path, text] of Object.entries(files)) {
    Deno.mkdirSync(`${root}/${path}`.replace(/\/[^/]*$/, ""), { recursive: true });
    Deno.writeTextFileSync(`${root}/${path}`, text);
  }
  return root;
}

browserTest("fileUploader: a folder is chosen or dropped, with all that lies in it", async () => {
  const root = folderOf({
    "orders/may.csv": "1",
    "orders/old/june.csv": "22",
    "orders/read.me": "x",
  });
  const widget = async () => {
    const files = st.fileUploader("Orders", { multiple: true, folder: true, accept: [".csv"] });
    return await Promise.all(files.map(async (file) => `${file.path}:${await file.text()}`));
  };
  const all = '["orders/may.csv:1","orders/old/june.csv:22"]';
  try {
    await withApp(showing(async () => (await widget()).sort()), async (page) => {
      await page.getByLabel("Orders").setInputFiles(`${root}/orders`);
      await see(page, `value ${all} run 2`);
      await see(page, "One file of another kind was left out.");
      await page.getByRole("button", { name: "Remove orders/may.csv" }).click();
      await page.getByRole("button", { name: "Remove orders/old/june.csv" }).click();
      await see(page, "value []");
      // As a file manager drops it.
      const { x, y } = (await page.locator(".drop").boundingBox())!;
      const session = await page.context().newCDPSession(page);
      const data = { items: [], files: [`${root}/orders`], dragOperationsMask: 1 };
      for (const type of ["dragEnter", "dragOver", "drop"] as const) {
        await session.send("Input.dispatchDragEvent", { type, x: x + 9, y: y + 9, data });
      }
      await see(page, `value ${all}`);
    });
    const line = () =>
      st.chatInput("Ask", { acceptFile: "directory", fileType: [".csv"] })
        ?.files.map(({ path }) => path).sort() ?? null;
    await withApp(showing(line), async (page) => {
      await page.getByLabel("Attach a folder").setInputFiles(`${root}/orders`);
      for (const name of ["orders/may.csv", "orders/old/june.csv"]) {
        await page.getByRole("button", { name: `Remove ${name}` }).waitFor();
      }
      await see(page, "One file of another kind was left out.");
      await page.getByRole("textbox", { name: "Ask" }).press("Enter");
      await see(page, 'value ["orders/may.csv","orders/old/june.csv"]');
    });
    await withApp(
      showing(() => st.fileUploader("Files", { multiple: true }).length),
      async (page) => {
        const { x, y } = (await page.locator(".drop").boundingBox())!;
        const session = await page.context().newCDPSession(page);
        const data = { items: [], files: [`${root}/orders`], dragOperationsMask: 1 };
        // Until the module is there, nobody takes it.
        await eventually(async () => {
          for (const type of ["dragEnter", "dragOver", "drop"] as const) {
            await session.send("Input.dispatchDragEvent", { type, x: x + 9, y: y + 9, data });
          }
          assertEquals(await page.getByText("Folders are not taken here").count(), 1);
        });
        await see(page, "value 0 run 1");
      },
    );
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});

browserTest("fileUploader: of several files all that are to come can be cancelled", async () => {
  const widget = () => st.fileUploader("Files", { multiple: true }).map(({ name }) => name);
  const held = gate();
  let sent = 0;
  await withApp(showing(widget), async (page) => {
    const files = ["a.txt", "b.txt", "c.txt", "d.txt"].map((name) => file(name, name));
    await page.getByLabel("Files").setInputFiles(files);
    await see(page, "2 of 4");
    await page.getByRole("button", { name: "Cancel all" }).click();
    await see(page, 'value ["a.txt"] run 2');
    assertEquals([await page.locator(".upload").count(), sent], [0, 2]);
    held.open();
  }, {
    between: async (request, next) => {
      if (!request.url.includes("/upload/")) return await next();
      if (++sent > 1) await held.passed;
      return await next();
    },
  });
});

browserTest(
  "fileUploader: progress shows, a rerun meanwhile disturbs nothing, and it can be cancelled",
  async () => {
    const held = gate();
    let received = 0;
    const body = showing(() =>
      st.fileUploader("Files", { multiple: true }).map(({ name }) => name)
    );
    await withApp(
      () => {
        body();
        st.button("Other");
      },
      async (page) => {
        await page.getByLabel("Files").setInputFiles([
          file("slow.txt", "x".repeat(100_000)),
          file("next.txt", "y"),
        ]);
        const progress = page.getByRole("progressbar", { name: "Sending slow.txt" });
        await progress.waitFor();
        await page.getByRole("button", { name: "Other" }).click();
        await see(page, "value [] run 2");
        assertEquals(await progress.count(), 1);
        await page.getByRole("button", { name: "Cancel slow.txt" }).click();
        await see(page, 'value ["next.txt"] run 3');
        assertEquals(await page.getByRole("progressbar").count(), 0);
        assertEquals(await page.locator(".problem").textContent(), "");
        held.open();
      },
      {
        between: async (request, next) => {
          if (request.url.includes("/upload/") && received++ === 0) await held.passed;
          return await next();
        },
      },
    );
  },
);

browserTest(
  "fileUploader: what is too large or of another kind is said, and the rest arrives",
  async () => {
    const widget = () =>
      st.fileUploader("Files", { multiple: true, maxSize: 2048, accept: [".txt"] }).map((
        { name },
      ) => name);
    await withApp(showing(widget), async (page) => {
      await page.getByLabel("Files").setInputFiles([
        file("large.txt", "x".repeat(3000)),
        file("small.txt", "x"),
        ...["b.exe", "c.exe", "d.exe", "e.exe"].map((name) => file(name, "MZ")),
      ]);
      await see(page, 'value ["small.txt"] run 2');
      assertEquals(
        await page.getByRole("alert").innerText(),
        "“large.txt” is larger than 2 KB. “b.exe” is not of a kind taken here: .txt. " +
          "“c.exe” is not of a kind taken here: .txt. 2 more could not be sent.",
      );
      await drop(page, page.locator(".drop"), { "a.exe": "MZ" });
      await eventually(async () =>
        assertEquals(
          await page.getByRole("alert").innerText(),
          "“a.exe” is not of a kind taken here: .txt.",
        )
      );
      assertMatch(await line(page), /run 2$/);
    }, { allowErrors: true });
  },
);

// ── Downloads ───────────────────────────────────────────────────────────────────────────────────

browserTest("downloadButton: saves the file and is pressed, by mouse and by keyboard", async () => {
  let made = 0;
  const widget = () => {
    const pressed = st.downloadButton("Save", () => Promise.resolve(`made ${++made}`), {
      fileName: 'Übersicht "2026".txt',
    });
    return pressed;
  };
  await withApp(showing(widget), async (page) => {
    const button = page.getByRole("button", { name: "Save" });
    assertEquals(made, 0);
    const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
    await see(page, "value true run 2");
    assertEquals(download.suggestedFilename(), "Übersicht _2026_.txt");
    assertEquals(await Deno.readTextFile(await download.path()), "made 1");
    for (const key of ["Enter", "Space"]) {
      const [again] = await Promise.all([page.waitForEvent("download"), button.press(key)]);
      assertEquals(await Deno.readTextFile(await again.path()), `made ${made}`);
    }
    await see(page, "value true run 4");
    assertEquals(made, 3);
  });
});

// ── Chat ────────────────────────────────────────────────────────────────────────────────────────

browserTest(
  "chatInput: Enter sends, Shift+Enter makes a line, and the line is empty afterwards",
  async () => {
    const body = showing(() => st.chatInput("Say something"));
    await withApp(() => {
      body();
      st.button("Other");
    }, async (page) => {
      const field = page.getByRole("textbox", { name: "Say something" });
      await field.pressSequentially("one");
      await field.press("Shift+Enter");
      await field.pressSequentially("two");
      await field.press("Enter");
      await see(page, 'value "one\\ntwo" run 2');
      assertEquals(await field.inputValue(), "");
      assertEquals(await focused(page), await field.getAttribute("id"));
      await field.press("Enter");
      await field.pressSequentially("  ");
      await field.press("Enter");
      // A line that is written but not sent outlives a run, and leaving it sends nothing.
      await field.fill("draft");
      await page.getByRole("button", { name: "Other" }).click();
      await see(page, "value null run 3");
      assertEquals(await field.inputValue(), "draft");
      await page.getByRole("button", { name: "Send" }).click();
      await see(page, 'value "draft" run 4');
    });
  },
);

browserTest(
  "chatInput: files are attached, dropped, pasted and taken off, and go with the line",
  async () => {
    const held = gate();
    const widget = async () => {
      const said = st.chatInput("Ask", {
        acceptFile: "multiple",
        fileType: [".txt", "image/*"],
        maxSize: 2048,
      });
      if (said === null) return null;
      const files = said.files.map(async (file) => `${file.name} ${(await file.text()).length}`);
      return [said.text, ...await Promise.all(files)];
    };
    const part = st.fragment(async () => {
      st.sessionState.runs = (st.sessionState.runs ?? 0) + 1;
      const value = await widget();
      st.text(`value ${JSON.stringify(value)} run ${st.sessionState.runs}`);
    });
    const body = async () => {
      await part();
      st.button("Other");
    };
    await withApp(body, async (page) => {
      // Heard from the start: a listener that comes with the key may come after it.
      page.on("filechooser", () => {});
      const field = page.getByRole("textbox", { name: "Ask" });
      const attach = page.getByLabel("Attach files");
      const chips = page.locator(".files .file-name");
      assertEquals(await attach.getAttribute("title"), "Up to 2 KB per file · .txt, image/*");
      // By keys alone, and one goes on writing.
      await field.focus();
      await page.keyboard.press("Tab");
      await page.keyboard.press("Tab");
      assertEquals(await focused(page), await attach.getAttribute("id"));
      const [chooser] = await Promise.all([
        page.waitForEvent("filechooser"),
        page.keyboard.press("Space"),
      ]);
      await chooser.setFiles([file("a.txt", "one"), file("b.txt", "four")]);
      await eventually(async () => assertEquals(await chips.allInnerTexts(), ["a.txt", "b.txt"]));
      assertEquals(await focused(page), await field.getAttribute("id"));
      await drop(page, field, { "c.txt": "three" });
      await eventually(async () => assertEquals(await chips.count(), 3));
      await page.getByRole("button", { name: "Remove b.txt" }).press("Enter");
      await field.pressSequentially("what is it");
      // A run of the page meanwhile leaves what is held where it is, and nothing of it was sent.
      await page.getByRole("button", { name: "Other" }).click();
      await see(page, "value null run 2");
      assertEquals(await chips.allInnerTexts(), ["a.txt", "c.txt"]);
      await field.press("Enter");
      await see(page, 'value ["what is it","a.txt 3","c.txt 5"] run 3');
      assertEquals([await chips.count(), await field.inputValue()], [0, ""]);
      // A picture from the clipboard, without a word.
      await field.evaluate((field) => {
        const clipboardData = new DataTransfer();
        clipboardData.items.add(new File(["png"], "image.png", { type: "image/png" }));
        field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true }));
      });
      await page.getByRole("button", { name: "Remove image.png" }).waitFor();
      await field.press("Enter");
      await see(page, 'value ["","image.png 3"] run 4');
      // What does not fit is said beside the line, and what is still on its way is waited for.
      await attach.setInputFiles([file("large.txt", "x".repeat(3000)), file("slow.txt", "slowly")]);
      await page.getByRole("progressbar", { name: "Sending slow.txt" }).waitFor();
      await field.pressSequentially("too early");
      await field.press("Enter");
      await see(page, "Files are still on their way.");
      held.open();
      await see(page, "“large.txt” is larger than 2 KB.");
      await field.press("Enter");
      await see(page, 'value ["too early","slow.txt 6"] run 5');
    }, {
      between: async (request, next) => {
        if (decodeURIComponent(request.headers.get("eddy-name") ?? "") === "slow.txt") {
          await held.passed;
        }
        return await next();
      },
    });
  },
);

browserTest("chatInput: what is said is recorded, and goes with the line", async () => {
  const body = async () => {
    const said = st.chatInput("Ask", { acceptAudio: true, fileType: [".txt"] });
    const files = said?.files.map(async (file) => {
      const [first] = await file.bytes();
      return `${file.name} ${file.type} ${first}`;
    });
    st.text(`value ${JSON.stringify([said?.text, ...await Promise.all(files ?? [])])}`);
  };
  await withApp(body, async (page) => {
    const field = page.getByRole("textbox", { name: "Ask" });
    const record = page.getByRole("button", { name: "Record" });
    const bar = page.getByRole("progressbar", { name: "Recording" });
    const chips = page.locator(".files .file-name");
    await see(page, "value [null]");
    // Somebody whistles; nobody, where there is no permission.
    await page.evaluate(`navigator.mediaDevices.getUserMedia = () => {
      if (window.isRefused) throw new DOMException("Denied", "NotAllowedError");
      const context = new AudioContext();
      const voice = context.createOscillator();
      const { stream } = voice.connect(context.createMediaStreamDestination());
      voice.start();
      [window.track] = stream.getTracks();
      return Promise.resolve(stream);
    }`);
    await field.fill("listen");
    // There is nothing to choose from: the next key leads from the line's own buttons to it.
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await bar.waitFor();
    await field.press("Enter");
    await see(page, "Files are still on their way.");
    // Before, there may be nothing to hear yet.
    await see(page, /0:0[1-9]/);
    await page.getByRole("button", { name: "Done" }).press("Enter");
    await eventually(async () => assertEquals(await chips.allInnerTexts(), ["Recording.webm"]));
    assertEquals(await focused(page), await field.getAttribute("id"));
    assertEquals(await page.evaluate("track.readyState"), "ended");
    await field.press("Enter");
    // As every WebM file begins.
    await see(page, 'value ["listen","Recording.webm audio/webm 26"]');
    await record.click();
    await page.getByRole("button", { name: "Cancel the recording" }).click();
    await eventually(async () => assertEquals(await bar.count(), 0));
    assertEquals(await page.evaluate("document.activeElement.className"), "record");
    assertEquals([await chips.count(), await page.evaluate("track.readyState")], [0, "ended"]);
    // Nobody is listened to unseen.
    await record.click();
    await bar.waitFor();
    await page.evaluate(`document.querySelector("main").hidden = true`);
    await until(page, `track.readyState === "ended"`);
    await page.evaluate(`document.querySelector("main").hidden = false`);
    await page.evaluate("window.isRefused = true");
    await record.click();
    await see(page, "The microphone cannot be used. Does the browser allow it?");
  });
});

// ── Forms ───────────────────────────────────────────────────────────────────────────────────────

/** A form with one widget of each kind; shows what was sent. */
function form(options: Parameters<typeof st.form>[1] = {}): () => void {
  const part = st.fragment(() => {
    st.sessionState.runs = (st.sessionState.runs ?? 0) + 1;
    st.form("f", options)(() => {
      const values = [
        st.textInput("Name"),
        st.textArea("Notes"),
        st.numberInput("Age", { value: null, min: 0, max: 120 }),
        st.checkbox("Agree"),
        st.radio("Size", ["S", "M"]),
        st.multiselect("Tags", ["a", "b", "c"]),
        st.slider("Level", { max: 10 }),
        st.dateInput("Day", { value: "2026-01-01" }),
        st.fileUploader("File")?.name ?? null,
        st.textInput("Off", { disabled: true, value: "off" }),
      ];
      const sent = st.formSubmitButton("Send");
      st.text(`value ${JSON.stringify(values)} ${sent} run ${st.sessionState.runs}`);
    });
    st.button("Other");
  });
  return () => void part();
}

const INITIAL = '["","",null,false,"S",[],0,"2026-01-01",null,"off"]';
const FILLED = '["Ada","one\\ntwo",36,true,"M",["b"],1,"2026-02-03","a.txt","off"]';

async function fillIn(page: Page): Promise<void> {
  await page.getByLabel("Name").fill("Ada");
  await page.getByLabel("Notes").fill("one\ntwo");
  await page.getByLabel("Age").fill("36");
  await page.getByLabel("Agree").check();
  await page.getByRole("radio", { name: "M" }).check();
  await page.getByRole("button", { name: "Tags", exact: true }).click();
  await page.getByRole("checkbox", { name: "b" }).check();
  await page.keyboard.press("Escape");
  await page.getByRole("slider").press("ArrowRight");
  await page.getByLabel("Day").fill("2026-02-03");
  await page.getByLabel("File").setInputFiles(file("a.txt", "text"));
  await page.locator(".files li", { hasText: "a.txt" }).waitFor();
}

/** What the controls show now, in the form of {@linkcode INITIAL}. */
async function shown(page: Page): Promise<string> {
  const checked = (name: string) => page.getByRole("checkbox", { name, exact: true }).isChecked();
  await page.getByRole("button", { name: "Tags", exact: true }).click();
  const tags: string[] = [];
  for (const name of ["a", "b", "c"]) if (await checked(name)) tags.push(name);
  await page.keyboard.press("Escape");
  assertEquals(await page.locator(".chip").allInnerTexts(), tags);
  assertEquals(
    await page.locator("output").innerText(),
    await page.getByRole("slider").inputValue(),
  );
  const age = await page.getByLabel("Age").inputValue();
  return JSON.stringify([
    await page.getByLabel("Name").inputValue(),
    await page.getByLabel("Notes").inputValue(),
    age === "" ? null : Number(age),
    await checked("Agree"),
    await page.getByRole("radio", { name: "M" }).isChecked() ? "M" : "S",
    tags,
    Number(await page.getByRole("slider").inputValue()),
    await page.getByLabel("Day").inputValue(),
    (await page.locator(".file-name").allInnerTexts())[0] ?? null,
    await page.getByLabel("Off").inputValue(),
  ]);
}

browserTest(
  "M1, M4 a form sends nothing until it is submitted, then everything at once",
  async () => {
    await withApp(form(), async (page) => {
      await fillIn(page);
      assertMatch(await line(page), /run 1$/);
      // Another run does not take what is filled in.
      await page.getByRole("button", { name: "Other" }).click();
      await see(page, `value ${INITIAL} false run 2`);
      assertEquals(await shown(page), FILLED);
      await page.getByRole("button", { name: "Send" }).click();
      await see(page, `value ${FILLED} true run 3`);
      assertEquals(await shown(page), FILLED);
    });
  },
);

browserTest("M5 a form that clears is back where it began, and can be sent again", async () => {
  await withApp(form({ clearOnSubmit: true }), async (page) => {
    for (const run of [2, 3]) {
      await fillIn(page);
      await page.getByRole("button", { name: "Send" }).click();
      await see(page, `value ${FILLED} true run ${run}`);
      await quiet(page);
      assertEquals(await shown(page), INITIAL);
    }
    await page.getByRole("button", { name: "Other" }).click();
    await see(page, `value ${INITIAL} false run 4`);
  });
});

browserTest("M5 a form that clears is empty at once, so that one can type on", async () => {
  await withApp(() => {
    st.form("f", { clearOnSubmit: true })(() => {
      const name = st.textInput("Name");
      if (st.formSubmitButton("Send")) (st.sessionState.names ??= []).push(name);
    });
    st.text(`Names: ${st.sessionState.names?.join(", ")}`);
  }, async (page) => {
    await slow(page, 300);
    await page.getByLabel("Name").click();
    await page.keyboard.type("Ada");
    await page.keyboard.press("Enter");
    await page.keyboard.type("Grace");
    await see(page, "Names: Ada");
    await quiet(page);
    assertEquals(await page.getByLabel("Name").inputValue(), "Grace");
    await page.keyboard.press("Enter");
    await see(page, "Names: Ada, Grace");
    // Whoever clicks twice means it once: the second form would be an empty one.
    await page.getByLabel("Name").fill("Alan");
    const send = page.getByRole("button", { name: "Send" });
    await send.dblclick();
    // Also where the second one has lost its button: it is clicked all the same.
    await page.getByLabel("Name").fill("Barbara");
    await send.hover();
    await page.mouse.down();
    await page.mouse.up();
    await page.mouse.down({ clickCount: 2 });
    await page.evaluate(`document.querySelector("form").style.translate = "0 200px"`);
    await page.mouse.up({ clickCount: 2 });
    await page.getByLabel("Name").fill("Edsger");
    await send.click();
    await see(page, "Names: Ada, Grace, Alan, Barbara, Edsger");
  });
});

browserTest("M5 enterToSubmit says whether Enter sends a form", async () => {
  await withApp(form(), async (page) => {
    await page.getByLabel("Name").fill("Ada");
    await page.getByLabel("Name").press("Enter");
    await see(page, /value \["Ada".* true run 2/);
    await page.getByLabel("Notes").fill("x");
    await page.getByLabel("Notes").press("Control+Enter");
    await see(page, /value \["Ada","x".* true run 3/);
  });
  await withApp(form({ enterToSubmit: false }), async (page) => {
    await page.getByLabel("Name").fill("Ada");
    await page.getByLabel("Name").press("Enter");
    await page.getByLabel("Age").press("Enter");
    await page.getByRole("button", { name: "Send" }).click();
    await see(page, /value \["Ada".* true run 2/);
  });
});

browserTest("M7 a form says that it has no submit button, until it has one", async () => {
  const send = st.fragment(() => void st.formSubmitButton("Send"));
  await withApp(() => {
    const ready = st.checkbox("Ready");
    st.form("f")(() => {
      st.textInput("Name");
      if (ready) send();
    });
  }, async (page) => {
    const hint = page.getByText("This form has no submit button");
    await hint.waitFor();
    await page.getByLabel("Name").fill("Ada");
    await page.getByLabel("Name").press("Enter");
    await page.getByLabel("Ready").check();
    await page.getByRole("button", { name: "Send" }).waitFor();
    assertEquals(await hint.count(), 0);
    assertEquals(await page.getByLabel("Name").inputValue(), "Ada");
    await page.getByLabel("Ready").uncheck();
    await hint.waitFor();
  });
});

browserTest(
  "a form with a field that does not fit is not sent, and the field gets the focus",
  async () => {
    await withApp(form(), async (page) => {
      await page.getByLabel("Age").fill("200");
      await page.getByRole("button", { name: "Send" }).click();
      await eventually(async () =>
        assertEquals(await focused(page), await page.getByLabel("Age").getAttribute("id"))
      );
      assertEquals(await page.getByLabel("Age").getAttribute("aria-invalid"), "true");
      assertMatch(await line(page), /run 1$/);
      await page.getByLabel("Age").fill("20");
      await page.getByRole("button", { name: "Send" }).click();
      await see(page, /,20,.* true run 2/);
    });
  },
);

browserTest("disabled widgets can be neither used nor reached", async () => {
  await withApp(() => {
    const disabled = true;
    st.radio("Radio", ["a", "b"], { disabled });
    st.multiselect("Multi", ["a"], { disabled });
    st.slider("Slider", { disabled });
    st.numberInput("Number", { disabled });
    st.textArea("Area", { disabled });
    st.dateInput("Day", { disabled });
    st.colorPicker("Colour", { disabled });
    st.fileUploader("File", { disabled });
    st.downloadButton("Save", "data", { disabled });
    st.chatInput("Chat", { disabled });
  }, async (page) => {
    const stops = await page.evaluate(
      `[...document.querySelectorAll("main :is(input,button,select,textarea,a)")]
        .filter((one) => one.matches("a[href],:enabled:not([popover] *)")).map((one) => one.outerHTML)`,
    );
    assertEquals(stops, []);
    await drop(page, page.locator(".drop"), { "a.txt": "1" });
    assertEquals(await page.locator(".files li").count(), 0);
  });
});

browserTest("what is required is asked for, and keeps its value once it is empty", async () => {
  await withApp(() => {
    const name = st.textInput("Name", { value: "Ada", required: true });
    st.form("order")(() => {
      const boxes = st.numberInput("Boxes", { value: null, required: true });
      const note = st.textArea("Note", { required: true });
      const day = st.dateInput("Day", { value: null, required: true });
      const sent = st.formSubmitButton("Send");
      st.text(`${name} ${boxes} ${note} ${day} ${sent}`);
    });
  }, async (page) => {
    const wrong = () => page.locator(".problem:not(:empty)").count();
    await see(page, "Ada null  null false");
    assertEquals(await wrong(), 0);
    const name = page.getByRole("textbox", { name: "Name" });
    await name.fill("");
    await name.press("Enter");
    await eventually(async () => assertEquals(await wrong(), 1));
    assertEquals(await name.getAttribute("aria-invalid"), "true");
    // Nothing but spaces is nothing, and stays where it is.
    await name.fill("  ");
    await name.press("Enter");
    await see(page, "Please fill in this field.");
    assertEquals([await name.inputValue(), await wrong()], ["  ", 1]);
    await page.getByRole("textbox", { name: "Note" }).fill(" \n");
    await page.getByRole("button", { name: "Send" }).click();
    await eventually(async () => assertEquals(await wrong(), 4));
    await eventually(async () =>
      assertEquals(
        await focused(page),
        await page.getByRole("spinbutton", { name: "Boxes" }).getAttribute("id"),
      )
    );
    await page.getByRole("spinbutton", { name: "Boxes" }).fill("3");
    await page.getByRole("textbox", { name: "Note" }).fill("soon");
    await page.getByLabel("Day").fill("2026-11-23");
    await page.getByRole("button", { name: "Send" }).click();
    // What stands outside the form is still empty, and was not sent.
    await see(page, "Ada 3 soon 2026-11-23 true");
    await name.fill("Bo");
    await name.press("Enter");
    await see(page, "Bo 3 soon 2026-11-23 false");
    assertEquals(await wrong(), 0);
  });
});
