/** The app of docs/deploy.md under `deno serve --parallel`. */
import { assertEquals } from "@std/assert";
import { AppProcess } from "./kit/app_process.ts";
import { Project } from "./kit/project.ts";

const PRESSES = 30;

Deno.test("docs/deploy.md: workers that share Deno KV count each press of one page once", async () => {
  const markdown = await Deno.readTextFile(new URL("../docs/deploy.md", import.meta.url));
  const [, text] = /^```ts\n(.*?)^```$/ms.exec(markdown)!;
  await using project = await Project.make({ "app.ts": text! });
  await using app = await AppProcess.start("app.ts", {
    cwd: project.path,
    command: "serve",
    flags: ["--unstable-kv", "--parallel"],
    env: { DENO_JOBS: "3", EDDY_SECRET: "a key for this test alone" },
  });
  const first = await fetch(app.url);
  const html = await first.text();
  const [page] = /\/_eddy\/p\/[^/"]+\/page/.exec(html)!;
  const headers = {
    "cookie": first.headers.getSetCookie()[0]!.split(";")[0]!,
    "eddy-token": /data-token="([^"]*)"/.exec(html)![1]!,
    "sec-fetch-site": "same-origin",
    "content-type": "application/x-www-form-urlencoded",
    // A connection stays with the worker that took it.
    "connection": "close",
  };
  const button = /data-widget="([^"]*)"/.exec(html)![1]!;
  let last = "";
  for (let press = 1; press <= PRESSES; press++) {
    const body = `e=${press}.${button}`;
    const answer = await fetch(`${app.url}${page}`, { method: "POST", headers, body });
    assertEquals(answer.status, 200);
    last = await answer.text();
  }
  assertEquals(/Clicked \d+ times/.exec(last)?.[0], `Clicked ${PRESSES} times`);
  assertEquals((await fetch(`${app.url}/healthz`)).status, 200);
  // A store that listens would keep it for ever.
  assertEquals((await app.stop()).code, 0);
});
