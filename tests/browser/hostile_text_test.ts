/**
 * Hostile text in every place of every element, in a browser whose policy would let all of it run: what
 * htmx makes of an answer is seen nowhere else (SECURITY.md 22 to 24).
 */
import { Buffer } from "node:buffer";
import { assert, assertEquals, assertGreater } from "@std/assert";
import * as st from "@eddy/eddy";
import type { Page } from "playwright-core";
import { createAppWith } from "../../transport/app.ts";
import { eventually, quiet, ready, see } from "./client_kit.ts";
import { browserTest, withPage } from "./kit.ts";
import { ALL_PLACES, HOSTILE_TEXTS, VERBATIM } from "../hostile_text.ts";

/** Texts in one page: each place is drawn for each of them. */
const AT_ONCE = 3;
const PICTURE = '<svg xmlns="http://www.w3.org/2000/svg"/>';

/** A page of all places, drawn whole, in an answer or as a stream, as its address says. */
function showing(texts: readonly string[]): () => unknown {
  const places = () => {
    for (const text of texts) {
      // Each in a fragment of its own: elsewhere two widgets without key would be the same one.
      for (const [, place] of ALL_PLACES) st.fragment(() => void place(text))();
    }
  };
  const part = st.fragment(async () => {
    const pressed = st.button("Draw");
    if (!pressed && !st.queryParams.has("whole")) return;
    places();
    // Long enough for an answer to be streamed.
    if (st.queryParams.has("slow")) await new Promise((resolve) => setTimeout(resolve, 80));
    if (pressed && st.queryParams.has("fail")) throw new Error(texts.join(" "));
    st.text("All of it is drawn");
  });
  return async () => await part();
}

/** Serves a page whose answers carry no policy: what would run then, must not be there. */
function unguarded(page: () => unknown): Deno.ServeHandler {
  const app = createAppWith(page, { showErrorDetails: true }, { onError: () => {} });
  return async (request) => {
    if (request.url.endsWith(".png") || new URL(request.url).pathname.startsWith("/tiles/")) {
      return new Response(PICTURE, { headers: { "content-type": "image/svg+xml" } });
    }
    // What frames and players ask for.
    if (/\/a(?:\.\w+)?$/.test(request.url)) return new Response("x");
    const answer = await app.fetch(request);
    const headers = new Headers(answer.headers);
    headers.delete("content-security-policy");
    return new Response(answer.body, { status: answer.status, headers });
  };
}

/** Counts what only injected markup can bring, and moves over everything. */
async function findings(page: Page): Promise<string[]> {
  return await page.evaluate(`(() => {
    const found = [];
    for (const element of document.querySelectorAll("#page, #page *")) {
      const { localName, attributes } = element;
      // The style sheet that an element of ours brings along, the pages that two of them show.
      if (element.matches("link[rel=stylesheet][href^='/_eddy/assets/']:not([onload])")) continue;
      if (element.matches("iframe:is([src='/a'][sandbox],[src='/a.pdf']):not([srcdoc])")) continue;
      // The pages of our own that diagrams and charts are drawn in, under a policy of their own.
      const ours = ":is([src^='/_eddy/assets/diagram-'],[src^='/_eddy/assets/plotly-'])";
      if (element.matches("iframe.diagram-frame[sandbox]" + ours)) continue;
      if (/^(script|style|iframe|object|embed|base|meta|link|template|hx-.*)$/.test(localName)) {
        found.push(element.outerHTML);
      }
      for (const { name, value } of attributes) {
        const isAddress = /^((xlink:)?href|src|action|formaction|poster|data)$/.test(name);
        if (/^on|^srcdoc$|^hx-on/.test(name) || (isAddress && !/^(https?:|data:image|[/#])/.test(value))) {
          found.push(element.outerHTML);
        }
      }
      for (const type of ["mouseover", "mouseenter", "focus", "pointerover", "load"]) {
        element.dispatchEvent(new Event(type));
      }
    }
    return found;
  })()`) as string[];
}

/** Places whose text cannot be read in the page as it was given. */
async function notVerbatim(page: Page, texts: readonly string[]): Promise<string[]> {
  const shown = await page.evaluate(`(() => {
    const one = (text) => text.replaceAll(/\\s+/g, "");
    const said = [...document.querySelectorAll("#main eddy-fragment eddy-fragment")].map((region) => {
      const controls = [...region.querySelectorAll("input, textarea, select")];
      return one([region.textContent, ...controls.flatMap(({ value, placeholder }) => [value, placeholder])]
        .join("\\n"));
    });
    return said;
  })()`) as string[];
  assertEquals(shown.length, texts.length * ALL_PLACES.length);
  const lost: string[] = [];
  for (const [i, text] of texts.entries()) {
    // What no HTML can carry.
    if (/[\0\ud800]/.test(text)) continue;
    for (const [j, [name]] of VERBATIM.entries()) {
      const said = shown[i * ALL_PLACES.length + j]!;
      if (!said.includes(text.replaceAll(/\s+/g, ""))) {
        lost.push(`${name}: ${text} became ${said}`);
      }
    }
  }
  return lost;
}

for (let at = 0; at < HOSTILE_TEXTS.length; at += AT_ONCE) {
  const texts = HOSTILE_TEXTS.slice(at, at + AT_ONCE);
  browserTest(
    `S22: hostile texts ${at} to ${at + texts.length - 1} do nothing and are shown as they are`,
    async () => {
      await withPage(unguarded(showing(texts)), async (page) => {
        // Hundreds of elements take a busy machine a while.
        page.setDefaultTimeout(90_000);
        const dialogs: string[] = [];
        page.on("dialog", (dialog) => {
          dialogs.push(dialog.message());
          void dialog.dismiss();
        });
        // A stream brings the same markup in another envelope: one page of it shows that.
        for (const way of at === 0 ? ["", "slow", "whole", "fail"] : ["", "whole"]) {
          await page.goto(`/?${way}`, { waitUntil: "domcontentloaded" });
          await ready(page);
          if (way !== "whole") {
            await page.getByRole("button", { name: "Draw", exact: true }).click();
          }
          if (way === "fail") await page.locator("#main .exception").last().waitFor();
          else await see(page, "All of it is drawn");
          await quiet(page);
          // Toasts, effects, formulas and charts among it.
          await eventually(async () =>
            assertGreater(await page.locator("#toasts .toast").count(), 0)
          );
          assertEquals(await findings(page), [], way);
          assertEquals(await notVerbatim(page, texts), [], way);
          assertEquals(dialogs, [], way);
        }
      });
    },
  );
}

browserTest("S22: a hostile file name is text wherever it is shown", async () => {
  // What no name of a file has.
  const names = HOSTILE_TEXTS.filter((text) => !/[\0\n\ud800/\\]/.test(text));
  const app = () => {
    const files = st.fileUploader("Files", { multiple: true });
    for (const { name } of files) st.text(name);
    st.text(`${files.length} files`);
  };
  await withPage(unguarded(app), async (page) => {
    page.on("dialog", (dialog) => {
      throw new Error(dialog.message());
    });
    await page.goto("/");
    await ready(page);
    await page.getByLabel("Files").setInputFiles(names.map((name) => ({
      name,
      mimeType: "text/plain",
      buffer: Buffer.from("x"),
    })));
    await see(page, `${names.length} files`);
    await quiet(page);
    assertEquals(await findings(page), []);
    const shown = await page.locator("#main .plain").allInnerTexts();
    for (const name of names) assert(shown.includes(name), name);
  });
});
