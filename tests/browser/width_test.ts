/** How wide widgets and texts are: as their place, as what is in them, or so many pixels. */
import { assert, assertEquals, assertLess } from "@std/assert";
import * as st from "@eddy/eddy";
import type { Page } from "playwright-core";
import { withApp } from "./client_kit.ts";
import { browserTest } from "./kit.ts";

type Draw = (key: string, width?: st.Width) => unknown;

/** One of each that is drawn in a way of its own. */
const DRAW: Readonly<Record<string, Draw>> = {
  textInput: (key, width) => st.textInput("Name", { key, ...(width && { width }), icon: "@" }),
  selectbox: (key, width) => st.selectbox("City", ["Graz"], { key, ...(width && { width }) }),
  slider: (key, width) => st.slider("Level", { key, ...(width && { width }), value: [1, 2] }),
  checkbox: (key, width) =>
    st.checkbox("A label of so many words that it is wider than it may be", {
      key,
      ...(width && { width }),
    }),
  pills: (key, width) => st.pills("Size", ["S", "M", "L"], { key, ...(width && { width }) }),
  feedback: (key, width) => st.feedback("stars", { key, ...(width && { width }) }),
  pagination: (key, width) => st.pagination(3, { key, ...(width && { width }) }),
  colorPicker: (key, width) => st.colorPicker("Colour", { key, ...(width && { width }) }),
  button: (key, width) => st.button("Go", { key, ...(width && { width }) }),
  popover: (key, width) => st.popover("More", { key, ...(width && { width }) }).text("Inside"),
  markdown: (_, width) => st.markdown("*Words*", width ? { width } : {}),
  text: (_, width) => st.text("Words", width ? { width } : {}),
  subheader: (_, width) => st.subheader("Words", { help: "More", ...(width && { width }) }),
  linkButton: (_, width) => st.linkButton("Away", "/away", width ? { width } : {}),
};

/** The widths of the boxes in a container, in their order. */
function widthsIn(page: Page, key: string): Promise<number[]> {
  return page.evaluate(
    (key) =>
      [...document.querySelectorAll(
        `.key-${key} > :not(eddy-fragment), .key-${key} > eddy-fragment > *`,
      )].map(
        (box) => Math.round(box.getBoundingClientRect().width),
      ),
    key,
  );
}

browserTest(
  "a widget is as wide as it is told, in a page, a column, a form and a row",
  async () => {
    const names = Object.keys(DRAW);
    const all = (name: string, width?: st.Width) => {
      for (const [one, draw] of Object.entries(DRAW)) draw(`${name} ${one}`, width);
    };
    const inside = st.fragment(() => {
      for (const name of ["textInput", "checkbox", "button"]) DRAW[name]!(`part ${name}`, 120);
      DRAW.selectbox!("part selectbox");
    });
    await withApp(() => {
      st.container({ key: "pixels" })(() => all("pixels", 123));
      st.container({ key: "stretch" })(() => all("stretch", "stretch"));
      st.container({ key: "content" })(() => all("content", "content"));
      const [column] = st.columns(4);
      column.container({ key: "column" })(() => all("column", 1205));
      st.form("order")(() => {
        st.container({ key: "form" })(() => DRAW.textInput!("form", 90));
      });
      st.container({ horizontal: true, key: "row" })(() => inside());
      st.container({ horizontal: true, key: "tight" })(() => {
        st.button("Send the offer now");
        st.button("Keep it");
        st.button("Sign", { width: "stretch" });
      });
    }, async (page) => {
      const place = (await widthsIn(page, "stretch"))[0]!;
      assertEquals(place, 736);
      assertEquals(await widthsIn(page, "pixels"), names.map(() => 123));
      assertEquals(await widthsIn(page, "stretch"), names.map(() => place));
      for (const [at, width] of (await widthsIn(page, "content")).entries()) {
        assertLess(width, place - 100, names[at]);
      }
      // Not wider than its place; thousands are read, too.
      const column = await page.evaluate(() =>
        document.querySelector(".key-column")!.getBoundingClientRect().width
      );
      assertLess(column, 200);
      assertEquals(await widthsIn(page, "column"), names.map(() => Math.round(column)));
      assertEquals(await widthsIn(page, "form"), [90]);
      // In a row, those without a width share what is left.
      const row = await widthsIn(page, "row");
      assertEquals(row, [120, 120, 120, place - 3 * 120 - 3 * 16]);
      // A popover's box is no narrower than its button.
      await page.locator(".key-stretch .popover > button").click();
      assertEquals(
        await page.evaluate(() =>
          document.querySelector(".popover-panel:popover-open")!.getBoundingClientRect().width
        ),
        place,
      );
      await page.keyboard.press("Escape");
      await page.setViewportSize({ width: 390, height: 800 });
      assert(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
      // A button that takes what is left keeps its word whole, if need be in the next line.
      for (const width of [390, 340, 320]) {
        await page.setViewportSize({ width, height: 800 });
        const heights = await page.locator(".key-tight > .button").evaluateAll((all) =>
          all.map((box) => box.getBoundingClientRect().height)
        );
        assertEquals(new Set(heights).size, 1, `${width}: ${heights}`);
      }
    });
  },
);
