import { decodeMany, drawMany, encodeMany, listOf, MOST_IN_PAGE, placesIn } from "../choice.ts";
import type { ChoiceElement, ChoiceOptions } from "../choice.ts";
import type { SearchMode } from "../option_list.ts";
import type { WidgetKind } from "../widget.ts";

/** Some of many, from a list that opens. */
export interface MultiselectElement extends ChoiceElement<"multiselect"> {
  readonly maxSelections: number | null;
  readonly search: SearchMode;
  /** Offers to choose everything at once. */
  readonly selectAll: boolean;
  /** The list stays on the server, but for the part that is looked at. */
  readonly remote: boolean;
  /** How a browser says what is chosen from a list that it does not have. */
  readonly places: string;
}

const multiselectKind: WidgetKind<MultiselectElement, readonly unknown[]> = {
  kind: "multiselect",
  decode: decodeMany,
  encode: encodeMany,
};

/** Options of {@linkcode multiselect}. `T` is what it can answer. */
export interface MultiselectOptions<T> {
  /** Options chosen at first. Default: none. */
  value?: readonly NoInfer<T>[];
  /** Most options that can be chosen. */
  maxSelections?: number;
  /** Offers to choose all options, or all that were found. Default: false. */
  selectAll?: boolean;
  /** Also takes texts that are no options. */
  acceptNewOptions?: boolean;
  /**
   * How the list is searched: each word that is typed stands somewhere in the name (`"contains"`), all
   * of it at the beginning (`"prefix"`), or its letters in this order (`"fuzzy"`). Default:
   * `"contains"`.
   */
  search?: SearchMode;
  /** An empty choice is not taken: a form is not sent without one. */
  required?: boolean;
}

/**
 * Draws a list to choose several of its options from. Answers a new array of members of `options`, in
 * their order; behind them, with `acceptNewOptions`, the texts that were added.
 *
 * A list with more than 200 options stays on the server: only the part that is looked at is sent.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   const cities = st.multiselect("Cities", ["Vienna", "Linz", "Graz"], {
 *     value: ["Linz"],
 *     selectAll: true,
 *   });
 *   st.write(`${cities.length} chosen`);
 * });
 * ```
 *
 * @throws {RangeError} If `value` has something that `options` does not, or more than `maxSelections`.
 */
export function multiselect<T>(
  label: string,
  options: readonly T[],
  settings?: ChoiceOptions<T> & MultiselectOptions<T> & { acceptNewOptions?: false },
): T[];
/** With `acceptNewOptions` the answer may hold texts of the user's own. */
export function multiselect<T>(
  label: string,
  options: readonly T[],
  settings: ChoiceOptions<T> & MultiselectOptions<T | string> & { acceptNewOptions: boolean },
): (T | string)[];
export function multiselect<T>(
  label: string,
  options: readonly T[],
  settings: ChoiceOptions<T> & MultiselectOptions<T | string> = {},
): (T | string)[] {
  const { acceptNewOptions: takesNew = false, maxSelections } = settings;
  return drawMany<MultiselectElement, T>(multiselectKind, {
    label,
    options: settings,
    list: listOf("multiselect", label, options, settings),
    initial: settings.value ?? [],
    maxSelections,
    takesNew,
    clearable: true,
    required: settings.required ?? false,
    identity: `${takesNew}`,
    constraint: `${takesNew}`,
    element: (base) => ({
      ...base,
      maxSelections: maxSelections ?? null,
      search: settings.search ?? "contains",
      selectAll: settings.selectAll ?? false,
      remote: options.length > MOST_IN_PAGE,
      places: placesIn(base),
    }),
  });
}
