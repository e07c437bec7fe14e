/** The tutorial, done as it says: each of its files is written where its reader would, and used. */
import { assert, assertEquals } from "@std/assert";
import { open } from "@eddy/eddy/testing";

interface Step {
  readonly file: string;
  readonly text: string;
}

const tutorial = await Deno.readTextFile(new URL("../docs/tutorial.md", import.meta.url));

/** The files in it, in order; some are written more than once. */
const steps: readonly Step[] = [
  ...tutorial.matchAll(/^```ts (?:no-run |ignore )?(\S+).*?\n(.*?)^```$/gms),
]
  .map(([, file, text]) => ({ file: file!, text: text! }));

/** A directory with what a reader has written up to the `count`-th file, and where it is. */
async function directory(count: number): Promise<AsyncDisposable & { at(file: string): URL }> {
  const path = await Deno.makeTempDir({ prefix: "eddy-tutorial-" });
  for (const { file, text } of steps.slice(0, count)) {
    await Deno.writeTextFile(`${path}/${file}`, text);
  }
  return {
    at: (file) => new URL(`file://${path}/${file}`),
    [Symbol.asyncDispose]: () => Deno.remove(path, { recursive: true }),
  };
}

Deno.test("tutorial 1: a page greets by name", async () => {
  await using desk = await directory(1);
  await using page = await open(desk.at("app.ts"));
  await page.fill("Your name", "Ada");
  assert(page.has("Hello Ada, what do you need?"), page.picture());
});

Deno.test("tutorial 2: a form adds to a list, a button takes away", async () => {
  await using desk = await directory(2);
  await using page = await open(desk.at("app.ts"));
  await page.fill("What do you need?", "A *keyboard*");
  await page.fill("Your name", "Ada");
  await page.click("Ask");
  assert(page.has("A *keyboard* (Ada)"), page.picture());
  assertEquals(page.value("Your name"), "");
  await page.click("Done");
  assertEquals([page.count("keyboard"), page.reran], [0, ["page"]]);
});

Deno.test("tutorial 3: the list is alive in every window, and leaves alone what is typed", async () => {
  await using desk = await directory(3);
  await using ada = await open(desk.at("app.ts"));
  await using grace = await ada.newVisitor();
  await ada.fill("What do you need?", "A chair");
  await ada.click("Ask");
  assert(grace.has("A chair ()"), grace.picture());
  ada.type("What do you need?", "half a sen");
  await grace.click("Done");
  assert(!grace.reran.includes("page"), grace.reran.join());
  assertEquals([ada.count("A chair"), ada.value("What do you need?")], [0, "half a sen"]);
});

Deno.test("tutorial 4 to 6: its test passes, its app served or exported", async () => {
  assertEquals(steps.length, 7);
  const [end] = steps.slice(-1);
  await using desk = await directory(steps.length - 1);
  const { stdout, stderr, success } = await new Deno.Command(Deno.execPath(), {
    args: ["test", "-A", "--no-check", "--config", "deno.json", desk.at("app_test.ts").pathname],
    cwd: new URL("..", import.meta.url),
    env: { NO_COLOR: "1" },
  }).output();
  const said = new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
  assert(success && said.includes("1 passed"), said);

  const served = await Deno.readTextFile(desk.at("app.ts"));
  assertEquals(end!.file, "app.ts");
  const exported = served.replace("st.serve(", "export default st.createApp(");
  assert(exported.includes(end!.text), "The end of the file is not what the tutorial shows");
  await Deno.writeTextFile(desk.at("app.ts"), exported);
  Deno.env.set("DATABASE", ":memory:");
  await using page = await open(desk.at("app.ts"));
  assert(page.has("Nothing to do."), page.picture());
});
