import { assertEquals } from "@std/assert";
import type { FragmentId } from "../runtime/ids.ts";
import { MemorySessionStore } from "../runtime/session_store.ts";
import { Mailbox } from "./mailbox.ts";

Deno.test("Mailbox.post() takes no more letters than a page may have waiting", async () => {
  const mailbox = new Mailbox(new MemorySessionStore(), "page");
  const letter = (id: string) => ({
    id,
    region: "page" as FragmentId,
    events: [],
    elsewhere: [],
    seen: 0,
  });
  for (let i = 0; i < 50; i++) assertEquals(await mailbox.post(letter(`${i}`)), true);
  assertEquals(await mailbox.post(letter("late")), false);
  assertEquals((await mailbox.collect()).length, 50);
  // They were taken out, so that there is room again.
  assertEquals(await mailbox.post(letter("next")), true);
  assertEquals((await mailbox.collect()).map(({ id }) => id), ["next"]);
});
