/**
 * The little of a browser's document that the kit needs, over linkedom: find elements, and put an
 * answer's HTML where htmx would. What is morphed in a browser is replaced here; which content stands
 * in the page afterwards is the same.
 */
import { parseHTML } from "linkedom";

/** An element of the document: what the kit uses of the DOM. */
export interface Node {
  readonly nodeType: number;
  readonly tagName: string;
  readonly id: string;
  readonly textContent: string;
  readonly outerHTML: string;
  readonly parentElement: Node | null;
  readonly isConnected: boolean;
  readonly children: Iterable<Node> & { readonly length: number };
  readonly childNodes: Iterable<Node>;
  innerHTML: string;
  getAttribute(name: string): string | null;
  hasAttribute(name: string): boolean;
  setAttribute(name: string, value: string): void;
  removeAttribute(name: string): void;
  querySelector(selector: string): Node | null;
  querySelectorAll(selector: string): Iterable<Node>;
  closest(selector: string): Node | null;
  matches(selector: string): boolean;
  contains(other: Node): boolean;
  cloneNode(deep: boolean): Node;
  append(...nodes: Node[]): void;
  before(...nodes: Node[]): void;
  replaceWith(...nodes: Node[]): void;
  replaceChildren(...nodes: Node[]): void;
  remove(): void;
}

/** A parsed document. */
export interface Document {
  readonly body: Node;
  readonly title: string;
  createElement(name: string): Node;
  getElementById(id: string): Node | null;
  querySelector(selector: string): Node | null;
  querySelectorAll(selector: string): Iterable<Node>;
}

/** Reads a whole document. */
export function parseDocument(html: string): Document {
  refuseRawAngles(html);
  return (parseHTML(html) as unknown as { document: Document }).document;
}

/** Where the main content of an answer goes: its target by id, and how. */
export interface MainSwap {
  readonly target: Node;
  readonly swap: string;
}

/**
 * Puts an answer into the document as htmx 4 does: the main content first, then each `<hx-partial>`;
 * the targets of all of them are found before any is applied.
 */
export function applyAnswer(document: Document, html: string, main: MainSwap | null): void {
  refuseRawAngles(html);
  const holder = document.createElement("div");
  holder.innerHTML = html;
  const tasks: { target: Node; swap: string; content: Node[] }[] = [];
  const content: Node[] = [];
  for (const node of [...holder.childNodes]) {
    if (node.tagName !== "HX-PARTIAL") {
      content.push(node);
      continue;
    }
    const selector = node.getAttribute("hx-target") ?? "";
    // A target that is not there is skipped quietly; htmx does the same.
    for (const target of document.querySelectorAll(selector)) {
      tasks.push({
        target,
        swap: node.getAttribute("hx-swap") ?? "",
        content: [...node.cloneNode(true).childNodes],
      });
    }
  }
  if (main !== null && content.some(({ nodeType }) => nodeType === ELEMENT)) {
    tasks.unshift({ ...main, content });
  }
  for (const task of tasks) put(task.target, task.swap, task.content);
}

const ELEMENT = 1;

function put(target: Node, swap: string, content: Node[]): void {
  switch (swap) {
    case "none":
      return;
    case "delete":
      return target.remove();
    case "beforebegin":
      return target.before(...content);
    case "beforeend":
      return target.append(...content);
    case "innerMorph":
      return target.replaceChildren(...content);
    case "outerMorph":
      return replace(target, content);
    default:
      throw new Error(`Cannot apply hx-swap "${swap}": the kit does not know it`);
  }
}

/** Replaces `before`, but for every region whose revision is newer than that of the answer. */
function replace(before: Node, content: Node[]): void {
  const now = content.filter(({ nodeType }) => nodeType === ELEMENT);
  if (before.parentElement === null) return;
  const same = before.id === "" ? undefined : now.find(({ id }) => id === before.id);
  if (same !== undefined) {
    if (revision(same) < revision(before)) return;
    keepUnfinished(before, same);
  }
  for (const node of now) keepNewer(before, node);
  before.replaceWith(...content);
}

/** Still running: what is not drawn again yet stays, marked, behind what is. As eddy.js does. */
function keepUnfinished(before: Node, now: Node): void {
  if (!now.hasAttribute("data-partial")) return;
  now.removeAttribute("data-partial");
  for (const child of [...before.children].slice(now.children.length)) {
    const stale = child.cloneNode(true);
    stale.setAttribute("data-stale", "");
    now.append(stale);
  }
}

/** An older answer never overwrites a newer one, wherever it stands. */
function keepNewer(before: Node, now: Node): void {
  for (const region of [...now.querySelectorAll("[data-rev]")]) {
    if (region.closest("[data-stale]") !== null || !now.contains(region)) continue;
    const shown = before.querySelector(`[id="${region.id}"]`);
    if (shown !== null && revision(region) < revision(shown)) region.replaceWith(shown);
  }
}

function revision(node: Node): number {
  return Number(node.getAttribute("data-rev") ?? 0);
}

/**
 * htmx 4 rewrites `<hx-…` wherever it stands, so a raw `<` inside an attribute's value becomes markup.
 * No answer may hold one; text has its quotes escaped, so quotes stand around values only.
 */
function refuseRawAngles(html: string): void {
  for (const [value] of html.matchAll(/"[^"]*"/g)) {
    if (value.includes("<")) throw new Error(`A raw "<" stands in an attribute: ${value}`);
  }
}
