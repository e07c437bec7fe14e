/** Bodies of containers that are async, awaited or not: the run lasts until they are through. */
import { assert, assertEquals, assertThrows } from "@std/assert";
import * as st from "@eddy/eddy";
import { open } from "../kit.ts";

Deno.test("P2 a run lasts until a container's body is through that nobody awaits", async () => {
  const saved = st.topic("P2 saved");
  await using page = await open(() => {
    st.form("order")(async () => {
      const item = st.textInput("Item");
      if (!st.formSubmitButton("Order")) return;
      await saved.publish();
      st.write(`Ordered ${item}`);
      st.toast("Saved");
    });
    st.write("end");
  });
  await page.fill("Item", "Tea");
  await page.click("Order");
  assertEquals(page.lines().slice(-2), ["Ordered Tea", "end"]);
  assertEquals(page.toasts(), ["Saved"]);
});

Deno.test("P4 rerun() in a body that nobody awaits ends its run and starts another", async () => {
  let runs = 0;
  const edit = st.dialog("Edit", () => {
    st.form("edit")(async () => {
      if (!st.formSubmitButton("Save")) return;
      await Promise.resolve();
      st.rerun();
    });
  });
  await using page = await open(() => {
    runs++;
    if (st.button("Open")) edit();
  });
  await page.click("Open");
  assert(page.has("Save"));
  await page.click("Save");
  assertEquals(runs, 3);
  assert(!page.has("Save"));
});

Deno.test('P4 rerun({ scope: "fragment" }) in one draws its fragment again', async () => {
  let count = 0;
  const part = st.fragment(() => {
    const isPressed = st.button("Again");
    st.container()(async () => {
      await Promise.resolve();
      if (isPressed && ++count < 3) st.rerun({ scope: "fragment" });
      st.write(`count ${count}`);
    });
  });
  await using page = await open(() => part());
  await page.click("Again");
  assertEquals(page.lines(), ["[Again]", "count 1"]);
});

Deno.test("P5 an error in one stands in its container, once", async () => {
  await using page = await open(() => {
    const [left, right] = st.columns(2);
    left(async () => {
      await Promise.resolve();
      throw new Error("no left");
    });
    right(async () => {
      await Promise.resolve();
      st.write("right");
    });
    st.write("end");
  });
  assertEquals(page.findAll(".exception").length, 1);
  assertEquals(page.findAll(".column:nth-child(1) .exception").length, 1);
  assertEquals(page.linesIn(".column:nth-child(2)"), ["right"]);
  assert(page.has("end"));
});

Deno.test("P5 an error that somebody awaits is theirs alone", async () => {
  // Sent whole, however busy the machine.
  await using page = await open(async () => {
    const box = st.container();
    for (const wait of [() => Promise.reject(new Error("at once")), late]) {
      try {
        await box(async () => await wait());
      } catch (error) {
        st.write(`Caught ${(error as Error).message}`);
      }
    }
  }, { path: "/?_whole" });
  assertEquals(page.lines(), ["Caught at once", "Caught late"]);
});

async function late(): Promise<never> {
  await new Promise((resolve) => setTimeout(resolve, 0));
  throw new Error("late");
}

Deno.test("P2 after its run has ended, work that nothing waited for can draw nothing", async () => {
  const gate = Promise.withResolvers<void>();
  let tried = Promise.resolve();
  await using page = await open(() => {
    tried = gate.promise.then(() => {
      assertThrows(
        () => st.write("too late"),
        Error,
        "Cannot call write() after its run has ended",
      );
    });
    st.write("end");
  });
  gate.resolve();
  await tried;
  assertEquals(page.lines(), ["end"]);
});
