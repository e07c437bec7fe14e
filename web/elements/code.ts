import type { CodeElement } from "../../runtime/elements/code.ts";
import { codeBlock } from "../code_block.ts";

export function renderCode({ source, ...options }: CodeElement): string {
  return codeBlock(source, options);
}
