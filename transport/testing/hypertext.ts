/** Hand-written htmx: what its attributes ask for, as far as one needs it without a network. */
import { DEFAULT_SWAP } from "./dom.ts";
import type { Document, Node } from "./dom.ts";

const METHODS = ["get", "post", "put", "patch", "delete"] as const;

/** Finds the elements that ask for something. */
export const VERBS = METHODS.map((method) => `[hx-${method}]`).join(",");

/** The events on which an element asks. */
export function triggersOf(node: Node): string[] {
  const said = node.getAttribute("hx-trigger");
  if (said !== null) return said.split(",").map((one) => one.trim().split(/\s/)[0]!);
  if (node.tagName === "FORM") return ["submit"];
  return [/^(INPUT|SELECT|TEXTAREA)$/.test(node.tagName) ? "change" : "click"];
}

/** The fields that are sent along: of the form, of the element itself, and what `hx-vals` adds. */
export function formOf(document: Document, node: Node, method: string): [string, string][] {
  const form = node.tagName === "FORM" || method !== "get" ? node.closest("form") : null;
  const include = node.getAttribute("hx-include");
  const included = include === null || include === "this"
    ? []
    : [...document.querySelectorAll(include)];
  const controls = [form, ...included, node].flatMap((one) =>
    one === null
      ? []
      : isControl(one)
      ? [one]
      : one === node && form !== node
      ? []
      : [...one.querySelectorAll(CONTROLS)]
  );
  const fields = [...new Set(controls)].flatMap(fieldsOf);
  const more = JSON.parse(node.getAttribute("hx-vals") ?? "{}") as Record<string, unknown>;
  return [
    ...fields,
    ...Object.entries(more).map(([name, value]): [string, string] => [name, String(value)]),
  ];
}

const CONTROLS = "input, select, textarea";

function isControl(node: Node): boolean {
  return /^(INPUT|SELECT|TEXTAREA|BUTTON)$/.test(node.tagName);
}

function fieldsOf(control: Node): [string, string][] {
  const name = control.getAttribute("name");
  if (name === null || control.hasAttribute("disabled")) return [];
  const value = control.getAttribute("value");
  if (control.tagName === "TEXTAREA") return [[name, value ?? control.textContent]];
  if (control.tagName === "SELECT") {
    const options = [...control.querySelectorAll("option")];
    const chosen = options.filter((option) => option.hasAttribute("selected"));
    const shown = chosen.length > 0 ? chosen : options.slice(0, 1);
    return shown.map((option) => [name, option.getAttribute("value") ?? option.textContent]);
  }
  const box = /^(checkbox|radio)$/.test(control.getAttribute("type") ?? "");
  if (box && !control.hasAttribute("checked")) return [];
  return [[name, value ?? (box ? "on" : "")]];
}

/** The request that an element asks for. */
export function requestOf(document: Document, node: Node): { url: string; init: RequestInit } {
  const method = METHODS.find((one) => node.hasAttribute(`hx-${one}`))!;
  const url = node.getAttribute(`hx-${method}`)!;
  const form = new URLSearchParams(formOf(document, node, method));
  if (method === "get" || method === "delete") {
    const query = form.toString();
    const to = query === "" ? url : `${url}${url.includes("?") ? "&" : "?"}${query}`;
    return { url: to, init: { method: method.toUpperCase() } };
  }
  return { url, init: { method: method.toUpperCase(), body: form } };
}

/** Where the answer goes, and how. */
export function targetOf(document: Document, node: Node): { target: Node | null; swap: string } {
  const swap = inherited(node, "hx-swap")?.split(/\s/)[0] ?? DEFAULT_SWAP;
  const said = inherited(node, "hx-target") ?? "this";
  const [word, ...rest] = said.split(" ");
  if (said === "this") return { target: node, swap };
  if (word === "closest") return { target: node.closest(rest.join(" ")), swap };
  if (word === "find") return { target: node.querySelector(rest.join(" ")), swap };
  return { target: document.querySelector(said), swap };
}

/** An attribute of the element, else one that an element around it hands down. */
function inherited(node: Node, name: string): string | null {
  for (let at: Node | null = node; at !== null; at = at.parentElement) {
    const value = (at === node ? at.getAttribute(name) : null) ??
      at.getAttribute(`${name}:inherited`);
    if (value !== null) return value;
  }
  return null;
}
