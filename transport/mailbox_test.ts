import { assertEquals } from "@std/assert";
import type { FragmentId, WidgetId } from "../runtime/ids.ts";
import { MemorySessionStore } from "../runtime/session_store.ts";
import { Mailbox } from "./mailbox.ts";
import type { Letter } from "./mailbox.ts";

/** A letter that says `text`. */
function letter(id: string, text = ""): Letter {
  const event = { number: 1, had: [1], widget: "w" as WidgetId, sent: [text] };
  return { id, region: "page" as FragmentId, events: [event], elsewhere: [], seen: 0 };
}

Deno.test("Mailbox.post() takes no more letters than a page may have waiting", async () => {
  const mailbox = new Mailbox(new MemorySessionStore(), "page");
  for (let i = 0; i < 50; i++) assertEquals(await mailbox.post(letter(`${i}`)), true);
  assertEquals(await mailbox.post(letter("late")), false);
  assertEquals((await mailbox.collect()).length, 50);
  // They were taken out, so that there is room again.
  assertEquals(await mailbox.post(letter("next")), true);
  assertEquals((await mailbox.collect()).map(({ id }) => id), ["next"]);
});

Deno.test("S34: Mailbox.post() takes no second letter beside one as large as a post may be", async () => {
  const mailbox = new Mailbox(new MemorySessionStore(), "page");
  assertEquals(await mailbox.post(letter("large", "x".repeat(4 * 1024 * 1024))), true);
  assertEquals(await mailbox.post(letter("next")), false);
  assertEquals((await mailbox.collect()).map(({ id }) => id), ["large"]);
  assertEquals(await mailbox.post(letter("next")), true);
});
