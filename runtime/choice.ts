/**
 * What widgets that choose among options share: the element's common part, how a choice is drawn, how
 * what a browser sends is checked. An element's file says what is special to it.
 */
import type { Element } from "./element.ts";
import { optionList } from "./option_list.ts";
import type { OptionList } from "./option_list.ts";
import { readRanges, writeRanges } from "./ranges.ts";
import { drawWidget } from "./widget.ts";
import type { Decoded, WidgetElement, WidgetKind, WidgetOptions } from "./widget.ts";

/** Options of widgets that choose among options. */
export interface ChoiceOptions<T> extends WidgetOptions {
  /** How an option is shown. Default: `String(option)`. */
  format?: (option: T) => string;
  /** Shown while nothing is chosen. */
  placeholder?: string;
}

/** What every element that offers options has. */
export interface ChoiceElement<K extends string> extends WidgetElement<K> {
  readonly list: OptionList;
  /** Positions of what is chosen, ascending. */
  readonly chosen: readonly number[];
  /** What is chosen besides: texts of the user's own. */
  readonly entered: readonly string[];
  /** Whether such texts are taken. */
  readonly takesNew: boolean;
  /** Whether a choice can be taken back. */
  readonly clearable: boolean;
  /** Whether no choice is refused. */
  readonly required: boolean;
  /** Shown while nothing is chosen. */
  readonly placeholder: string | null;
}

/** More options than that stay on the server, but for those that somebody looks at. */
export const MOST_IN_PAGE = 200;
/** More than anybody calls an option. */
const LONGEST_NEW = 1000;

/** What one call says of its choice. `E` is its element. */
export interface ChoiceCall<E extends Element, T> {
  readonly label: string;
  readonly options: WidgetOptions & Pick<ChoiceOptions<T>, "placeholder">;
  readonly list: OptionList<T>;
  readonly takesNew?: boolean;
  readonly clearable: boolean;
  readonly required?: boolean;
  /** What makes it this widget, besides its label and its options. */
  readonly identity?: string;
  readonly constraint?: string;
  readonly element: (base: ChoiceElement<E["kind"]>) => E;
}

type AnyChoice = Element & ChoiceElement<Element["kind"]>;

/** The options of one call. */
export function listOf<T>(
  kind: string,
  label: string,
  options: readonly T[],
  { format }: ChoiceOptions<T>,
): OptionList<T> {
  return optionList(`${kind} "${label}"`, options, format);
}

/** What makes a choice this one, besides its label and its options. */
function identityOf<E extends Element, T>(
  { options, required, identity }: ChoiceCall<E, T>,
): string {
  return `${required ?? false} ${identity ?? ""}\n${options.placeholder}`;
}

/** Draws a widget in which one option is chosen, or none. */
export function drawOne<E extends AnyChoice, T>(
  kind: WidgetKind<E, unknown>,
  call: ChoiceCall<E, T> & { readonly initial: number | null },
): T | string | null {
  const { label, options, list, initial, takesNew = false, clearable, required = false } = call;
  const fits = (value: unknown) => list.positionOf(value) >= 0 || (takesNew && isNewName(value));
  const value = drawWidget<E, unknown>(kind, {
    label,
    options,
    identity: `${list.digest} ${initial} ${identityOf(call)}`,
    constraint: call.constraint ?? "",
    initial: initial === null ? null : list.options[initial],
    accepts: (value): value is unknown =>
      value === null ? clearable || initial === null : fits(value),
    element: (base, value) => {
      const at = value === null ? -1 : list.positionOf(value);
      return call.element({
        ...base,
        list,
        chosen: at < 0 ? [] : [at],
        entered: at < 0 && takesNew && isNewName(value) ? [value] : [],
        takesNew,
        clearable,
        required,
        placeholder: options.placeholder ?? null,
      });
    },
  });
  if (value === null) return null;
  const at = list.positionOf(value);
  return at < 0 ? (takesNew ? value as string : null) : list.options[at]!;
}

/** Draws a widget in which any number of options is chosen. */
export function drawMany<E extends AnyChoice, T>(
  kind: WidgetKind<E, readonly unknown[]>,
  call: ChoiceCall<E, T> & {
    readonly initial: readonly unknown[];
    readonly maxSelections?: number | undefined;
  },
): (T | string)[] {
  const { label, options, list, takesNew = false, clearable, required = false } = call;
  const action = `${kind.kind} "${label}"`;
  const limit = call.maxSelections ?? Infinity;
  if (!(limit >= 1)) {
    throw new RangeError(
      `Cannot create ${action} as maxSelections must be at least 1: received ${limit}`,
    );
  }
  if (call.initial.length > limit) {
    throw new RangeError(
      `Cannot create ${action} as value must have at most ${limit} options: received ` +
        call.initial.length,
    );
  }
  if (!takesNew) { for (const value of call.initial) initialPosition(action, list, value); }
  const members = (values: readonly unknown[]): (T | string)[] => [
    ...list.positionsOf(values).map((at) => list.options[at]!),
    ...enteredAmong(values, list, takesNew),
  ];
  const initial = members(call.initial);
  const chosen = drawWidget<E, readonly unknown[]>(kind, {
    label,
    options,
    identity: `${list.digest} ${list.positionsOf(initial)} ${limit} ${identityOf(call)}`,
    constraint: `${limit} ${call.constraint ?? ""}`,
    initial,
    accepts: (value): value is readonly unknown[] => Array.isArray(value) && value.length <= limit,
    element: (base, value) =>
      call.element({
        ...base,
        list,
        chosen: list.positionsOf(value),
        entered: enteredAmong(value, list, takesNew),
        takesNew,
        clearable,
        required,
        placeholder: options.placeholder ?? null,
      }),
  });
  return members(chosen);
}

