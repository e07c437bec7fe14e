/** A project as `init` makes it: its tests pass, it is served, and nothing of anybody's is overwritten. */
import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { makeProject } from "../init.ts";
import { AppProcess } from "./kit/app_process.ts";
import { Project } from "./kit/project.ts";

const INIT = new URL("../init.ts", import.meta.url).pathname;

/** Runs Deno, and answers how that went. */
async function deno(
  args: readonly string[],
  cwd?: string,
): Promise<{ code: number; text: string }> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [...args],
    ...(cwd !== undefined && { cwd }),
    env: { NO_COLOR: "1", PORT: "0" },
    stdin: "null",
  }).output();
  const decoder = new TextDecoder();
  return { code, text: decoder.decode(stdout) + decoder.decode(stderr) };
}

Deno.test("init makes a project: its types and tests are right, and both its entries are served", async () => {
  await using project = await Project.make();
  const desk = project.inside("my desk");
  const made = await deno(["run", "-A", INIT, desk.path]);
  assertEquals(made.code, 0, made.text);
  assertStringIncludes(made.text, "deno task dev");
  // As anybody gets it: formatted, and with the package by its name.
  const formatted = await deno(["fmt", "--check"], desk.path);
  assertEquals(formatted.code, 0, formatted.text);
  assertStringIncludes(await desk.read("deno.json"), "jsr:@eddy/eddy@^");
  assertStringIncludes(made.text, "use this checkout");
  const guide = await Deno.readTextFile(new URL("../docs/deploy.md", import.meta.url));
  const [, container] = /^```dockerfile\n(.*?)^```$/ms.exec(guide)!;
  assertEquals(
    await desk.read("Dockerfile"),
    container!.replaceAll("app.ts", "deploy.ts")
      .replace('"serve", "-A"', '"serve", "-A", "--unstable-kv"')
      .replace(/(?<=^FROM denoland\/deno:).+/, Deno.version.deno),
    "what the guide says of a container holds for it",
  );
  const checked = await deno(["check", "app.ts", "deploy.ts"], desk.path);
  assertEquals(checked.code, 0, checked.text);
  const tested = await deno(["task", "test", "--no-check"], desk.path);
  assertStringIncludes(tested.text, "2 passed | 0 failed");
  const options = { cwd: desk.path, env: { EDDY_SECRET: "a key for this test alone" } };
  {
    await using app = await AppProcess.start("app.ts", { ...options, flags: ["--watch"] });
    assertStringIncludes(await (await fetch(app.url)).text(), "Who are you?");
  }
  const flags = ["--unstable-kv"];
  await using app = await AppProcess.start("deploy.ts", { ...options, command: "serve", flags });
  assertStringIncludes(await (await fetch(app.url)).text(), "Who are you?");
});

Deno.test("init keeps databases and secrets out of a repository and an image", async () => {
  await using project = await Project.make({ "desk/.gitignore": "mine\n" });
  const desk = project.inside("desk");
  const names = await makeProject(desk.path);
  assert(!names.includes(".gitignore") && names.includes(".dockerignore"), names.join());
  assertEquals(await desk.read(".gitignore"), "mine\n");
  await makeProject(desk.file("inner"));
  const lines = async (name: string) => (await project.read(name)).split("\n");
  for (const one of ["*.db", "*.db-wal", ".env"]) {
    assert((await lines("desk/inner/.gitignore")).includes(one), one);
    assert((await lines("desk/.dockerignore")).includes(`**/${one}`), one);
  }
});

Deno.test("init overwrites nothing, and says what is in its way", async () => {
  await using project = await Project.make({ "app.ts": "// Mine\n" });
  const error = await assertRejects(
    () => makeProject(project.path),
    Deno.errors.AlreadyExists,
    "it has a file deno.json already; name another folder",
  );
  const told = await deno(["run", "-A", INIT, project.path]);
  assertEquals([told.code, told.text.trim()], [1, error.message]);
  assertEquals(await project.read("app.ts"), "// Mine\n");
  assert((await deno(["run", "-A", INIT])).text.startsWith("Usage: "));
});
