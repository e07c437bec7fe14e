/**
 * The ids that cross a boundary, and the only functions that make them. Every id is at once an HTML
 * id, a path segment of a URL and a form field's name, so it uses letters, digits, `-` and `_` only.
 */

/** Names one instance of a fragment, or {@linkcode PAGE} for what stands outside all of them. */
export type FragmentId = string & { readonly __brand: "FragmentId" };
/** Names one widget on a page. */
export type WidgetId = string & { readonly __brand: "WidgetId" };
/** Names a container, and the element in the page that shows it. */
export type BlockId = string & { readonly __brand: "BlockId" };
/** Names one page as loaded into one tab. */
export type PageId = string & { readonly __brand: "PageId" };

/** Whether a text can be the id of a page: one that `transport/` made at random. */
export function isPageId(text: string): text is PageId {
  return /^[A-Za-z0-9_-]{22}$/.test(text);
}

/** The owner of everything that no fragment owns. */
export const PAGE = "page" as FragmentId;

/** Texts that stand in an id as they are; others by their digest. */
const SAFE = /^[A-Za-z0-9_-]{1,64}$/;
/** Fragments are named by words that cannot be taken for two, nor for what {@linkcode INSIDE} joins. */
const SAFE_KEY = /^(?=.{1,64}$)[A-Za-z0-9_]+(?:-[A-Za-z0-9_]+)*$/;
const SAFE_NAME = /^[A-Za-z0-9_]{1,64}$/;
/** Stands between a fragment and what is in it. */
const INSIDE = "--";

/** Where a fragment is called: the `nth` call of this name in the fragment around it. */
export interface CallSite {
  readonly name: string;
  readonly parent: FragmentId;
  readonly nth: number;
}

/** The id of a fragment's call site: its key, else what it is counted under and its count there. */
export function fragmentId(at: { key: string } | CallSite): FragmentId {
  if ("key" in at) return `fk-${safe(at.key, SAFE_KEY)}` as FragmentId;
  const own = `${safe(at.name, SAFE_NAME)}-${at.nth}`;
  return (at.parent === PAGE ? `f-${own}` : at.parent + INSIDE + own) as FragmentId;
}

/** The id of a widget: its key, else its kind, its parameters and its fragment. */
export function widgetId(of: { key: string } | { kind: string; identity: string; owner: string }) {
  return ("key" in of
    ? `wk-${safe(of.key)}`
    : `w-${digest(`${of.kind}\n${of.owner}\n${of.identity}`)}`) as WidgetId;
}

/** The id of a container by its place: the n-th of its kind in its parent. */
export function blockId(
  parent: { readonly id: BlockId; readonly kind: string } | null,
  kind: string,
  nth: number,
): BlockId {
  if (parent === null) return kind as BlockId;
  return `${parent.id}${parent.kind === "fragment" ? INSIDE : "-"}${kind}${nth}` as BlockId;
}

function safe(text: string, words = SAFE): string {
  return words.test(text) ? text : digest(text);
}

/**
 * A 53-bit digest as a short word. It tells apart, it does not protect: two xor-multiply lanes give
 * far fewer collisions than any page has widgets, at the price of one pass over the text.
 */
export function digest(text: string): string {
  const number = digestNumber(text);
  // In two parts: V8 takes seven times as long to write a whole number that is no small one.
  const last = number % LAST_DIGITS;
  const first = (number - last) / LAST_DIGITS;
  return `${first.toString(36)}${last.toString(36).padStart(5, "0")}`;
}

const LAST_DIGITS = 36 ** 5;

/** {@linkcode digest} as a number, for comparing rather than naming. */
export function digestNumber(text: string): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    high = Math.imul(high ^ code, 0x9e3779b1);
    low = Math.imul(low ^ code, 0x5f356495);
  }
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
  return 0x100000000 * (0x1fffff & low) + (high >>> 0);
}
