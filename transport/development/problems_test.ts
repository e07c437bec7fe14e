/** What Deno prints, taken apart: the texts are those of Deno 2.9.6. */
import { assertEquals } from "@std/assert";
import { problemsOf } from "./problems.ts";

const here = `file://${Deno.cwd()}`;

Deno.test("problemsOf() reads what the type checker says", () => {
  const found = problemsOf(`TS2322 [ERROR]: Type 'string' is not assignable to type 'number'.
const x: number = "a";
      ^
    at ${here}/app.ts:2:7

TS2345 [ERROR]: No overload matches this call.
  The last one gave the following error.
f(1);
  ~
    at ${here}/pages/a%20b.ts:34:3

Found 2 errors.

error: Type checking failed.

Stack backtrace:
   0: <unknown>
`);
  assertEquals(found, [{
    message: "TS2322 [ERROR]: Type 'string' is not assignable to type 'number'.",
    excerpt: 'const x: number = "a";\n      ^',
    place: { path: "app.ts", line: 2, column: 7 },
  }, {
    message:
      "TS2345 [ERROR]: No overload matches this call.\n  The last one gave the following error.",
    excerpt: "f(1);\n  ~",
    place: { path: "pages/a b.ts", line: 34, column: 3 },
  }]);
});

Deno.test("problemsOf() tells one error with what the type checker adds to it", () => {
  const found = problemsOf(`TS2322 [ERROR]: Type 'boolean' is not assignable to type 'number'.
  put({ week, swap });
              ~~~~
    at ${here}/app.ts:16:33

    The expected type comes from property 'swap' which is declared here on type 'Shift'
      swap: number;
      ~~~~
        at ${here}/store.ts:3:70

TS18048 [ERROR]: 'chosen' is possibly 'undefined'.
    remove(chosen.week);
           ~~~~~~
    at ${here}/app.ts:41:12
`);
  assertEquals(found.map(({ message, place }) => [message, place?.line]), [
    [
      "TS2322 [ERROR]: Type 'boolean' is not assignable to type 'number'.\n" +
      "The expected type comes from property 'swap' which is declared here on type 'Shift' (store.ts:3:70)",
      16,
    ],
    ["TS18048 [ERROR]: 'chosen' is possibly 'undefined'.", 41],
  ]);
});

Deno.test("problemsOf() reads what cannot be parsed or found", () => {
  const [syntax] = problemsOf(`error: SyntaxError: Expression expected
   |
14 |   clicks(;
   |          ~
    at file:///elsewhere/app.ts:14:10

Stack backtrace:
   0: <unknown>
`);
  assertEquals(syntax, {
    message: "SyntaxError: Expression expected",
    excerpt: "   |\n14 |   clicks(;\n   |          ~",
    place: { path: "/elsewhere/app.ts", line: 14, column: 10 },
  });
  const [missing] = problemsOf(
    `error: Module not found "file:///nope.ts".\n    at ${here}/app.ts:1:20\n`,
  );
  assertEquals(missing?.message, 'Module not found "file:///nope.ts".');
  assertEquals(missing?.place, { path: "app.ts", line: 1, column: 20 });
});

Deno.test("problemsOf() shows where an error was thrown, not who called it", () => {
  const found = problemsOf(
    `NotFound: No such file\n    at read (${here}/data.ts:3:9)\n    at ${here}/app.ts:12:6`,
  );
  assertEquals(found, [{
    message: "NotFound: No such file",
    excerpt: "",
    place: { path: "data.ts", line: 3, column: 9 },
  }]);
});

Deno.test("problemsOf() keeps what has no place, and finds nothing in nothing", () => {
  assertEquals(problemsOf("error: no such option\n")[0]?.message, "no such option");
  assertEquals(problemsOf("\n"), []);
});
