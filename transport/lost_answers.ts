/**
 * What answers have shown beside the region that had asked. A region that says again what it has said got no
 * answer: it is run once more, and all else that stood in the lost one is to be shown once more with it.
 */
import type { Block } from "../runtime/block.ts";
import { PAGE } from "../runtime/ids.ts";
import type { FragmentId } from "../runtime/ids.ts";
import { Job } from "../runtime/job.ts";
import { LeanMap } from "../runtime/lean.ts";
import type { Session } from "../runtime/session.ts";
import type { Update } from "../runtime/update.ts";

/** What one answer has shown elsewhere. */
interface Shown {
  /** What can be shown again as it is. */
  readonly update: Update;
  /** What is to be drawn again: its elements were let go. */
  readonly regions: ReadonlySet<FragmentId>;
  /** Number of the last run by then. */
  readonly runs: number;
}

/** Of one page. */
export class LostAnswers {
  readonly #session: Session;
  /** By the region that had asked. */
  readonly #shown: LeanMap<FragmentId, Shown> = new LeanMap();

  constructor(session: Session) {
    this.#session = session;
  }

  /** An answer to this region is made of `update`. One that is streamed is made in several pieces. */
  answered(region: FragmentId, update: Update): void {
    const before = this.#shown.get(region);
    const isWhole = update.page !== null || update.appended.some(({ to }) => to.kind === "root");
    const others = isWhole ? [PAGE] : [...update.regions.keys()];
    const regions = new Set(others.filter((id) => id !== region));
    const rest = update.rest();
    for (const block of rest.replaced) for (const id of regionsIn(block)) regions.add(id);
    if (before !== undefined) {
      rest.precede(before.update);
      for (const id of before.regions) regions.add(id);
    }
    if (rest.empty && regions.size === 0) return;
    this.#shown.set(region, { update: rest, regions, runs: this.#session.runs });
  }

  /** The region speaks of something new: it has got its answers. */
  came(region: FragmentId): void {
    this.#shown.delete(region);
  }

  /** The region says again what it has said. Answers what shows the rest of its lost answer, if there was any. */
  again(region: FragmentId): Job | null {
    const shown = this.#shown.get(region);
    if (shown === undefined) return null;
    this.#shown.delete(region);
    const { update, regions, runs } = shown;
    const { schedule } = this.#session;
    const job = regions.has(PAGE)
      ? schedule.submit({ kind: "show" })
      : schedule.submit({ kind: "redraw", regions: [...regions].filter((id) => this.#waits(id)) });
    for (const block of update.replaced) {
      // What has been drawn anew since has another one in its place.
      const stands = this.#session.instance(block.region);
      if (stands === undefined || stands.drawn > runs) update.replaced.delete(block);
    }
    job.follows(Job.showing(update));
    return job;
  }

  /** Whether nothing draws the region by itself. */
  #waits(id: FragmentId): boolean {
    const instance = this.#session.instance(id);
    return instance !== undefined && !this.#session.schedule.draws(instance);
  }
}

/** The fragments that stand in a block, but for those in fragments. */
function regionsIn({ children }: Block): FragmentId[] {
  return children.flatMap((child) => {
    if (!("children" in child)) return [];
    return child.kind === "fragment" ? [child.region] : regionsIn(child);
  });
}
