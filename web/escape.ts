/**
 * Text into HTML. `<` is escaped inside attributes, too: htmx rewrites `<hx-…` wherever it finds it
 * in an answer, so a raw one in an attribute's value would become markup.
 */

const SPECIAL = /[&<>"'`]/;
const ALL_SPECIAL = /[&<>"'`]/g;
const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "`": "&#96;",
};

/** Escapes text for element content and quoted attribute values alike. */
export function escape(text: string): string {
  return SPECIAL.test(text) ? text.replace(ALL_SPECIAL, (char) => ENTITIES[char]!) : text;
}

/** What an attribute can be: false and null leave it out, true writes the bare name. */
export type AttributeValue = string | number | boolean | null | undefined;

/** Attributes as they stand in a tag, each with a space before it. */
export function attributes(values: Readonly<Record<string, AttributeValue>>): string {
  let text = "";
  for (const name in values) {
    const value = values[name];
    if (value === null || value === undefined || value === false) continue;
    text += value === true ? ` ${name}` : ` ${name}="${escape(String(value))}"`;
  }
  return text;
}

/**
 * JSON as it stands in an attribute between single quotes: there, an escaped character is a few bytes, and its
 * many double quotes stay as they are.
 */
export function jsonIn(json: string): string {
  return json.replace(/[<&'`]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`);
}
