import { assert, assertEquals } from "@std/assert";
import MarkdownIt from "markdown-it";
import { addBracketBounds } from "./markdown_brackets.ts";
import { addRules } from "./markdown_rules.ts";

/** A parser with Eddy's brackets, which counts how often it looks ahead. */
function looking(bounded: boolean) {
  const parser = new MarkdownIt();
  if (bounded) addBracketBounds(parser);
  addRules(parser);
  const { skipToken } = parser.inline;
  const seen = { looks: 0, memory: null as unknown };
  parser.inline.skipToken = (state) => {
    seen.looks++;
    seen.memory = state.cache;
    skipToken.call(parser.inline, state);
  };
  return { render: (text: string) => parser.render(text, { formulas: false }), seen };
}

Deno.test("addBracketBounds() has the parser look ahead for a closing bracket only where there is one behind", () => {
  const { render, seen } = looking(true);
  for (const opening of [":blue-badge[", "![", "[", "![:red["]) render(opening.repeat(1_000));
  assertEquals(seen.looks, 0);
  render(`[a](b) ${"[".repeat(1_000)}`);
  assert(seen.looks > 0 && seen.looks < 10, `${seen.looks}`);
});

Deno.test("addBracketBounds() has the parser remember a long text in a list, not in a sparse object", () => {
  const { render, seen } = looking(true);
  render(`${":blue-badge[".repeat(1_000)}]`);
  assert(Array.isArray(seen.memory));
});

Deno.test("addBracketBounds() changes nothing of what is drawn", () => {
  const [bounded, plain] = [looking(true), looking(false)];
  for (
    const text of [
      "[a](b) ![c](d) [e] [f",
      ":red[a :blue-badge[b] [c](d)] :small[e",
      "[a [b](c)](d) ![a [b](c)](d)",
      "[a][b]\n\n[b]: c",
      "`]` [a `]` b](c) \\] [d \\] e](f)",
      "]]] [[[ ] [ :red[ ]",
      "![".repeat(300) + "](x)",
      ":red[".repeat(300) + "]".repeat(300),
    ]
  ) assertEquals(bounded.render(text), plain.render(text), text);
});
