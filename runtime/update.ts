/**
 * What has to change in the browser after one or more runs. Runs write it, `web/` turns it into HTML.
 * It holds blocks, not markup, so a slow run can be shown several times while it grows.
 */
import type { Block, FragmentBlock } from "./block.ts";
import type { Element } from "./element.ts";
import type { FragmentId, WidgetId } from "./ids.ts";
import type { Roots } from "./session.ts";
import { LeanSet } from "./lean.ts";

/** Something that happens once in the browser and leaves no element behind. */
export type Effect =
  & (
    | {
      readonly kind: "toast";
      readonly body: string;
      readonly icon: string | null;
      readonly duration: "short" | "long" | "infinite";
    }
    | { readonly kind: "balloons" }
    | { readonly kind: "snow" }
  )
  & {
    /** Given by whoever hands it out, so that it can be sent again and still happen once. */
    once?: number;
  };

/** Collects the changes of the runs that answer one command. */
export class Update {
  /** The page's areas, if the whole page was redrawn. */
  page: Roots | null = null;
  /** Fragments redrawn, each with its newest region. */
  readonly regions: Map<FragmentId, FragmentBlock> = new Map();
  /** Elements added to containers that stay as they are. */
  readonly appended: { readonly to: Block; readonly element: Element }[] = [];
  /** Blocks redrawn outside the fragments that drew them. */
  readonly replaced: LeanSet<Block> = new LeanSet();
  /** Widgets whose value was changed from elsewhere. */
  readonly widgets: LeanSet<WidgetId> = new LeanSet();
  /** One-shot effects, in order. */
  readonly effects: Effect[] = [];
  /** The address bar's new query, if it changed. */
  query: string | null = null;

  /** Number of the page run that drew what these are changes of. */
  #base = 0;

  /** A full redraw makes every smaller change moot. */
  redrawPage(roots: Roots, run: number): void {
    this.discard();
    this.#base = run;
    this.page = roots;
  }

  /** Forgets what was drawn on the page as it was before that run, which has drawn all of it anew. */
  rebase(run: number): void {
    if (run <= this.#base) return;
    this.discard();
    this.#base = run;
  }

  /** Forgets what was drawn, because something newer shows it; what happened once still counts. */
  discard(): void {
    this.page = null;
    this.regions.clear();
    this.appended.length = 0;
    this.replaced.clear();
    this.widgets.clear();
  }

  /** Takes in what changed before: what is drawn anew here is newer, what happened there still counts. */
  precede(earlier: Update): void {
    this.effects.unshift(...earlier.effects);
    this.query ??= earlier.query;
    this.rebase(earlier.#base);
    if (this.page !== null || this.#base > earlier.#base) return;
    this.page = earlier.page;
    for (const [id, block] of earlier.regions) {
      if (!this.regions.has(id)) this.regions.set(id, block);
    }
    this.appended.unshift(...earlier.appended);
    for (const block of earlier.replaced) this.replaced.add(block);
    for (const id of earlier.widgets) this.widgets.add(id);
  }

  /**
   * What changed a thing once has been shown; what may still grow stays. `partial`: what runs goes on, and
   * may write on to what it has put somewhere else.
   */
  sent({ partial = false } = {}): void {
    if (!partial) this.replaced.clear();
    else {for (const { element } of this.appended) {
        if ("children" in element) this.replaced.add(element);
      }}
    this.appended.length = 0;
    this.widgets.clear();
    this.effects.length = 0;
    this.query = null;
  }

  /**
   * What of it can be shown again, should its message be lost: not regions and the page's areas, whose
   * elements are let go. What was added to a block is shown with all that stands there.
   */
  rest(): Update {
    const rest = new Update();
    rest.#base = this.#base;
    rest.query = this.query;
    for (const { to } of this.appended) if (to.kind !== "root") rest.replaced.add(to);
    for (const block of this.replaced) rest.replaced.add(block);
    for (const id of this.widgets) rest.widgets.add(id);
    return rest;
  }

  get empty(): boolean {
    return this.page === null && this.regions.size === 0 && this.appended.length === 0 &&
      this.replaced.size === 0 && this.widgets.size === 0 && this.effects.length === 0 &&
      this.query === null;
  }
}
