import type { Width } from "../runtime/width.ts";

/**
 * The class of something whose width can be said. The content security policy allows no style attribute:
 * the style sheet reads pixels off two digits of `data-share`, as it does with columns, and two more.
 */
export function classOfWidth(
  name: string,
  width: Width | null,
): { readonly class: string; readonly "data-share"?: string; readonly "data-rest"?: string } {
  if (width === null) return { class: name };
  if (typeof width === "string") {
    return { class: `${name} ${width === "stretch" ? "wide" : "fit"}` };
  }
  const digits = String(width).padStart(4, "0");
  return { class: name, "data-share": digits.slice(0, 2), "data-rest": digits.slice(2) };
}
