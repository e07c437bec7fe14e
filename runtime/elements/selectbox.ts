import { decodeOne, drawOne, encodeOne, initialIndex, listOf, MOST_IN_PAGE } from "../choice.ts";
import type { ChoiceElement, ChoiceOptions, FirstChoiceOptions } from "../choice.ts";
import type { SearchMode } from "../option_list.ts";
import type { WidgetKind } from "../widget.ts";

/** One of many, from a list that opens. */
export interface SelectboxElement extends ChoiceElement<"selectbox"> {
  /** How its list is searched; null for the browser's own list, which is not. */
  readonly search: SearchMode | null;
  /** The list stays on the server, but for the part that is looked at. */
  readonly remote: boolean;
}

const selectboxKind: WidgetKind<SelectboxElement, unknown> = {
  kind: "selectbox",
  decode: decodeOne,
  encode: encodeOne,
};

/** Options of {@linkcode selectbox}. */
export interface SelectboxOptions<T, I extends number | null>
  extends ChoiceOptions<T>, FirstChoiceOptions<T, I> {
  /** Also takes a text that is no option: the answer is then that text. */
  acceptNewOptions?: boolean;
  /**
   * Whether the list can be searched, and how: each word that is typed stands somewhere in the name
   * (`"contains"`), all of it at the beginning (`"prefix"`), or its letters in this order (`"fuzzy"`).
   * Default: `"contains"` for more than 200 options, else the browser's own list.
   */
  search?: boolean | SearchMode;
  /** An empty choice is not taken: a form is not sent without one. */
  required?: boolean;
}

/**
 * Draws a list to choose one of its options from; answers a member of `options`. With `index: null`
 * nothing is chosen at first, the choice can be taken back, and the answer may be null. To begin with an
 * option that is known by itself, such as that of the row being edited, say `value: row.city`.
 *
 * A short list is the browser's own. One with more than 200 options can be searched, and stays on the
 * server: only the part that is looked at is sent.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   const city = st.selectbox("City", ["Vienna", "Linz", "Graz"]);
 *   st.write(`Orders from ${city}`);
 *
 *   const tag = st.selectbox("Tag", ["new", "late"], { index: null, acceptNewOptions: true });
 *   if (tag !== null) st.write(`Tagged ${tag}`);
 * });
 * ```
 *
 * @throws {RangeError} If `index` is not a position in `options`, or `value` is none of them.
 * @throws {TypeError} If both are given.
 */
export function selectbox<T, I extends number | null = number>(
  label: string,
  options: readonly T[],
  settings?: SelectboxOptions<T, I> & { acceptNewOptions?: false },
): null extends I ? T | null : T;
/** With `acceptNewOptions` the answer may be a text of the user's own. */
export function selectbox<T, I extends number | null = number>(
  label: string,
  options: readonly T[],
  settings: SelectboxOptions<T, I> & { acceptNewOptions: boolean },
): null extends I ? T | string | null : T | string;
export function selectbox<T>(
  label: string,
  options: readonly T[],
  settings: SelectboxOptions<T, number | null> = {},
): T | string | null {
  const list = listOf("selectbox", label, options, settings);
  const initial = initialIndex("selectbox", label, list, settings);
  const { acceptNewOptions: takesNew = false, required = false, search = false } = settings;
  const remote = options.length > MOST_IN_PAGE;
  const isSearched = search !== false || takesNew || remote;
  return drawOne<SelectboxElement, T>(selectboxKind, {
    label,
    options: settings,
    list,
    initial,
    takesNew,
    clearable: initial === null && !required,
    required,
    identity: `${takesNew}`,
    constraint: `${takesNew}`,
    element: (base) => ({
      ...base,
      search: isSearched ? typeof search === "string" ? search : "contains" : null,
      remote,
    }),
  });
}
