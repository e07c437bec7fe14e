/** What a process leaves to the one that takes its place. */
import { assertEquals } from "@std/assert";

Deno.test("what is left stands, though Deno says twice that a program ends", async () => {
  const code = `
    import { deserialize } from "node:v8";
    import { Buffer } from "node:buffer";
    import { folder, takeUp } from ${JSON.stringify(new URL("restart.ts", import.meta.url))};
    let uploads = { path: "here", files: new Map(), bytes: 0 };
    takeUp(() => {
      const left = uploads;
      uploads = null;
      return { pages: [], uploads: left };
    });
    for (let i = 0; i < 2; i++) dispatchEvent(new Event("unload"));
    const { apps } = deserialize(Buffer.from(Deno.readFileSync(folder() + "/pages")));
    console.log(apps[0].uploads?.path);
    Deno.removeSync(folder(), { recursive: true });`;
  const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["eval", code],
    env: { NO_COLOR: "1" },
  }).output();
  const text = new TextDecoder();
  assertEquals([text.decode(stdout), text.decode(stderr)], ["here\n", ""]);
});
