import { assertEquals, assertThrows } from "@std/assert";
import { readShortcut } from "./shortcut.ts";

Deno.test("readShortcut() writes all combinations alike", () => {
  const cases: [string, string][] = [
    ["Ctrl+S", "Ctrl+S"],
    ["shift + ctrl + s", "Ctrl+Shift+S"],
    ["cmd+alt+k", "Alt+Meta+K"],
    ["Mod+Enter", "Mod+Enter"],
    ["esc", "Escape"],
    ["f2", "F2"],
    ["?", "?"],
    ["Ctrl++", "Ctrl++"],
    ["+", "+"],
    ["Alt+down", "Alt+ArrowDown"],
  ];
  for (const [text, expected] of cases) {
    assertEquals(readShortcut("button", text), expected, text);
  }
  assertEquals(readShortcut("button", undefined), null);
});

Deno.test("readShortcut() refuses what no keyboard has", () => {
  const none = [
    "",
    " ",
    "Ctrl",
    "Ctrl+",
    "S+Ctrl",
    "Ctrl+Ctrl+S",
    "Ctrl-S",
    "F13",
    "Hyper+S",
    "ab",
  ];
  for (const text of [...none, "constructor", "__proto__+S", "Ctrl+toString"]) {
    assertThrows(() => readShortcut('button "x"', text), SyntaxError, 'button "x"', text);
  }
});
