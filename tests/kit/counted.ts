/**
 * Counts what a page costs in bytes, which no busy machine changes, and prints it as JSON. Run with
 * `--v8-flags=--expose-gc` and a nursery so large that nothing is collected meanwhile.
 */
import * as st from "@eddy/eddy";

const SESSIONS = 400;
const RERUNS = 300;
const HOST = "localhost:8000";
const { gc } = globalThis as unknown as { gc: () => void };

const part = st.fragment(() => {
  st.button("Rerun");
  st.write("a line");
}, { key: "part" });
const app = st.createApp(() => {
  st.title("Small");
  part();
});

/** One page of a browser of its own. */
class Visitor {
  readonly #headers: Record<string, string>;
  readonly #url: string;
  readonly #widget: string;
  #events = 0;
  #seen = "1";

  private constructor(cookie: string, document: string) {
    const find = (pattern: RegExp) => pattern.exec(document)![1]!;
    this.#url = `http://${HOST}${find(/<eddy-fragment [^>]*hx-post="([^"]+)"/)}`;
    this.#widget = find(/data-widget="([^"]+)"/);
    this.#headers = {
      host: HOST,
      origin: `http://${HOST}`,
      cookie: cookie.split(";", 1)[0]!,
      "eddy-token": find(/data-token="([^"]+)"/),
      "content-type": "application/x-www-form-urlencoded",
    };
  }

  static async open(): Promise<Visitor> {
    const opened = await app.request(`http://${HOST}/`, { headers: { host: HOST } });
    return new Visitor(opened.headers.get("set-cookie")!, await opened.text());
  }

  async press(): Promise<void> {
    const answer = await app.request(this.#url, {
      method: "POST",
      headers: { ...this.#headers, "eddy-seen": this.#seen },
      body: `e=${++this.#events}.${this.#widget}`,
    });
    const html = await answer.text();
    if (answer.status !== 200 || !html.includes("a line")) {
      throw new Error(`${answer.status} ${html}`);
    }
    this.#seen = /\d+/.exec(answer.headers.get("eddy-seq")!)![0];
  }
}

function used(): number {
  gc();
  gc();
  return Deno.memoryUsage().heapUsed;
}

async function visit(times: number): Promise<void> {
  for (let i = 0; i < times; i++) await (await Visitor.open()).press();
}

// Compiled code, caches, and the shapes of objects are there once.
await visit(SESSIONS);
const empty = used();
await visit(SESSIONS);
const perSession = (used() - empty) / SESSIONS;

const busy = await Visitor.open();
for (let i = 0; i < 4 * RERUNS; i++) await busy.press();
const before = used();
for (let i = 0; i < RERUNS; i++) await busy.press();
const perRerun = (Deno.memoryUsage().heapUsed - before) / RERUNS;

await Deno.stdout.write(new TextEncoder().encode(JSON.stringify({ perSession, perRerun })));
Deno.exit(0);
