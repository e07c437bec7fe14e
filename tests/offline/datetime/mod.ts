/**
 * Stand-in for the parts of `jsr:@std/datetime` that Eddy and its examples use, over `date-fns`, for
 * a checkout on a machine that cannot reach JSR. Reached only through `"links"` in the root
 * `deno.json`; see `docs/decisions/0001-offline-stand-ins.md`.
 */

export { DAY, HOUR, MINUTE, SECOND, WEEK } from "./constants.ts";
export { difference } from "./difference.ts";
export type { DifferenceFormat, DifferenceOptions, Unit } from "./difference.ts";
export { format } from "./format.ts";
export type { FormatOptions } from "./format.ts";
export { isLeap, isUtcLeap } from "./is_leap.ts";
export { parse } from "./parse.ts";
