/** What the blocks of this folder have in common: their markup is sound, their children stand in their body. */
import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import * as st from "@eddy/eddy";
import { drawHtml, drawnPage } from "../../tests/draw_html.ts";
import { lintHtml, outermost } from "../../tests/lint_html.ts";
import { parseFragment } from "parse5";
import type { DefaultTreeAdapterTypes } from "parse5";
import { hasBody } from "../render.ts";

const BLOCKS: Readonly<Record<string, () => { write(text: string): void }>> = {
  tabs: () => st.tabs(["A", "B"])[0]!,
  expander: () => st.expander("More", { icon: "🔍", expanded: true }),
  popover: () => st.popover("Filter", { help: "Which orders" }),
  chatMessage: () => st.chatMessage("user"),
  status: () => st.status("Work", { state: "error" }),
};

Deno.test("every block is one element, with its children directly in its body", async () => {
  for (const [kind, draw] of Object.entries(BLOCKS)) {
    const page = () => {
      const box = draw();
      box.write("one");
      box.write("two");
    };
    const html = await drawHtml(page);
    assertEquals(lintHtml(html), [], kind);
    assertEquals(outermost(html).length, 1, kind);
    const [block] = (await drawnPage(page)).session.roots.main.children;
    if (block === undefined || !("children" in block)) throw new Error(`${kind} is no block`);
    assertEquals(hasBody(block), true, kind);
    // A panel holds its own.
    const holder = block.kind === "tabs" ? block.children[0] : block;
    const id = block.kind === "tabs" ? (holder as typeof block).id : `${block.id}-body`;
    assertEquals(childrenOf(html, id), ["div", "div"], kind);
  }
});

function childrenOf(html: string, id: string): string[] {
  type Node = DefaultTreeAdapterTypes.ChildNode | DefaultTreeAdapterTypes.DocumentFragment;
  const find = (node: Node): Node | undefined => {
    if ("attrs" in node && node.attrs.some(({ name, value }) => name === "id" && value === id)) {
      return node;
    }
    if (!("childNodes" in node)) return undefined;
    for (const child of node.childNodes) {
      const found = find(child);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const found = find(parseFragment(html));
  return found !== undefined && "childNodes" in found
    ? found.childNodes.map(({ nodeName }) => nodeName)
    : [];
}

Deno.test("tabs() are named by their labels, so that others may come and go", async () => {
  const ids = async (labels: string[]) => {
    const html = await drawHtml(() => st.tabs(labels));
    return [...html.matchAll(/role="tabpanel" id="([^"]+)"/g)].map(([, id]) => id);
  };
  const [a, b] = await ids(["A", "B"]);
  const three = await ids(["New", "A", "B"]);
  assertEquals(three.slice(1), [a, b]);
  assertEquals(new Set(await ids(["A", "A", "A"])).size, 3);
  assertEquals((await ids(["A", "A"]))[0], a);
  await drawHtml(() => {
    assertThrows(() => st.tabs([]), RangeError, "at least one label");
  });
});

Deno.test("expander() leaves its opening to its reader until the author changes it", async () => {
  const tag = async (expanded: boolean) =>
    /<details[^>]*>/.exec(await drawHtml(() => st.expander("x", { expanded })))![0];
  assertStringIncludes(await tag(true), ' open data-keep="open" data-was>');
  assertStringIncludes(await tag(false), ' data-keep="open">');
});

Deno.test("popover() that is disabled cannot be opened", async () => {
  assertStringIncludes(
    await drawHtml(() => st.popover("x", { disabled: true })),
    'popovertarget="main-popover0-panel" disabled>',
  );
});

Deno.test("chatMessage() knows its sides, and anyone else by their first letter", async () => {
  const avatar = async (name: string, avatar?: string) =>
    /<div class="avatar" aria-hidden="true">(.*?)<\/div>/.exec(
      await drawHtml(() => st.chatMessage(name, avatar === undefined ? {} : { avatar })),
    )![1]!;
  assertStringIncludes(await avatar("user"), "icon user");
  assertStringIncludes(await avatar("ai"), "icon assistant");
  assertEquals(await avatar("zoë"), "Z");
  assertEquals(await avatar("👩‍🔬 Ada"), "👩");
  assertEquals(await avatar(""), "?");
  assertEquals(await avatar("user", "🦉"), "🦉");
  assertEquals(await avatar("x", "/me.png"), '<img src="/me.png" alt="" width="32" height="32">');
});
