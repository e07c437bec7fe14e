import { assertEquals } from "@std/assert";
import { csvLine } from "./csv.ts";

Deno.test("csvLine() quotes what would end a cell, and writes values without format", () => {
  assertEquals(
    csvLine(["a,b", 'say "hi"', "two\nlines", "plain", 1204.5, true, null, undefined]),
    '"a,b","say ""hi""","two\nlines",plain,1204.5,true,,\r\n',
  );
  assertEquals(
    csvLine([new Date("2026-03-02T00:00Z"), new Date("2026-03-02T10:00Z"), ["x", "y"], { a: 1 }]),
    '2026-03-02,2026-03-02 10:00:00,"x, y","{""a"":1}"\r\n',
  );
});

Deno.test("S32: csvLine() lets no text be taken for a formula", () => {
  for (const text of ["=1+1", "+SUM(A1)", "-cmd|' /C calc'!A0", "@import", "\t=1", "\r=1"]) {
    const [cell = ""] = /^"?(.)/s.exec(csvLine([text]))!.slice(1);
    assertEquals(cell, "'", JSON.stringify(text));
  }
});

Deno.test("csvLine() leaves numbers alone, also those that are text", () => {
  assertEquals(csvLine([-5, -0.5, 10n, "-5", "+43", "-.5"]), "-5,-0.5,10,-5,+43,-.5\r\n");
});
