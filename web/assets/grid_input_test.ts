import { assertEquals } from "@std/assert";
import { namedIn } from "./grid_choices.js";
import { tableIn } from "./grid_input.js";

Deno.test("tableIn() reads what spreadsheets put on the clipboard", () => {
  const cases: [string, string[][]][] = [
    ["", []],
    ["a", [["a"]]],
    ["a\tb\r\n1\t2\r\n", [["a", "b"], ["1", "2"]]],
    ["a\tb\n1\t2", [["a", "b"], ["1", "2"]]],
    ["\ta\t\n\t\t", [["", "a", ""], ["", "", ""]]],
    ["a\n\nb", [["a"], [""], ["b"]]],
    ['"two\nlines"\t"say ""hi"""\n"tab\there"', [["two\nlines", 'say "hi"'], ["tab\there"]]],
    ['"of\r\nWindows"\tb\r\n', [["of\nWindows", "b"]]],
    // Quotes that are only quotes.
    ['"plain"\t5" pipe', [['"plain"', '5" pipe']]],
    ['"open\tb', [['"open', "b"]]],
  ];
  for (const [text, rows] of cases) assertEquals(tableIn(text), rows, JSON.stringify(text));
});

Deno.test("namedIn() reads options as the server does, and says where it cannot", () => {
  const options = ["a", "b", "a, b", "c", ""];
  const cases: [string, string[], string][] = [
    ["", [], ""],
    ["b, a", ["b", "a"], ""],
    ["a, b", ["a, b"], ""],
    ["b,c, a, b ", ["b", "c", "a, b"], ""],
    ["a, d", ["a"], "d"],
    ["ab", [], "ab"],
    ["a,, c", ["a"], ", c"],
  ];
  for (const [text, names, rest] of cases) {
    assertEquals(namedIn(text, options), { names, rest }, text);
  }
});
