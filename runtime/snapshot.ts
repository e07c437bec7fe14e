/**
 * A value as it is now, as a tree of plain data: what the author changes later does not change it, and
 * neither circles nor size can keep it from being drawn.
 */

/** A value, or what is left of it. */
export type Snapshot =
  | {
    readonly kind: "plain";
    readonly type: "text" | "number" | "boolean" | "nothing" | "other";
    readonly text: string;
  }
  | {
    readonly kind: "list" | "record";
    /** Its class, unless it is a plain object or array. */
    readonly name: string;
    readonly entries: readonly (readonly [name: string, value: Snapshot])[];
    /** Entries that there are, of which only the first are kept. */
    readonly size: number;
  };

/** Most entries of one value, all levels together. */
const MOST_ENTRIES = 10_000;
const MOST_LEVELS = 60;
const MOST_TEXT = 10_000;

/** Takes the snapshot. */
export function snapshot(value: unknown): Snapshot {
  return new Photographer().take(value, 0);
}

class Photographer {
  #left = MOST_ENTRIES;
  readonly #around = new Set<object>();

  take(value: unknown, level: number): Snapshot {
    switch (typeof value) {
      case "string":
        return { kind: "plain", type: "text", text: shortened(value) };
      case "number":
      case "bigint":
        return { kind: "plain", type: "number", text: String(value) };
      case "boolean":
        return { kind: "plain", type: "boolean", text: String(value) };
      case "undefined":
        return { kind: "plain", type: "nothing", text: "undefined" };
      case "symbol":
        return other(String(value));
      case "object":
        return value === null
          ? { kind: "plain", type: "nothing", text: "null" }
          : this.#object(value, level);
      default:
        return other(`function ${(value as () => unknown).name}`.trim());
    }
  }

  #object(value: object, level: number): Snapshot {
    const short = shortForm(value);
    if (short !== null) return other(shortened(short));
    if (this.#around.has(value)) return other("(in a circle)");
    if (level >= MOST_LEVELS) return other("(too deep)");
    this.#around.add(value);
    try {
      const { kind, entries, size } = entriesOf(value);
      const name = nameOf(value);
      const taken: [string, Snapshot][] = [];
      for (const [key, inner] of entries) {
        if (this.#left-- <= 0) break;
        taken.push([shortened(key), this.take(inner(), level + 1)]);
      }
      return { kind, name, entries: taken, size };
    } finally {
      this.#around.delete(value);
    }
  }
}

interface Entries {
  readonly kind: "list" | "record";
  readonly entries: Iterable<readonly [string, () => unknown]>;
  readonly size: number;
}

function entriesOf(value: object): Entries {
  if (Array.isArray(value) || isTyped(value)) {
    return { kind: "list", entries: numbered(value), size: value.length };
  }
  if (value instanceof Set) return { kind: "list", entries: numbered(value), size: value.size };
  if (value instanceof Map) return { kind: "record", entries: mapped(value), size: value.size };
  const names = Object.keys(value);
  return { kind: "record", entries: named(value, names), size: names.length };
}

function* numbered(values: Iterable<unknown>): Generator<readonly [string, () => unknown]> {
  let at = 0;
  for (const value of values) yield [String(at++), () => value];
}

function* mapped(map: Map<unknown, unknown>): Generator<readonly [string, () => unknown]> {
  for (const [key, value] of map) yield [keyText(key), () => value];
}

function keyText(key: unknown): string {
  if (typeof key !== "object" || key === null) return String(key);
  return shortForm(key) ?? (nameOf(key) || "{}");
}

function* named(value: object, names: string[]): Generator<readonly [string, () => unknown]> {
  for (const name of names) yield [name, () => readable(value, name)];
}

/** A property, or what its getter throws. */
function readable(value: object, name: string): unknown {
  try {
    return (value as Record<string, unknown>)[name];
  } catch (error) {
    return error;
  }
}

/** Values that are one thing to their reader, whatever they are made of. */
function shortForm(value: object): string | null {
  if (value instanceof Date) {
    return Number.isNaN(value.getTime()) ? "Invalid Date" : value.toISOString();
  }
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (value instanceof URL || value instanceof RegExp || value instanceof String) {
    return String(value);
  }
  return nameOf(value).startsWith("Temporal.") ? String(value) : null;
}

function nameOf(value: object): string {
  const tag = Object.prototype.toString.call(value).slice(8, -1);
  if (tag !== "Object" && tag !== "Array") return tag;
  const name: unknown = Object.getPrototypeOf(value)?.constructor?.name;
  return typeof name === "string" && name !== "Object" && name !== "Array" ? name : "";
}

function isTyped(value: object): value is ArrayLike<unknown> & Iterable<unknown> {
  return ArrayBuffer.isView(value) && !(value instanceof DataView);
}

function other(text: string): Snapshot {
  return { kind: "plain", type: "other", text };
}

function shortened(text: string): string {
  return text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT)} …` : text;
}
