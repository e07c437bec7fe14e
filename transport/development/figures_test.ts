/** What an author is told of fragments. */
import { assertEquals } from "@std/assert";
import * as st from "@eddy/eddy";
import { RawPage } from "../../tests/security/raw_page.ts";
import { createAppWith } from "../app.ts";
import { sizesOf } from "./figures.ts";
import type { Figure } from "./figures.ts";

Deno.test("sizesOf() counts each region without those inside it", () => {
  const inner = '<eddy-fragment data-rev="1" id="b">é</eddy-fragment>';
  const outer = `<eddy-fragment id="a" class="x">one${inner}two</eddy-fragment>`;
  const sizes = sizesOf(`<p>head</p>${outer}<p>foot</p>`);
  assertEquals(Object.fromEntries(sizes), {
    page: "<p>head</p><p>foot</p>".length,
    a: outer.length - inner.length,
    b: inner.length + 1,
  });
});

const clicks = st.fragment(function clicks() {
  if (st.button("Plus one!")) st.sessionState.n = (st.sessionState.n ?? 0) + 1;
  st.text(`Clicked ${st.sessionState.n ?? 0} times`);
});

function page(): void {
  st.title("Counter");
  clicks();
}

/** What a page's author is told: objects, as they come. */
async function* newsOf({ body }: Response): AsyncGenerator<{ readonly fragments: Figure[] }, void> {
  let rest = "";
  for await (const text of body!.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split("\n");
    rest = lines.pop()!;
    for (const line of lines) yield JSON.parse(line);
  }
}

Deno.test("a page's author is told what ran, how long, how much was sent, and why", async () => {
  const options = { showErrorDetails: true };
  const app = createAppWith(page, options, { development: { watched: false } });
  const visit = await RawPage.open(app);
  const news = newsOf(await visit.ask(`${visit.base}/watch`));
  const figures = async () => {
    const { fragments } = (await news.next()).value as { fragments: Figure[] };
    return fragments.map(({ name, runs, why }) => `${name} ${runs} ${why}`);
  };
  assertEquals(await figures(), ["page 1 opened", "clicks 1 page ran"]);
  const region = /<eddy-fragment[^>]* id="([^"]*)"/.exec(visit.html)![1]!;
  const answer = await (await visit.post(visit.event("Plus one!"), {}, region)).text();
  const { fragments } = (await news.next()).value as { fragments: Figure[] };
  const { name, runs, ms, bytes, why } = fragments[1]!;
  assertEquals([name, runs, why], ["clicks", 2, "“Plus one!”"]);
  assertEquals(typeof ms, "number");
  assertEquals(bytes, answer.length);
  assertEquals(fragments[0]!.bytes > 0, true, "what was sent of the page itself");
  await st.signOut(() => true);
  assertEquals((await news.next()).done, true);
});

Deno.test("nobody is told who is not to see details, and nothing of it is in their page", async () => {
  for (const development of [null, { watched: false }]) {
    const app = createAppWith(page, { showErrorDetails: false }, { development });
    const visit = await RawPage.open(app);
    assertEquals(visit.html.includes("development"), false);
    const response = await visit.ask(`${visit.base}/watch`);
    assertEquals(response.status, 404);
    await response.body?.cancel();
  }
});
