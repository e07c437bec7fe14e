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
  if (question === "types") return await ask("check", signal);
  const found = await ask("cache", signal);
  if (found === null || found.length > 0) return found;
  // A start may take its time before it ends.
  using changes = folder === "" ? null : Deno.watchFs(folder);
  const noted = await failure();
  if (noted.length > 0) return noted;
  const end = new AbortController();
  // A name that its module does not export: what is cached is not linked, and nothing has run to note it.
  const linked = ask("check", AbortSignal.any([signal, end.signal]));
  const unlinked = linked.then((found) => found?.filter(isUnlinked) ?? null);
  try {
    return await (changes === null ? unlinked : Promise.race([unlinked, failureNoted(changes)]));
  } finally {
    end.abort();
  }
}

/** What Deno's own command says of the program; null if it was ended. */
async function ask(command: "cache" | "check", signal: AbortSignal): Promise<Answer | null> {
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [command, "--quiet", ...importOptions, mainModule],
    env: { NO_COLOR: "1" },
    stdin: "null",
    stdout: "null",
    signal,
  }).output();
  if (signal.aborted) return null;
  return success ? [] : problemsOf(new TextDecoder().decode(stderr));
}

/** Whether it keeps the program from starting, which what is wrong with types does not: an export that is not there. */
function isUnlinked({ message }: Problem): boolean {
  return /^TS(?:1192|2305|2459|2460|2613|2614|2724) /.test(message);
}

/** Why the last start ended, though there is nothing to be seen in the program's text. */
async function failure(): Promise<readonly Problem[]> {
  const path = `${folder}/failure`;
  try {
    const [text, { mtime }] = await Promise.all([Deno.readTextFile(path), Deno.stat(path)]);
    // Saved since then, it was started again, and this is not why it ended.
    return await isSavedSince(mtime!) ? [] : problemsOf(text);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}

/** The same, once it is known; null if it is not by the time that nobody looks any more. */
async function failureNoted(changes: Deno.FsWatcher): Promise<Answer | null> {
  for await (const _change of changes) {
    const noted = await failure();
    if (noted.length > 0) return noted;
  }
  return null;
}

/** Whether a file of the program is younger. */
async function isSavedSince(time: Date): Promise<boolean> {
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["info", "--json", ...importOptions, mainModule],
    stdin: "null",
    stderr: "null",
  }).output();
  const { modules } = JSON.parse(new TextDecoder().decode(stdout)) as {
    readonly modules: readonly { readonly specifier: string; readonly local?: string }[];
  };
  const files = modules.filter(({ specifier }) => specifier.startsWith("file:"));
  const times = await Promise.all(
    files.map(async ({ local }) => local === undefined ? null : (await Deno.stat(local)).mtime),
  );
  return times.some((saved) => saved !== null && saved > time);
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
