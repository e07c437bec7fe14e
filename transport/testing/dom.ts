/**
 * The little of a browser's document that the kit needs, over linkedom: find elements, and put an
 * answer's HTML where htmx would. What is morphed in a browser is merged here by its ids, and replaced where
 * it has none; which content stands in the page afterwards is the same.
 */
import { parseHTML } from "linkedom";

/** An element of the page: what a test can ask of it. */
export interface FoundElement {
  /** Its tag, in capitals. */
  readonly tagName: string;
  /** Its id; empty without one. */
  readonly id: string;
  /** All text inside it. */
  readonly textContent: string;
  /** Its markup. */
  readonly outerHTML: string;
  /** The markup inside it. */
  readonly innerHTML: string;
  /** The value of an attribute; null if it has none of that name. */
  getAttribute(name: string): string | null;
  /** Whether it has an attribute. */
  hasAttribute(name: string): boolean;
  /** Whether a CSS selector finds it. */
  matches(selector: string): boolean;
}

/** The same with all that the kit uses of the DOM. */
export interface Node extends FoundElement {
  readonly nodeType: number;
  readonly parentElement: Node | null;
  readonly isConnected: boolean;
  readonly children: Iterable<Node> & { readonly length: number };
  readonly childNodes: Iterable<Node>;
  readonly attributes: Iterable<{ readonly name: string; readonly value: string }>;
  innerHTML: string;
  setAttribute(name: string, value: string): void;
  removeAttribute(name: string): void;
  querySelector(selector: string): Node | null;
  querySelectorAll(selector: string): Iterable<Node>;
  closest(selector: string): Node | null;
  contains(other: Node): boolean;
  cloneNode(deep: boolean): Node;
  append(...nodes: Node[]): void;
  prepend(...nodes: Node[]): void;
  before(...nodes: Node[]): void;
  after(...nodes: Node[]): void;
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

/** Reads a part of a document: the elements in it. */
export function parseMarkup(document: Document, html: string): Node[] {
  const holder = document.createElement("div");
  holder.innerHTML = html;
  return [...holder.querySelectorAll("*")];
}

/** Where the main content of an answer goes: its target by id, and how. */
export interface MainSwap {
  readonly target: Node;
  readonly swap: string;
}

/**
 * Puts an answer into the document as htmx 4 does: the main content first, then each `<hx-partial>`;
 * the targets of all of them are found before any is applied. `anyAge`: from a new session, which
 * counts its revisions from the start.
 */
export function applyAnswer(
  document: Document,
  html: string,
  main: MainSwap | null,
  options: { readonly anyAge?: boolean } = {},
): void {
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
        swap: node.getAttribute("hx-swap") ?? DEFAULT_SWAP,
        content: [...node.cloneNode(true).childNodes],
      });
    }
  }
  if (main !== null && content.some(({ nodeType }) => nodeType === ELEMENT)) {
    tasks.unshift({ ...main, content });
  }
  for (const { content } of tasks) keepUnfinished(document, content);
  const guard = options.anyAge ? () => false : isOlder;
  for (const task of tasks) put(task.target, task.swap, task.content, guard);
}

/** What htmx does where nothing is said. */
export const DEFAULT_SWAP = "innerHTML";

const ELEMENT = 1;

/** Whether the first of two regions is older than the second. */
type Guard = (now: Node, before: Node) => boolean;

function put(target: Node, swap: string, content: Node[], guard: Guard): void {
  switch (swap) {
    case "none":
      return;
    case "delete":
      return target.remove();
    case "beforebegin":
      return target.before(...content);
    case "afterbegin":
      return target.prepend(...content);
    case "beforeend":
      return target.append(...content);
    case "afterend":
      return target.after(...content);
    case "innerHTML":
    case "innerMorph":
      return target.replaceChildren(...content);
    case "outerHTML":
    case "outerMorph":
      return replace(target, content, guard);
    default:
      throw new Error(`Cannot apply hx-swap "${swap}": the kit does not know it`);
  }
}

