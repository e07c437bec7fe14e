/** What labelled widgets share: the wrapper that names the widget, its label, its help. */
import type { WidgetElement } from "../runtime/widget.ts";
import { attributes, escape } from "./escape.ts";
import type { AttributeValue } from "./escape.ts";
import { iconText } from "./icons.ts";
import { markdownInline } from "./markdown.ts";
import { classOfWidth } from "./width.ts";

/** A question mark that tells more on hover and focus. */
export function helpMark(help: string | null, id: string | null): string {
  if (help === null) return "";
  const name = id === null ? "" : ` id="${id}-help"`;
  return `<span class="help" tabindex="0" role="note" aria-label="${
    escape(help)
  }"><span class="help-text"${name} role="tooltip">${markdownInline(help)}</span></span>`;
}

/** Attributes that tie a control to its widget, its label and its help. */
export function control(
  element: WidgetElement<string>,
  more: Readonly<Record<string, AttributeValue>> = {},
): string {
  return attributes({
    id: element.id,
    name: element.id,
    disabled: element.disabled,
    "aria-describedby": element.help === null ? null : `${element.id}-help`,
    ...more,
  });
}

/** What the outermost tag of an input says: which widget it is, how wide, and `more`. */
export function box(
  { id, width }: WidgetElement<string>,
  name: string,
  more: Readonly<Record<string, AttributeValue>> = {},
): string {
  return attributes({ ...classOfWidth(name, width), "data-widget": id, ...more });
}

/** A picture at the beginning of a control. */
export function withIcon(icon: string | null, control: string): string {
  return icon === null ? control : `<span class="with-icon">${iconText(icon)}${control}</span>`;
}

/** A label above a single control. */
export function field(
  element: WidgetElement<string>,
  control: string,
  more: Readonly<Record<string, AttributeValue>> = {},
): string {
  return `<div${
    box(element, "field", more)
  }><div class="label ${element.labelVisibility}"><label for="${element.id}">${
    markdownInline(element.label)
  }</label>${helpMark(element.help, element.id)}</div>${control}</div>`;
}

/** A legend above several controls that belong together. */
export function fieldset(
  element: WidgetElement<string>,
  controls: string,
  more: Readonly<Record<string, AttributeValue>> = {},
): string {
  return `<fieldset${
    box(element, "field", {
      disabled: element.disabled,
      // The legend also holds the help, which describes and does not name.
      "aria-labelledby": `${element.id}-label`,
      "aria-describedby": element.help === null ? null : `${element.id}-help`,
      ...more,
    })
  }><legend class="label ${element.labelVisibility}"><span id="${element.id}-label">${
    markdownInline(element.label)
  }</span>${helpMark(element.help, element.id)}</legend>${controls}</fieldset>`;
}

/** Where the client says what is wrong with what was entered; empty as it comes from the server. */
export function problem({ id }: WidgetElement<string>): string {
  return `<p class="problem" id="${id}-problem" role="alert" hx-morph-skip-children></p>`;
}
