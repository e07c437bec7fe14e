/**
 * Stand-in for `jsr:@std/assert`, for a checkout on a machine that cannot reach JSR: the same names
 * and signatures over `node:assert/strict`. Reached only through `"links"` in the root `deno.json`;
 * see `docs/decisions/0001-offline-stand-ins.md`. `tests/offline/contract_test.ts` holds for both.
 */

import { deepStrictEqual, notDeepStrictEqual } from "node:assert/strict";
import { AssertionError } from "./assertion_error.ts";
import { describe, differenceOf } from "./difference.ts";

export { AssertionError };

/** Any constructor, as `assertInstanceOf` takes it. */
// deno-lint-ignore no-explicit-any
export type AnyConstructor = new (...args: any[]) => any;
/** What such a constructor makes. */
export type GetConstructorType<T extends AnyConstructor> = InstanceType<T>;
/** An array, typed array or list, not a string. */
export type ArrayLikeArg<T> = ArrayLike<T> & object;
/** What a falsy value can be. */
export type Falsy = false | 0 | 0n | "" | null | undefined;

// deno-lint-ignore no-explicit-any
type ErrorConstructor<E extends Error> = new (...args: any[]) => E;

/** Throws unless `expr` is truthy. */
export function assert(expr: unknown, msg = ""): asserts expr {
  if (!expr) throw new AssertionError(msg);
}

/** Throws unless `expr` is falsy. */
export function assertFalse(expr: unknown, msg = ""): asserts expr is Falsy {
  if (expr) throw new AssertionError(msg);
}

/** Throws unless both are deeply equal. */
export function assertEquals<T>(actual: T, expected: T, msg?: string): void {
  if (!equal(actual, expected)) {
    throw new AssertionError(
      `Values are not equal${suffixOf(msg)}\n\n${differenceOf(actual, expected)}\n`,
    );
  }
}

/** Throws if both are deeply equal. */
export function assertNotEquals<T>(actual: T, expected: T, msg?: string): void {
  try {
    notDeepStrictEqual(actual, expected);
  } catch (error) {
    throw new AssertionError(
      `Expected actual: ${describe(actual)} not to be: ${describe(expected)}${suffixOf(msg)}`,
      { cause: error },
    );
  }
}

/** Throws unless `Object.is(actual, expected)`. */
export function assertStrictEquals<T>(
  actual: unknown,
  expected: T,
  msg?: string,
): asserts actual is T {
  if (Object.is(actual, expected)) return;
  throw new AssertionError(
    equal(actual, expected)
      ? `Values have the same structure but are not reference-equal${suffixOf(msg)}\n\n${
        describe(actual)
      }\n`
      : `Values are not strictly equal${suffixOf(msg)}\n\n${differenceOf(actual, expected)}\n`,
  );
}

/** Throws if `actual` is `null` or `undefined`. */
export function assertExists<T>(actual: T, msg?: string): asserts actual is NonNullable<T> {
  if (actual === undefined || actual === null) {
    throw new AssertionError(
      `Expected actual: "${actual}" to not be null or undefined${suffixOf(msg)}`,
    );
  }
}

/** Throws unless `actual` is an instance of `expectedType`. */
export function assertInstanceOf<T extends AnyConstructor>(
  actual: unknown,
  expectedType: T,
  msg = "",
): asserts actual is GetConstructorType<T> {
  if (actual instanceof expectedType) return;
  throw new AssertionError(
    `Expected object to be an instance of "${expectedType.name}" but was ${describe(actual)}${
      suffixOf(msg)
    }`,
  );
}

/** Throws unless `expected` matches. */
export function assertMatch(actual: string, expected: RegExp, msg?: string): void {
  // A sticky or global expression remembers where it stopped, so that it must not be run itself.
  if (actual.search(expected) === -1) {
    throw new AssertionError(
      `Expected actual: "${actual}" to match: "${expected}"${suffixOf(msg)}`,
    );
  }
}

/** Throws if `expected` matches. */
export function assertNotMatch(actual: string, expected: RegExp, msg?: string): void {
  if (actual.search(expected) !== -1) {
    throw new AssertionError(
      `Expected actual: "${actual}" to not match: "${expected}"${suffixOf(msg)}`,
    );
  }
}

