/** What an element is to somebody who cannot see it: its role and its name, as the standards have them. */
import { computeAccessibleName, getRole } from "dom-accessibility-api";
import type { Node } from "./dom.ts";

/** Nothing is hidden by a style sheet here. */
const PLAIN = { getPropertyValue: () => "" } as unknown as CSSStyleDeclaration;

/** The role, such as `"button"`; null for what has none. */
export function roleOf(node: Node): string | null {
  const role = getRole(node as unknown as Element);
  return role ?? (node.tagName === "INPUT" && !node.hasAttribute("type") ? "textbox" : null);
}

/** The name under which it is known; empty if it has none. */
export function nameOf(node: Node): string {
  const name = computeAccessibleName(node as unknown as Element, {
    getComputedStyle: () => PLAIN,
  });
  return name.replaceAll(/\s+/g, " ").trim();
}
