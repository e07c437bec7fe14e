import { ServerProcess, leaveServerCore } from "./server_process.ts";
import { OpenedPage, clickFor } from "./load_client.ts";
import { capture } from "./throughput.ts";
await leaveServerCore();
{ await using e = await ServerProcess.start("eddy", ["small"]); Deno.writeTextFileSync("/tmp/eb/cap.json", JSON.stringify(await capture(e.url))); }
const kinds = Deno.args;
const res: Record<string, number[]> = {};
for (let r = 0; r < 3; r++) for (const kind of kinds) {
  await using s = await ServerProcess.start("../_floor" as any, kind.split("+"));
  const pages = []; for (let i = 0; i < 16; i++) pages.push(await OpenedPage.open(s.url));
  await clickFor(pages, { label: "Rerun", region: "fragment" }, 700);
  const b = (await s.usage()).cpu; const l = await clickFor(pages, { label: "Rerun", region: "fragment" }, 1000);
  (res[kind] ??= []).push(((await s.usage()).cpu - b) / l.clicks);
  for (const p of pages) p[Symbol.dispose]();
}
for (const k of kinds) console.log(k.padEnd(14), res[k]!.map(x => x.toFixed(1)).join(" "));
