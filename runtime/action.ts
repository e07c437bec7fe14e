/**
 * Hand-written htmx: attributes for the author's own markup, by which it does something on the server. What
 * they send goes the way of every widget's event: numbered, judged, scheduled, then the fragment reruns.
 */
import { definitionOf } from "./fragment.ts";
import type { Fragment } from "./fragment.ts";
import { fragmentId } from "./ids.ts";
import type { FragmentId } from "./ids.ts";
import { currentScope, ownScope } from "./scope.ts";
import type { Session } from "./session.ts";
import { registerWidget } from "./widget.ts";
import type { Decoded, WidgetElement, WidgetKind } from "./widget.ts";

/** A widget that has no look of its own: it stands in markup that the author wrote. */
export type ActionElement = WidgetElement<"action">;

/** Options of {@linkcode action}. */
export interface ActionOptions {
  /** Identity of the action, where two would be alike: in a loop, something of what it is about. */
  key?: string;
  /**
   * On which event, as htmx's `hx-trigger` says it: `"change"`, `"click delay:1s"`, `"every 30s"`. Default:
   * `submit` of a form, `change` of a field, `click` of anything else.
   */
  trigger?: string;
  /** Asked before anything is sent. */
  confirm?: string;
  /** Empties the form as soon as it is sent. */
  reset?: boolean;
}

/** Attributes for an element: stands in a template of `hono/html`, or is spread in JSX. */
export interface ActionAttributes {
  /** The attributes by name. */
  readonly [name: `hx-${string}` | `data-${string}`]: string;
  /** The attributes as markup. */
  toString(): string;
}

/** Most fields of one form, and most characters of all of them. */
const MOST_FIELDS = 1_000;
const MOST_TEXT = 1_000_000;

const actionKind: WidgetKind<ActionElement, FormData> = {
  kind: "action",
  lives: "trigger",
  decode: (_, sent) => decodeForm(sent),
};

/** The fields of a form, as one text. */
function decodeForm([text = "", ...more]: readonly string[]): Decoded<FormData> {
  if (more.length > 0) return { ok: false, reason: "was sent what is no form" };
  if (text.length > MOST_TEXT) return { ok: false, reason: "was sent too much at once" };
  const form = new FormData();
  let fields = 0;
  for (const [name, value] of new URLSearchParams(text)) {
    if (++fields > MOST_FIELDS) return { ok: false, reason: "was sent too many fields" };
    form.append(name, value);
  }
  return { ok: true, value: form };
}

/**
 * Attributes that run `handler` on the server and then rerun the fragment, or the page, in which they stand.
 * The handler runs like a widget's callback: before the body, exactly once for each event, with the fields of
 * the form around it, or of the form that it is on. Files are not sent: use a `fileUploader`.
 *
 * @example A row that can be removed
 * ```ts
 * import * as st from "@eddy/eddy";
 * import { html } from "hono/html";
 *
 * let orders = ["tea", "cake"];
 *
 * const list = st.fragment(() => {
 *   st.html(html`<ul>${orders.map((order) => html`<li>${order}
 *     <button ${st.action(() => orders = orders.filter((other) => other !== order), {
 *       key: `remove ${order}`,
 *       confirm: `Remove ${order}?`,
 *     })}>Remove</button></li>`)}</ul>`);
 * });
 *
 * st.createApp(list);
 * ```
 *
 * @example A form
 * ```ts
 * import * as st from "@eddy/eddy";
 * import { html } from "hono/html";
 *
 * const orders: string[] = [];
 *
 * st.createApp(() => {
 *   const add = st.action((form) => orders.push(String(form.get("item"))), { reset: true });
 *   st.html(html`<form ${add}><input name="item" aria-label="Item"> <button>Order</button></form>`);
 * });
 * ```
 *
 * @throws {Error} If it is called outside a run, in a form of Eddy's, or twice alike without different keys.
 */
export function action(
  handler: (form: FormData) => unknown,
  options: ActionOptions = {},
): ActionAttributes {
  const { key, trigger, confirm, reset } = options;
  const label = key ?? (handler.name || "without a name");
  const { block, run, instance } = currentScope(`action "${label}"`);
  if (block.place.form !== null) {
    throw new Error(
      `Cannot make action "${label}" in a form: nothing in a form is sent before its submit button is ` +
        `pressed`,
    );
  }
  const { element } = registerWidget<ActionElement, FormData>(actionKind, {
    label,
    options: key === undefined ? {} : { key },
    identity: `${trigger ?? ""}\n${confirm ?? ""}\n${handler}`,
    initial: new FormData(),
    onPress: handler,
    element: (base) => base,
  });
  return attributes({
    "data-action": element.id,
    "hx-post": regionUrl(run.session, instance.id),
    ...(trigger !== undefined && { "hx-trigger": trigger }),
    ...(confirm !== undefined && { "hx-confirm": confirm }),
    ...(reset && { "data-reset": "" }),
  });
}

/**
 * The address of a fragment that has a key: with `hx-get`, anything on the page asks for its rerun. The answer
 * brings the fragment to where it stands, whatever `hx-target` says.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 * import { html } from "hono/html";
 *
 * const stock = st.fragment(() => st.metric("In stock", 7), { key: "stock" });
 *
 * st.createApp(() => {
 *   stock();
 *   st.html(html`<button hx-get="${st.fragmentUrl(stock)}">Look again</button>`);
 * });
 * ```
 *
 * @throws {Error} If it is called outside a run, or the fragment has no key.
 */
export function fragmentUrl(target: string | Fragment<never[]>): string {
  const { run } = ownScope("fragmentUrl()");
  const key = typeof target === "string" ? target : definitionOf(target)?.options.key;
  if (key === undefined) {
    throw new Error("Cannot make the address of a fragment without a key: give it the option key");
  }
  return regionUrl(run.session, fragmentId({ key }));
}

function regionUrl({ host }: Session, id: FragmentId): string {
  return host?.regionUrl(id) ?? "";
}

/**
 * Both at once: markup, by its own word, for templates; a plain object with nothing else in it for JSX, which
 * spreads what can be enumerated.
 */
function attributes(values: Readonly<Record<string, string>>): ActionAttributes {
  const markup = Object.entries(values)
    .map(([name, value]) =>
      `${name}="${value.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`)}"`
    )
    .join(" ");
  return Object.defineProperties({ ...values }, {
    isEscaped: { value: true },
    toString: { value: () => markup },
  }) as unknown as ActionAttributes;
}
