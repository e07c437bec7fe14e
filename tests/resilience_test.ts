/** What one page or one lost answer does must not reach another. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import * as st from "../mod.ts";
import { createAppWith } from "../transport/app.ts";
import { FakeClock } from "../transport/testing/fake_clock.ts";
import { open } from "./kit.ts";
import { RawPage, statusOf } from "./security/raw_page.ts";

Deno.test("a toast whose answer is lost is shown when the click is sent again, once", async () => {
  let presses = 0;
  await using page = await open(() => {
    if (st.button("Save")) {
      presses++;
      st.toast("Saved");
    }
  });
  page.loseAnswers(1);
  await page.click("Save");
  await page.click("Save");
  assertEquals(presses, 2);
  assertEquals(page.toasts(), ["Saved", "Saved"]);
});

Deno.test("a click whose answer breaks off in the middle counts, once", async () => {
  const clicks = st.state({ count: 0 });
  const app = st.createApp(() => {
    if (st.button("Plus")) clicks.count++;
    st.write(`Count ${clicks.count}`);
  });
  let broken = 0;
  await using page = await open({
    async fetch(request) {
      const { status, headers, body } = await app.fetch(request);
      if (request.method !== "POST" || broken++ > 0) return new Response(body, { status, headers });
      await body?.cancel();
      const half = new ReadableStream({
        start(controller) {
          controller.enqueue(new TextEncoder().encode("<p>"));
          controller.error(new TypeError("error reading a body from connection"));
        },
      });
      return new Response(half, { status, headers });
    },
  });
  await page.click("Plus");
  assertEquals(page.lines(), ["[Plus]", "Count 1"]);
  assertEquals(broken, 2);
});

/** A page with a button that takes its time; on the page itself, or in a fragment. */
function slowly(where: "page" | "fragment") {
  const hold = Promise.withResolvers<void>();
  const work = async () => {
    if (st.button("Work")) {
      st.text("At work.");
      await hold.promise;
      st.sessionState.n = (st.sessionState.n ?? 0) + 1;
    }
    st.text(`Worked ${st.sessionState.n ?? 0} times.`);
  };
  const part = st.fragment(work, { key: "part" });
  const ticking = st.fragment(() => void st.text("Tick."), { runEvery: "1h" });
  const app = createAppWith(
    async () => {
      if (st.button("Other")) st.text("Other was pressed.");
      void ticking();
      await (where === "page" ? work : part)();
    },
    {},
    {},
  );
  return { app, hold };
}

/** Reads a first piece of an answer that is streamed, and then no more. */
async function breakOff({ body }: Response): Promise<void> {
  const reader = body!.getReader();
  await reader.read();
  await reader.cancel();
}

Deno.test("S65: what takes its time on the page is done, though its answer breaks off and it is said again", async () => {
  const { app, hold } = slowly("page");
  const page = await RawPage.open(app);
  const press = page.event("Work");
  await breakOff(await page.post(press));
  const again = await page.post(press);
  hold.resolve();
  const text = await again.text();
  assertStringIncludes(text, "At work.");
  assertStringIncludes(text, "Worked 1 times.");
});

for (const where of ["page", "fragment"] as const) {
  Deno.test(`S68: what takes its time in a ${where} is done, though its browser comes back and has missed something`, async () => {
    const { app, hold } = slowly(where);
    const page = await RawPage.open(app);
    // Of this, it gets no answer: what stands outside the fragment is to be shown again.
    await statusOf(page.post(page.event("Other")));
    await breakOff(await page.post(page.event("Work"), {}, where === "page" ? "page" : "part"));
    const { body } = await page.live({ "eddy-seen": "1" });
    const reader = body!.getReader();
    await reader.read();
    hold.resolve();
    let text = "";
    while (!text.includes("Worked 1 times.")) {
      const { done, value } = await reader.read();
      assert(!done && !text.includes("Worked 0 times."));
      text += new TextDecoder().decode(value);
    }
    await reader.cancel();
  });
}

Deno.test("S65 S68: an answer that is read keeps what it shows, though the live stream comes back", async () => {
  const { app, hold } = slowly("page");
  const page = await RawPage.open(app);
  const press = page.event("Work");
  await breakOff(await page.post(press));
  const again = await page.post(press);
  const { body } = await page.live({ "eddy-seen": "1" });
  const reader = body!.getReader();
  await reader.read();
  hold.resolve();
  assertStringIncludes(await again.text(), "Worked 1 times.");
  await reader.cancel();
});

Deno.test("S68: who asks for the page gets it, though the callback under way has something else drawn", async () => {
  const hold = Promise.withResolvers<void>();
  let runs = 0;
  const totals = st.fragment(() => void st.text("Totals."), { key: "totals", runEvery: "1h" });
  const app = createAppWith(
    () => {
      runs++;
      if (st.button("Other")) st.text("Other was pressed.");
      totals();
      const onClick = async () => {
        await hold.promise;
        st.rerun("totals");
      };
      st.button("Work", { onClick });
    },
    {},
    {},
  );
  const page = await RawPage.open(app);
  // What it has drawn is not seen.
  await statusOf(page.post(page.event("Other")));
  const work = await page.post(page.event("Work"));
  const { body } = await page.live({ "eddy-seen": "1" });
  const reader = body!.getReader();
  await reader.read();
  hold.resolve();
  await work.text();
  assertEquals(runs, 3);
  await reader.cancel();
});

