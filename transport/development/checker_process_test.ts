/** The process that says what is wrong with a program, asked as a page asks it. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { pathOf } from "../sources.ts";
import type { Problem } from "./problems.ts";

const PROGRAM = new URL("checker_process.ts", import.meta.url).pathname;

Deno.test("the checker names an import that its module does not export, which Deno finds as it links", async () => {
  const folder = await Deno.makeTempDir({ prefix: "eddy-checker-" });
  const main = `${folder}/app.ts`;
  await Deno.writeTextFile(`${folder}/helper.ts`, "export const words = 1;\n");
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", PROGRAM, `${Deno.pid}`, "token", `file://${main}`, folder],
    stdin: "null",
    stdout: "piped",
  }).spawn();
  try {
    const reader = child.stdout.getReader();
    const port = Number(new TextDecoder().decode((await reader.read()).value));
    await reader.cancel();
    const ask = async (program: string): Promise<Problem[]> => {
      await Deno.writeTextFile(main, program);
      return await (await fetch(`http://127.0.0.1:${port}/?token=token&away`)).json();
    };
    const wrong = 'import { wordz as word } from "./helper.ts";\n';
    const [problem, ...more] = await ask(`${wrong}const wrong: string = word;\n`);
    assertStringIncludes(problem!.message, "has no exported member named 'wordz'");
    assertStringIncludes(problem!.excerpt, "import { wordz as word }");
    assertEquals(problem!.place, { path: pathOf(`file://${main}`), line: 1, column: 10 });
    assertEquals(more, []);
    // Why an earlier start ended is no reason; why this one did is.
    const note = `${folder}/failure`;
    await Deno.writeTextFile(note, `NotFound: none.csv\n    at file://${main}:1:1`);
    await Deno.utime(note, 1, 1);
    assertEquals((await ask(wrong)).map(({ message }) => message), [problem!.message]);
    const future = Date.now() / 1000 + 60;
    await Deno.utime(note, future, future);
    assertEquals((await ask(wrong)).map(({ message }) => message), ["NotFound: none.csv"]);
    await Deno.remove(note);
    // It starts in spite of this: what keeps it away is something else.
    assertEquals(await ask("const wrong: string = 1;\n"), []);
  } finally {
    child.kill();
    await child.status;
    await Deno.remove(folder, { recursive: true });
  }
});
