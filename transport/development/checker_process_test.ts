/** The process that says what is wrong with a program, asked as a page asks it. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { pathOf } from "../sources.ts";
import type { Problem } from "./problems.ts";

const PROGRAM = new URL("checker_process.ts", import.meta.url).pathname;

/** The process, asked of `program`, with what its folder holds. */
class Checker implements AsyncDisposable {
  readonly #child: Deno.ChildProcess;
  readonly #port: number;

  private constructor(readonly folder: string, child: Deno.ChildProcess, port: number) {
    this.#child = child;
    this.#port = port;
  }

  static async start(): Promise<Checker> {
    const folder = await Deno.makeTempDir({ prefix: "eddy-checker-" });
    const main = `file://${folder}/app.ts`;
    const child = new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--no-check", PROGRAM, `${Deno.pid}`, "token", main, folder],
      stdin: "null",
      stdout: "piped",
    }).spawn();
    const reader = child.stdout.getReader();
    const port = Number(new TextDecoder().decode((await reader.read()).value));
    await reader.cancel();
    return new Checker(folder, child, port);
  }

  async ask(program: string): Promise<Problem[]> {
    await Deno.writeTextFile(`${this.folder}/app.ts`, program);
    return await (await fetch(`http://127.0.0.1:${this.#port}/?token=token&away`)).json();
  }

  /** What Deno's own commands it has started just now. */
  async commands(): Promise<string[]> {
    const tasks = `/proc/${this.#child.pid}/task`;
    const children = await Promise.all(
      [...Deno.readDirSync(tasks)].map(({ name }) =>
        Deno.readTextFile(`${tasks}/${name}/children`).catch(() => "")
      ),
    );
    const lines = children.join(" ").split(" ").filter(Boolean).map((pid) =>
      Deno.readTextFile(`/proc/${pid}/cmdline`).catch(() => "")
    );
    return (await Promise.all(lines)).map((line) => line.split("\0")[1] ?? "");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.kill();
    await this.#child.status;
    await Deno.remove(this.folder, { recursive: true });
  }
}

Deno.test("the checker names an import that its module does not export, which Deno finds as it links", async () => {
  await using checker = await Checker.start();
  const { folder } = checker;
  const main = `${folder}/app.ts`;
  await Deno.writeTextFile(`${folder}/helper.ts`, "export const words = 1;\n");
  const wrong = 'import { wordz as word } from "./helper.ts";\n';
  const [problem, ...more] = await checker.ask(`${wrong}const wrong: string = word;\n`);
  assertStringIncludes(problem!.message, "has no exported member named 'wordz'");
  assertStringIncludes(problem!.excerpt, "import { wordz as word }");
  assertEquals(problem!.place, { path: pathOf(`file://${main}`), line: 1, column: 10 });
  assertEquals(more, []);
  // Why an earlier start ended is no reason; why this one did is.
  const note = `${folder}/failure`;
  await Deno.writeTextFile(note, `NotFound: none.csv\n    at file://${main}:1:1`);
  await Deno.utime(note, 1, 1);
  const messages = async () => (await checker.ask(wrong)).map(({ message }) => message);
  assertEquals(await messages(), [problem!.message]);
  const future = Date.now() / 1000 + 60;
  await Deno.utime(note, future, future);
  assertEquals(await messages(), ["NotFound: none.csv"]);
  await Deno.remove(note);
  // It starts in spite of this: what keeps it away is something else.
  assertEquals(await checker.ask("const wrong: string = 1;\n"), []);
});

Deno.test({
  name: "the checker says why a start has ended that took its time, without a check to its end",
  // Other systems do not tell what a process has started.
  ignore: Deno.build.os !== "linux",
  fn: async () => {
    await using checker = await Checker.start();
    const answer = checker.ask("await connect();\n");
    while (!(await checker.commands()).includes("check")) await new Promise((go) => setTimeout(go));
    await Deno.writeTextFile(`${checker.folder}/failure`, "ConnectionRefused: no database");
    assertEquals((await answer).map(({ message }) => message), [
      "ConnectionRefused: no database",
    ]);
  },
});