/** Replaces `before`, but for every region whose revision is newer than that of the answer. */
function replace(before: Node, content: Node[], guard: Guard): void {
  const now = content.filter(({ nodeType }) => nodeType === ELEMENT);
  if (before.parentElement === null) return;
  const same = before.id === "" ? undefined : now.find(({ id }) => id === before.id);
  if (same !== undefined && guard(same, before)) return;
  if (same?.hasAttribute("data-light")) return takeValue(before, same);
  for (const node of now) {
    keepNewer(before, node, guard);
    keepShown(before, node);
  }
  if (same === undefined || same.tagName !== before.tagName) return before.replaceWith(...content);
  const at = content.indexOf(same);
  before.before(...content.slice(0, at));
  before.after(...content.slice(at + 1));
  const old = new Map([...before.querySelectorAll("[id]")].map((node) => [node.id, node]));
  merge(same, old.set(before.id, before));
}

/** Makes of `now` what stands in the page already under its id, with all that is new: another part may be meant for it. */
function merge(now: Node, old: ReadonlyMap<string, Node>): Node {
  const before = now.id === "" ? undefined : old.get(now.id);
  if (now === before) return now;
  const children = [...now.childNodes]
    .map((child) => child.nodeType === ELEMENT ? merge(child, old) : child);
  const shown = before?.tagName === now.tagName ? before : now;
  if (shown !== now) {
    for (const { name } of [...shown.attributes]) {
      if (!now.hasAttribute(name)) shown.removeAttribute(name);
    }
    for (const { name, value } of now.attributes) shown.setAttribute(name, value);
  }
  shown.replaceChildren(...children);
  return shown;
}

/**
 * A run that goes on takes nothing away: what it has not drawn again yet stays behind what it has,
 * marked. The same as `keepRest()` in eddy.js.
 */
function keepUnfinished(document: Document, content: readonly Node[]): void {
  for (const node of content) {
    if (node.nodeType !== ELEMENT) continue;
    const regions = [...node.querySelectorAll("[data-partial]")];
    if (node.hasAttribute("data-partial")) regions.unshift(node);
    for (const region of regions) {
      for (const block of [region, ...region.querySelectorAll("[id]")]) keepRest(document, block);
    }
  }
}

function keepRest(document: Document, now: Node): void {
  const before = document.getElementById(now.id);
  if (before === null || now.closest("[data-widget]") !== null) return;
  if (now.matches(".slot") && now.children.length > 0) return;
  const names = new Map([...now.children].map((child, i) => [nameOf(child), i]));
  const old = [...before.children];
  // Behind the last one that is there again, and as many without a name as follow that one.
  const last = old.findLastIndex((child) => nameOf(child) !== "" && names.has(nameOf(child)));
  let more = now.children.length - 1 - (last < 0 ? -1 : names.get(nameOf(old[last]!)) ?? 0);
  let rest = last + 1;
  while (more-- > 0 && old[rest] !== undefined && nameOf(old[rest]!) === "") rest++;
  for (const child of old.slice(rest)) {
    const stale = child.cloneNode(true);
    stale.setAttribute("data-stale", "");
    now.append(stale);
  }
}

/** The id by which an element can be found again. */
function nameOf(element: Node): string {
  return element.id || (element.querySelector("[id]")?.id ?? "");
}

/** An older answer never overwrites a newer one, wherever it stands. */
function keepNewer(before: Node, now: Node, guard: Guard): void {
  for (const region of [...now.querySelectorAll("[data-rev]")]) {
    if (region.closest("[data-stale]") !== null || !now.contains(region)) continue;
    const shown = before.querySelector(`[id="${region.id}"]`);
    if (shown !== null && guard(region, shown)) region.replaceWith(shown);
  }
}

/** What says that nothing of it is new stays as it is shown, but for its value. */
function keepShown(before: Node, now: Node): void {
  for (const light of [...now.querySelectorAll("[data-light]")]) {
    const shown = before.querySelector(`[id="${light.id}"]`);
    if (shown === null) continue;
    takeValue(shown, light);
    light.replaceWith(shown);
  }
}

function takeValue(shown: Node, light: Node): void {
  const version = light.getAttribute("data-version");
  // What has its rows comes later, or was lost. The same as `merge()` of tables.js.
  if (version !== null && version !== shown.getAttribute("data-version")) {
    shown.setAttribute("data-asks", "");
  }
  const control = `[name="${light.id}"]`;
  const value = light.querySelector(control)?.getAttribute("value") ?? "";
  shown.querySelector(control)?.setAttribute("value", value);
}

function isOlder(now: Node, before: Node): boolean {
  return revision(now) < revision(before);
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
