/** Starts and stops jobs, shows how they get on, and follows their log; they go on when the page is closed. */
import * as st from "@eddy/eddy";

/** Milliseconds that a job leaves to others between two steps. */
const PACE = Number(Deno.env.get("PACE") ?? 60);
/** What the jobs look through. */
const DIRECTORY = Deno.env.get("DIRECTORY") ?? ".";
const MOST_LINES = 1_000;
const SECONDS_SHOWN = 60;
const LEVELS = ["debug", "info", "warning"] as const;

type Level = (typeof LEVELS)[number];
/** What a job says, step by step. */
type Steps = AsyncGenerator<readonly [level: Level, text: string]>;

interface Line {
  readonly time: number;
  readonly job: string;
  readonly level: Level;
  readonly text: string;
}

// ── Jobs: they belong to the process, not to a page ─────────────────────────────────────────────

const log: Line[] = [];
const changed = st.topic("jobs");

class Job {
  readonly name: string;
  readonly about: string;
  readonly #work: (signal: AbortSignal) => Steps;
  #stopping: AbortController | null = null;
  state: "idle" | "running" | "stopping" | "done" | "stopped" | "failed" = "idle";
  steps = 0;

  constructor(name: string, about: string, work: (signal: AbortSignal) => Steps) {
    this.name = name;
    this.about = about;
    this.#work = work;
  }

  get isRunning(): boolean {
    return this.#stopping !== null;
  }

  /** Starts it, unless it runs; nobody has to wait for it. */
  start(): void {
    if (this.isRunning) return;
    this.#stopping = new AbortController();
    this.state = "running";
    this.steps = 0;
    void this.#run(this.#stopping.signal);
  }

  stop(): void {
    this.#stopping?.abort();
    if (this.isRunning) this.state = "stopping";
  }

  async #run(signal: AbortSignal): Promise<void> {
    this.#say("info", "started");
    try {
      for await (const [level, text] of this.#work(signal)) {
        this.steps++;
        this.#say(level, text);
        if (signal.aborted) break;
        await pause(signal);
      }
      this.state = signal.aborted ? "stopped" : "done";
    } catch (error) {
      this.state = "failed";
      this.#say("warning", String(error));
    }
    this.#say("info", `${this.state} after ${this.steps} steps`);
    this.#stopping = null;
    await changed.publish();
  }

  #say(level: Level, text: string): void {
    log.push({ time: Date.now(), job: this.name, level, text });
    if (log.length > MOST_LINES) log.splice(0, log.length - MOST_LINES);
  }
}

/** Waits for its turn, or until it is to stop. */
function pause(signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, PACE);
  const stop = () => resolve();
  signal.addEventListener("abort", stop, { once: true });
  return promise.finally(() => {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
  });
}

async function* filesIn(directory: string): AsyncGenerator<string> {
  for await (const { name, isFile, isDirectory } of Deno.readDir(directory)) {
    const path = `${directory}/${name}`;
    if (isFile) yield path;
    if (isDirectory && !name.startsWith(".") && name !== "node_modules") yield* filesIn(path);
  }
}

async function* checksums(): Steps {
  for await (const path of filesIn(DIRECTORY)) {
    const digest = await crypto.subtle.digest("SHA-256", await Deno.readFile(path));
    yield ["debug", `${new Uint8Array(digest).toHex().slice(0, 12)} ${path}`];
  }
}

async function* largeFiles(): Steps {
  let bytes = 0;
  for await (const path of filesIn(DIRECTORY)) {
    const { size } = await Deno.stat(path);
    bytes += size;
    yield size > 100_000
      ? ["warning", `${path} has ${Math.round(size / 1_000)} kB`]
      : ["debug", `${path} has ${size} B`];
  }
  yield ["info", `${Math.round(bytes / 1_000)} kB in all`];
}

async function* watchMemory(signal: AbortSignal): Steps {
  for (let highest = 0; !signal.aborted;) {
    const { rss } = Deno.memoryUsage();
    const level = rss > highest * 1.05 ? "info" : "debug";
    highest = Math.max(highest, rss);
    yield await Promise.resolve([level, `${Math.round(rss / 1_048_576)} MiB in use`] as const);
  }
}

