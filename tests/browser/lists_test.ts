/** Lists that open: searched selectboxes and multiselects, short and long, by mouse and by keyboard. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import * as st from "@eddy/eddy";
import type { Page } from "playwright-core";
import { eventually, focused, quiet, see, until, withApp } from "./client_kit.ts";
import type { Between } from "./client_kit.ts";
import { browserTest, slow } from "./kit.ts";

const CITIES = ["Vienna", "Linz", "Graz", "Zürich"];
const MANY = Array.from({ length: 10_000 }, (_, i) => `City ${i}`);
const LATENCY_MS = 300;

/** Draws `widget` in a fragment, and its value and the number of runs below. */
function showing(widget: () => unknown): () => void {
  const part = st.fragment(() => {
    st.sessionState.runs = (st.sessionState.runs ?? 0) + 1;
    st.text(`value ${JSON.stringify(widget())} run ${st.sessionState.runs}`);
  });
  return () => void part();
}

const opener = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const field = (page: Page) => page.getByRole("combobox").or(page.getByRole("searchbox"));
const options = (page: Page) => page.getByRole("option").filter({ visible: true });
const chips = (page: Page) => page.locator(".chip").filter({ visible: true });
const boxes = (page: Page) => page.getByRole("checkbox").filter({ visible: true });

browserTest("selectbox: is searched and chosen from by keyboard, with latency", async () => {
  const widget = () => st.selectbox("City", CITIES, { search: true });
  await withApp(showing(widget), async (page) => {
    await slow(page, LATENCY_MS);
    await opener(page, "City").focus();
    // A letter opens the list, and is the first one searched for.
    await page.keyboard.type("ZU");
    await eventually(async () => assertEquals(await options(page).allInnerTexts(), ["Zürich"]));
    await page.keyboard.press("Enter");
    // What is chosen shows before the server has heard of it.
    assertEquals(await page.locator(".one").innerText(), "Zürich");
    assertEquals(await options(page).count(), 0);
    assertEquals(await focused(page), await opener(page, "City").getAttribute("id"));
    await see(page, 'value "Zürich" run 2');
    await page.keyboard.press("ArrowDown");
    assertEquals(await options(page).count(), 4);
    await until(page, `document.querySelector("[data-active]")?.textContent === "Zürich"`);
    await page.keyboard.press("ArrowUp");
    const active = await field(page).getAttribute("aria-activedescendant");
    assertEquals(await page.locator(`[id="${active}"]`).innerText(), "Graz");
    await page.keyboard.press("Enter");
    await see(page, 'value "Graz" run 3');
    // Escape leaves it as it is.
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Escape");
    await until(page, `document.querySelector(":popover-open") === null`);
    await quiet(page);
    await see(page, 'value "Graz" run 3');
  });
});

browserTest(
  "selectbox: keys that come before the browser tells of its list are not lost",
  async () => {
    const widget = () => st.selectbox("City", CITIES, { search: true, index: 1 });
    await withApp(showing(widget), async (page) => {
      await see(page, 'value "Linz" run 1');
      await until(page, `document.querySelector("[role=option][aria-selected=true]") !== null`);
      // All in one task of the page: `toggle` comes after it.
      const seen = await page.evaluate(() => {
        const opener = document.querySelector<HTMLElement>(".opener")!;
        const field = document.querySelector<HTMLInputElement>("[data-search]")!;
        const press = (key: string) =>
          document.activeElement!.dispatchEvent(
            new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }),
          );
        opener.focus();
        // As Enter does.
        opener.click();
        const within = document.activeElement === field;
        press("ArrowDown");
        const active = document.querySelector("[data-active]")?.textContent;
        press("Enter");
        // Once more, by a letter; the search for it is chosen from.
        press("z");
        field.value += "zu";
        field.dispatchEvent(new InputEvent("input", { bubbles: true }));
        press("Enter");
        press("v");
        return { within, active, field: field.value, isOpen: field.checkVisibility() };
      });
      assertEquals(seen, { within: true, active: "Graz", field: "", isOpen: true });
      await see(page, /^value "Zürich"/);
      await page.keyboard.press("ArrowUp");
      await page.keyboard.press("Enter");
      await see(page, /^value "Graz"/);
    });
  },
);

