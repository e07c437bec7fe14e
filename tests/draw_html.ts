/** What a page looks like as HTML, without an app around it: for tests of elements. */
import type { Element } from "../runtime/element.ts";
import { prepare } from "../web/prepare.ts";
import { blockShell, renderLeaf } from "../web/render.ts";
import { links } from "./kit/links.ts";
import { TestPage } from "./session.ts";

/** Runs `page` and answers the markup inside `<main>`. Fails if the page did. */
export async function drawHtml(page: () => unknown): Promise<string> {
  const drawn = await drawnPage(page);
  const html = await htmlOf(drawn);
  if (drawn.errors.length > 0) throw drawn.errors[0];
  return html;
}

/** Runs `page` to its end. */
export async function drawnPage(page: () => unknown): Promise<TestPage> {
  const drawn = new TestPage(page);
  await drawn.job.done;
  return drawn;
}

/** The markup inside `<main>` of a page as it is now. */
export async function htmlOf({ session, job }: TestPage): Promise<string> {
  await prepare(job.update, (error) => {
    throw error;
  });
  return session.roots.main.children.map(render).join("");
}

function render(element: Element): string {
  if (!("children" in element)) return renderLeaf(element, links);
  const [before, after] = blockShell(element, links);
  return before + element.children.map(render).join("") + after;
}
