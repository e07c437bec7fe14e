/** Whether the app is being written just now: its process is one that begins anew when a file is saved. */
import { listedCommandLine, ownCommandLine, ownOptions } from "../command_line.ts";

/** How an app is being worked on; null in production. */
export interface Stage {
  /** Whether the process begins anew when a file is saved. */
  readonly watched: boolean;
}

let known: Stage | null | undefined;

/** What holds for this process: `EDDY_DEV`, else whether Deno watches its files. */
export function stage(): Stage | null {
  if (known === undefined) known = stageOf(wanted(), isWatched());
  return known;
}

/** What the environment says, if it may be read: nobody is asked for that when the package is imported. */
function wanted(): string | undefined {
  const { state } = Deno.permissions.querySync({ name: "env", variable: "EDDY_DEV" });
  return state === "granted" ? Deno.env.get("EDDY_DEV") : undefined;
}

/** `set` is the environment's word: `"1"` for development, `"0"` for production. */
export function stageOf(set: string | undefined, watched: boolean): Stage | null {
  if (set === "0") return null;
  // Windows does not say how a process was started.
  if (set === "1") return { watched: watched || Deno.build.os === "windows" };
  return watched ? { watched } : null;
}

function isWatched(): boolean {
  return saysWatch(commandLine());
}

/** How this process was started; empty where it is not known. */
export function commandLine(): readonly string[] {
  return Deno.build.os === "darwin" ? listedCommandLine() : ownCommandLine();
}

/** Whether a command line asks for an app to be run, or served, anew with each change. */
export function saysWatch(commandLine: readonly string[]): boolean {
  const options = ownOptions(commandLine);
  if (options[0] === "test" || options[0] === "bench") return false;
  return options.some((word) => /^--watch(?:-hmr)?(?:=|$)/.test(word));
}