browserTest("selectbox: is chosen from and cleared by mouse", async () => {
  const widget = () =>
    st.selectbox("City", CITIES, { search: true, index: null, placeholder: "Any" });
  await withApp(showing(widget), async (page) => {
    assertEquals(await page.getByText("Any", { exact: true }).isVisible(), true);
    await opener(page, "City").click();
    await options(page).getByText("Linz").click();
    await see(page, 'value "Linz" run 2');
    assertEquals(await page.getByText("Any", { exact: true }).isVisible(), false);
    await page.getByRole("button", { name: "Clear City" }).click();
    await see(page, "value null run 3");
    assertEquals(await page.locator(".one").count(), 0);
    // A click anywhere else closes the list.
    await opener(page, "City").click();
    await page.mouse.click(2, 2);
    await until(page, `document.querySelector(":popover-open") === null`);
  });
});

browserTest("selectbox: a text of one's own is added on Enter and by a click", async () => {
  const widget = () =>
    st.selectbox("Tag", ["new", "late"], { index: null, acceptNewOptions: true });
  await withApp(showing(widget), async (page) => {
    await slow(page, LATENCY_MS);
    await opener(page, "Tag").click();
    await field(page).fill(" odd <b>one</b> ");
    await field(page).press("Enter");
    assertEquals(await page.locator(".one").innerText(), "odd <b>one</b>");
    await see(page, 'value "odd <b>one</b>" run 2');
    await opener(page, "Tag").click();
    await field(page).fill("another");
    await page.getByRole("button", { name: "Add “another”" }).click();
    await see(page, 'value "another" run 3');
    // What is an option already is chosen, not added, whatever its case.
    await opener(page, "Tag").click();
    await field(page).fill("LATE");
    assertEquals(await page.getByRole("button", { name: "Add" }).count(), 0);
    await field(page).press("Enter");
    await see(page, 'value "late" run 4');
  });
});

/** Notes the searches that a page makes. */
function watching(): { asked: URLSearchParams[]; between: Between } {
  const asked: URLSearchParams[] = [];
  return {
    asked,
    between: (request, next) => {
      const url = new URL(request.url);
      if (url.pathname.includes("/options/")) asked.push(url.searchParams);
      return next();
    },
  };
}

browserTest("selectbox: of ten thousand options the page gets those looked at", async () => {
  const { asked, between } = watching();
  await withApp(showing(() => st.selectbox("City", MANY)), async (page) => {
    await slow(page, LATENCY_MS);
    assert((await page.content()).length < 8000);
    await opener(page, "City").click();
    await eventually(async () => assertEquals(await options(page).count(), 100));
    await see(page, "100 of 10,000");
    // Scrolled to their end, more come.
    await options(page).last().scrollIntoViewIfNeeded();
    await eventually(async () => assertEquals(await options(page).count(), 200));
    await field(page).fill("city 99");
    await eventually(async () => assertEquals(await options(page).first().innerText(), "City 99"));
    await field(page).fill("city 999");
    await eventually(async () => assertEquals(await options(page).count(), 19));
    const before = asked.length;
    await field(page).fill("city 9998");
    await eventually(async () => assertEquals(await options(page).allInnerTexts(), ["City 9998"]));
    // All that has "99" did not fit, all that has "999" did: from there on nobody is asked.
    assertEquals(asked.length - before, 0);
    await page.keyboard.press("Enter");
    await see(page, 'value "City 9998" run 2');
    assertEquals(await page.locator(".one").innerText(), "City 9998");
  }, { between });
});

browserTest("selectbox: an old search never shows over a newer one", async () => {
  const held = Promise.withResolvers<void>();
  await withApp(showing(() => st.selectbox("City", MANY)), async (page) => {
    await opener(page, "City").click();
    await eventually(async () => assertEquals(await options(page).count(), 100));
    await field(page).fill("77");
    await eventually(() => assert(waiting));
    await field(page).fill("1234");
    await eventually(async () => assertEquals(await options(page).allInnerTexts(), ["City 1234"]));
    held.resolve();
    await field(page).press("ArrowDown");
    await field(page).press("Enter");
    await see(page, 'value "City 1234" run 2');
  }, {
    between: async (request, next) => {
      if (request.url.includes("for=77")) {
        waiting = true;
        await held.promise;
      }
      return await next();
    },
  });
});
let waiting = false;