/** Throws unless `actual` contains `expected`. */
export function assertStringIncludes(actual: string, expected: string, msg?: string): void {
  if (!actual.includes(expected)) {
    throw new AssertionError(
      `Expected actual: "${actual}" to contain: "${expected}"${suffixOf(msg)}`,
    );
  }
}

/** Throws unless each of `expected` is, deeply equal, in `actual`. */
export function assertArrayIncludes<T>(
  actual: ArrayLikeArg<T>,
  expected: ArrayLikeArg<T>,
  msg?: string,
): void {
  const offered = Array.from(actual);
  const missing = Array.from(expected).filter((item) => !offered.some((one) => equal(item, one)));
  if (missing.length > 0) {
    throw new AssertionError(
      `Expected actual: ${describe(actual)} to include: ${describe(expected)}${
        suffixOf(msg)
      }\nmissing: ${describe(missing)}`,
    );
  }
}

/** Throws unless `actual` has all of `expected`, deeply; it may have more. */
export function assertObjectMatch(
  // deno-lint-ignore no-explicit-any
  actual: Record<PropertyKey, any>,
  expected: Record<PropertyKey, unknown>,
  msg?: string,
): void {
  assertEquals<unknown>(restrict(actual, expected), restrict(expected, expected), msg);
}

/** Throws unless `actual > expected`. */
export function assertGreater<T>(actual: T, expected: T, msg?: string): void {
  if (actual > expected) return;
  throw new AssertionError(comparison(actual, ">", expected, msg));
}

/** Throws unless `actual >= expected`. */
export function assertGreaterOrEqual<T>(actual: T, expected: T, msg?: string): void {
  if (actual >= expected) return;
  throw new AssertionError(comparison(actual, ">=", expected, msg));
}

/** Throws unless `actual < expected`. */
export function assertLess<T>(actual: T, expected: T, msg?: string): void {
  if (actual < expected) return;
  throw new AssertionError(comparison(actual, "<", expected, msg));
}

/** Throws unless `actual <= expected`. */
export function assertLessOrEqual<T>(actual: T, expected: T, msg?: string): void {
  if (actual <= expected) return;
  throw new AssertionError(comparison(actual, "<=", expected, msg));
}

/** Throws unless both differ by at most `tolerance`, by default a ten-millionth of `expected`. */
export function assertAlmostEquals(
  actual: number,
  expected: number,
  tolerance: number = Number.isFinite(expected) ? Math.abs(expected * 1e-7) : 1e-7,
  msg?: string,
): void {
  if (Object.is(actual, expected)) return;
  const delta = Math.abs(expected - actual);
  if (delta <= tolerance) return;
  throw new AssertionError(
    `Expected actual: "${actual}" to be close to "${expected}": delta "${delta}" is greater than "${tolerance}"${
      suffixOf(msg)
    }`,
  );
}

/** Throws unless `fn` throws; returns what it threw. */
export function assertThrows(fn: () => unknown, msg?: string): unknown;
/** Throws unless `fn` throws such an error; returns it. */
export function assertThrows<E extends Error = Error>(
  fn: () => unknown,
  ErrorClass: ErrorConstructor<E>,
  msgIncludes?: string,
  msg?: string,
): E;
export function assertThrows<E extends Error = Error>(
  fn: () => unknown,
  errorClassOrMsg?: ErrorConstructor<E> | string,
  msgIncludes?: string,
  msg?: string,
): unknown {
  const wanted = wantedError(errorClassOrMsg, msgIncludes, msg);
  let thrown: unknown;
  try {
    fn();
  } catch (error) {
    thrown = error;
    assertIsWanted(error, wanted, "thrown");
    return thrown;
  }
  throw new AssertionError(`Expected function to throw${suffixOf(wanted.msg)}`);
}

