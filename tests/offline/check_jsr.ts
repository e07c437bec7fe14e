/**
 * Runs the tests with the real `@std` packages instead of the stand-ins beside this file. Needs a
 * machine that reaches JSR; arguments are passed on to `deno test`.
 */

const ROOT = new URL("../../", import.meta.url);
// Beside deno.json, because the paths inside are relative to the file.
const CONFIG = new URL("deno.jsr.json", ROOT);

const { links: _, ...config } = JSON.parse(await Deno.readTextFile(new URL("deno.json", ROOT)));
await Deno.writeTextFile(CONFIG, JSON.stringify(config));
let code: number;
try {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["test", "-A", "--doc", "--no-lock", `--config=${CONFIG.pathname}`, ...Deno.args],
    cwd: ROOT,
    env: { PORT: "0" },
  }).spawn();
  ({ code } = await child.status);
} finally {
  await Deno.remove(CONFIG);
}
Deno.exit(code);
