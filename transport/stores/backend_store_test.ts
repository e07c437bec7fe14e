import { assertEquals } from "@std/assert";
import { eventually } from "../../tests/kit/eventually.ts";
import { BackendStore } from "./backend_store.ts";
import type { Backend } from "./backend_store.ts";

/** A backend that notes what is asked of it, and answers its first look for topics when it is let. */
class FakeBackend implements Backend {
  readonly name = "of this test";
  readonly calls: string[] = [];
  readonly firstLook = Promise.withResolvers<void>();
  readonly writing = Promise.withResolvers<void>();
  readonly topics = {
    lookEveryMs: 60_000,
    read: async () => {
      await this.firstLook.promise;
      this.calls.push("looked");
      return { topics: [], mark: "" };
    },
    listen: () => ({ [Symbol.asyncDispose]: () => Promise.resolve(void this.calls.push("deaf")) }),
  };

  get() {
    return Promise.resolve(null);
  }

  async set() {
    await this.writing.promise;
    this.calls.push("written");
    return "1";
  }

  delete() {
    return Promise.resolve();
  }

  publish(topic: string) {
    this.calls.push(`published ${topic}`);
    return Promise.resolve();
  }

  close() {
    this.calls.push("closed");
    return Promise.resolve();
  }
}

Deno.test("BackendStore.publish() waits until who has just subscribed will hear of it", async () => {
  const backend = new FakeBackend();
  await using store = new BackendStore(backend, () => {});
  store.subscribe(() => {});
  const publishing = store.publish("topic");
  backend.firstLook.resolve();
  await publishing;
  assertEquals(backend.calls, ["looked", "published topic"]);
});

Deno.test("BackendStore closes what it has when nothing is under way any more", async () => {
  const backend = new FakeBackend();
  const store = new BackendStore(backend, () => {});
  store.subscribe(() => {});
  const writing = store.set("a", new Uint8Array(1), null, 1000);
  const closing = store[Symbol.asyncDispose]();
  backend.firstLook.resolve();
  await eventually(() => assertEquals(backend.calls, ["looked", "deaf"]));
  backend.writing.resolve();
  await closing;
  assertEquals(backend.calls, ["looked", "deaf", "written", "closed"]);
  assertEquals(await writing, "1");
});
