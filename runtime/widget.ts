/**
 * What all widgets share: identity, value, the check of what a browser sends. An element's own file
 * says only what is special to it, by one {@linkcode WidgetKind}.
 */
import { widgetId } from "./ids.ts";
import type { BlockId, FragmentId, WidgetId } from "./ids.ts";
import { put, refuseOutside } from "./draw.ts";
import type { Element } from "./element.ts";
import type { Instance } from "./fragment.ts";
import { pageOf } from "./page_path.ts";
import { currentScope } from "./scope.ts";
import type { Run } from "./run.ts";
import type { Scope } from "./scope.ts";
import type { Session } from "./session.ts";
import type { Update } from "./update.ts";
import { readWidth } from "./width.ts";
import type { Width } from "./width.ts";

/** Options that every input widget takes. */
export interface WidgetOptions {
  /** Identity of the widget, and its name in `sessionState`. */
  key?: string;
  /** Shown on hover and focus of a question mark beside the label. */
  help?: string;
  /** Drawn, but not to be used; what a browser sends for it is refused. */
  disabled?: boolean;
  /** `"hidden"` keeps the label's room, `"collapsed"` does not; screen readers hear it in any case. */
  labelVisibility?: "visible" | "hidden" | "collapsed";
  /**
   * As wide as its place (`"stretch"`), as what is in it (`"content"`), or so many pixels, but not wider than
   * its place. Default: what suits it.
   */
  width?: Width;
  /** Runs before the page or fragment, with all new values in place. */
  onChange?: () => unknown;
  /** `false`: record the value, rerun nothing. A widget with `onChange` cannot have it. */
  rerun?: boolean;
  /** Keep the value while the widget is not drawn: on this page, or for the whole session. Needs `key`. */
  persist?: "page" | "session";
  /** Keep the value in the URL's query parameter of this name, which no other widget may have. */
  bindQuery?: string;
}

/** What every widget's element has. */
export interface WidgetElement<K extends string> {
  readonly kind: K;
  readonly id: WidgetId;
  readonly label: string;
  readonly help: string | null;
  readonly disabled: boolean;
  readonly labelVisibility: "visible" | "hidden" | "collapsed";
  /** Null for what suits it. */
  readonly width: Width | null;
}

/** A value read from what a browser sent, or why it is refused. */
export type Decoded<V> = { readonly ok: true; readonly value: V } | {
  readonly ok: false;
  readonly reason: string;
};

/** What is special to one kind of widget. `E` is its element, `V` the type of its value. */
export interface WidgetKind<E extends Element, V> {
  readonly kind: E["kind"];
  /** Reads and checks what a browser sent, against the widget as last drawn. */
  decode(element: E, sent: readonly string[]): Decoded<V>;
  /** A value as it stands in the page's address. Default: what the browser sent. */
  encode?(element: E, value: V): readonly string[];
  /**
   * "state" (default) keeps its value; "trigger" has one for a single run, and none in between: a
   * pressed button, a sent chat line.
   */
  readonly lives?: "state" | "trigger";
  /** Told of a value that was sent and found right. */
  readonly accepted?: (session: Session, value: V) => void;
}

/** A widget as last drawn: what is needed to judge an event that claims to come from it. */
export interface WidgetRecord {
  readonly id: WidgetId;
  readonly key: string | null;
  readonly kind: WidgetKind<Element, unknown>;
  readonly element: Element & WidgetElement<string>;
  /** Makes the element anew for another value, from itself as it is; null for a trigger, which keeps none. */
  readonly make: ((element: WidgetElement<string>, value: unknown) => Element) | null;
  readonly owner: FragmentId;
  /** The page on which it stands, in an app of several; null around them. */
  readonly page: string | null;
  readonly form: BlockId | null;
  /** What its value begins with, if it has one. */
  readonly initial?: unknown;
  /** What it was drawn with; nothing for a trigger. */
  readonly value?: unknown;
  /** Number of the last run that drew it, or kept it as it was. */
  run: number;
  /** The parameters whose change resets a keyed widget (W6). */
  readonly constraint: string;
  readonly onChange: ((value: unknown) => unknown) | null;
  readonly reruns: boolean;
  readonly persist: "page" | "session" | null;
  readonly bindQuery: string | null;
}

