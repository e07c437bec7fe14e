/**
 * Text full of opening brackets costs what its length is worth. Each of them may begin a link, an image or
 * something coloured, and the parser looks for where that ends, over and over.
 */
import type { MarkdownIt } from "markdown-it";

type InlineState = InstanceType<MarkdownIt["inline"]["State"]>;

/** Teaches `parser` not to look twice, nor where there is nothing to be found. */
export function addBracketBounds(parser: MarkdownIt): void {
  const { State } = parser.inline;
  const { parseLinkLabel } = parser.helpers;
  const lastClosings = new WeakMap<InlineState, number>();
  const lastClosing = (state: InlineState): number => {
    const known = lastClosings.get(state);
    if (known !== undefined) return known;
    const found = state.src.lastIndexOf("]");
    lastClosings.set(state, found);
    return found;
  };
  parser.inline.State = class extends State {
    constructor(...given: ConstructorParameters<typeof State>) {
      super(...given);
      // It remembers what it has looked at by position, in an object. One whose few keys are far apart is a
      // hash table to V8, and time and again measured and copied: a long text took the square of its length.
      if (this.src.includes("[")) Object.assign(this, { cache: new Array(this.src.length + 1) });
    }
  };
  parser.helpers = {
    ...parser.helpers,
    parseLinkLabel: (state, start, disableNested) =>
      start < lastClosing(state) ? parseLinkLabel(state, start, disableNested) : -1,
  };
}
