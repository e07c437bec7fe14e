/**
 * Arguments as text, by which caches tell their results apart. Two sets of arguments have the same text
 * only if nothing that they are made of differs: whoever asks for the one may be shown what was made
 * for the other. What cannot be looked into is refused.
 */
import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import { uploadIdOf } from "./uploads.ts";

/**
 * The text of a call's arguments: the same for equal data, whatever the order of an object's members.
 *
 * @throws {TypeError} If one of them cannot be told apart from others.
 */
export function keyOf(args: readonly unknown[]): string {
  return JSON.stringify(args.map((arg) => told(arg, [])));
}

/** All that is no text, number, truth value or list is an object with one member, which says its kind. */
function told(value: unknown, around: readonly object[]): unknown {
  switch (typeof value) {
    case "string":
    case "boolean":
      return value;
    case "number":
      return Object.is(value, -0) || !Number.isFinite(value) ? { number: String(value) } : value;
    case "undefined":
      return { undefined: 1 };
    case "bigint":
      return { bigint: String(value) };
    case "function":
    case "symbol":
      throw untold(`of type ${typeof value}`);
  }
  return value === null ? null : toldObject(value as object, around);
}

function toldObject(value: object, around: readonly object[]): unknown {
  if (around.includes(value)) throw untold("that holds itself");
  const path = [...around, value];
  const inner = (part: unknown) => told(part, path);
  const upload = uploadIdOf(value);
  if (upload !== null) return { upload };
  const prototype = Object.getPrototypeOf(value);
  if (prototype === Array.prototype) return toldList(value as unknown[], inner);
  if (prototype === Object.prototype || prototype === null) {
    return { object: toldMembers(value, Object.getOwnPropertyNames(value).sort(), inner) };
  }
  if (VIEWS.has(prototype)) {
    const { buffer, byteOffset, byteLength } = value as Uint8Array;
    return {
      [prototype.constructor.name]: toldBytes(new Uint8Array(buffer, byteOffset, byteLength)),
    };
  }
  const kind = KINDS.get(prototype);
  // Members of its own that somebody gave it are nothing that its kind knows of.
  const more = Object.getOwnPropertyNames(value).some((name) => name !== "lastIndex");
  if (kind === undefined || more) throw untold(`of type ${nameOf(prototype)}`);
  return { [kind.name]: kind.parts(value as never).map(inner) };
}

function toldList(list: readonly unknown[], inner: (part: unknown) => unknown): unknown {
  const items = Array.from(list, (item, i) => i in list ? inner(item) : { hole: 1 });
  // Behind the items and the length stand members such as those of what a regular expression has found.
  const all = Object.getOwnPropertyNames(list);
  const members = toldMembers(list, all.slice(all.indexOf("length") + 1).sort(), inner);
  return members.length === 0 ? items : { items, members };
}

function toldMembers(
  value: object,
  names: readonly string[],
  inner: (part: unknown) => unknown,
): readonly unknown[] {
  if (Object.getOwnPropertySymbols(value).length > 0) throw untold("with members named by symbols");
  return names.map((name) => [name, inner((value as Record<string, unknown>)[name])]);
}

function toldBytes(bytes: Uint8Array): string {
  return `${bytes.length} ${createHash("sha256").update(bytes).digest("base64url")}`;
}

/** Objects that are known by parts of them, and by nothing else. */
interface Kind {
  readonly name: string;
  readonly parts: (value: never) => readonly unknown[];
}

function kind<T>(
  type: { readonly prototype: T; readonly name: string },
  parts: (value: T) => readonly unknown[],
): [object, Kind] {
  return [type.prototype as object, { name: type.name, parts }];
}

/** Dates and times by what they are written as, with their calendars. Older versions of Deno have none. */
function timeKinds(): [object, Kind][] {
  if (typeof Temporal === "undefined") return [];
  const { Instant, ZonedDateTime, PlainDateTime, PlainDate, PlainTime } = Temporal;
  const written = [Instant, ZonedDateTime, PlainDateTime, PlainDate, PlainTime];
  const { PlainYearMonth, PlainMonthDay, Duration } = Temporal;
  return [
    ...[...written, PlainYearMonth, PlainMonthDay].map((type) =>
      kind<object>(type, (value) => [
        (value as Temporal.PlainDate).toString({ calendarName: "always" }),
      ])
    ),
    // Written out, a second would be as long as a thousand milliseconds.
    kind(Duration, (span) => [
      [span.years, span.months, span.weeks, span.days, span.hours, span.minutes],
      [span.seconds, span.milliseconds, span.microseconds, span.nanoseconds],
    ]),
  ];
}

const KINDS: ReadonlyMap<object, Kind> = new Map([
  kind(Date, (date) => [date.getTime()]),
  kind(Map<unknown, unknown>, (map) => [...map]),
  kind(Set<unknown>, (set) => [...set]),
  kind(RegExp, ({ source, flags, lastIndex }) => [source, flags, lastIndex]),
  kind(URL, ({ href }) => [href]),
  kind(URLSearchParams, (params) => [...params]),
  kind(ArrayBuffer, (buffer) => [toldBytes(new Uint8Array(buffer))]),
  kind(SharedArrayBuffer, (buffer) => [toldBytes(new Uint8Array(buffer))]),
  ...timeKinds(),
]);

const VIEWS: ReadonlySet<object> = new Set(
  [
    Int8Array,
    Uint8Array,
    Uint8ClampedArray,
    Int16Array,
    Uint16Array,
    Int32Array,
    Uint32Array,
    BigInt64Array,
    BigUint64Array,
    Float16Array,
    Float32Array,
    Float64Array,
    DataView,
    Buffer,
  ].map(({ prototype }) => prototype),
);

function nameOf(prototype: { readonly constructor?: { readonly name?: unknown } }): string {
  return String(prototype.constructor?.name || "unknown");
}

function untold(what: string): TypeError {
  return new TypeError(
    `Cannot cache by an argument ${what}: it cannot be told apart from others; hand over what tells it ` +
      `apart, such as an id or plain data, and let the function get at the rest by itself`,
  );
}
