/** Servers of the same small page, started one like the other and held still while another one is measured. */
import { freePort } from "../../kit/free_port.ts";
import { npmFile } from "../../../web/npm_file.ts";
import { end, onServerCore, own, ServerProcess } from "../server_process.ts";
import type { Environment, PackageName } from "./environment.ts";
import { visitEddy, visitFasthtml, visitWithPython } from "./visitors.ts";
import type { Visitors } from "./visitors.ts";

const START_DEADLINE_MS = 60_000;

/** One of those that are compared. */
export interface PeerKind {
  readonly name: string;
  /** What it runs on, with its version. */
  readonly version: string;
  /** Sessions that are opened to see what one holds; many where each is small. */
  readonly sessions: number;
  start(): Promise<Peer>;
  /** Browsers without a browser, for load and memory. */
  visitors(url: string): Promise<Visitors>;
}

/** Its server. */
export interface Peer extends AsyncDisposable {
  readonly url: string;
  readonly pid: number;
  hold(): void;
  goOn(): void;
}

/** All of them, in the order of the table: the first is what the others are compared with. */
export function peerKinds({ folder, python, versions }: Environment): readonly PeerKind[] {
  const file = (name: string) => new URL(name, import.meta.url).pathname;
  const inPython = (
    name: string,
    packageName: PackageName,
    kind: Pick<PeerKind, "sessions" | "visitors"> & {
      readonly args: (port: number) => readonly string[] | Promise<readonly string[]>;
      readonly env?: Record<string, string>;
    },
  ): PeerKind => ({
    name,
    version: `${packageName} ${versions[packageName]}`,
    sessions: kind.sessions,
    visitors: kind.visitors,
    start: async () => {
      const port = freePort();
      const child = onServerCore([python, ...await kind.args(port)], {
        cwd: folder,
        env: kind.env ?? {},
        stdin: "null",
        stdout: "null",
        stderr: "null",
      }).spawn();
      own(child);
      const url = `http://127.0.0.1:${port}/`;
      await untilAnswered(url);
      return {
        url,
        pid: child.pid,
        hold: () => child.kill("SIGSTOP"),
        goOn: () => child.kill("SIGCONT"),
        [Symbol.asyncDispose]: () => end(child),
      };
    },
  });
  const streamlit = {
    sessions: 200,
    visitors: (url: string) => visitWithPython(python, "streamlit", url),
    args: (port: number) => [
      ...["-m", "streamlit", "run", file("streamlit_app.py"), `--server.port=${port}`],
      ...["--server.address=127.0.0.1", "--server.headless=true"],
      "--browser.gatherUsageStats=false",
    ],
  };
  return [
    {
      name: "Eddy",
      version: `Deno ${Deno.version.deno}`,
      sessions: 4000,
      visitors: (url) => Promise.resolve(visitEddy(url)),
      start: () => ServerProcess.start("eddy", ["echo"]),
    },
    inPython("Streamlit", "streamlit", streamlit),
    // By default it collects all garbage after each run, which nobody else does.
    inPython("Streamlit, no forced collection", "streamlit", {
      ...streamlit,
      env: { STREAMLIT_RUNNER_POST_SCRIPT_GC: "false" },
    }),
    inPython("NiceGUI", "nicegui", {
      sessions: 200,
      visitors: (url) => visitWithPython(python, "nicegui", url),
      args: (port) => [file("nicegui_app.py"), String(port)],
    }),
    inPython("FastHTML", "python-fasthtml", {
      sessions: 4000,
      visitors: (url) => Promise.resolve(visitFasthtml(url)),
      args: async (port) => {
        const htmx = `${folder}/htmx.min.js`;
        await Deno.writeTextFile(htmx, await npmFile("htmx.org", "dist/htmx.min.js"));
        return [file("fasthtml_app.py"), String(port), htmx];
      },
    }),
  ];
}

/** Resolves once a server answers; nothing else tells that it has begun to listen. */
async function untilAnswered(url: string): Promise<void> {
  const deadline = Date.now() + START_DEADLINE_MS;
  while (Date.now() < deadline) {
    try {
      const answer = await fetch(url);
      await answer.body?.cancel();
      if (answer.ok) return;
    } catch (error) {
      // It does not listen yet.
      if (!(error instanceof TypeError)) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`Cannot measure ${url}: nothing answers there`);
}
