/** How this process was started, as far as the system says so: Deno itself does not tell a program. */

/** Where Linux says it; elsewhere nothing does without being run. */
const COMMAND_LINE = "/proc/self/cmdline";

/** The words of this process' command line; none where it is not known. */
export function ownCommandLine(): readonly string[] {
  if (Deno.build.os !== "linux") return [];
  try {
    const { state } = Deno.permissions.querySync({ name: "read", path: COMMAND_LINE });
    return state === "granted" ? Deno.readTextFileSync(COMMAND_LINE).split("\0") : [];
  } catch {
    // Not to be read: then it is not known.
    return [];
  }
}

/** The same from `ps`, which takes some milliseconds more; none where that may not be run. */
export function listedCommandLine(): readonly string[] {
  try {
    const { state } = Deno.permissions.querySync({ name: "run", command: "ps" });
    if (state !== "granted") return [];
    const { stdout } = new Deno.Command("ps", {
      args: ["-ww", "-o", "args=", "-p", String(Deno.pid)],
      stdin: "null",
      stderr: "null",
    }).outputSync();
    return new TextDecoder().decode(stdout).trim().split(/\s+/);
  } catch {
    // There is no such program: then it is not known.
    return [];
  }
}

/** Deno's own words, with its command first: what stands behind the script's name is the script's. */
export function ownOptions(commandLine: readonly string[]): readonly string[] {
  const script = commandLine.findIndex((word, i) => i > 0 && /\.[cm]?[jt]sx?$/.test(word));
  return commandLine.slice(1, script < 0 ? undefined : script);
}

/** Those of Deno's own words which say where a program's imports are to be found. */
export function importOptions(options: readonly string[]): readonly string[] {
  return options.flatMap((word, i) => {
    if (/^(?:--config|--import-map)=/.test(word)) return [word];
    return /^(?:-c|--config|--import-map)$/.test(word) ? options.slice(i, i + 2) : [];
  });
}
