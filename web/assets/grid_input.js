// @ts-check
/// <reference lib="dom" />
/** Fields for the cells of a grid, by what their columns take; and what a spreadsheet puts on the clipboard. */

import { namedIn } from "./grid_choices.js";

/**
 * @typedef {(HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement) & {
 *   check(): boolean,
 *   take(text: string): boolean,
 * }} Field `check()` whether its value fits; `take()` takes a text of somebody else's, if it can be read
 */

/** Columns whose cells may hold several lines. */
const LINES = new Set(["text", "markdown"]);
const TYPES = /** @type {Record<string, string>} */ ({
  number: "number",
  progress: "number",
  date: "date",
  datetime: "datetime-local",
  time: "time",
});

/** What a cell holds. @param {HTMLElement} cell */
export function cellText(cell) {
  return cell.dataset.value ?? cell.textContent ?? "";
}

/** What can be chosen in a column; null if that is not said. @param {HTMLElement} head */
export function optionsOf({ dataset: { choices } }) {
  return choices === undefined ? null : /** @type {string[]} */ (JSON.parse(choices));
}

/** Makes the field of a column. @param {HTMLElement} head @returns {Field} */
export function fieldFor(head) {
  const { type = "text", min, max, step, required } = head.dataset;
  const options = optionsOf(head);
  const isChoice = type === "select" && options !== null;
  const field = document.createElement(
    isChoice ? "select" : LINES.has(type) ? "textarea" : "input",
  );
  field.required = required !== undefined;
  field.ariaLabel = head.querySelector("button")?.textContent ?? "";
  if (field instanceof HTMLSelectElement) {
    for (const option of ["", ...options ?? []]) field.add(new Option(option, option));
  } else if (field instanceof HTMLTextAreaElement) {
    field.autocomplete = "off";
    field.rows = 1;
  } else {
    field.type = TYPES[type] ?? "text";
    field.autocomplete = "off";
    if (min !== undefined) field.min = min;
    if (max !== undefined) field.max = max;
    if (field.type !== "text") {
      field.step = step ?? (type === "datetime" || type === "time" ? "1" : "any");
    }
  }
  if (type === "date") field.setAttribute("step", "1");
  return Object.assign(field, {
    check() {
      field.setCustomValidity(problemOf(head, field.value, options));
      return field.checkValidity();
    },
    /** @param {string} text */
    take(text) {
      const wanted = readable(type, text.trim(), options);
      field.value = wanted;
      // A browser drops what is no number, or no date.
      return field.value === wanted && /** @type {Field} */ (field).check();
    },
  });
}

/** What the browser does not check by itself. @param {HTMLElement} head @param {string} text @param {string[] | null} options */
function problemOf({ dataset }, text, options) {
  const { type, maxChars, pattern, flags, required } = dataset;
  if (text === "") return "";
  if (required !== undefined && text.trim() === "") return "Please fill in this field.";
  if (maxChars !== undefined && [...text].length > Number(maxChars)) {
    return `No more than ${maxChars} characters.`;
  }
  if (pattern !== undefined && !new RegExp(pattern, flags).test(text)) return "This does not fit.";
  if (type === "checkbox" && !/^(true|false)$/.test(text)) return "Yes or no.";
  if (type === "multiselect" && options) {
    const { rest } = namedIn(text, options);
    if (rest !== "") return `“${rest}” is none of ${options.join(", ")}.`;
  }
  if (type === "json") {
    try {
      JSON.parse(text);
    } catch {
      // That is what is said.
      return "This is no JSON.";
    }
  }
  return "";
}

/** A text as other programs write it, as our fields do. @param {string} type @param {string} text @param {string[] | null} options */
function readable(type, text, options) {
  switch (type) {
    case "number":
    case "progress": {
      const plain = text.replace(/[\s\u00a0\u202f']/g, "");
      return /^[-+]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain)
        ? plain.replaceAll(",", "")
        : plain.replace(/^\+/, "");
    }
    case "checkbox":
      if (/^(true|yes|x|1|✓|✔)$/i.test(text)) return "true";
      return /^(false|no|0|)$/i.test(text) ? "false" : text;
    case "select":
      return options?.find((one) => one.toLowerCase() === text.toLowerCase()) ?? text;
    case "date": {
      const [, day, month, year] = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/.exec(text) ?? [];
      return year === undefined
        ? text
        : `${year}-${month?.padStart(2, "0")}-${day?.padStart(2, "0")}`;
    }
    case "datetime":
      return text.replace(/^(\d{4}-\d\d-\d\d) /, "$1T");
    default:
      return text;
  }
}

/**
 * The rows of cells in what a spreadsheet puts on the clipboard: tabs and lines, in quotes if there are
 * such in a cell.
 * @param {string} text @returns {string[][]}
 */
export function tableIn(text) {
  const rows = /** @type {string[][]} */ ([]);
  let row = /** @type {string[]} */ ([]);
  const cell = /("(?:[^"]|"")*"(?=\t|\r?\n|$)|[^\t\n]*)(\t|\r?\n|$)/y;
  while (cell.lastIndex < text.length) {
    const [, content = "", end = ""] = cell.exec(text) ?? [];
    const isQuoted = content.length > 1 && /^".*"$/s.test(content) &&
      /[\t\n"]/.test(content.slice(1, -1));
    row.push(
      isQuoted
        ? content.slice(1, -1).replaceAll('""', '"').replaceAll("\r\n", "\n")
        : content.replace(/\r$/, ""),
    );
    if (end === "\t" && cell.lastIndex === text.length) row.push("");
    if (end !== "\t" || cell.lastIndex === text.length) {
      rows.push(row);
      row = [];
    }
  }
  return rows;
}