browserTest("selectbox: an open list follows a rerun, and keeps what is searched for", async () => {
  let list = MANY;
  const part = st.fragment(() => {
    st.sessionState.runs = (st.sessionState.runs ?? 0) + 1;
    st.selectbox("City", list, { key: "city" });
    st.text(`run ${st.sessionState.runs}`);
  }, { runEvery: 0.5 });
  await withApp(() => void part(), async (page) => {
    await opener(page, "City").click();
    await field(page).fill("city 77");
    await eventually(async () => assertEquals(await options(page).first().innerText(), "City 77"));
    const runs = async () => Number(/run (\d+)/.exec(await page.innerText("main"))?.[1]);
    const before = await runs();
    await eventually(async () => assert(await runs() > before + 1));
    assertEquals(await field(page).inputValue(), "city 77");
    assertEquals(await options(page).first().innerText(), "City 77");
    assertEquals(await focused(page), await field(page).getAttribute("id"));
    list = MANY.map((name) => `New ${name}`);
    await eventually(async () =>
      assertEquals(await options(page).first().innerText(), "New City 77")
    );
  });
});

browserTest("selectbox: a search that fails says so, and the next one works", async () => {
  let down = true;
  await withApp(showing(() => st.selectbox("City", MANY)), async (page) => {
    await opener(page, "City").click();
    await see(page, "The list could not be loaded");
    down = false;
    await field(page).fill("4321");
    await eventually(async () => assertEquals(await options(page).allInnerTexts(), ["City 4321"]));
    assertEquals(await page.getByText("could not be loaded").count(), 0);
  }, {
    allowErrors: true,
    between: (request, next) =>
      request.url.includes("/options/") && down ? new Response(null, { status: 503 }) : next(),
  });
});

browserTest(
  "multiselect: chooses from ten thousand, all of them, all found, and none",
  async () => {
    const widget = () => {
      const chosen = st.multiselect("Cities", MANY, { selectAll: true });
      return [chosen.length, chosen[0] ?? null, chosen.at(-1) ?? null];
    };
    await withApp(showing(widget), async (page) => {
      await slow(page, LATENCY_MS);
      await opener(page, "Cities").click();
      await eventually(async () => assertEquals(await boxes(page).count(), 100));
      await page.getByRole("checkbox", { name: "City 7", exact: true }).check();
      await page.getByRole("checkbox", { name: "City 3", exact: true }).check();
      // Quicker than the answers, and complete.
      assertEquals(await chips(page).allInnerTexts(), ["City 3", "City 7"]);
      await see(page, 'value [2,"City 3","City 7"]');
      await field(page).fill("city 99");
      await page.getByRole("button", { name: "Select all found" }).click();
      const found = 2 + MANY.filter((name) => name.includes("99")).length;
      await see(page, `value [${found},"City 3","City 9999"]`);
      await see(page, `+ ${found - 20} more`);
      await page.locator(".chip", { hasText: /^City 7$/ }).click();
      await see(page, `value [${found - 1},"City 3","City 9999"]`);
      // The click closed the list.
      await opener(page, "Cities").click();
      await page.getByRole("button", { name: "Select all", exact: true }).click();
      await see(page, 'value [10000,"City 0","City 9999"]');
      await see(page, "+ 9,980 more");
      assertEquals(await chips(page).count(), 20);
      await page.getByRole("checkbox", { name: "City 5", exact: true }).uncheck();
      await see(page, 'value [9999,"City 0","City 9999"]');
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Clear Cities" }).click();
      await see(page, "value [0,null,null]");
      assertEquals(await chips(page).count(), 0);
      assert((await page.locator("eddy-fragment").innerHTML()).length < 40_000);
    });
  },
);

browserTest("multiselect: a rerun of ten thousand chosen options is small", async () => {
  const sizes: number[] = [];
  const widget = () => {
    const value = st.multiselect("Cities", MANY, { value: MANY, key: "cities" }).length;
    st.button("Again");
    return value;
  };
  await withApp(showing(widget), async (page) => {
    await see(page, "value 10000 run 1");
    await page.getByRole("button", { name: "Again" }).click();
    await see(page, "value 10000 run 2");
    assert(sizes[0]! < 6000, `${sizes}`);
  }, {
    between: async (request, next) => {
      const response = await next();
      if (request.method !== "POST") return response;
      const body = await response.text();
      sizes.push(body.length);
      return new Response(body, response);
    },
  });
});

