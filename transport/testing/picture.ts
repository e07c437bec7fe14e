/** What a user sees, as text: one line for each thing in the page. For assertions and for failures. */
import type { Document, Node } from "./dom.ts";

/** What a widget shows: the user's own entry if it is not answered yet, else the server's value. */
export type ValueOf = (widget: Node) => readonly string[];

/** Not part of what is read: tooltips, decoration, stacks. */
const UNSEEN =
  ".help, .help-text, [aria-hidden=true], .exception details, script, template, [hidden], [data-closed]";
/** What starts a line of its own. */
const LINES = new Set(
  "ADDRESS ARTICLE ASIDE BLOCKQUOTE DD DETAILS DIALOG DIV DL DT EDDY-FRAGMENT FIELDSET FIGCAPTION FIGURE FORM H1 H2 H3 H4 H5 H6 HEADER HR LEGEND LI MAIN NAV OL P PRE SECTION SUMMARY TABLE TR UL"
    .split(" "),
);

/** What stands apart from what is before it, in the same line. */
const APART = "td, th, [role=tab], svg text";

/** The lines of `root`, from top to bottom; none for an empty one. */
export function linesOf(root: Node, valueOf: ValueOf): string[] {
  const lines: string[] = [];
  let words = "";
  const flush = () => {
    const line = words.replaceAll(/\s+/g, " ").trim();
    if (line !== "") lines.push(line);
    words = "";
  };
  const visit = (node: Node) => {
    if (node.nodeType === 3) words += node.textContent;
    if (node.nodeType !== 1 || node.matches(UNSEEN)) return;
    // A table to look through is read as a table.
    if (node.hasAttribute("data-widget") && node.tagName !== "EDDY-GRID") {
      flush();
      lines.push(drawn(node, valueOf(node)));
      return;
    }
    const breaks = LINES.has(node.tagName);
    if (breaks) flush();
    if (node.matches(APART)) words += " ";
    for (const child of node.childNodes) visit(child);
    if (breaks) flush();
  };
  visit(root);
  flush();
  return lines;
}

/** A widget in one line: `[Save]`, `[x] Agree`, `City: Linz`. */
function drawn(widget: Node, value: readonly string[]): string {
  const label = labelOf(widget);
  const off = isDisabled(widget) ? " (disabled)" : "";
  if (isButton(widget)) return `[${label}]${off}`;
  const boxes = [...widget.querySelectorAll("input[type=checkbox]")];
  if (boxes.length === 1) return `[${value.length > 0 ? "x" : " "}] ${label}${off}`;
  const shown = namesIn(widget) ?? value;
  return `${label}: ${shown.join(", ")}${off}`.trim();
}

/** What a widget has chosen, where its value says so in ids or places only; null for any other. */
export function namesIn(widget: Node): string[] | null {
  const names = widget.hasAttribute("data-upload")
    ? ".file-name"
    : widget.hasAttribute("data-find") && widget.hasAttribute("data-several")
    ? ".chip"
    : null;
  if (names === null) return null;
  return [...widget.querySelectorAll(names)].map(({ textContent }) => textContent);
}

/** The text of an element as it is read. */
export function wordsOf(node: Node): string {
  const copy = node.cloneNode(true);
  for (const extra of [...copy.querySelectorAll(UNSEEN)]) extra.remove();
  return copy.textContent.replaceAll(/\s+/g, " ").trim();
}

/** The name by which a user knows a widget. */
export function labelOf(widget: Node): string {
  const label = isButton(widget) ? widget : widget.querySelector("legend, label");
  if (label === null) {
    const named = widget.hasAttribute("aria-label") ? widget : widget.querySelector("[aria-label]");
    return named?.getAttribute("aria-label") ?? "";
  }
  const copy = label.cloneNode(true);
  for (const extra of [...copy.querySelectorAll(`${UNSEEN}, input, select, textarea`)]) {
    extra.remove();
  }
  return copy.textContent.replaceAll(/\s+/g, " ").trim();
}

/** Whether it is pressed; a link that saves a file is, too. */
export function isButton(widget: Node): boolean {
  return widget.tagName === "BUTTON" || widget.tagName === "A";
}

/** Whether a user can do nothing with it. */
export function isDisabled(widget: Node): boolean {
  return widget.hasAttribute("disabled") || widget.getAttribute("aria-disabled") === "true" ||
    widget.querySelector("input[disabled], select[disabled], textarea[disabled]") !== null;
}

/** The whole page, area by area, for the message of a failure. */
export function pictureOf(document: Document, valueOf: ValueOf): string {
  const areas = [["sidebar", "sidebar"], ["main", "main"], ["bottom", "bottom"], [
    "dialogs",
    "dialogs",
  ], [
    "toasts",
    "toasts",
  ]] as const;
  return areas.map(([name, id]) => {
    const area = document.getElementById(id);
    const lines = area === null ? ["(missing)"] : linesOf(area, valueOf);
    if (lines.length === 0 && name !== "main") return "";
    return `── ${name}\n${lines.map((line) => `   ${line}`).join("\n") || "   (empty)"}\n`;
  }).join("");
}