/**
 * Widgets that are "on" in one run only: pressed buttons, sent chat lines. `origin` is the fragment in
 * which its user saw the widget.
 */
export type Triggers = Map<WidgetId, { readonly value: unknown; readonly origin: Instance | null }>;

/** What an element's file says about one call. */
export interface WidgetCall<E extends Element, V> {
  /** What errors call it. Default: its kind. */
  readonly name?: string;
  readonly label: string;
  readonly options: WidgetOptions;
  /** What makes this widget this widget when it has no key (W5), besides label and help. */
  readonly identity: string;
  /** The part of it that also resets a keyed one (W6). */
  readonly constraint?: string;
  readonly initial: V;
  /** Whether a value from session state fits; if not, the widget starts again. */
  readonly accepts?: (value: unknown) => value is V;
  /** Runs like `onChange`, and is told what was sent. */
  readonly onPress?: (value: V) => unknown;
  /** Builds the element once its value is known. */
  readonly element: (base: WidgetElement<E["kind"]>, value: V) => E;
}

/** Draws a widget and answers its value. */
export function drawWidget<E extends Element & WidgetElement<string>, V>(
  kind: WidgetKind<E, V>,
  call: WidgetCall<E, V>,
): V {
  const { scope, element, value } = registerWidget(kind, call);
  put(scope, kind.kind, element);
  return value;
}

/** The same for a widget that another element is to show: it is not drawn by itself. */
export function registerWidget<E extends Element & WidgetElement<string>, V>(
  kind: WidgetKind<E, V>,
  call: WidgetCall<E, V>,
): { readonly scope: Scope; readonly element: E; readonly value: V } {
  const name = call.name ?? kind.kind;
  const scope = currentScope(`${name} "${call.label}"`);
  const { run, block, instance } = scope;
  const { session } = run;
  const { options, label } = call;
  const key = options.key ?? null;
  if (scope.cached) {
    throw new Error(`Cannot draw ${name} "${label}" in a cached function: draw it outside`);
  }
  refuseOutside(scope, `${name} "${label}"`);
  const page = pageOf(scope);
  const form = block.place.form;
  const id = key === null
    ? widgetId({
      kind: kind.kind,
      owner: `${instance.id} ${form ?? ""} ${block.place.area}${page === null ? "" : ` ${page}`}`,
      identity: `${label}\n${options.help ?? ""}\n${call.identity}`,
    })
    : widgetId({ key });
  refuseDuplicate(scope, id, name, key, label);
  if (options.bindQuery !== undefined) {
    takeParameter(scope, id, options.bindQuery, `${name} "${label}"`);
  }
  const onChange = callbackOf(call);
  if (options.rerun === false && options.onChange !== undefined) {
    throw new Error(
      `Cannot draw ${name} "${label}" with rerun: false and onChange: nothing runs for its changes; ` +
        `leave out one of the two`,
    );
  }
  // Within a form, a press can only be that of its submit button (M3).
  if (form !== null && onChange !== null && kind.kind !== "button") {
    throw new Error(
      `Cannot draw ${name} "${label}" with a callback in a form: nothing in a form is sent before its ` +
        `submit button is pressed; give formSubmitButton() the callback, as onClick`,
    );
  }

  const base: WidgetElement<E["kind"]> = {
    kind: kind.kind,
    id,
    label,
    help: options.help ?? null,
    disabled: options.disabled ?? false,
    labelVisibility: options.labelVisibility ?? "visible",
    width: readWidth(`${name} "${label}"`, options.width),
  };
  const constraint = call.constraint === undefined ? kind.kind : `${kind.kind} ${call.constraint}`;
  const value = kind.lives === "trigger"
    ? triggerValue(scope, id, key, kind.kind, call.initial)
    : storedValue(session, { id, key, constraint }, kind, call, base);
  // A form that is cleared when it is sent shows that at once; the run still sees what was sent.
  const clears = form !== null && run.clears(form) && kind.lives !== "trigger";
  const element = call.element(base, clears ? call.initial : value);
  if (options.bindQuery !== undefined && kind.lives !== "trigger" && !run.quiet) {
    const bound = { kind, element, initial: call.initial, bindQuery: options.bindQuery };
    tellAddress(session, run.update, bound, value);
  }
  run.drawn.add(id);
  // The page's own are all looked at after a full run; it alone could collect names for ever.
  if (instance.definition !== null) instance.widgets.add(id);
  if (run.triggers.size === 0) session.passing.delete(id);
  else if (!session.widgets.has(id)) session.passing.add(id);
  session.keepWidget({
    id,
    key,
    kind: kind as unknown as WidgetKind<Element, unknown>,
    element,
    make: kind.lives === "trigger" ? null : call.element as WidgetRecord["make"],
    owner: instance.id,
    page,
    form,
    initial: call.initial,
    value: kind.lives === "trigger" ? undefined : value,
    run: run.number,
    constraint,
    onChange: onChange as WidgetRecord["onChange"],
    reruns: options.rerun ?? true,
    persist: options.persist ?? null,
    bindQuery: options.bindQuery ?? null,
  });
  return { scope, element, value };
}

