import {
  decodeMany,
  decodeOne,
  drawMany,
  drawOne,
  encodeOne,
  initialPosition,
  listOf,
} from "../choice.ts";
import type { ChoiceElement, ChoiceOptions } from "../choice.ts";
import type { WidgetKind } from "../widget.ts";

/** Options that look like buttons: apart from each other, or joined to a bar. */
export interface PillsElement extends ChoiceElement<"pills" | "segmentedControl"> {
  /** Any number of them can be chosen. */
  readonly several: boolean;
  readonly maxSelections: null;
}

type Name = PillsElement["kind"];

/** How {@linkcode pills} and {@linkcode segmentedControl} are chosen from: one option, or any number. */
export interface PillsOptions<M extends "single" | "multi"> {
  /** Whether one option can be chosen or any number. Default: `"single"`. */
  selectionMode?: M;
  /** A choice cannot be taken back: a form is not sent without one. Default: false. */
  required?: boolean;
}

/** What both functions take. */
type Settings<T> = ChoiceOptions<T> & PillsOptions<"single" | "multi"> & {
  value?: T | null | readonly T[];
};

const singleKind = (kind: Name): WidgetKind<PillsElement, unknown> => ({
  kind,
  decode: decodeOne,
  encode: encodeOne,
});
const multiKind = (kind: Name): WidgetKind<PillsElement, readonly unknown[]> => ({
  kind,
  decode: decodeMany,
});

const KINDS = {
  pills: { single: singleKind("pills"), multi: multiKind("pills") },
  segmentedControl: {
    single: singleKind("segmentedControl"),
    multi: multiKind("segmentedControl"),
  },
};

function draw<T>(
  kind: Name,
  label: string,
  options: readonly T[],
  settings: Settings<T>,
): T | null | T[] {
  const { required = false, selectionMode = "single", value = null } = settings;
  const list = listOf(kind, label, options, settings);
  const several = selectionMode === "multi";
  const common = {
    label,
    options: settings,
    list,
    clearable: !required,
    required,
    identity: selectionMode,
    constraint: selectionMode,
    element: (base: ChoiceElement<Name>): PillsElement => ({
      ...base,
      several,
      maxSelections: null,
    }),
  };
  if (!several) {
    const action = `${kind} "${label}"`;
    const initial = value === null ? null : initialPosition(action, list, value);
    return drawOne<PillsElement, T>(KINDS[kind].single, { ...common, initial }) as T | null;
  }
  const initial = value === null ? [] : value as readonly T[];
  return drawMany<PillsElement, T>(KINDS[kind].multi, { ...common, initial }) as T[];
}

/**
 * Draws options as buttons beside each other; answers the one that is chosen, or null. A second press
 * takes the choice back, unless it is `required`: with a `value`, the answer is never null then. With
 * `selectionMode: "multi"` any number can be chosen, and the answer is an array in the order of `options`.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   const period = st.pills("Period", ["Day", "Week", "Month"], { value: "Week" });
 *   const states = st.pills("States", ["new", "paid", "sent"], { selectionMode: "multi" });
 *   st.write(`${period}: ${states.join(", ")}`);
 * });
 * ```
 *
 * @throws {RangeError} If `value` is not among `options`.
 */
export function pills<T>(
  label: string,
  options: readonly T[],
  settings: ChoiceOptions<T> & PillsOptions<"single"> & {
    required: true;
    /** The option chosen at first. */
    value: NoInfer<T>;
  },
): T;
/** Where there may be no choice, it answers null. */
export function pills<T>(
  label: string,
  options: readonly T[],
  settings?: ChoiceOptions<T> & PillsOptions<"single"> & {
    /** The option chosen at first. Default: null, none. */
    value?: NoInfer<T> | null;
  },
): T | null;
/** With `selectionMode: "multi"` any number can be chosen. */
export function pills<T>(
  label: string,
  options: readonly T[],
  settings: ChoiceOptions<T> & PillsOptions<"multi"> & {
    selectionMode: "multi";
    /** The options chosen at first. Default: none. */
    value?: readonly NoInfer<T>[];
  },
): T[];
export function pills<T>(
  label: string,
  options: readonly T[],
  settings: Settings<T> = {},
): T | null | T[] {
  return draw("pills", label, options, settings);
}

/**
 * Draws options as one bar of buttons, for a few of them with short names; else as {@linkcode pills}.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   const view = st.segmentedControl("View", ["List", "Board"], { value: "List", required: true });
 *   st.write(view);
 * });
 * ```
 *
 * @throws {RangeError} If `value` is not among `options`.
 */
export function segmentedControl<T>(
  label: string,
  options: readonly T[],
  settings: ChoiceOptions<T> & PillsOptions<"single"> & {
    required: true;
    /** The option chosen at first. */
    value: NoInfer<T>;
  },
): T;
/** Where there may be no choice, it answers null. */
export function segmentedControl<T>(
  label: string,
  options: readonly T[],
  settings?: ChoiceOptions<T> & PillsOptions<"single"> & {
    /** The option chosen at first. Default: null, none. */
    value?: NoInfer<T> | null;
  },
): T | null;
/** With `selectionMode: "multi"` any number can be chosen. */
export function segmentedControl<T>(
  label: string,
  options: readonly T[],
  settings: ChoiceOptions<T> & PillsOptions<"multi"> & {
    selectionMode: "multi";
    /** The options chosen at first. Default: none. */
    value?: readonly NoInfer<T>[];
  },
): T[];
export function segmentedControl<T>(
  label: string,
  options: readonly T[],
  settings: Settings<T> = {},
): T | null | T[] {
  return draw("segmentedControl", label, options, settings);
}
