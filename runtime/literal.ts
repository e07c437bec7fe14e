/** Text as Markdown that shows it as it is: of a message that is not its author's, nothing is meant so. */
export function literal(text: string): string {
  return text.replace(/[!-/:-@[-`{-~]/g, "\\$&");
}
