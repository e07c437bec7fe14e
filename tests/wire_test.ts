/**
 * The protocol, byte by byte: each folder under `tests/wire/` holds requests (`input.json`) and what is
 * answered (`output.txt`), with ids and tokens named instead of shown. `EDDY_WIRE=update` writes the
 * outputs anew; look at the difference before you commit it.
 */
import { assertEquals } from "@std/assert";
import { createAppWith } from "../transport/app.ts";
import { FakeClock } from "../transport/testing/fake_clock.ts";
import { APPS } from "./wire_apps.ts";

interface Case {
  /** Name of a page in `wire_apps.ts`. */
  readonly app: string;
  /** In the order in which they are sent; the first opens the page and is shown if it is the only one. */
  readonly requests: readonly {
    /** `PAGE` stands for the id of the page that the first request opened. */
    readonly path: string;
    /** Makes it a POST. */
    readonly body?: string;
    /** What the page says it has got. Default: everything. */
    readonly seen?: number;
  }[];
}

const WIRE = new URL("wire/", import.meta.url);
const UPDATE = Deno.env.get("EDDY_WIRE") === "update";
/** Headers that mean something to the page's script. */
const SHOWN_HEADERS = ["content-type", "cache-control", "eddy-seq", "eddy-resync"];

for (const { name } of [...Deno.readDirSync(WIRE)].filter(({ isDirectory }) => isDirectory)) {
  Deno.test(`the wire carries ${name.replaceAll("_", " ")} as pinned`, async () => {
    const folder = new URL(`${name}/`, WIRE);
    const input: Case = JSON.parse(await Deno.readTextFile(new URL("input.json", folder)));
    const output = await converse(input);
    const file = new URL("output.txt", folder);
    if (UPDATE) await Deno.writeTextFile(file, output);
    // Line ends are part of it: what a lone `\r` becomes is the point of a case.
    assertEquals(output, await Deno.readTextFile(file));
  });
}

async function converse({ app: name, requests }: Case): Promise<string> {
  const { page, release } = APPS[name]!();
  const app = createAppWith(page, { allowedHosts: ["localhost"] }, { clock: new FakeClock() });
  const answers: string[] = [];
  let cookie = "";
  let id = "";
  let token = "";
  let got = 1;
  for (const { path, body, seen = got } of requests) {
    const response = await app.fetch(
      new Request(new URL(path.replace("PAGE", id), "http://localhost"), {
        headers: {
          cookie,
          "sec-fetch-site": "same-origin",
          "eddy-token": token,
          "eddy-seen": String(seen),
        },
        ...(body !== undefined && { method: "POST", body }),
      }),
      { hostname: "localhost" },
    );
    const text = await read(response, release);
    cookie ||= response.headers.getSetCookie()[0]?.split(";")[0] ?? "";
    id ||= /\/_eddy\/p\/([^/]+)\//.exec(text)?.[1] ?? "";
    token ||= /data-token="([^"]+)"/.exec(text)?.[1] ?? "";
    got = Math.max(got, ...numbersIn(response, text));
    answers.push(`${statusOf(response)}\n\n${path === "/" ? pageIn(text) : text}`);
  }
  const shown = requests.length > 1 ? answers.slice(1) : answers;
  return shown.join("\n\n────────\n\n")
    .replaceAll(id || "no id", "PAGE-ID")
    .replaceAll(token || "no token", "TOKEN");
}

/** Reads a body to its end. A stream's slow code may go on once its first message is there. */
async function read(response: Response, release: () => void): Promise<string> {
  const isStream = response.headers.get("content-type") === "text/event-stream";
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (isStream) release();
  }
  return text;
}

function numbersIn(response: Response, text: string): number[] {
  const ids = [...text.matchAll(/^id: (\d+)/gm)].map(([, id]) => Number(id));
  return [...ids, parseInt(response.headers.get("eddy-seq") ?? "1", 10)];
}

function statusOf({ status, headers }: Response): string {
  const lines = SHOWN_HEADERS.filter((name) => headers.has(name))
    .map((name) => `${name}: ${headers.get(name)}`);
  return [status, ...lines].join("\n");
}

/** Of a document, what stands in its body: the head is pinned by tests of its own. */
function pageIn(document: string): string {
  return /<div id="page"[^]*<\/div>(?=\n<\/body>)/.exec(document)?.[0] ?? document;
}