function enteredAmong(values: readonly unknown[], list: OptionList, takesNew: boolean): string[] {
  if (!takesNew) return [];
  return values.filter((value): value is string => isNewName(value) && list.positionOf(value) < 0);
}

/** Whether it can be the name of an option that a user adds. */
function isNewName(value: unknown): value is string {
  return typeof value === "string" && value !== "" && value === value.trim() &&
    value.length <= LONGEST_NEW && value.isWellFormed();
}

/** Reads a choice of one option at most. */
export function decodeOne(element: AnyChoice, sent: readonly string[]): Decoded<unknown> {
  const { list, chosen, entered, takesNew, clearable, required } = element;
  const label = sent[0] ?? "";
  if (sent.length > 1) return refused(sent);
  const at = sent.length === 0 ? -1 : list.named(label);
  if (at >= 0) return { ok: true, value: list.options[at] };
  if (label !== "") {
    return takesNew && isNewName(label) ? { ok: true, value: label } : refused(sent);
  }
  if (required) return { ok: false, reason: "needs a choice" };
  // A group without a choice sends nothing. A choice once made cannot always be taken back.
  if (clearable || chosen.length + entered.length === 0) return { ok: true, value: null };
  return refused(sent);
}

/** A choice of one option in a page's address: by its name. */
export function encodeOne({ list }: AnyChoice, value: unknown): string[] {
  const at = list.positionOf(value);
  return value === null ? [] : [at < 0 ? String(value) : list.labels[at]!];
}

/** Reads a choice of any number of options. */
export function decodeMany(
  element: AnyChoice & { readonly maxSelections: number | null },
  sent: readonly string[],
): Decoded<readonly unknown[]> {
  const { list, takesNew, required, maxSelections } = element;
  const positions = new Set<number>();
  const entered = new Set<string>();
  for (const label of sent) {
    const at = list.named(label);
    const places = at >= 0 ? [at] : readPlaces(label, list);
    if (places === null && !(takesNew && isNewName(label))) return refused([label]);
    if (entered.has(label) || places?.some((place) => positions.has(place))) {
      return { ok: false, reason: `takes "${label}" once` };
    }
    if (places === null) entered.add(label);
    else for (const place of places) positions.add(place);
  }
  const count = positions.size + entered.size;
  if (count === 0 && required) return { ok: false, reason: "needs a choice" };
  if (maxSelections !== null && count > maxSelections) {
    return { ok: false, reason: `takes ${maxSelections} options, ${count} were sent` };
  }
  const members = [...positions].sort((a, b) => a - b).map((at) => list.options[at]);
  return { ok: true, value: [...members, ...entered] };
}

/** More than that would make a page's address too long. */
const MOST_NAMED = 50;

/** A choice in a page's address: by name, or by place if it is large. */
export function encodeMany(
  element: AnyChoice & { readonly places: string },
  value: readonly unknown[],
): string[] {
  const { list } = element;
  const positions = list.positionsOf(value);
  const chosen = positions.length > MOST_NAMED
    ? [placesIn({ list, chosen: positions })]
    : positions.map((at) => list.labels[at]!);
  return [...chosen, ...enteredAmong(value, list, element.takesNew)];
}

/** What is chosen from a list that the browser does not have: by place, in this very list. */
export function placesIn({ list, chosen }: Pick<AnyChoice, "list" | "chosen">): string {
  return `~${list.digest}:${writeRanges(chosen)}`;
}

function readPlaces(text: string, list: OptionList): number[] | null {
  const prefix = placesIn({ list, chosen: [] });
  return text.startsWith(prefix) ? readRanges(text.slice(prefix.length), list.length) : null;
}

function refused(sent: readonly string[]): { readonly ok: false; readonly reason: string } {
  const shown = sent.join('", "');
  return {
    ok: false,
    reason: `does not offer "${shown.length > 80 ? `${shown.slice(0, 80)}…` : shown}"`,
  };
}

/** Options that say what is chosen at first of a list of which one option is. */
export interface FirstChoiceOptions<T, I extends number | null> {
  /** Position of the option chosen at first; null for none. Default: 0. */
  index?: I;
  /** The option chosen at first, in place of `index`. */
  value?: NoInfer<T>;
}

/** Position of the option that is chosen at first; null for none. */
export function initialIndex<T>(
  kind: string,
  label: string,
  list: OptionList<T>,
  { index, value }: FirstChoiceOptions<T, number | null>,
): number | null {
  if (value !== undefined) {
    if (index === undefined) return initialPosition(`${kind} "${label}"`, list, value);
    throw new TypeError(
      `Cannot create ${kind} "${label}" as both index and value say what is chosen at first: ` +
        `leave one out`,
    );
  }
  const { length } = list.options;
  if (index === null || length === 0) return null;
  const at = index ?? 0;
  if (!Number.isInteger(at) || at < 0 || at >= length) {
    throw new RangeError(
      `Cannot create ${kind} "${label}" as index must be one of its options: received index ${at} ` +
        `of ${length}`,
    );
  }
  return at;
}

/** Where an initial value stands among the options. */
export function initialPosition(action: string, list: OptionList, value: unknown): number {
  const at = list.positionOf(value);
  if (at >= 0) return at;
  throw new RangeError(
    `Cannot create ${action} as value must be among its options: received "${
      list.nameOf(value) ?? typeof value
    }"`,
  );
}