browserTest("multiselect: no more than maxSelections, in a long list, too", async () => {
  const widget = () => st.multiselect("Cities", MANY, { maxSelections: 2, selectAll: true });
  await withApp(showing(widget), async (page) => {
    await opener(page, "Cities").click();
    await page.getByRole("button", { name: "Select all" }).click();
    await see(page, 'value ["City 0","City 1"] run 2');
    const other = page.getByRole("checkbox", { name: "City 5", exact: true });
    await eventually(async () => assertEquals(await other.isDisabled(), true));
    await page.getByRole("checkbox", { name: "City 1", exact: true }).uncheck();
    await see(page, 'value ["City 0"] run 3');
    await other.check();
    await see(page, 'value ["City 0","City 5"] run 4');
  });
});

browserTest(
  "multiselect: all that is found, by keyboard, and the last taken away again",
  async () => {
    const widget = () =>
      st.multiselect("Cities", CITIES, { selectAll: true, acceptNewOptions: true });
    await withApp(showing(widget), async (page) => {
      await slow(page, LATENCY_MS);
      await opener(page, "Cities").focus();
      await page.keyboard.type("n");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      await see(page, 'value ["Vienna","Linz"]');
      // Enter in the search adds what is no option.
      await page.keyboard.press("ArrowUp");
      await page.keyboard.press("ArrowUp");
      await page.keyboard.press("Control+a");
      await page.keyboard.type("Bregenz");
      await page.keyboard.press("Enter");
      await see(page, 'value ["Vienna","Linz","Bregenz"]');
      assertEquals(await field(page).inputValue(), "");
      assertEquals(await chips(page).allInnerTexts(), ["Vienna", "Linz", "Bregenz"]);
      await page.keyboard.press("Escape");
      assertEquals(await focused(page), await opener(page, "Cities").getAttribute("id"));
      await page.keyboard.press("Backspace");
      await see(page, 'value ["Vienna","Linz"]');
      await page.keyboard.press("Backspace");
      await see(page, 'value ["Vienna"]');
    });
  },
);

browserTest(
  "lists in a form are sent by its button, cleared with it, and not empty if required",
  async () => {
    const part = st.fragment(() => {
      st.form("f", { clearOnSubmit: true })(() => {
        const city = st.selectbox("City", MANY, { index: null, required: true });
        const tag = st.selectbox("Tag", ["a"], { index: null, acceptNewOptions: true });
        const more = st.multiselect("More", MANY, { required: true });
        const few = st.multiselect("Few", ["x", "y"], { acceptNewOptions: true });
        const sent = st.formSubmitButton("Send");
        st.text(`value ${JSON.stringify([city, tag, more, few])} ${sent}`);
      });
      st.button("Other");
    });
    await withApp(() => void part(), async (page) => {
      await page.getByRole("button", { name: "Send" }).click();
      await see(page, "fill out");
      await see(page, "This needs a choice.");
      assertEquals(await focused(page), await opener(page, "City").getAttribute("id"));
      for (const [name, text] of [["City", "City 42"], ["Tag", "own"]] as const) {
        await opener(page, name).click();
        await field(page).filter({ visible: true }).fill(text);
        // Quicker than any answer: what is found then is chosen.
        await page.keyboard.press("Enter");
      }
      await opener(page, "More").click();
      await page.getByRole("checkbox", { name: "City 1", exact: true }).check();
      await page.keyboard.press("Escape");
      await opener(page, "Few").click();
      await page.getByRole("checkbox", { name: "y", exact: true }).check();
      await field(page).filter({ visible: true }).fill("z");
      await page.keyboard.press("Enter");
      await page.keyboard.press("Escape");
      // Another run takes nothing of it away.
      await page.getByRole("button", { name: "Other" }).click();
      await quiet(page);
      assertEquals(await page.locator(".one").allInnerTexts(), ["City 42", "own"]);
      assertEquals(await chips(page).allInnerTexts(), ["City 1", "y", "z"]);
      await page.getByRole("button", { name: "Send" }).click();
      await see(page, 'value ["City 42","own",["City 1"],["y","z"]] true');
      await quiet(page);
      assertEquals(await page.locator(".one,.chip").count(), 0);
      await page.getByRole("button", { name: "Other" }).click();
      await see(page, "value [null,null,[],[]] false");
    });
  },
);

