/** Eddy's own: fragments that rerun when something is published. */
import { assertEquals } from "@std/assert";
import * as st from "@eddy/eddy";
import { createAppWith } from "../../transport/app.ts";
import { FakeClock, open } from "../kit.ts";

Deno.test("T: a topic reruns the fragments that run on it, on every page that is open", async () => {
  const orders: string[] = [];
  const changed = st.topic("orders");
  const list = st.fragment(() => st.write(`Orders: ${orders.join(", ")}`), { runOn: changed });
  const other = st.fragment(() => st.write(`Other`), { runOn: [st.topic("other")] });
  const app = createAppWith(
    () => {
      if (st.button("Order")) {
        orders.push(`${orders.length + 1}`);
        void changed.publish();
      }
      list();
      other();
    },
    {},
    { clock: new FakeClock() },
  );
  await using one = await open(app);
  await using two = await open(app);
  await two.live();
  await one.click("Order");
  await two.until(() => two.has("Orders: 1"));
  await one.click("Order");
  await two.until(() => two.has("Orders: 1, 2"));
  assertEquals(two.lines(), ["[Order]", "Orders: 1, 2", "Other"]);
  assertEquals(one.lines(), ["[Order]", "Orders: 1, 2", "Other"]);
});

Deno.test("T: a topic published while nobody watches is made up for when somebody does", async () => {
  let n = 0;
  const runs = { list: 0 };
  const changed = st.topic("n");
  const list = st.fragment(() => st.write(`n ${n}, run ${++runs.list}`), { runOn: changed });
  await using page = await open(() => list());
  n = 1;
  await changed.publish();
  await changed.publish();
  assertEquals(page.lines(), ["n 0, run 1"]);
  await page.live();
  await page.until(() => page.has("n 1, run 2"));
  await page.hide();
  n = 2;
  await changed.publish();
  await page.live();
  await page.until(() => page.has("n 2, run 3"));
});

Deno.test("T: a topic published while its fragment runs has it run once more", async () => {
  const gates = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  let n = 0;
  const runs = { list: 0 };
  const changed = st.topic("n");
  const list = st.fragment(async () => {
    const seen = n;
    const run = runs.list++;
    if (run > 0) await gates[run - 1]?.promise;
    st.write(`n ${seen}, run ${run}`);
  }, { runOn: changed });
  await using page = await open(async () => await list());
  await page.live();
  n = 1;
  await changed.publish();
  n = 2;
  await changed.publish();
  await changed.publish();
  gates[0]!.resolve();
  gates[1]!.resolve();
  await page.until(() => page.has("n 2, run 2"));
  assertEquals(runs.list, 3);
});