Deno.test("S68: what a press has led to by rerun() is not begun anew for a browser that comes back", async () => {
  const hold = Promise.withResolvers<void>();
  let begun = 0;
  let done = 0;
  const work = st.fragment(async () => {
    if (!st.sessionState.go) return;
    begun++;
    await hold.promise;
    st.sessionState.go = false;
    done++;
  }, { key: "work", runEvery: "1h" });
  const onClick = () => {
    st.sessionState.go = true;
    st.rerun("work");
  };
  const app = createAppWith(
    async () => {
      if (st.button("Other")) st.text("Other was pressed.");
      st.button("Work", { onClick });
      await work();
    },
    {},
    {},
  );
  const page = await RawPage.open(app);
  await statusOf(page.post(page.event("Other")));
  const answer = await page.post(page.event("Work"));
  const { body } = await page.live({ "eddy-seen": "1" });
  const reader = body!.getReader();
  await reader.read();
  hold.resolve();
  await answer.text();
  assertEquals([begun, done], [1, 1]);
  await reader.cancel();
});

Deno.test("an error in a promise that nobody awaits is logged, and the server goes on", async () => {
  const logged = Promise.withResolvers<unknown>();
  const app = createAppWith(
    () => {
      if (st.button("Forget")) void Promise.reject(new Error("forgotten"));
      st.write("alive");
    },
    {},
    { clock: new FakeClock(), onError: logged.resolve },
  );
  await using page = await open(app);
  await page.click("Forget");
  assertStringIncludes(String(await logged.promise), "forgotten");
  assertStringIncludes(page.text(), "alive");
});

Deno.test("an error in a timer of the app is logged, and the server goes on", async () => {
  const logged = Promise.withResolvers<unknown>();
  const late = () => {
    throw new Error("too late");
  };
  const app = createAppWith(
    () => {
      if (st.button("Start")) setTimeout(late);
      st.write("alive");
    },
    {},
    { clock: new FakeClock(), onError: logged.resolve },
  );
  await using page = await open(app);
  await page.click("Start");
  assertStringIncludes(String(await logged.promise), "too late");
  assertStringIncludes(page.text(), "alive");
});

Deno.test("what a run leaves behind cannot draw once it is over: its author is told", async () => {
  const heard = Promise.withResolvers<unknown>();
  const ended = Promise.withResolvers<void>();
  const app = createAppWith(
    () => {
      if (st.button("Load")) void ended.promise.then(() => st.write("too late"));
      st.write("drawn in time");
    },
    {},
    { clock: new FakeClock(), onError: heard.resolve },
  );
  await using page = await open(app);
  await page.click("Load");
  ended.resolve();
  assertStringIncludes(String(await heard.promise), "Cannot call write() after its run has ended");
  assertEquals(page.lines(), ["[Load]", "drawn in time"]);
});

Deno.test("S63: an error once an answer is being streamed stands below what has come, all else is alive", async () => {
  const hold = Promise.withResolvers<void>();
  const work = st.fragment(async () => {
    if (!st.button("Work")) return;
    st.write("Begun");
    await hold.promise;
    throw new Error("broke off");
  });
  const counter = st.fragment(() => {
    if (st.button("Plus")) st.sessionState.n = (st.sessionState.n ?? 0) + 1;
    st.write(`Count ${st.sessionState.n ?? 0}`);
  });
  const app = createAppWith(
    async () => {
      await work();
      counter();
    },
    { showErrorDetails: true },
    {},
  );
  await using page = await open(app);
  const worked = page.click("Work");
  // What has come so far is shown, as a stream's first message.
  await page.until(() => page.has("Begun"));
  assertEquals(page.errorBoxes(), []);
  hold.resolve();
  await worked;
  assertEquals(page.errorBoxes(), ["Error: broke off"]);
  await page.click("Plus");
  assertEquals(page.lines().filter((line) => !line.includes("broke off")), [
    "[Work]",
    "Begun",
    "[Plus]",
    "Count 1",
  ]);
  // Pressed or not, it runs again like any other.
  await page.click("Plus");
  assert(page.has("Count 2"));
});

Deno.test("S64: a fragment that never settles holds up no other, and ends when it has had its time", async () => {
  const clock = new FakeClock();
  const never = st.fragment(async () => {
    if (!st.button("Wait")) return void st.write("Waits for nothing");
    st.write("Waits");
    await new Promise(() => {});
  });
  const counter = st.fragment(() => {
    if (st.button("Plus")) st.sessionState.n = (st.sessionState.n ?? 0) + 1;
    st.write(`Count ${st.sessionState.n ?? 0}`);
  }, { runEvery: 1 });
  const app = createAppWith(
    async () => {
      await never();
      counter();
    },
    { showErrorDetails: true, limits: { runTime: "60s" } },
    { clock },
  );
  await using page = await open(app, { clock });
  const waited = page.click("Wait");
  await page.until(() => page.has("Waits"));
  for (let i = 1; i <= 3; i++) {
    await page.click("Plus");
    assert(page.has(`Count ${i}`));
    await clock.advance(19_000);
  }
  assertEquals(page.errorBoxes(), []);
  await clock.advance(4_000);
  await waited;
  assertEquals(page.errorBoxes().length, 1);
  assertStringIncludes(page.errorBoxes()[0]!, "Ended after");
  await page.click("Plus");
  assert(page.has("Count 4"));
  await clock.advance(60_000);
  assertEquals(page.errorBoxes().length, 1);
});

Deno.test("a HEAD request runs nothing", async () => {
  let runs = 0;
  const app = st.createApp(() => void runs++);
  const response = await app.request("http://localhost/", { method: "HEAD" });
  assertEquals([response.status, runs], [200, 0]);
});
