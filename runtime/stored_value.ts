/**
 * Values as bytes, and nothing of them lost on the way. `serialize` of node:v8 makes an empty object of what it
 * does not know, such as a `Blob`, and says nothing.
 */
import { deserialize, serialize } from "node:v8";

/** What is stored as it is, besides views on bytes and errors. */
const STORED: ReadonlySet<object> = new Set<object>(
  [Object, Array, Map, Set, Date, RegExp, ArrayBuffer, Number, String, Boolean, BigInt]
    .map(({ prototype }) => prototype),
);

/**
 * The bytes of a value that `structuredClone` has made.
 *
 * @throws {TypeError} If something in it cannot be stored.
 */
export function storeValue(value: unknown): Uint8Array {
  requireStorable(value);
  return serialize(value);
}

/**
 * Looks through a value that `structuredClone` has made.
 *
 * @throws {TypeError} If something in it cannot be stored.
 */
export function requireStorable(value: unknown): void {
  const seen = new Set<unknown>();
  const open = [value];
  while (open.length > 0) {
    const one = open.pop();
    if (typeof one !== "object" || one === null || seen.has(one)) continue;
    seen.add(one);
    if (ArrayBuffer.isView(one)) continue;
    const prototype = Object.getPrototypeOf(one);
    if (!STORED.has(prototype) && !(one instanceof Error)) {
      throw new TypeError(`Cannot store a value of type ${prototype?.constructor?.name}`);
    }
    for (const part of partsOf(one)) if (typeof part === "object") open.push(part);
  }
}

function* partsOf(value: object): Iterable<unknown> {
  if (value instanceof Map) {
    for (const entry of value) yield* entry;
  } else if (value instanceof Set) yield* value;
  else if (value instanceof Error) yield value.cause;
  yield* Object.values(value);
}

/** The value of the bytes that {@linkcode storeValue} has made. */
export function readValue(bytes: Uint8Array): unknown {
  return deserialize(bytes);
}