/** Rejects unless the promise of `fn` does; resolves to its reason. */
export function assertRejects(fn: () => PromiseLike<unknown>, msg?: string): Promise<unknown>;
/** Rejects unless the promise of `fn` rejects with such an error; resolves to it. */
export function assertRejects<E extends Error = Error>(
  fn: () => PromiseLike<unknown>,
  ErrorClass: ErrorConstructor<E>,
  msgIncludes?: string,
  msg?: string,
): Promise<E>;
export async function assertRejects<E extends Error = Error>(
  fn: () => PromiseLike<unknown>,
  errorClassOrMsg?: ErrorConstructor<E> | string,
  msgIncludes?: string,
  msg?: string,
): Promise<unknown> {
  const wanted = wantedError(errorClassOrMsg, msgIncludes, msg);
  let promise: PromiseLike<unknown>;
  try {
    promise = fn();
  } catch (error) {
    // Like the original: to throw at once is a mistake of its own, not a rejection.
    throw new AssertionError(
      `Function throws when expected to reject${suffixOf(wanted.msg)}`,
      { cause: error },
    );
  }
  try {
    await promise;
  } catch (error) {
    assertIsWanted(error, wanted, "rejected");
    return error;
  }
  throw new AssertionError(`Expected function to reject${suffixOf(wanted.msg)}`);
}

/** Throws. */
export function fail(msg?: string): never {
  throw new AssertionError(`Failed assertion${suffixOf(msg)}`);
}

/** Throws: marks a place that must not be reached. */
export function unreachable(msg?: string): never {
  throw new AssertionError(`Unreachable${suffixOf(msg)}`);
}

interface WantedError {
  readonly ErrorClass: ErrorConstructor<Error> | undefined;
  readonly msgIncludes: string | undefined;
  readonly msg: string | undefined;
}

function wantedError(
  errorClassOrMsg: ErrorConstructor<Error> | string | undefined,
  msgIncludes: string | undefined,
  msg: string | undefined,
): WantedError {
  return typeof errorClassOrMsg === "string"
    ? { ErrorClass: undefined, msgIncludes: undefined, msg: errorClassOrMsg }
    : { ErrorClass: errorClassOrMsg, msgIncludes, msg };
}

function assertIsWanted(error: unknown, wanted: WantedError, verb: "thrown" | "rejected"): void {
  const { ErrorClass, msgIncludes, msg } = wanted;
  if (!ErrorClass) return;
  if (!(error instanceof Error)) {
    throw new AssertionError(`A non-Error object was ${verb}${suffixOf(msg)}`);
  }
  const isWanted: boolean = error instanceof ErrorClass;
  if (!isWanted) {
    throw new AssertionError(
      `Expected error to be instance of "${ErrorClass.name}", but was "${error.constructor.name}": ${error.message}${
        suffixOf(msg)
      }`,
      { cause: error },
    );
  }
  if (msgIncludes !== undefined && !error.message.includes(msgIncludes)) {
    throw new AssertionError(
      `Expected error message to include "${msgIncludes}", but got "${error.message}"${
        suffixOf(msg)
      }`,
      { cause: error },
    );
  }
}

function equal(actual: unknown, expected: unknown): boolean {
  try {
    deepStrictEqual(actual, expected);
    return true;
  } catch {
    // It throws only to say that they differ; what differs is described by us.
    return false;
  }
}

function restrict(value: unknown, mask: unknown): unknown {
  if (!isStructure(value) || !isStructure(mask)) return value;
  const kept: Record<PropertyKey, unknown> = {};
  for (const key of Reflect.ownKeys(mask)) {
    if (key in value) kept[key] = restrict(value[key], mask[key]);
  }
  return kept;
}

/** Whether its properties are compared one by one: dates, maps and the like are compared whole. */
function isStructure(value: unknown): value is Record<PropertyKey, unknown> {
  if (typeof value !== "object" || value === null) return false;
  return !(value instanceof Date || value instanceof RegExp || value instanceof URL ||
    value instanceof Map || value instanceof Set || ArrayBuffer.isView(value));
}

function comparison(actual: unknown, sign: string, expected: unknown, msg?: string): string {
  return `Expect ${describe(actual)} ${sign} ${describe(expected)}${suffixOf(msg)}`;
}

function suffixOf(msg: string | undefined): string {
  return msg ? `: ${msg}` : ".";
}
