/** How deep what a browser sends as JSON may go. */

/** Deeper than any that is meant; far deeper ones can be read, but not stored. */
const DEEPEST = 100;

/** Whether lists and objects stand more than {@linkcode DEEPEST} within each other. What texts hold does not count. */
export function isTooDeep(json: string): boolean {
  let depth = 0;
  let isText = false;
  // By hand: a pattern takes most of a second for a text of some megabytes.
  for (let i = 0; i < json.length; i++) {
    const char = json[i];
    if (char === '"') isText = !isText;
    else if (isText) {
      if (char === "\\") i++;
    } else if (char === "[" || char === "{") {
      if (++depth > DEEPEST) return true;
    } else if (char === "]" || char === "}") depth--;
  }
  return false;
}