browserTest("a form that is reset shows what its lists and sliders had, at once", async () => {
  const held = Promise.withResolvers<void>();
  let run = 0;
  const part = st.fragment(() => {
    st.form("f", { clearOnSubmit: true })(() => {
      const city = st.selectbox("City", MANY, { index: 7 });
      const tag = st.selectbox("Tag", ["a", "b"], { search: true, index: null });
      const more = st.multiselect("More", MANY, { value: ["City 3"] });
      const few = st.multiselect("Few", ["x", "y"], { acceptNewOptions: true, value: ["x"] });
      const level = st.slider("Level", { value: 10, format: "%d kg" });
      st.formSubmitButton("Send");
      st.text(`value ${JSON.stringify([city, tag, more, few, level])} run ${++run}`);
    });
  });
  const change = async (page: Page) => {
    for (const [name, text] of [["City", "City 42"], ["Tag", "b"]] as const) {
      await opener(page, name).click();
      await field(page).filter({ visible: true }).fill(text);
      await page.keyboard.press("Enter");
    }
    await opener(page, "More").click();
    await page.getByRole("checkbox", { name: "City 1", exact: true }).check();
    await page.getByRole("checkbox", { name: "City 3", exact: true }).uncheck();
    await page.keyboard.press("Escape");
    await opener(page, "Few").click();
    await page.getByRole("checkbox", { name: "x", exact: true }).uncheck();
    await field(page).filter({ visible: true }).fill("z");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    await page.getByRole("slider").press("ArrowRight");
    await eventually(async () =>
      assertEquals(await shown(page), [["City 42", "b"], ["City 1", "z"], "11 kg"])
    );
  };
  const shown = async (page: Page) => [
    await page.locator(".one").allInnerTexts(),
    await chips(page).allInnerTexts(),
    await page.locator("output").innerText(),
  ];
  const first = [["City 7"], ["City 3", "x"], "10 kg"];
  await withApp(() => void part(), async (page) => {
    await change(page);
    await page.evaluate("document.forms[0].reset()");
    await eventually(async () => assertEquals(await shown(page), first));
    await change(page);
    await page.getByRole("button", { name: "Send" }).click();
    // Cleared before there is any answer.
    await eventually(async () => assertEquals(await shown(page), first));
    await see(page, "run 1");
    held.resolve();
    await see(page, 'value ["City 42","b",["City 1"],["z"],11] run 2');
    await quiet(page);
    assertEquals(await shown(page), first);
    // What was taken back is no edit: the server's word is shown.
    await opener(page, "Tag").click();
    await options(page).getByText("a", { exact: true }).click();
    await page.evaluate("document.forms[0].reset()");
    await page.getByRole("button", { name: "Send" }).click();
    await see(page, 'value ["City 7",null,["City 3"],["x"],10] run 3');
  }, {
    between: async (request, next) => {
      const response = await next();
      if (request.method === "POST") await held.promise;
      return response;
    },
  });
});

browserTest("a list that its own callback puts back shows the server's truth", async () => {
  const back = (key: string, value: unknown) => () => void (st.sessionState[key] = value);
  const widget = () => [
    st.selectbox("City", MANY, { key: "city", onChange: back("city", "City 0") }),
    st.multiselect("Few", CITIES, { key: "few", onChange: back("few", ["Linz"]), value: ["Linz"] }),
    st.multiselect("Many", MANY, { key: "many", onChange: back("many", []) }),
  ];
  await withApp(showing(widget), async (page) => {
    await opener(page, "City").click();
    await options(page).getByText("City 5", { exact: true }).click();
    await see(page, "run 2");
    await eventually(async () => assertEquals(await page.locator(".one").innerText(), "City 0"));
    await opener(page, "Few").click();
    await page.getByRole("checkbox", { name: "Graz" }).click();
    await see(page, "run 3");
    await eventually(async () => assertEquals(await chips(page).allInnerTexts(), ["Linz"]));
    await page.keyboard.press("Escape");
    await opener(page, "Many").click();
    await page.getByRole("checkbox", { name: "City 5", exact: true }).click();
    await see(page, "run 4");
    await eventually(async () => {
      assertEquals(await chips(page).allInnerTexts(), ["Linz"]);
      assertEquals(
        await page.getByRole("checkbox", { name: "City 5", exact: true }).isChecked(),
        false,
      );
    });
  });
});

browserTest("a choice in the page's address comes back with it", async () => {
  const widget = () => st.multiselect("Cities", MANY, { bindQuery: "city" });
  await withApp(showing(widget), async (page) => {
    await opener(page, "Cities").click();
    await page.getByRole("checkbox", { name: "City 4", exact: true }).check();
    await see(page, 'value ["City 4"]');
    await eventually(() => assertStringIncludes(page.url(), "?city=City+4"));
    await page.reload();
    await see(page, 'value ["City 4"] run 1');
    assertEquals(await chips(page).allInnerTexts(), ["City 4"]);
  });
});
