/** Where errors come from. */
import { assertEquals } from "@std/assert";
import { excerptOf, framesOf, placeOf } from "./stack.ts";

const OURS = new URL("run.ts", import.meta.url).href;

function failing(message: string, frames: readonly string[]): Error {
  const error = new TypeError(message);
  error.stack = `TypeError: ${message}\n${frames.map((frame) => `    at ${frame}`).join("\n")}`;
  return error;
}

Deno.test("framesOf() leaves out Eddy's own frames and Deno's", () => {
  const error = failing("wrong", [
    "total (file:///home/me/data.ts:3:9)",
    "file:///home/me/app.ts:12:6",
    `Scheduler.pump (${OURS}:1:2)`,
    "AsyncLocalStorage.run (ext:deno_node/async_hooks.ts:1:1762)",
    "async dispatch (file:///home/me/node_modules/hono/dist/compose.js:22:17)",
  ]);
  assertEquals(framesOf(error), [
    "at total (file:///home/me/data.ts:3:9)",
    "at file:///home/me/app.ts:12:6",
  ]);
});

Deno.test("framesOf() takes no message for a place", () => {
  const error = failing("wrong\n    at file:///etc/secret.ts:1:1", ["file:///home/me/app.ts:2:3"]);
  assertEquals(framesOf(error), ["at file:///home/me/app.ts:2:3"]);
});

Deno.test("placeOf() reads a frame with or without a function's name", () => {
  const place = { url: "file:///home/me/app.ts", line: 12, column: 6 };
  assertEquals(placeOf("at file:///home/me/app.ts:12:6"), place);
  assertEquals(placeOf("at async total (file:///home/me/app.ts:12:6)"), place);
  assertEquals(placeOf("at Array.map (<anonymous>)"), null);
});

Deno.test("excerptOf() shows two lines before and behind", () => {
  const source = "a\nb\nc\nd\ne\nf";
  const at = (line: number) => excerptOf(source, { url: "", line, column: 1 });
  assertEquals(at(3), { lines: ["a", "b", "c", "d", "e"], first: 1, line: 3 });
  assertEquals(at(1), { lines: ["a", "b", "c"], first: 1, line: 1 });
  assertEquals(at(6), { lines: ["d", "e", "f"], first: 4, line: 6 });
  assertEquals(at(7), null);
});
