import { exception } from "./exception.ts";
import { markdown } from "./markdown.ts";

/**
 * Draws anything by its type: text and numbers as Markdown, errors as error boxes.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => st.write("The answer is", 42));
 * ```
 */
export function write(...values: unknown[]): void {
  let words: string[] = [];
  const flush = () => {
    if (words.length > 0) markdown(words.join(" "));
    words = [];
  };
  for (const value of values) {
    if (value instanceof Error) {
      flush();
      exception(value);
    } else words.push(String(value));
  }
  flush();
}
