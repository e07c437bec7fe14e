/**
 * Values as bytes, and nothing of them lost on the way. `serialize` of node:v8 makes an empty object of what it
 * does not know, such as a `Blob`, and says nothing.
 */
import { deserialize, serialize } from "node:v8";
import { noData } from "./plain_data.ts";

/**
 * The bytes of a value that `structuredClone` has made.
 *
 * @throws {TypeError} If something in it cannot be stored.
 */
export function storeValue(value: unknown): Uint8Array {
  const wrong = noData(value);
  if (wrong !== null) throw new TypeError(`Cannot store ${wrong}`);
  return serialize(value);
}

/** The value of the bytes that {@linkcode storeValue} has made. */
export function readValue(bytes: Uint8Array): unknown {
  return deserialize(bytes);
}
