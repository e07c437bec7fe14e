import * as st from "@eddy/eddy";
import { html as markup } from "@eddy/eddy/html";

/**
 * A widget of your own, from markup, styles and a module for the browser: in the page itself, without a build.
 * Packages of npm can be wrapped, see `examples/component.ts`.
 * @see html, everyWidget
 */
export function component() {
  const events = st.state({ cleared: 0 });
  const cells = punchCard({ columns: 8 }, {
    key: "card",
    label: "Punch card",
    onEvent: () => events.cleared++,
  });
  st.caption(`${cells.length} of 16 holes, cleared ${events.cleared} times`);
}

const punchCard = st.component<{ columns: number }, readonly number[]>({
  initial: [],
  read: (value) => {
    if (Array.isArray(value) && value.every((one) => Number.isInteger(one))) return value;
    throw new TypeError("must be whole numbers");
  },
  css: `:host { display: grid; gap: 0.75rem }
    div { display: grid; grid-template-columns: repeat(8, 1.5rem); gap: 0.25rem }
    button { min-height: 2rem; border: 1px solid var(--eddy-border-strong); border-radius: 4px;
      background: var(--eddy-surface); color: inherit; font: inherit; cursor: pointer }
    [aria-pressed=true] { background: var(--eddy-accent) }
    .clear { justify-self: start; padding: 0 0.75rem }`,
  html: `<div role="group" aria-label="Holes"></div><button class="clear">Clear</button>`,
  js: `export default ({ root, props, value, setValue, emit }) => {
      const [card, clear] = root.children;
      const holes = Array.from({ length: 2 * props.columns }, (_, i) => {
        const hole = card.appendChild(document.createElement("button"));
        hole.ariaLabel = "Hole " + (i + 1);
        hole.onclick = () => show(value.includes(i) ? value.filter((one) => one !== i) : [...value, i], true);
        return hole;
      });
      const show = (next, say) => {
        value = next;
        holes.forEach((hole, i) => hole.ariaPressed = String(value.includes(i)));
        if (say) setValue(value);
      };
      clear.onclick = () => { show([], true); emit("cleared"); };
      show(value);
      return { update: ({ value }) => show(value) };
    };`,
});

/**
 * Markup of your own, styled like the rest without a class. Data goes in through Hono’s `html` tag, which
 * escapes it.
 * @see action, markdown, component
 */
export function html() {
  const customer = "O’Neill & <Sons>";
  st.html(
    markup`<p>Press <kbd>Alt</kbd> <kbd>R</kbd> to recount what <mark>${customer}</mark> sent.</p>
    <dl><dt>Parcel</dt><dd>1.2 kg, <abbr title="Cash on delivery">COD</abbr></dd></dl>`,
  );
}
