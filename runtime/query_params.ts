/** The query of the page's URL, readable and writable from every run. */
import type { WidgetId } from "./ids.ts";
import { LeanMap, LeanSet } from "./lean.ts";
import { ownScope } from "./scope.ts";

/** One session's query parameters. */
export class QueryParameters {
  /** Null until somebody asks: most pages have none. */
  #values: URLSearchParams | null = null;
  /** Names whose values somebody asked for, and that no widget has taken over yet. */
  readonly #news: LeanSet<string> = new LeanSet();
  /** The widget that was last bound to each name. */
  readonly boundBy: LeanMap<string, WidgetId> = new LeanMap();

  get values(): URLSearchParams {
    return this.#values ??= new URLSearchParams();
  }

  /** Takes over what the browser's address bar says. `news`: widgets bound to it are to follow. */
  load(search: string, { news = false } = {}): void {
    this.#values = search === "" ? null : new URLSearchParams(search);
    this.#news.clear();
    for (const name of news ? this.values.keys() : []) this.#news.add(name);
  }

  /** Whether `name` has a value that is newer than its widget's; answers so once. */
  takeNews(name: string): boolean {
    return this.#news.delete(name);
  }

  /** Whether it is so, still to be taken. */
  isNews(name: string): boolean {
    return this.#news.has(name);
  }

  /** Gives `name` these values; none takes it away. */
  replace(name: string, values: readonly string[]): void {
    this.#news.delete(name);
    this.values.delete(name);
    for (const value of values) this.values.append(name, value);
  }

  /** The same for the author's code: a widget bound to it is to follow. */
  set(name: string, values: readonly string[]): void {
    const before = this.values.getAll(name);
    if (before.length === values.length && before.every((value, i) => value === values[i])) return;
    this.replace(name, values);
    this.#news.add(name);
  }

  /** As it stands in a URL: `?a=1`, or nothing. */
  toString(): string {
    const text = this.#values?.toString() ?? "";
    return text === "" ? "" : `?${text}`;
  }
}

/**
 * Query parameters of the page's URL. Reading is free; writing changes the address bar, without a
 * full run. A widget bound to one by `bindQuery` follows when it is drawn next.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   if (st.button("Remember")) st.queryParams.set("view", "week");
 *   st.write(`View: ${st.queryParams.get("view") ?? "day"}`);
 * });
 * ```
 *
 * @throws {Error} If used outside a run.
 */
export const queryParams: {
  /** The first value of `name`. */
  get(name: string): string | undefined;
  /** All values of `name`, in order. */
  getAll(name: string): string[];
  /** Replaces all values of `name`. */
  set(name: string, value: string | readonly string[]): void;
  /** Takes `name` away. */
  delete(name: string): void;
  /** Takes everything away. */
  clear(): void;
  /** Whether `name` is there. */
  has(name: string): boolean;
  /** The last value of each name. */
  toObject(): Record<string, string>;
} = {
  get: (name) => current().values.get(name) ?? undefined,
  getAll: (name) => current().values.getAll(name),
  set: (name, value) =>
    change((query) => query.set(name, typeof value === "string" ? [value] : value)),
  delete: (name) => change((query) => query.set(name, [])),
  clear: () =>
    change((query) => {
      for (const name of [...query.values.keys()]) query.set(name, []);
    }),
  has: (name) => current().values.has(name),
  toObject: () => Object.fromEntries(current().values),
};

function current(): QueryParameters {
  return ownScope("queryParams").run.session.query;
}

function change(edit: (query: QueryParameters) => void): void {
  const { run } = ownScope("queryParams");
  edit(run.session.query);
  if (!run.quiet) run.update.query = run.session.query.toString();
}
