/**
 * Components of one's own: a part of a page whose behaviour in the browser its author writes. It is a
 * widget like any other; `web/assets/modules/components.js` gives its code a place and hears what it says.
 */
import { put } from "./draw.ts";
import { digest } from "./ids.ts";
import { isTooDeep } from "./json_depth.ts";
import { currentScope } from "./scope.ts";
import { registerWidget } from "./widget.ts";
import type { Decoded, WidgetElement, WidgetKind, WidgetOptions } from "./widget.ts";
import type { WidgetId } from "./ids.ts";

/** What a component is made of; see {@linkcode component}. */
export interface ComponentDefinition<Value> {
  /**
   * A JavaScript module. Its default export is called with `{ root, props, value, setValue, emit }` once
   * the component is on the page: `root` is its shadow root, with `html` in it; `setValue(value)` and
   * `emit(name, detail)` reach the server. It may answer `{ update({ props, value }), stop() }`.
   */
  readonly js: string;
  /** Markup that it begins with. */
  readonly html?: string;
  /** Styles of its own: nothing outside is reached by them. */
  readonly css?: string;
  /** Other modules by file name, which `js` may import as `"./NAME"`: a library's, for example. */
  readonly files?: Readonly<Record<string, string>>;
  /** Its value before its user has done anything. Plain data, as JSON has it. */
  readonly initial: Value;
  /**
   * Checks what a browser says the value is, and answers it. Whatever it throws refuses the value. A
   * browser can say anything: without a check, `Value` is only hoped for.
   */
  readonly read?: (value: unknown) => Value;
}

/** Options of one use of a component. */
export interface ComponentOptions
  extends Pick<WidgetOptions, "key" | "onChange" | "persist" | "rerun"> {
  /** What it is called, by those who hear the page, and in errors. Default: `"component"`. */
  label?: string;
  /** Runs before the page or fragment when the component says that something happened. */
  onEvent?: (event: ComponentEvent) => unknown;
}

/** Something that a component said by `emit(name, detail)`. Whatever a browser says can be made up. */
export interface ComponentEvent {
  /** What happened. */
  readonly name: string;
  /** What its component says of it; plain data. */
  readonly detail: unknown;
}

/** A component: call it to draw it. It answers its value. */
export type Component<Props, Value> = (props: Props, options?: ComponentOptions) => Value;

/** A place that a component's code fills. */
export interface ComponentElement extends WidgetElement<"component"> {
  /** Which component; its code is found under this name. */
  readonly code: string;
  /** As JSON. */
  readonly props: string;
  readonly value: string;
  readonly initial: unknown;
  /** Where it says what happened; null if nobody listens. */
  readonly events: WidgetId | null;
  readonly read: (value: unknown) => unknown;
}

/** What happens in a component. */
export interface ComponentEventsElement extends WidgetElement<"componentEvents"> {
  readonly kind: "componentEvents";
}

/** More than any value that is meant. */
const LONGEST = 64 * 1024;

const componentKind: WidgetKind<ComponentElement, unknown> = {
  kind: "component",
  decode: ({ read }, sent) => {
    const parsed = parse(sent);
    if (!parsed.ok) return parsed;
    try {
      return { ok: true, value: read(parsed.value) };
    } catch (error) {
      return { ok: false, reason: error instanceof Error ? error.message : String(error) };
    }
  },
};

const eventsKind: WidgetKind<ComponentEventsElement, ComponentEvent | null> = {
  kind: "componentEvents",
  lives: "trigger",
  decode: (_, sent) => {
    const parsed = parse(sent);
    if (!parsed.ok) return parsed;
    const { name, detail } = Object(parsed.value) as Partial<ComponentEvent>;
    if (typeof name !== "string") return { ok: false, reason: "said something without a name" };
    return { ok: true, value: { name, detail } };
  },
};

function parse([text = "", ...more]: readonly string[]): Decoded<unknown> {
  if (more.length > 0 || text.length > LONGEST) return { ok: false, reason: "said too much" };
  if (isTooDeep(text)) return { ok: false, reason: "said what is nested too deeply" };
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    // That is why.
    return { ok: false, reason: "said what is no JSON" };
  }
}