/** A widget's element as it is with the value that it has now: its first one, if that was deleted (W14). */
export function elementNow({ state }: Session, record: WidgetRecord): Element {
  if (record.make === null) return record.element;
  const name = stateName(record.id, record.key);
  return record.make(record.element, state.has(name) ? state.get(name) : record.initial);
}

/** What runs before the page or fragment does; an author's own callback is told nothing. */
function callbackOf<V>(
  { onPress, options: { onChange } }: Pick<WidgetCall<never, V>, "onPress" | "options">,
): ((value: V) => unknown) | null {
  if (onPress !== undefined) return onPress;
  return onChange === undefined ? null : () => onChange();
}

/** Where a widget's value stands among the session's state: under its key, else under a name no author can write. */
export function stateName(id: WidgetId, key: string | null): string {
  return key ?? `\0${id}`;
}

/** What only its user can set is no value that an app may give it (W8). */
export function setByApp(kind: string, key: string): Error {
  return new Error(
    `Cannot draw ${kind} with key "${key}": sessionState.${key} is set by the app`,
  );
}

/** A trigger's value lives for one run; nobody can set it (W8). */
function triggerValue<V>(
  { run, instance }: Scope,
  id: WidgetId,
  key: string | null,
  kind: string,
  rest: V,
): V {
  if (key !== null && run.session.state.has(key)) throw setByApp(kind, key);
  const press = run.triggers.get(id);
  if (press === undefined) return rest;
  // What it leads to is seen in this run only (R6).
  instance.keepable = false;
  return press.value as V;
}

/** What the page's address says of a widget that is bound to one of its parameters (W17). */
function boundTo(session: Session, name: string | undefined): readonly string[] | undefined {
  if (name === undefined || !session.query.values.has(name)) return undefined;
  const values = session.query.values.getAll(name);
  return values.length === 1 && values[0] === "" ? [] : values;
}

/** What ties a widget to a parameter of the page's address. */
interface Bound<E extends Element, V> {
  readonly kind: WidgetKind<E, V>;
  readonly element: E;
  readonly initial?: unknown;
  readonly bindQuery: string | null;
}

/** Has the page's address say a bound widget's value (W17). `sent` is what a browser said it with. */
export function tellAddress<E extends Element, V>(
  session: Session,
  update: Update,
  { kind, element, initial, bindQuery }: Bound<E, V>,
  value: V,
  sent?: readonly string[],
): void {
  if (bindQuery === null) return;
  const read = (text: readonly string[]): unknown => {
    const decoded = kind.decode(element, text);
    return decoded.ok ? decoded.value : UNREADABLE;
  };
  const said = boundTo(session, bindQuery);
  if (sameValue(said === undefined ? initial : read(said), value)) return;
  const text = kind.encode?.(element, value) ?? sent ?? plainText(value);
  const isSaid = !sameValue(value, initial) && sameValue(read(text), value);
  // Nothing chosen is something else than nothing said: `?name=`.
  session.query.replace(bindQuery, !isSaid ? [] : text.length === 0 ? [""] : text);
  update.query = session.query.toString();
}

