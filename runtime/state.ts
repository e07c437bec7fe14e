/** The author's view of the session's state: free-form, or typed with defaults. */
import { ownScope } from "./scope.ts";
import type { Run } from "./run.ts";
import type { Scope } from "./scope.ts";
import { showSet } from "./set_values.ts";
import { widgetId } from "./ids.ts";
import { noData } from "./plain_data.ts";
import { tellAddress } from "./widget.ts";
import type { WidgetRecord } from "./widget.ts";

function scopeFor(name: string): Scope {
  return ownScope(`sessionState.${name}`);
}

function widgetOf({ run }: Scope, key: string): WidgetRecord | undefined {
  return run.session.widgets.get(widgetId({ key }));
}

function read(key: string): unknown {
  const scope = scopeFor(key);
  const record = widgetOf(scope, key);
  if (record?.key === key && record.kind.lives === "trigger") {
    return scope.run.triggers.get(record.id)?.value ?? false;
  }
  return scope.run.session.state.get(key);
}

function write(key: string, value: unknown): void {
  const scope = scopeFor(key);
  const { run } = scope;
  requirePlain(key, value);
  const record = widgetOf(scope, key);
  if (record !== undefined && record.key === key) {
    if (run.drawn.has(record.id)) {
      throw new Error(
        `Cannot set sessionState.${key}: the widget with this key is already drawn in this run; ` +
          `set it before the widget or in a callback`,
      );
    }
    showValue(run, record, value);
  }
  run.session.state.set(key, value);
}

/** A widget that is drawn later begins again with its default (W14). */
function remove(key: string): void {
  const scope = scopeFor(key);
  const record = widgetOf(scope, key);
  if (record?.key === key) showValue(scope.run, record, record.initial);
  scope.run.session.state.delete(key);
}

/** A live widget shows the value that code gives it, and so does the parameter that it is bound to (W13, W17). */
function showValue(run: Run, record: WidgetRecord, value: unknown): void {
  if (run.quiet) return;
  showSet(run, record);
  tellAddress(run.session, run.update, record, value);
}

/** State must be storable: what would not come back as it is, is refused here, by name. */
function requirePlain(key: string, value: unknown): void {
  const wrong = noData(value);
  if (wrong === null) return;
  throw new TypeError(
    `Cannot store sessionState.${key}: it holds ${wrong}, and state is plain data; no function, promise, ` +
      `connection or object of a class of one's own comes back from a store as it was`,
  );
}

/** Names that no author can write stand for widgets without key. */
function isPublic(name: string): boolean {
  return !name.startsWith("\0");
}

/**
 * This session's state, and the values of keyed widgets. What was never set is `undefined`. Values
 * are plain data: objects and lists, texts and numbers, dates, maps, sets, errors, bytes.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   st.sessionState.visits = (st.sessionState.visits ?? 0) + 1;
 *   st.write(`Run number ${st.sessionState.visits}`);
 * });
 * ```
 *
 * @throws {TypeError} On writing a value that cannot be stored; the error names the key.
 * @throws {Error} If used outside a run, or on writing the key of a widget already drawn in this run.
 */
// deno-lint-ignore no-explicit-any -- free-form by contract; `state()` is the typed way
export const sessionState: Record<string, any> = new Proxy(Object.create(null), {
  get: (_, name) => typeof name === "string" ? read(name) : undefined,
  set: (_, name, value) => {
    write(String(name), value);
    return true;
  },
  has: (_, name) => scopeFor(String(name)).run.session.state.has(String(name)),
  deleteProperty: (_, name) => {
    remove(String(name));
    return true;
  },
  ownKeys: () => [...scopeFor("*").run.session.state.keys()].filter(isPublic),
  getOwnPropertyDescriptor: (_, name) => {
    const { state } = scopeFor(String(name)).run.session;
    if (!state.has(String(name))) return undefined;
    return { value: read(String(name)), writable: true, enumerable: true, configurable: true };
  },
});

/**
 * A typed view of the same state, with defaults. It may be made once, at module level: each session
 * gets its own copy of the defaults when it first reads them.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * const counter = st.state({ clicks: 0, log: [] as string[] });
 *
 * st.createApp(() => {
 *   if (st.button("Click")) counter.clicks++;
 *   st.write(counter.clicks);
 * });
 * ```
 *
 * @throws {TypeError} If a default cannot be stored.
 */
export function state<S extends object>(defaults: S): S {
  for (const [key, value] of Object.entries(defaults)) requirePlain(key, value);
  const ensure = (name: PropertyKey): string => {
    const key = String(name);
    if (Object.hasOwn(defaults, key)) {
      const { state } = scopeFor(key).run.session;
      if (!state.has(key)) {
        state.set(key, structuredClone((defaults as Record<string, unknown>)[key]));
      }
    }
    return key;
  };
  return new Proxy(defaults, {
    get: (_, name) => typeof name === "string" ? read(ensure(name)) : undefined,
    set: (_, name, value) => {
      write(String(name), value);
      return true;
    },
    has: (_, name) => Object.hasOwn(defaults, name) || name in sessionState,
    deleteProperty: (_, name) => delete sessionState[String(name)],
    ownKeys: () => Object.keys(defaults),
    getOwnPropertyDescriptor: (_, name) =>
      Object.hasOwn(defaults, name)
        ? { value: read(ensure(name)), writable: true, enumerable: true, configurable: true }
        : undefined,
  });
}
