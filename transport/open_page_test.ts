import { assertEquals } from "@std/assert";
import * as st from "@eddy/eddy";
import { PAGE } from "../runtime/ids.ts";
import { links } from "../tests/kit/links.ts";
import { sessionOf } from "../tests/kit/session_of.ts";
import { OpenPage } from "./open_page.ts";

Deno.test("a request that a later one of its region has overtaken starts nothing and takes nothing away", () => {
  let runs = 0;
  const body = () => {
    runs++;
    st.button("Go", { key: "go" });
  };
  const session = sessionOf(body);
  using page = new OpenPage(session, { links, browser: "", token: "" });
  session.schedule.submit({ kind: "load" });
  const [widget] = session.widgets.keys();
  const press = (number: number) => ({ number, had: [1], widget: widget!, sent: [] });

  page.take({ region: PAGE, events: [press(1), press(2)], elsewhere: [] });
  assertEquals(runs, 3);
  const late = page.take({ region: PAGE, events: [press(1)], elsewhere: [] });
  assertEquals([runs, late.over, page.answer(late, asked()).html], [3, true, ""]);
  // Asked again, because the answer was lost: it needs one.
  page.take({ region: PAGE, events: [press(1), press(2)], elsewhere: [] });
  assertEquals(runs, 4);
  // What the later one did not have is done, however late.
  page.take({ region: PAGE, events: [press(4)], elsewhere: [] });
  page.take({ region: PAGE, events: [press(3)], elsewhere: [] });
  assertEquals(runs, 6);

  function asked() {
    return { way: page.answerWay(1), region: null };
  }
});
