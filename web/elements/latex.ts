import type { LatexElement } from "../../runtime/elements/latex.ts";
import { math } from "../math.ts";

export function renderLatex({ formula }: LatexElement): string {
  return `<div class="latex">${math(formula, "display")}</div>`;
}
