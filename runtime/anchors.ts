/**
 * Names of places in the page that a link can lead to: headings. No two places have the same one, so that
 * a link leads where it says, and what an answer brings is not taken for what stands elsewhere.
 */
import type { Fragments } from "./fragment.ts";
import type { FragmentId } from "./ids.ts";
import { currentScope } from "./scope.ts";
import { LeanMap } from "./lean.ts";

/** Names that regions, widgets and containers have: a heading must not be taken for one of them. */
const OURS =
  /^(page|main|menu|sidebar|dialogs|toasts|signals|connection|live|running|head|config|content|bottom|pages|location)$|^(w|wk|f|fk|c|form|dialog|main|sidebar|bottom|dialogs|expander|tabs|popover)-/;

/** The names given in one region, and the last run that drew it. */
interface Given {
  run: number;
  readonly names: string[];
}

/** The name that is made of `text` where it is free; null if no word is in it. */
export function anchorOf(text: string): string | null {
  const plain = text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");
  if (plain === "") return null;
  return OURS.test(plain) ? `to-${plain}` : plain;
}

export class Anchors {
  readonly #given: LeanMap<FragmentId, Given> = new LeanMap();
  /** The region that was given a name last: looking for one must not take longer on a larger page. */
  readonly #owners: LeanMap<string, FragmentId> = new LeanMap();
  readonly #page: Fragments;

  /** `page` is the one whose places it names. */
  constructor(page: Fragments) {
    this.#page = page;
  }

  /**
   * A name made of `text` for a place that is being drawn: words joined by hyphens, and a number if it is
   * taken. What its region had in earlier runs is free again. Null if no word is in it.
   */
  claim(text: string): string | null {
    const { run, block, instance } = currentScope("heading");
    const wanted = anchorOf(text);
    if (wanted === null) return null;
    const { region } = block;
    let own = this.#given.get(region);
    // Whoever adds to a region from elsewhere does not draw it anew.
    const isAnew = region === instance.id && own !== undefined && own.run < run.number;
    if (own === undefined || isAnew) {
      this.forget(region);
      own = { run: run.number, names: [] };
      this.#given.set(region, own);
    }
    let name = wanted;
    for (let n = 2; this.#isTaken(name, region, run); n++) name = `${wanted}-${n}`;
    own.names.push(name);
    this.#owners.set(name, region);
    return name;
  }

  /** What a region has is free again: its code begins anew, or it is gone. */
  forget(region: FragmentId): void {
    for (const name of this.#given.get(region)?.names ?? []) {
      if (this.#owners.get(name) === region) this.#owners.delete(name);
    }
    this.#given.delete(region);
  }

  /**
   * Names in regions that a full run leaves as they are stay theirs. Answers whether they can: not if the run
   * has given one of them to another place.
   */
  keep(regions: readonly FragmentId[], run: number): boolean {
    const kept = regions.flatMap((region) => this.#given.get(region) ?? []);
    const isGiven = (name: string) => {
      const owner = this.#owners.get(name);
      return owner !== undefined && !regions.includes(owner) &&
        this.#given.get(owner)!.run >= run;
    };
    if (kept.some(({ names }) => names.some(isGiven))) return false;
    for (const given of kept) given.run = run;
    return true;
  }

  /** Whether `region` has a name, or another one, of which a full run draws all anew. */
  #isTaken(
    name: string,
    region: FragmentId,
    run: { readonly kind: "page" | "fragment"; readonly number: number },
  ): boolean {
    const owner = this.#owners.get(name);
    if (owner === undefined || owner === region) return owner === region;
    if (this.#page.instance(owner) === undefined) {
      this.forget(owner);
      return false;
    }
    return run.kind === "fragment" || this.#given.get(owner)!.run >= run.number;
  }
}
