/** Rows of the tables in this folder: what an option changes of how its element is seen, heard or used. */

/**
 * The option's value; an expression in the page about `box`, in which the element stands; what that is
 * without the option, and with it; options that both are drawn with.
 */
export type Row = readonly [
  given: unknown,
  look: string,
  without: unknown,
  withIt: unknown,
  beside?: Readonly<Record<string, unknown>>,
];

/** Another test that fails where the option has no effect: how its name begins, as its file has it. */
export interface Elsewhere {
  readonly file: string;
  readonly test: string;
}

/** An option that this element takes with its siblings, and that changes nothing of it: why not. */
export interface Inert {
  readonly given: unknown;
  readonly because: string;
}

/** An element: how it is drawn, and a row for each of its options. */
export interface ElementRows {
  // What each takes is known where it is called.
  // deno-lint-ignore no-explicit-any
  readonly draw: (options: any) => unknown;
  readonly options: Readonly<Record<string, Row | Elsewhere | Inert>>;
}

/** Elements by the names of their functions. */
export type Rows = Readonly<Record<string, ElementRows>>;

/** A row that another test takes the place of. */
export function elsewhere(file: string, test: string): Elsewhere {
  return { file, test };
}

// ── Looks ───────────────────────────────────────────────────────────────────────────────────────

const find = (selector: string) => `box.querySelector(${JSON.stringify(selector)})`;

/** An attribute; null where there is none. */
export function attribute(selector: string, name: string): string {
  return `(${find(selector)}?.getAttribute("${name}") ?? null)`;
}

/** A property, such as an input's value. */
export function property(selector: string, name: string): string {
  return `(${find(selector)}?.${name} ?? null)`;
}

/** The values of all such controls, with commas between them. */
export function values(selector: string): string {
  return `[...box.querySelectorAll(${JSON.stringify(selector)})].map(({ value }) => value).join()`;
}

/** The words in the first such element; null where there is none. */
export function words(selector: string): string {
  return `(${find(selector)}?.textContent.trim() ?? null)`;
}

/** How many there are. */
export function count(selector: string): string {
  return `box.querySelectorAll(${JSON.stringify(selector)}).length`;
}

/** A computed style. */
export function style(selector: string, name: string): string {
  return `getComputedStyle(${find(selector)}).${name}`;
}

/** Pixels. */
export function size(selector: string, side: "width" | "height"): string {
  return `Math.round(${find(selector)}.getBoundingClientRect().${side})`;
}

/** Whether the first is so many pixels wide or high. */
export function measures(selector: string, side: "width" | "height", pixels: number): string {
  return `${size(selector, side)} === ${pixels}`;
}

/** The type that a file is served as. */
export function served(url: string): string {
  return `fetch(${url}).then(({ headers }) => headers.get("content-type").split(";")[0])`;
}