/** What no value is the same as. */
const UNREADABLE = Symbol("unreadable");

function plainText(value: unknown): string[] {
  return [value].flat().filter((part) => part !== null && part !== undefined).map(String);
}

/** The value to draw: what is stored, what an earlier page brought along, or the initial one. */
function storedValue<E extends Element & WidgetElement<string>, V>(
  session: Session,
  at: { id: WidgetId; key: string | null; constraint: string },
  kind: WidgetKind<E, V>,
  call: WidgetCall<E, V>,
  base: WidgetElement<E["kind"]>,
): V {
  const { state } = session;
  const name = stateName(at.id, at.key);
  const before = session.widgets.get(at.id);
  if (before !== undefined && before.constraint !== at.constraint) state.delete(name);
  const { bindQuery } = call.options;
  if (bindQuery !== undefined && session.query.takeNews(bindQuery)) state.delete(name);
  if (state.has(name)) {
    const value = state.get(name);
    if (call.accepts === undefined || call.accepts(value)) return value as V;
  }
  let value = call.initial;
  const sent = session.carried.get(at.id) ?? boundTo(session, bindQuery);
  if (sent !== undefined) {
    session.carried.delete(at.id);
    const decoded = kind.decode(call.element(base, value), sent);
    if (decoded.ok) value = decoded.value;
  }
  state.set(name, value);
  return value;
}

/** A key may stand once on a page, whichever fragments draw it (E7, E8). */
function refuseDuplicate(
  { run, instance }: Scope,
  id: WidgetId,
  kind: string,
  key: string | null,
  label: string,
): void {
  const { session } = run;
  const twice = run.drawn.has(id);
  // Another one of this key may have been taken off the page just now.
  if (run.removed.size > 0 && !twice && session.widgets.has(id)) session.forgetRemoved(run);
  const elsewhere = !twice && standsElsewhere(run, session.widgets.get(id));
  if (!twice && !elsewhere) return;
  if (key === null) {
    throw new Error(
      `Cannot draw ${kind} "${label}" twice: two of the same kind with the same parameters need ` +
        `different keys`,
    );
  }
  const where = elsewhere ? ` outside ${instance.label}` : "";
  throw new Error(`Cannot draw ${kind} "${label}": key "${key}" is already used${where}`);
}

/** Whether a widget is on the page, and this run is not about to draw it. */
function standsElsewhere(run: Run, record: WidgetRecord | undefined): boolean {
  const owner = record === undefined ? undefined : run.session.instance(record.owner);
  return run.kind === "fragment" && owner !== undefined && !run.covers(owner);
}

/** A parameter of the page's address says one widget's value: a second one would take it away (W17). */
function takeParameter({ run }: Scope, id: WidgetId, parameter: string, widget: string): void {
  const { query, widgets } = run.session;
  const other = widgets.get(query.boundBy.get(parameter) ?? id);
  query.boundBy.set(parameter, id);
  if (other === undefined || other.id === id || other.bindQuery !== parameter) return;
  if (!run.drawn.has(other.id) && !standsElsewhere(run, other)) return;
  query.boundBy.set(parameter, other.id);
  throw new Error(
    `Cannot bind ${widget} to the query parameter "${parameter}": "${other.element.label}" is bound to it; ` +
      `give each a parameter of its own`,
  );
}

/** Whether two widget values are the same, so that no callback runs (W4). Values are plain data. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (a instanceof Date && b instanceof Date) return a.getTime() === b.getTime();
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  // Maps, sets and the like have nothing to compare by.
  if (!Array.isArray(a) && Object.getPrototypeOf(a) !== Object.prototype) return false;
  // All of them: a list is as long as it is, and members named by symbols count as others do.
  const names = Reflect.ownKeys(a);
  return names.length === Reflect.ownKeys(b).length &&
    names.every((name) =>
      Object.hasOwn(b, name) && sameValue(
        (a as Record<PropertyKey, unknown>)[name],
        (b as Record<PropertyKey, unknown>)[name],
      )
    );
}
