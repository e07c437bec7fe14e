/** How the markup of a widget is read: its id, its value, what it offers. */
import type { Node } from "./dom.ts";
import { namesIn } from "./picture.ts";

/** The id under which the server knows it. */
export function idOf(widget: Node): string {
  return widget.getAttribute("data-widget")!;
}

/** The value that the server gave a widget, as a form would send it. */
export function shownValue(widget: Node): string[] {
  const id = idOf(widget);
  return [...widget.querySelectorAll("input, select, textarea")]
    .filter((control) => control.getAttribute("name") === id)
    .flatMap((control) => {
      // The first line end is the markup's, not the text's.
      if (control.tagName === "TEXTAREA") return [control.textContent.replace(/^\n/, "")];
      if (control.tagName === "SELECT") {
        const options = [...control.querySelectorAll("option")];
        const chosen = options.filter((option) => option.hasAttribute("selected"));
        const shown = chosen.length > 0 || control.hasAttribute("multiple")
          ? chosen
          : options.slice(0, 1);
        return shown.map((option) => option.getAttribute("value") ?? option.textContent);
      }
      const value = control.getAttribute("value");
      if (/^(checkbox|radio)$/.test(control.getAttribute("type") ?? "")) {
        return control.hasAttribute("checked") ? [value ?? "on"] : [];
      }
      return [value ?? ""];
    });
}

/** A widget's value as its user sees it. */
export function chosenIn(widget: Node, sent: readonly string[]): string | boolean | string[] {
  const named = namesIn(widget);
  if (named !== null) return named;
  const boxes = [...widget.querySelectorAll("input[type=checkbox]")].filter((box) =>
    box.getAttribute("name") === idOf(widget)
  );
  if (boxes.length === 1 && widget.matches(".check")) return sent.length > 0;
  if (takesSeveral(widget)) return [...sent];
  return sent[0] ?? "";
}

function takesSeveral(widget: Node): boolean {
  return widget.hasAttribute("data-several") || widget.hasAttribute("data-multiple") ||
    widget.matches("[role=group]") || widget.querySelector(".slider.range") !== null;
}

/** What an option is to be sent as, by what it is called; what else is offered if it is not. */
export type Offer =
  | { readonly ok: true; readonly value: readonly string[] }
  | { readonly ok: false; readonly missing: string; readonly offered: readonly string[] };

/** What is to be sent so that these of `rows` are chosen: of what a search has found, else of the widget's own. */
export function choose(widget: Node, names: readonly string[], rows: Iterable<Node>): Offer {
  const offered = optionsAmong(rows);
  const value: string[] = [];
  const places: string[] = [];
  for (const name of names) {
    const option = offered.get(name);
    if (option !== undefined) (option.at === null ? value : places).push(option.at ?? option.value);
    else if (widget.hasAttribute("data-new")) value.push(name);
    else return { ok: false, missing: name, offered: [...offered.keys()] };
  }
  if (!isSearched(widget) || !widget.hasAttribute("data-several")) return { ok: true, value };
  // Of a long list, what is chosen is said by where it stands.
  return {
    ok: true,
    value: [`~${widget.getAttribute("data-list")}:${places.join(",")}`, ...value],
  };
}

/** Whether it is a table whose rows can be chosen. */
export function choosesRows(widget: Node): boolean {
  return widget.tagName === "EDDY-GRID";
}

/** What is to be sent so that the rows are chosen which have these texts in one of their cells. */
export function chooseRows(grid: Node, texts: readonly string[]): Offer {
  const rows = [...grid.querySelectorAll("tr[data-row]")].map((row) => ({
    id: row.getAttribute("data-row")!,
    cells: [...row.querySelectorAll("td")].map(({ textContent }) => textContent.trim()),
  }));
  const control = grid.querySelector("input[name]")?.getAttribute("value") ?? "[]";
  // What else of it is selected stays so: columns and cells, which are named by pairs.
  const others = (JSON.parse(control) as unknown[]).filter((name) => typeof name !== "string");
  const ids: unknown[] = [];
  for (const text of texts) {
    const row = rows.find(({ cells }) => cells.includes(text));
    const offered = rows.map(({ cells }) => cells.join(" "));
    if (row === undefined) return { ok: false, missing: text, offered };
    ids.push(row.id);
  }
  return { ok: true, value: [JSON.stringify([...ids, ...others])] };
}

/** Whether its options are not in the page, and have to be looked for. */
export function isSearched(widget: Node): boolean {
  return widget.hasAttribute("data-find");
}

/** The options that are in the page. */
export function rowsIn(widget: Node): Iterable<Node> {
  return widget.querySelectorAll(
    "option, [role=option], input[type=radio], input[type=checkbox]",
  );
}

interface Option {
  readonly value: string;
  /** Where it stands in a list that takes several and is not in the page. */
  readonly at: string | null;
}

/** Options by what they are called: the text of their label, else their `aria-label`. */
function optionsAmong(nodes: Iterable<Node>): Map<string, Option> {
  return new Map([...nodes].map((node) => {
    const words = (node.tagName === "INPUT" ? node.closest("label") : node)?.textContent.trim() ??
      "";
    const name = node.getAttribute("aria-label") ?? words;
    const value = node.getAttribute("data-value") ?? node.getAttribute("value") ?? words;
    return [name, { value, at: node.getAttribute("data-at") }];
  }));
}
