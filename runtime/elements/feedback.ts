import { decodeOne, drawOne, encodeOne, initialPosition } from "../choice.ts";
import type { ChoiceElement } from "../choice.ts";
import { optionList } from "../option_list.ts";
import type { WidgetKind, WidgetOptions } from "../widget.ts";

/** A rating: a thumb, a face, or a number of stars. */
export interface FeedbackElement extends ChoiceElement<"feedback"> {
  readonly signs: "thumbs" | "faces" | "stars";
}

const feedbackKind: WidgetKind<FeedbackElement, unknown> = {
  kind: "feedback",
  decode: decodeOne,
  encode: encodeOne,
};

/** What can be answered, from worst to best. */
const GRADES = { thumbs: [0, 1], faces: [0, 1, 2, 3, 4], stars: [0, 1, 2, 3, 4] } as const;

/**
 * Draws signs to rate something with; answers null until one is chosen, then its number from worst to
 * best: 0 or 1 for thumbs, 0 to 4 for faces and stars. A second press takes it back. Its label is only heard:
 * `labelVisibility` changes nothing.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   const stars = st.feedback("stars", { help: "How do you like it?" });
 *   if (stars !== null) st.write(`${stars + 1} of 5. Thank you!`);
 * });
 * ```
 *
 * @throws {RangeError} If `kind` is none of these, or `value` none of its numbers.
 */
export function feedback(
  kind: "thumbs" | "faces" | "stars",
  options: WidgetOptions & {
    /** The grade at first. Default: null, none. */
    value?: number | null;
  } = {},
): number | null {
  const action = `feedback "${kind}"`;
  const grades: readonly number[] | undefined = Object.hasOwn(GRADES, kind)
    ? GRADES[kind]
    : undefined;
  if (grades === undefined) {
    throw new RangeError(`Cannot create ${action}: its kind must be thumbs, faces or stars`);
  }
  const { value = null } = options;
  const list = optionList(action, grades, undefined);
  return drawOne<FeedbackElement, number>(feedbackKind, {
    label: NAMES[kind],
    options,
    list,
    initial: value === null ? null : initialPosition(action, list, value),
    clearable: true,
    identity: kind,
    constraint: kind,
    element: (base) => ({ ...base, signs: kind }),
  }) as number | null;
}

/** What screen readers call the group. */
const NAMES = { thumbs: "Thumbs up or down", faces: "Mood", stars: "Stars" } as const;