/** The code of all components of this process, by name and file. */
const code: Map<string, ReadonlyMap<string, string>> = new Map();

/** A file of a component's code. */
export function componentFile(name: string, file: string): string | undefined {
  return code.get(name)?.get(file);
}

/**
 * Makes a component of one's own, out of markup, styles and a module that runs in the browser, in the page
 * itself: no frame, no build step, and under the app's strict content security policy. Call it once, at
 * module level; what it answers draws it.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * const stars = st.component<{ max: number }, number>({
 *   initial: 0,
 *   read: (value) => {
 *     if (typeof value !== "number") throw new TypeError("must be a number");
 *     return value;
 *   },
 *   css: "button { font-size: 1.5rem }",
 *   js: `export default ({ root, props, value, setValue }) => {
 *     const draw = ({ props, value }) => root.replaceChildren(
 *       ...Array.from({ length: props.max }, (_, i) => {
 *         const button = document.createElement("button");
 *         button.textContent = i < value ? "★" : "☆";
 *         button.ariaLabel = (i + 1) + " stars";
 *         button.onclick = () => setValue(i + 1);
 *         return button;
 *       }),
 *     );
 *     draw({ props, value });
 *     return { update: draw };
 *   }`,
 * });
 *
 * st.createApp(() => {
 *   const given = stars({ max: 5 }, { label: "Your rating" });
 *   st.write(`${given} of 5`);
 * });
 * ```
 *
 * @throws {RangeError} If a file's name is none that a module could import from beside itself.
 */
export function component<Props = Record<string, never>, Value = null>(
  definition: ComponentDefinition<Value>,
): Component<Props, Value> {
  const { js, html = "", css = "", files = {}, initial } = definition;
  for (const name of Object.keys(files)) {
    if (/^[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*\.m?js$/.test(name) && name !== "main.js") continue;
    throw new RangeError(`Cannot make a component with a file "${name}": must be like "name.js"`);
  }
  const main = `${js}\nexport const html = ${JSON.stringify(html)}, css = ${
    JSON.stringify(css)
  };\n`;
  const all = new Map([...Object.entries(files), ["main.js", main]]);
  const name = digest([...all].flat().join("\0"));
  code.set(name, all);
  const read = definition.read as ComponentElement["read"] | undefined ?? ((value) => value);
  return (props, options = {}) => draw(name, props, { initial, read }, options) as Value;
}

function draw(
  code: string,
  props: unknown,
  { initial, read }: { initial: unknown; read: ComponentElement["read"] },
  options: ComponentOptions,
): unknown {
  const { onEvent, label = "component", ...rest } = options;
  const events = onEvent === undefined ? null : drawEvents(code, label, options.key, onEvent);
  const { scope, element, value } = registerWidget<ComponentElement, unknown>(componentKind, {
    label,
    options: rest,
    identity: `${code} ${JSON.stringify(initial)}`,
    constraint: code,
    initial,
    element: (base, value) => ({
      ...base,
      code,
      props: JSON.stringify(props),
      value: JSON.stringify(value),
      initial,
      events: events?.id ?? null,
      read,
    }),
  });
  put(scope, "component", element);
  return value;
}

/** Where events arrive, beside the component itself. */
function drawEvents(
  code: string,
  label: string,
  key: string | undefined,
  onEvent: NonNullable<ComponentOptions["onEvent"]>,
): ComponentEventsElement {
  const { element }: { element: ComponentEventsElement } = registerWidget<
    ComponentEventsElement,
    ComponentEvent | null
  >(eventsKind, {
    name: "component",
    label,
    options: {
      ...(key !== undefined && { key: `${key} events` }),
      onChange: (): unknown => {
        const event = currentScope("component").run.triggers.get(element.id)?.value;
        return event && onEvent(event as ComponentEvent);
      },
    },
    identity: code,
    initial: null,
    element: (base) => base,
  });
  return element;
}
