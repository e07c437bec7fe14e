import * as st from "@eddy/eddy";
import { stock } from "./business.ts";

/**
 * Draws anything by its type: text as Markdown, rows as a table, objects as a tree, errors in red,
 * promises and streams when they come.
 * @see markdown, json, table, writeStream
 */
export function write() {
  st.write("Revenue of **October**:", 48_200, "euros", true, null);
  st.write(stock.map(({ product, left }) => ({ product, left })));
  st.write({ warehouse: "Wels", shelves: [12, 13, 20] });
}

/**
 * The page's first heading; it names the browser's window, too.
 * @see header, setPageConfig
 */
export function title() {
  st.title("Orders of *October*", { help: "All shops together", anchor: "october" });
}

/**
 * A heading of the second level, with a place to link to, and a line below if wanted.
 * @see subheader, divider
 */
export function header() {
  st.header("Deliveries", { divider: true, icon: "🚚" });
  st.header("Returns :leftwards_arrow_with_hook:", { divider: "red", help: "The last 30 days" });
  st.header("No link leads here", { anchor: false });
}

/**
 * A heading of the third level.
 * @see header
 */
export function subheader() {
  st.subheader("This week", { divider: "gray" });
  st.subheader("Next week", { help: "As far as it is planned", anchor: "planned" });
  st.subheader("After that", { textAlignment: "center", width: "stretch" });
}

/**
 * GitHub's Markdown, with emoji codes, colours, badges, tasks, footnotes and formulas. Raw HTML in it is
 * shown as text.
 * @see code, latex, badge, caption
 */
export function markdown() {
  st.markdown(
    `**Before you ship**, see the [handbook](https://example.com/handbook) :package:

- [x] Packed, weighed: \`1.2 kg\`
- [ ] :orange[Customs form] filled in

| Tea    |   Left | State               |
| :----- | -----: | :------------------ |
| Oolong |     35 | :red-badge[low]     |
| Assam  |    420 | :green-badge[fine]  |

~~Two~~ three boxes a day[^1], so that $n = 3$.

> [!TIP]
> Ship Oolong on Mondays.

[^1]: Since October
`,
    { help: "Written as one does on GitHub" },
  );
  st.markdown(
    "Boxes are packed in the order in which they were asked for. Who pays for express delivery comes " +
      "first, except on Mondays, when what has waited over the weekend is sent before anything else.",
    { textAlignment: "justify" },
  );
}

/**
 * Small and quiet: what one need not read.
 * @see text, markdown
 */
export function caption() {
  st.caption("Prices **without** taxes, as of 31 October", { help: "Taxes differ by country" });
  st.caption("Source: our own books", { textAlignment: "right" });
}

/**
 * Text exactly as it is, also where it looks like markup. For what comes from data.
 * @see markdown, code
 */
export function text() {
  st.text("Leave at the *back* door <please>\n   and ring twice.", {
    help: "The customer's words",
  });
  st.text("*** sold out ***", { textAlignment: "center", width: 240 });
}

/**
 * Source code in colours, with a button that copies it. The colours are made on the server.
 * @see text, markdown
 */
export function code() {
  st.code("select customer, sum(total)\nfrom orders\ngroup by customer", {
    language: "sql",
    lineNumbers: true,
  });
  const line = '{ "order": 20001, "customer": "Ada Lovelace", "items": ["Assam", "Oolong"] }';
  st.code(line, { language: "json", wrap: true });
  st.code(Array.from({ length: 40 }, (_, i) => `08:${i + 10} box ${i + 1} packed`).join("\n"), {
    height: 120,
  });
}

/**
 * A formula, drawn on the server by KaTeX.
 * @see markdown
 */
export function latex() {
  st.latex("Q^* = \\sqrt{\\frac{2DK}{h}}");
  st.caption("How much to order at once: demand $D$, cost of an order $K$, cost of storage $h$.");
}

/**
 * A line between what belongs together.
 * @see header, space
 */
export function divider() {
  st.write("Vienna: 412 orders");
  st.divider();
  st.write("Graz: 97 orders");
}

/**
 * A word that stands out. In Markdown, `:green-badge[paid]` is one, too.
 * @see markdown, metric
 */
export function badge() {
  st.container({ horizontal: true })(() => {
    st.badge("new");
    st.badge("paid", { color: "green", icon: "✓" });
    st.badge("late", { color: "red" });
    st.badge("on its way", { color: "violet", icon: "🚚" });
  });
}
