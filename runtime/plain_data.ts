/** Plain data: what a store gives back as it was given. */

/** Kinds of objects, by their prototypes, that come back as what they were. */
const KINDS: ReadonlySet<object | null> = new Set([
  null,
  ...[Object, Array, Date, RegExp, Map, Set, Boolean, Number, String, BigInt, ArrayBuffer],
].map((kind) => kind?.prototype ?? null));

/** What in a value is no plain data, as an error may call it; null if all of it is. */
export function noData(value: unknown): string | null {
  const seen = new Set<object>();
  const waiting = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next === "function" || typeof next === "symbol") return `a ${typeof next}`;
    if (typeof next !== "object" || next === null || seen.has(next)) continue;
    seen.add(next);
    if (ArrayBuffer.isView(next)) continue;
    const prototype = Object.getPrototypeOf(next);
    // A class of errors loses its own methods, which nobody calls.
    if (!KINDS.has(prototype) && !(next instanceof Error)) {
      return `an instance of ${nameOf(prototype)}`;
    }
    for (const part of partsOf(next)) waiting.push(part);
  }
  return null;
}

function* partsOf(value: object): Iterable<unknown> {
  if (value instanceof Map) {
    for (const entry of value) yield* entry;
  } else if (value instanceof Set) yield* value;
  else if (value instanceof Error) yield value.cause;
  yield* Object.values(value);
}

function nameOf(prototype: { readonly constructor?: { readonly name?: unknown } }): string {
  const { name } = prototype.constructor ?? {};
  return typeof name === "string" && name !== "" ? name : "a nameless class";
}
