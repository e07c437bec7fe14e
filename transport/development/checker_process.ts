/**
 * A process beside an app that is being written: it tells open pages what is wrong with the program,
 * also while there is no program to answer, because its file is broken. It looks when it is asked.
 *
 *     deno run -A checker_process.ts <process of the app> <token> <main module> <folder> [options]
 *
 * It prints its port, and ends when the process of the app does.
 */
import { isAlive } from "../private_folder.ts";
import { sameText } from "../token.ts";
import { problemsOf } from "./problems.ts";
import type { Problem } from "./problems.ts";

/** Between two looks whether the app's process is still there. */
const LOOK_MS = 1_000;

const [owner = "", token = "", mainModule = "", folder = "", ...importOptions] = Deno.args;

/** What is asked: whether it can be started, which is quick to say, or whether its types are right, too. */
type Question = "start" | "types";

/** The newest check. */
let latest: { readonly end: AbortController; readonly answer: Promise<Answer> } | null = null;

type Answer = readonly Problem[];

/** Checks the program as it is now. Who waits for an earlier check, of what it was then, gets this answer. */
function check(question: Question): Promise<Answer> {
  latest?.end.abort();
  const end = new AbortController();
  const answer = runCheck(question, end.signal).then((found) => found ?? latest!.answer);
  latest = { end, answer };
  return answer;
}

/** Null if it was ended. */
async function runCheck(question: Question, signal: AbortSignal): Promise<Answer | null> {
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [question === "types" ? "check" : "cache", "--quiet", ...importOptions, mainModule],
    env: { NO_COLOR: "1" },
    stdin: "null",
    stdout: "null",
    signal,
  }).output();
  if (signal.aborted) return null;
  if (!success) return problemsOf(new TextDecoder().decode(stderr));
  return question === "start" ? await failure() : [];
}

/** Why the last start ended, though there is nothing to be seen in the program's text. */
async function failure(): Promise<readonly Problem[]> {
  try {
    return problemsOf(await Deno.readTextFile(`${folder}/failure`));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}

const server = Deno.serve(
  { hostname: "127.0.0.1", port: 0, onListen: () => {} },
  async (request) => {
    const { searchParams, host } = new URL(request.url);
    const isOurs = host === `127.0.0.1:${server.addr.port}` &&
      sameText(searchParams.get("token") ?? "", token);
    if (!isOurs) return new Response("Not for you", { status: 403 });
    const question = searchParams.has("away") ? "start" : "types";
    return Response.json(await check(question), {
      // Who has the token may read the answer, from whichever name of this machine its page came.
      headers: { "access-control-allow-origin": "*", "cache-control": "no-store" },
    });
  },
);

// deno-lint-ignore no-console -- whoever started it waits for this line
console.log(server.addr.port);

setInterval(() => {
  if (!isAlive(Number(owner))) Deno.exit(0);
}, LOOK_MS);