const jobs = [
  new Job("Checksums", "SHA-256 of every file", checksums),
  new Job("Large files", "What is above 100 kB", largeFiles),
  new Job("Memory", "Watches this process until it is stopped", watchMemory),
];

// ── The monitor ─────────────────────────────────────────────────────────────────────────────────

const COLORS = {
  idle: "gray",
  running: "blue",
  stopping: "orange",
  done: "green",
  stopped: "gray",
  failed: "red",
} as const;

/** As long as something moves, and no longer. */
const whileRunning = () => jobs.some(({ isRunning }) => isRunning) ? 1 : null;

const board = st.fragment(function board() {
  const cards = st.grid({ minWidth: 272 });
  for (const job of jobs) {
    cards.container({ border: true, gap: "small" })(() => {
      st.container({ horizontal: true, align: "center", justify: "between" })(() => {
        st.markdown(`**${job.name}**`);
        st.badge(job.state, { color: COLORS[job.state] });
      });
      st.caption(`${job.about} · ${job.steps} steps`);
      if (job.isRunning) {
        press(`Stop ${job.name}`, () => job.stop(), job.state === "stopping");
      } else press(`Start ${job.name}`, () => job.start());
    });
  }
}, { runEvery: whileRunning, runOn: changed });

/** Everybody hears of it, and whoever's monitor stood still looks again. */
function press(label: string, act: () => void, disabled = false): void {
  st.button(label, {
    disabled,
    onClick: () => {
      act();
      return changed.publish();
    },
  });
}

/** Lines that each job has written in each of the last seconds. */
function pace(): Record<string, number>[] {
  const now = Math.floor(Date.now() / 1_000);
  const none = Object.fromEntries(jobs.map(({ name }) => [name, 0]));
  const seconds: Record<string, number>[] = Array.from(
    { length: SECONDS_SHOWN },
    (_, i) => ({ second: i - SECONDS_SHOWN + 1, ...none }),
  );
  for (const { time, job } of log) {
    const second = seconds[Math.floor(time / 1_000) - now + SECONDS_SHOWN - 1];
    if (second !== undefined) second[job] = (second[job] ?? 0) + 1;
  }
  return seconds;
}

const charts = st.fragment(function charts() {
  st.subheader("Lines a second");
  st.areaChart(pace(), {
    x: "second",
    y: jobs.map(({ name }) => name),
    xLabel: "Seconds ago",
    yLabel: "Lines",
    height: 320,
    alt: "Lines that each job writes in a second",
  });
}, { runEvery: whileRunning, runOn: changed });

const tail = st.fragment(function tail() {
  const [which, level] = st.columns(2);
  const job = which.selectbox("Job", ["All jobs", ...jobs.map(({ name }) => name)], {
    bindQuery: "job",
  });
  const least = level.segmentedControl("From level", LEVELS, { value: "info", required: true });
  const shown = LEVELS.slice(LEVELS.indexOf(least ?? "info"));
  const lines = log.filter((line) =>
    (job === "All jobs" || line.job === job) && shown.includes(line.level)
  );
  const time = new Intl.DateTimeFormat("en-GB", {
    timeStyle: "medium",
    timeZone: st.context.timeZone,
  });
  st.container({ height: 360, autoscroll: true })(() => {
    if (lines.length === 0) return st.caption("Nothing was said yet.");
    const text = lines.slice(-200).map(({ time: at, job, level, text }) =>
      `${time.format(at)}  ${level.padEnd(7)}  ${job.padEnd(11)}  ${text}`
    );
    st.code(text.join("\n"), { wrap: true });
  });
}, { runEvery: whileRunning, runOn: changed });

st.serve(() => {
  st.setPageConfig({ title: "Jobs", icon: "🛠️", layout: "wide" });
  st.title("Jobs");
  st.caption("They run in the server: close this page, come back, and they have gone on.");
  board();
  const [left, right] = st.columns(2);
  left(() => charts());
  right(() => {
    st.subheader("Log");
    tail();
  });
});
