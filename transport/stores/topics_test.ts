import { assert, assertEquals } from "@std/assert";
import { Topics } from "./topics.ts";
import type { TopicRecord } from "./topics.ts";

/** A record in memory, with a bell and faults at hand. */
class FakeRecord implements TopicRecord {
  lookEveryMs = 60_000;
  readonly published: string[] = [];
  fault: Error | null = null;
  listening = 0;
  ring: () => void = () => {};

  read(mark: string | null): Promise<{ topics: string[]; mark: string }> {
    if (this.fault !== null) return Promise.reject(this.fault);
    const from = mark === null ? this.published.length : Number(mark);
    return Promise.resolve({
      topics: this.published.slice(from),
      mark: String(this.published.length),
    });
  }

  listen(bell: () => void): AsyncDisposable {
    this.ring = bell;
    this.listening++;
    return { [Symbol.asyncDispose]: () => Promise.resolve(void this.listening--) };
  }
}

/** Collects topics; `next()` waits for one more. */
function collector() {
  const topics: string[] = [];
  let wake = () => {};
  const onTopic = (topic: string) => {
    topics.push(topic);
    wake();
  };
  const next = async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    wake = resolve;
    await promise;
  };
  return { topics, onTopic, next };
}

Deno.test("Topics reads from when it was subscribed to", async () => {
  const record = new FakeRecord();
  record.published.push("before");
  await using topics = new Topics(record, fail);
  const heard = collector();
  topics.subscribe(heard.onTopic);
  await topics.begun();
  record.published.push("after");
  record.ring();
  await heard.next();
  assertEquals(heard.topics, ["after"]);
});

Deno.test("Topics reads again if the bell rang while it read", async () => {
  const record = new FakeRecord();
  await using topics = new Topics(record, fail);
  const heard = collector();
  topics.subscribe(heard.onTopic);
  await topics.begun();
  const { read } = record;
  record.read = async (mark) => {
    const answer = await read.call(record, mark);
    record.read = read;
    // Published, and rung for, after this answer was made and before it came.
    record.published.push("two");
    record.ring();
    return answer;
  };
  record.published.push("one");
  record.ring();
  while (heard.topics.length < 2) await heard.next();
  assertEquals(heard.topics, ["one", "two"]);
});

Deno.test("Topics finds without a bell what was published", async () => {
  const record = new FakeRecord();
  record.lookEveryMs = 1;
  await using topics = new Topics(record, fail);
  const heard = collector();
  topics.subscribe(heard.onTopic);
  await topics.begun();
  record.published.push("silent");
  await heard.next();
  assertEquals(heard.topics, ["silent"]);
});

Deno.test("Topics tells the others when one of them throws", async () => {
  const record = new FakeRecord();
  const problems: unknown[] = [];
  await using topics = new Topics(record, (error) => void problems.push(error));
  const broken = new Error("broken");
  topics.subscribe(() => {
    throw broken;
  });
  const heard = collector();
  topics.subscribe(heard.onTopic);
  await topics.begun();
  record.published.push("one", "two");
  record.ring();
  while (heard.topics.length < 2) await heard.next();
  assertEquals(problems, [broken, broken]);
});

Deno.test("Topics tells when a store is away and when it still is, and reads on when it is back", async () => {
  const record = new FakeRecord();
  const problems: string[] = [];
  await using topics = new Topics(record, (_, what) => void problems.push(what));
  const heard = collector();
  topics.subscribe(heard.onTopic);
  await topics.begun();
  record.fault = new Error("away");
  record.ring();
  await until(() => problems.length > 0);
  record.published.push("meanwhile");
  let reads = 0;
  const { read } = record;
  record.read = (mark) => {
    reads++;
    return read.call(record, mark);
  };
  record.ring();
  await until(() => reads > 0);
  assertEquals([problems[0], ...new Set(problems.slice(1))], ["away", "again"]);
  record.fault = null;
  record.ring();
  await heard.next();
  assertEquals(heard.topics, ["meanwhile"]);
});

Deno.test("Topics listens while anybody does, and not longer", async () => {
  const record = new FakeRecord();
  await using topics = new Topics(record, fail);
  assertEquals(record.listening, 0);
  const [one, two] = [topics.subscribe(() => {}), topics.subscribe(() => {})];
  assertEquals(record.listening, 1);
  one[Symbol.dispose]();
  assertEquals(record.listening, 1);
  two[Symbol.dispose]();
  await until(() => record.listening === 0);
  // A second end of what has ended ends nothing that came after.
  using _ = topics.subscribe(() => {});
  two[Symbol.dispose]();
  await topics.begun();
  assertEquals(record.listening, 1);
});

Deno.test("Topics tells nobody any more once it is disposed of, even of what it was reading", async () => {
  const record = new FakeRecord();
  const topics = new Topics(record, fail);
  const heard = collector();
  topics.subscribe(heard.onTopic);
  await topics.begun();
  const { promise, resolve } = Promise.withResolvers<{ topics: string[]; mark: string }>();
  const asked = Promise.withResolvers<void>();
  record.read = () => {
    asked.resolve();
    return promise;
  };
  record.ring();
  await asked.promise;
  const ending = topics[Symbol.asyncDispose]();
  resolve({ topics: ["late"], mark: "1" });
  await ending;
  assertEquals(heard.topics, []);
  assertEquals(record.listening, 0);
});

function fail(error: unknown): void {
  assert(false, String(error));
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 0));
}
