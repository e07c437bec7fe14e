import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import * as st from "@eddy/eddy";
import { settle, TestPage } from "../../tests/session.ts";
import type { StatusBlock } from "./status.ts";

function statusOf({ session }: TestPage): string {
  const block = session.roots.main.children.find(({ kind }) => kind === "status") as StatusBlock;
  return `${block.label} ${block.state}${block.expanded ? " open" : ""}`;
}

Deno.test("status() completes and closes at the end of its body, whose result it answers", () => {
  let result = 0;
  const page = new TestPage(() => {
    result = st.status("Work", { expanded: true })(() => {
      st.write("step");
      return 42;
    });
  });
  assertEquals(result, 42);
  assertEquals(statusOf(page), "Work complete");
  assertEquals(page.text(), "step");
});

Deno.test("status() runs while its async body does", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const page = new TestPage(async () => {
    await st.status("Work")(async () => {
      await promise;
      st.write("step");
    });
    st.write("after");
  });
  await settle();
  assertEquals(statusOf(page), "Work running");
  resolve();
  await page.job.done;
  assertEquals(statusOf(page), "Work complete");
  assertEquals(page.text(), "step\nafter");
});

Deno.test("status() that nobody awaits still completes", async () => {
  const page = new TestPage(() => {
    st.status("Work")(async () => {
      await Promise.resolve();
      st.write("step");
    });
  });
  await page.job.done;
  assertEquals(statusOf(page), "Work complete");
  assertEquals(page.text(), "step");
});

Deno.test("status() says that its body failed, and lets the error go on", async () => {
  const page = new TestPage(() => {
    const task = st.status("Sync");
    assertThrows(
      () =>
        task(() => {
          throw new Error("no");
        }),
      Error,
      "no",
    );
  });
  assertEquals(statusOf(page), "Sync error open");
  const other = new TestPage(async () => {
    await assertRejects(() => st.status("Async")(() => Promise.reject(new Error("no"))));
  });
  await other.job.done;
  assertEquals(statusOf(other), "Async error open");
  assertEquals(other.errors, []);
});

Deno.test("status() shows an error of a body that nobody awaits inside", async () => {
  const page = new TestPage(() => {
    st.status("Work")(() => Promise.reject(new Error("no")));
    st.write("below");
  });
  await page.job.done;
  assertEquals(statusOf(page), "Work error open");
  assertEquals(page.text(), "Error: no\nbelow");
});

Deno.test("status() keeps what the author said of its end", () => {
  const page = new TestPage(() => {
    const task = st.status("Work");
    task(() => task.update({ label: "Half", state: "error", expanded: true }));
  });
  assertEquals(statusOf(page), "Half error open");
});

Deno.test("status() stopped midway does not run for ever", () => {
  const page = new TestPage(() => {
    st.status("Work")(() => st.stop());
  });
  assertEquals(statusOf(page), "Work complete");
});

Deno.test("status() has every element as its method", () => {
  const page = new TestPage(() => {
    const task = st.status("Work");
    task.write("a");
    task.container().write("b");
  });
  assertEquals(page.text(), "a\nb");
  assertEquals(statusOf(page), "Work running");
});

Deno.test("status() outside a fragment is changed from inside", async () => {
  const page = new TestPage(() => {
    const task = st.status("Work");
    const f = st.fragment(() => {
      if (st.button("Go on")) task.update({ state: "complete" });
    });
    f();
  });
  await page.press("Go on");
  assertEquals(statusOf(page), "Work complete");
  assertEquals(page.job.update.replaced.size, 1);
});
