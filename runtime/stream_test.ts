import { assertEquals } from "@std/assert";
import * as st from "@eddy/eddy";
import { PAGE } from "./ids.ts";
import { settle, TestPage } from "../tests/session.ts";

/** A stream that hands out what it is told to. */
class Source {
  cancelled = 0;
  #controller!: ReadableStreamDefaultController<string>;
  readonly stream = new ReadableStream<string>({
    start: (controller) => {
      this.#controller = controller;
    },
    cancel: () => {
      this.cancelled++;
    },
  });

  async say(text: string): Promise<void> {
    this.#controller.enqueue(text);
    await settle();
  }

  end(): void {
    this.#controller.close();
  }
}

Deno.test("writeStream() grows one text and resolves to all of it", async () => {
  const source = new Source();
  let whole = "";
  const page = new TestPage(async () => {
    whole = await st.writeStream(source.stream);
    st.write("after");
  });
  await source.say("Four");
  assertEquals(page.text(), "Four");
  await source.say("");
  await source.say("teen *orders*");
  assertEquals(page.text(), "Fourteen *orders*");
  source.end();
  await page.job.done;
  assertEquals(whole, "Fourteen *orders*");
  assertEquals(page.text(), "Fourteen *orders*\nafter");
});

Deno.test("writeStream() resolves to what has come when its user stops it, and the run goes on", async () => {
  const source = new Source();
  const page = new TestPage(() =>
    st.fragment(async () => {
      const { signal } = st.context;
      const text = await st.writeStream(source.stream);
      st.write(`kept ${text}, ${signal.aborted}`);
      st.write(`more: ${await st.writeStream(new ReadableStream())}`);
    })()
  );
  await source.say("Four");
  const [fragment] = page.session.fragments.keys();
  assertEquals(page.session.schedule.halt("f-none" as typeof fragment & string), false);
  assertEquals(page.session.schedule.halt(fragment!), true);
  await page.job.done;
  assertEquals(page.text(), "Four\nkept Four, true\nmore: ");
  assertEquals(source.cancelled, 1);
  assertEquals(page.errors, []);
  // It was of that run only.
  const again = page.rerun();
  assertEquals(page.session.schedule.halt(fragment!), true);
  await again;
  assertEquals(page.session.schedule.halt(fragment!), false);
});

Deno.test("who stops one fragment stops no stream of another that the same run draws", async () => {
  const [one, two] = [new Source(), new Source()];
  const signals: AbortSignal[] = [];
  const part = st.fragment(async (source: Source) => {
    signals.push(st.context.signal);
    st.write(`whole: ${await st.writeStream(source.stream)}`);
  });
  const page = new TestPage(() => {
    void part(one);
    void part(two);
  });
  await one.say("first");
  await two.say("second");
  const [fragment] = page.session.fragments.keys();
  page.session.schedule.halt(fragment!);
  await two.say(" goes on");
  two.end();
  await page.job.done;
  assertEquals(page.text(), "first\nwhole: first\nsecond goes on\nwhole: second goes on");
  assertEquals(signals.map(({ aborted }) => aborted), [true, false]);
});

Deno.test("an abort that its author passes on is no error, any other error is", async () => {
  let fails = false;
  const page = new TestPage(async () => {
    const { signal } = st.context;
    async function* answer() {
      yield "one ";
      await new Promise((_, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason));
      });
    }
    st.write(await st.writeStream(answer()));
    await Promise.reject(fails ? new Error("broken") : signal.reason);
  });
  await settle();
  page.session.schedule.halt(PAGE);
  await page.job.done;
  assertEquals([page.text(), page.errors], ["one \none ", []]);
  fails = true;
  const again = page.rerun();
  await settle();
  page.session.schedule.halt(PAGE);
  await again;
  assertEquals(page.errors.map(String), ["Error: broken"]);
});

Deno.test("writeStream() takes generators, and bytes of UTF-8 cut anywhere", async () => {
  const bytes = new TextEncoder().encode("grün");
  async function* pieces(): AsyncGenerator<unknown> {
    yield* [bytes.subarray(0, 3), bytes.subarray(3)];
    await Promise.resolve();
  }
  const page = new TestPage(async () => {
    const whole = await st.writeStream(pieces() as AsyncIterable<string>);
    st.text(`${whole.length}`);
  });
  await page.job.done;
  assertEquals(page.text(), "grün\n4");
});

Deno.test("write() draws what is no text between the texts of a stream", async () => {
  function* pieces(): Generator<unknown> {
    yield "a";
    yield "b";
    yield new Error("between");
    yield "c";
  }
  const page = new TestPage(() => st.write("before", pieces(), "after"));
  await page.job.done;
  assertEquals(page.text(), "before\nab\nError: between\nc\nafter");
});

Deno.test("writeStream() cancels a stream whose run is superseded, even while it waits", async () => {
  const source = new Source();
  let ran = false;
  const page = new TestPage(async () => {
    st.sessionState.n = (st.sessionState.n ?? 0) + 1;
    if (st.sessionState.n > 1) return st.write("second run");
    await st.writeStream(source.stream);
    ran = true;
  });
  await source.say("never seen to its end");
  await page.rerun();
  await settle();
  assertEquals(source.cancelled, 1);
  assertEquals(page.text(), "second run");
  assertEquals(ran, false);
  assertEquals(page.errors, []);
});

Deno.test("writeStream() ends a generator whose run is superseded", async () => {
  let ended = false;
  const { promise: more, resolve: go } = Promise.withResolvers<void>();
  async function* pieces(): AsyncGenerator<string> {
    try {
      yield "first";
      await more;
      yield "too late";
    } finally {
      ended = true;
    }
  }
  const page = new TestPage(() => {
    st.sessionState.n = (st.sessionState.n ?? 0) + 1;
    if (st.sessionState.n === 1) st.writeStream(pieces());
  });
  await settle();
  assertEquals(page.text(), "first");
  await page.rerun();
  go();
  await settle();
  assertEquals(ended, true);
  assertEquals(page.text(), "");
});

Deno.test("writeStream() refuses a stream that somebody else reads", async () => {
  const source = new Source();
  source.stream.getReader();
  const page = new TestPage(() => {
    st.writeStream(source.stream);
  });
  await page.job.done;
  assertEquals(page.errors.length, 1);
});
