/**
 * A page without HTTP and HTML, for the rules of the runtime: it is run, used by the labels of its
 * widgets, and read as lines of text. Time is passed by hand.
 */
import type { Block } from "../runtime/block.ts";
import type { Element } from "../runtime/element.ts";
import type { WidgetId } from "../runtime/ids.ts";
import type { Job } from "../runtime/job.ts";
import type { Page, Session } from "../runtime/session.ts";
import type { WidgetRecord } from "../runtime/widget.ts";
import { FakeClock } from "../transport/testing/fake_clock.ts";
import { sessionOf } from "./kit/session_of.ts";

/** Lets everything run that waits for nothing but its turn. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

/** A page under test. */
export class TestPage {
  readonly session: Session;
  readonly clock = new FakeClock();
  /** Errors of the author's code, in order. */
  readonly errors: unknown[] = [];
  /** The last job, for its effects. */
  job: Job;

  constructor(page: Page, options: { url?: string; showErrorDetails?: boolean } = {}) {
    const { url: address = "http://localhost/", ...rest } = options;
    const url = new URL(address);
    this.session = sessionOf(page, {
      ...rest,
      url,
      clock: this.clock,
      onError: (error) => this.errors.push(error),
    });
    this.session.query.load(url.search);
    this.job = this.session.schedule.submit({ kind: "load" });
  }

  /** Lets time pass. */
  pass(ms: number): Promise<void> {
    return this.clock.advance(ms, settle);
  }

  /** Somebody looks: timers run. */
  watch(): Job[] {
    const jobs: Job[] = [];
    this.session.schedule.watcher = { ready: () => true, take: (job) => void jobs.push(job) };
    this.session.timers.watch(true);
    return jobs;
  }

  /** Uses widgets, all in one request; `null` presses. Resolves when everything it led to has run. */
  async use(
    ...uses: readonly (readonly [label: string, value: string | string[] | null])[]
  ): Promise<Job> {
    const records = uses.map(([label]) => this.widget(label));
    this.job = this.session.schedule.submit({
      kind: "change",
      region: records[0]!.owner,
      events: uses.map(([, value], i) => ({
        widget: records[i]!.id,
        sent: value === null ? [] : typeof value === "string" ? [value] : value,
      })),
    });
    await this.job.done;
    return this.job;
  }

  /** Presses a button. */
  press(label: string): Promise<Job> {
    return this.use([label, null]);
  }

  /** Ticks (or unticks) a checkbox. */
  check(label: string, on = true): Promise<Job> {
    return this.use([label, on ? ["on"] : []]);
  }

  /** Runs the whole page again. */
  async rerun(): Promise<Job> {
    this.job = this.session.schedule.submit({ kind: "load" });
    await this.job.done;
    return this.job;
  }

  /** The widget of this label, or of this key. */
  widget(label: string): WidgetRecord {
    const found = [...this.session.widgets.values()].find((record) =>
      record.element.label === label || record.key === label || record.id === label as WidgetId
    );
    if (found !== undefined) return found;
    throw new Error(`No widget "${label}" on the page:\n${this.text()}`);
  }

  /** What is on the page, a line per element. */
  text(): string {
    const { main, sidebar, bottom, dialogs } = this.session.roots;
    return [sidebar, main, bottom, dialogs].flatMap((root) => this.#lines(root)).join("\n");
  }

  #lines(block: Block): string[] {
    // A fragment that was rerun has a newer region than the one the page drew.
    const shown = block.kind === "fragment"
      ? this.session.instance(block.region)?.block ?? block
      : block;
    return shown.children.flatMap((child) =>
      "children" in child ? this.#lines(child) : [lineOf(child)]
    );
  }
}

function lineOf(element: Exclude<Element, Block>): string {
  switch (element.kind) {
    case "heading":
    case "markdown":
      return element.text;
    case "alert":
      return `${element.tone}: ${element.body}`;
    case "exception":
      return `${element.details?.name}: ${element.details?.message}`;
    case "spinner":
      return `… ${element.text}`;
    default:
      return "label" in element ? `[${element.label}${valueOf(element)}]` : `<${element.kind}>`;
  }
}

function valueOf(element: object): string {
  return "value" in element ? `: ${element.value}` : "";
}
