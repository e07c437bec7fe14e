import { assertEquals } from "@std/assert";

/** What a program of its own writes: whether the log is of JSON is asked once in a process. */
async function logged(env: Record<string, string>): Promise<string[]> {
  const program = `
    import { logError, logWarning } from ${JSON.stringify(import.meta.resolve("./log.ts"))};
    import { outageOf } from ${JSON.stringify(import.meta.resolve("./outage.ts"))};
    logError(new RangeError("too much"), "abc");
    logError(new RangeError("too much"), null);
    for (const text of ["mend me", "mend me"]) logWarning(text);
    const outage = outageOf({});
    outage.failed(new Error("connection refused"));
  `;
  const { stderr, stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["eval", program],
    env: { NO_COLOR: "1", ...env },
  }).output();
  assertEquals(stdout.length, 0);
  return new TextDecoder().decode(stderr).trimEnd().split("\n");
}

const AWAY =
  "The session store cannot be reached: connection refused. Pages can be read; what is done in them waits";

Deno.test("with EDDY_LOG=json, every line of the log is data", async () => {
  const records = (await logged({ EDDY_LOG: "json" })).map((line) => JSON.parse(line));
  assertEquals(records.map(({ level, message }) => [level, message]), [
    ["error", "RangeError: too much"],
    ["error", "RangeError: too much"],
    ["warning", "mend me"],
    ["warning", AWAY],
  ]);
  assertEquals(records.map(({ id }) => id), ["abc", undefined, undefined, undefined]);
});

Deno.test("without it, the log is for people", async () => {
  const lines = await logged({ EDDY_LOG: "" });
  const said = lines.filter((line) => /^\w/.test(line));
  assertEquals(said, [
    "Error abc: RangeError: too much",
    "Error: RangeError: too much",
    "Warning: mend me",
    `Warning: ${AWAY}`,
  ]);
});
