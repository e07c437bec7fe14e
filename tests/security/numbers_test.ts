/** Each of the numbered promises has a test that bears its number, or a reason in docs/security.md. */
import { assertEquals, assertGreater } from "@std/assert";

const ROOT = new URL("../../", import.meta.url);
const LAST = 77;
/** Where the tests are. */
const FOLDERS = ["tests", "runtime", "web", "transport"];
/** The rules of fragments have numbers of their own that look alike, up to this one. */
const RULES = { folder: "tests/rules/", last: 14 };

async function* testFiles(folder: string): AsyncGenerator<string> {
  for await (const { name, isDirectory } of Deno.readDir(new URL(`${folder}/`, ROOT))) {
    const path = `${folder}/${name}`;
    if (isDirectory) yield* testFiles(path);
    else if (name.endsWith("_test.ts")) yield path;
  }
}

/** What begins a test, a browser's test or a step of one, and what it is called. */
const NAMES =
  /(?:\bDeno\.test|\bbrowserTest|\binOneProcess|\.step)\(\s*(?:\{\s*name:\s*)?(["`])(.*?)\1/gs;

Deno.test("every number from 1 to 77 has a test, or docs/security.md says why it has none", async () => {
  const numbers = new Set<number>();
  let names = 0;
  for (const folder of FOLDERS) {
    for await (const path of testFiles(folder)) {
      const source = await Deno.readTextFile(new URL(path, ROOT));
      const from = path.startsWith(RULES.folder) ? RULES.last : 0;
      for (const [, , name] of source.matchAll(NAMES)) {
        names++;
        for (const [, number] of name!.matchAll(/\bS(\d+)\b/g)) {
          if (Number(number) > from) numbers.add(Number(number));
        }
      }
    }
  }
  // The files were found, and read as they are written.
  assertGreater(names, 800);
  const text = await Deno.readTextFile(new URL("docs/security.md", ROOT));
  const without = text.split("\n## What is not there\n")[1]!;
  for (const [, number] of without.matchAll(/^- (\d+) \(/gm)) numbers.add(Number(number));
  const all = Array.from({ length: LAST }, (_, i) => i + 1);
  assertEquals(all.filter((number) => !numbers.has(number)), []);
  assertEquals([...numbers].filter((number) => number > LAST), []);
});
