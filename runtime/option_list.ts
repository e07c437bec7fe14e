/**
 * The options of a widget, as it was last drawn: what each is called, and how one is found again by its
 * name or by its value.
 */
import { digest } from "./ids.ts";

/** How a search compares: each word somewhere in the name, all at its beginning, or letters in this order. */
export type SearchMode = "contains" | "prefix" | "fuzzy";

/** From this many on, a map finds values faster than looking through the list for each of them. */
const MANY = 16;

export class OptionList<T = unknown> {
  readonly options: readonly T[];
  /**
   * What a browser shows and sends for each option. It names the option, not its position, so that a
   * list which changed meanwhile cannot turn one choice into another; equal names are told apart.
   */
  readonly labels: readonly string[];
  /** Names as the author gave them: two may be equal. */
  readonly #names: readonly string[];
  readonly #format: (value: unknown) => string;
  #digest: string | null = null;
  #places: ReadonlyMap<string, number> | null = null;
  #folded: readonly string[] | null = null;

  constructor(options: readonly T[], format: (option: T) => string) {
    // The author's array may change before somebody chooses from what was drawn.
    this.options = [...options];
    this.#format = format as (value: unknown) => string;
    this.#names = this.options.map((option) => lineFeeds(format(option)));
    this.labels = toldApart(this.#names);
  }

  get length(): number {
    return this.options.length;
  }

  /** Tells this list from any other. */
  get digest(): string {
    return this.#digest ??= digest(this.labels.join("\n"));
  }

  /** Where the option of this name stands; -1 for none. */
  named(label: string): number {
    if (this.length < MANY) return this.labels.indexOf(label);
    this.#places ??= new Map(this.labels.map((label, at) => [label, at]));
    return this.#places.get(label) ?? -1;
  }

  /** Where `value` stands, or what shows like it: options made anew in each run are not identical. */
  positionOf(value: unknown): number {
    const at = this.options.indexOf(value as T);
    return at >= 0 ? at : this.#alike(value);
  }

  /** Positions of all of these that are options, ascending. */
  positionsOf(values: readonly unknown[]): number[] {
    const places = values.length < MANY
      ? null
      : new Map<unknown, number>(this.options.map((option, at) => [option, at]));
    const found = new Set<number>();
    for (const value of values) {
      const at = places === null ? this.positionOf(value) : places.get(value) ?? this.#alike(value);
      if (at >= 0) found.add(at);
    }
    return [...found].sort((a, b) => a - b);
  }

  #alike(value: unknown): number {
    const name = this.nameOf(value);
    return name === null ? -1 : this.#names.indexOf(name);
  }

  /** How any value would be called; null for one that this format cannot show. */
  nameOf(value: unknown): string | null {
    try {
      return lineFeeds(this.#format(value));
    } catch {
      // Made for options, it may stumble over anything else.
      return null;
    }
  }

  /** Positions of the options whose names have what is searched for, in their order. */
  matching(text: string, mode: SearchMode): number[] {
    const words = folded(text).trim();
    if (words === "") return [...this.options.keys()];
    this.#folded ??= this.labels.map(folded);
    const fits = test(words, mode);
    const found: number[] = [];
    for (const [at, name] of this.#folded.entries()) if (fits(name)) found.push(at);
    return found;
  }
}

/** A parser of HTML reads every line break as a line feed: the name that comes back has them so. */
function lineFeeds(name: string): string {
  return name.replace(/\r\n?/g, "\n");
}

function toldApart(names: readonly string[]): readonly string[] {
  if (new Set(names).size === names.length) return names;
  const seen = new Map<string, number>();
  return names.map((name) => {
    const n = (seen.get(name) ?? 0) + 1;
    seen.set(name, n);
    return n === 1 ? name : `${name} (${n})`;
  });
}

/** Without what somebody who searches leaves out: capitals, accents. `choices.js` does the same. */
function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

function test(words: string, mode: SearchMode): (name: string) => boolean {
  switch (mode) {
    case "contains": {
      const parts = words.split(/\s+/);
      return (name) => parts.every((part) => name.includes(part));
    }
    case "prefix":
      return (name) => name.startsWith(words);
    case "fuzzy":
      return (name) => {
        let at = -1;
        return [...words].every((letter) => (at = name.indexOf(letter, at + 1)) >= 0);
      };
    default:
      return mode satisfies never;
  }
}

/** Lists of texts and numbers that authors keep between runs. */
const kept = new WeakMap<readonly unknown[], OptionList>();

/**
 * The list for these options. One of texts or numbers is made once, for all sessions, and again when the
 * array's content has changed: ten thousand names cost milliseconds, comparing them does not.
 */
export function optionList<T>(
  action: string,
  options: readonly T[],
  format: ((option: T) => string) | undefined,
): OptionList<T> {
  if (format !== undefined) {
    return new OptionList(options, (option) => {
      const name = format(option);
      if (typeof name === "string") return name;
      throw new TypeError(`Cannot create ${action} as format must answer a text: received ${name}`);
    });
  }
  const before = kept.get(options) as OptionList<T> | undefined;
  if (before !== undefined && sameMembers(before.options, options)) return before;
  const list = new OptionList(options, String);
  if (options.every(isPlain)) kept.set(options, list);
  return list;
}

/** Nothing can change how it is called. */
function isPlain(option: unknown): boolean {
  return typeof option === "string" || typeof option === "number";
}

function sameMembers(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((member, i) => Object.is(member, b[i]));
}
