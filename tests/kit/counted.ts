/**
 * Counts what a page costs in bytes, which no busy machine changes, and prints it as JSON. Run with
 * `--v8-flags=--expose-gc` and a nursery so large that nothing is collected meanwhile.
 */
import * as st from "@eddy/eddy";

const SESSIONS = 400;
const RERUNS = 300;
const FULL_RUNS = 10;
const HOST = "localhost:8000";
const { gc } = globalThis as unknown as { gc: (how?: { type: "minor" }) => void };

const part = st.fragment(() => {
  st.button("Rerun");
  st.write("a line");
}, { key: "part" });
const small = st.createApp(() => {
  st.title("Small");
  part();
});

/** The same fragment with much around it. */
const LINES = 1000;
const lines = st.state({ runs: 0 });
const crowded = st.createApp(() => {
  part();
  st.button("Rerun page");
  st.write(`run ${++lines.runs}`);
  for (let i = 0; i < LINES; i++) i % 2 ? st.checkbox(`Check ${i}`) : st.write(`Row ${i}`);
});

type App = typeof small;

/** One page of a browser of its own. */
class Visitor {
  readonly #app: App;
  readonly #headers: Record<string, string>;
  readonly #urls: Readonly<Record<"fragment" | "page", string>>;
  readonly #document: string;
  #events = 0;
  #seen = "1";

  private constructor(app: App, cookie: string, document: string) {
    const find = (pattern: RegExp) => pattern.exec(document)![1]!;
    this.#app = app;
    this.#document = document;
    this.#urls = {
      fragment: `http://${HOST}${find(/<eddy-fragment [^>]*hx-post="([^"]+)"/)}`,
      page: `http://${HOST}${find(/id="page" hx-post="([^"]+)"/)}`,
    };
    this.#headers = {
      host: HOST,
      origin: `http://${HOST}`,
      cookie: cookie.split(";", 1)[0]!,
      "eddy-token": find(/data-token="([^"]+)"/),
      "content-type": "application/x-www-form-urlencoded",
    };
  }

  static async open(app: App): Promise<Visitor> {
    const opened = await app.request(`http://${HOST}/`, { headers: { host: HOST } });
    return new Visitor(app, opened.headers.get("set-cookie")!, await opened.text());
  }

  /** Presses a button; answers what came. */
  async press(label = "Rerun", region: "fragment" | "page" = "fragment"): Promise<string> {
    const widget = new RegExp(`<button id="([^"]+)"[^>]*>${label}</button>`).exec(this.#document);
    const answer = await this.#app.request(this.#urls[region], {
      method: "POST",
      headers: { ...this.#headers, "eddy-seen": this.#seen },
      body: `e=${++this.#events}.${widget![1]}`,
    });
    const html = await answer.text();
    const expected = region === "page" ? `run ${this.#events + 1}` : "a line";
    if (answer.status !== 200 || !html.includes(expected)) {
      throw new Error(`${answer.status} ${html}`);
    }
    this.#seen = /\d+/.exec(answer.headers.get("eddy-seq")!)![0];
    return html;
  }
}

function used(): number {
  gc();
  gc();
  return Deno.memoryUsage().heapUsed;
}

async function visit(times: number): Promise<void> {
  for (let i = 0; i < times; i++) await (await Visitor.open(small)).press();
}

/** Bytes that each turn makes, and those that a quick collection carries along, though nobody has them any more. */
async function costOf(
  times: number,
  turn: () => Promise<unknown>,
): Promise<{ readonly made: number; readonly survives: number }> {
  // Compiled, it makes less than at first.
  for (let i = 0; i < 4 * times; i++) await turn();
  const before = used();
  for (let i = 0; i < times; i++) await turn();
  const each = () => (Deno.memoryUsage().heapUsed - before) / times;
  const made = each();
  gc({ type: "minor" });
  return { made, survives: each() };
}

// Compiled code, caches, and the shapes of objects are there once.
await visit(SESSIONS);
const empty = used();
await visit(SESSIONS);
const perSession = (used() - empty) / SESSIONS;

const busy = await Visitor.open(small);
const rerun = await costOf(RERUNS, () => busy.press());
const surrounded = await Visitor.open(crowded);
const crowdedRerun = await costOf(RERUNS, () => surrounded.press());
const whole = await Visitor.open(crowded);
const fullRun = await costOf(FULL_RUNS, () => whole.press("Rerun page", "page"));

await Deno.stdout.write(new TextEncoder().encode(JSON.stringify({
  perSession,
  perRerun: rerun.made,
  survives: rerun.survives,
  perCrowdedRerun: crowdedRerun.made,
  perElement: fullRun.made / LINES,
  sentByRerun: (await busy.press()).length,
  sentByFullRun: (await whole.press("Rerun page", "page")).length,
})));
Deno.exit(0);
