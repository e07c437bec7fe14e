/** The spec of a chart that is drawn by another library in browsers: plain data, as JSON. */

/**
 * A spec as JSON.
 *
 * @throws {TypeError} If it holds a function, whose place is named, or what JSON cannot hold.
 */
export function specText(
  action: string,
  spec: Record<string, unknown>,
  { what, instead }: {
    /** What the author calls it. */
    readonly what: string;
    /** What stands in place of a function. */
    readonly instead: string;
  },
): string {
  if (typeof spec !== "object" || spec === null || Array.isArray(spec)) {
    throw new TypeError(
      `Cannot draw ${action}: its ${what} must be an object: received ${JSON.stringify(spec)}`,
    );
  }
  try {
    return JSON.stringify(spec, (_, value) => {
      if (typeof value === "function") throw new TypeError("a function");
      if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
        return [...value as Uint8Array];
      }
      return typeof value === "bigint" ? Number(value) : value;
    });
  } catch (cause) {
    const path = functionIn(spec, "", new Set());
    if (path === null) {
      throw new TypeError(`Cannot draw ${action}: its ${what} cannot be JSON`, { cause });
    }
    throw new TypeError(
      `Cannot draw ${action}: ${path} is a function, which cannot go to a browser; ${instead}`,
    );
  }
}

/** Where the first function stands in a spec, such as `series[0].label.formatter`. */
function functionIn(part: unknown, path: string, seen: Set<unknown>): string | null {
  if (typeof part === "function") return path;
  if (typeof part !== "object" || part === null || seen.has(part)) return null;
  seen.add(part);
  const isList = Array.isArray(part);
  for (const [name, value] of Object.entries(part)) {
    const inside = isList ? `${path}[${name}]` : path === "" ? name : `${path}.${name}`;
    const found = functionIn(value, inside, seen);
    if (found !== null) return found;
  }
  return null;
}
