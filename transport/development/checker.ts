/** The process beside the app that tells its pages what is wrong with the program; see checker_process.ts. */
import { importOptions, ownOptions } from "../command_line.ts";
import { logWarning } from "../log.ts";
import { randomId } from "../token.ts";
import { folder } from "./restart.ts";
import { commandLine } from "./watched.ts";

/** Where it listens, and what it wants to hear, behind the number of the process that it belongs to. */
const VARIABLE = "EDDY_CHECKER";

let started: Promise<string | null> | undefined;

/** Where pages ask it; null if it could not be started. It goes on while the app is started anew. */
export function checker(): Promise<string | null> {
  return started ??= find();
}

async function find(): Promise<string | null> {
  const [owner, url] = (Deno.env.get(VARIABLE) ?? "").split(" ");
  if (owner === String(Deno.pid)) return url!;
  const token = randomId();
  try {
    const port = await start(token);
    const address = `http://127.0.0.1:${port}/?token=${token}`;
    Deno.env.set(VARIABLE, `${Deno.pid} ${address}`);
    return address;
  } catch (error) {
    logWarning(`Pages will not show what is wrong with the program, only the terminal: ${error}`);
    return null;
  }
}

async function start(token: string): Promise<number> {
  const program = new URL("checker_process.ts", import.meta.url).href;
  const { mainModule, pid } = Deno;
  const given = [`${pid}`, token, mainModule, folder() ?? ""];
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "-A",
      "--no-config",
      program,
      ...given,
      ...importOptions(ownOptions(commandLine())),
    ],
    stdin: "null",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  // It ends by itself, and must not keep the app from ending.
  child.unref();
  const reader = child.stdout.getReader();
  const { value } = await reader.read();
  reader.releaseLock();
  const port = Number(new TextDecoder().decode(value));
  if (port > 0) return port;
  throw new Error("the process that checks it did not start");
}
