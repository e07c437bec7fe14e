import { assertEquals } from "@std/assert";
import * as st from "@eddy/eddy";
import type { Block } from "./block.ts";
import type { Session } from "./session.ts";
import { TestPage } from "../tests/session.ts";

/** The names of all headings as they stand on the page, in order. */
function names(session: Session): (string | null)[] {
  const inside = (block: Block): (string | null)[] => {
    const shown = block.kind === "fragment"
      ? session.instance(block.region)?.block ?? block
      : block;
    return shown.children.flatMap((child) =>
      "children" in child ? inside(child) : child.kind === "heading" ? [child.anchor] : []
    );
  };
  return inside(session.roots.main);
}

Deno.test("headings are named by their words, and never by a name that is taken", async () => {
  const page = new TestPage(() => {
    st.title("Open orders!");
    st.header("open *orders*");
    st.subheader("Ähre & Co", { anchor: "Open orders" });
    st.header("Open orders 2");
    st.header("Main");
    st.header("…");
    st.header("Nameless", { anchor: false });
  });
  const expected = [
    "open-orders",
    "open-orders-2",
    "open-orders-3",
    "open-orders-2-2",
    "to-main",
    null,
    null,
  ];
  assertEquals(names(page.session), expected);
  await page.rerun();
  assertEquals(names(page.session), expected);
});

Deno.test("headings in fragments keep their names when these rerun, and take nobody else's", async () => {
  const part = st.fragment((label: string) => {
    st.header("Orders");
    if (st.checkbox(`more ${label}`)) st.header("Orders");
  });
  const page = new TestPage(() => {
    part("a");
    st.header("Orders");
    part("b");
  });
  assertEquals(names(page.session), ["orders", "orders-2", "orders-3"]);
  await page.check("more a");
  assertEquals(names(page.session), ["orders", "orders-4", "orders-2", "orders-3"]);
  await page.check("more a", false);
  await page.check("more b");
  assertEquals(names(page.session), ["orders", "orders-2", "orders-3", "orders-4"]);
  await page.rerun();
  assertEquals(names(page.session), ["orders", "orders-2", "orders-3", "orders-4"]);
});

Deno.test("a heading that a fragment adds outside takes no name of those there, nor of its own before", async () => {
  const page = new TestPage(() => {
    const box = st.container();
    st.header("Log");
    st.fragment(() => {
      if (st.button("add")) box.header("Log");
    })();
  });
  await page.press("add");
  await page.press("add");
  assertEquals(names(page.session), ["log-2", "log-3", "log"]);
});

Deno.test("a heading whose text changes with each run leaves no names behind", async () => {
  let n = 0;
  const page = new TestPage(() => {
    st.header(`Run ${++n % 2}`);
    st.fragment(() => st.header("Run 0"))();
  });
  const first = names(page.session);
  for (let i = 0; i < 4; i++) await page.rerun();
  assertEquals(names(page.session), first);
});
