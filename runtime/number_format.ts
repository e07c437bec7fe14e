/**
 * Numbers as people read them. A format is a name (`"compact"`) or a pattern as in C's printf
 * (`"%.1f km"`); names go by the reader's language, patterns look the same everywhere.
 */
import { remembering } from "./reader.ts";

/** Writes a number. */
export type NumberFormat = (value: number) => string;

/** Formats by name, as the options of `Intl.NumberFormat`. */
const NAMED: Readonly<Record<string, Intl.NumberFormatOptions>> = {
  localized: { maximumFractionDigits: 3 },
  percent: { style: "percent", maximumFractionDigits: 2 },
  dollar: { style: "currency", currency: "USD" },
  euro: { style: "currency", currency: "EUR" },
  yen: { style: "currency", currency: "JPY" },
  compact: { notation: "compact", maximumFractionDigits: 1 },
  scientific: { notation: "scientific", maximumFractionDigits: 3 },
  engineering: { notation: "engineering", maximumFractionDigits: 3 },
  bytes: { style: "unit", unit: "byte", notation: "compact", unitDisplay: "narrow" },
};

const PATTERN = /%(?:%|([-+ 0,#]*)(\d*)(?:\.(\d+))?([difeEgGsxX]))/g;

const intl = remembering((name) => {
  const [locale, format] = name.split(" ") as [string, string];
  return new Intl.NumberFormat(locale, NAMED[format]);
});

/**
 * Makes the function that writes numbers in `format` for readers of `locale`.
 *
 * @throws {SyntaxError} If there is no such name, and the pattern has not one place for the number.
 */
export function numberFormat(format: string, locale: string): NumberFormat {
  if (format === "plain") return String;
  if (Object.hasOwn(NAMED, format)) return (value) => intl(`${locale} ${format}`).format(value);
  const places = [...format.matchAll(PATTERN)].filter(([whole]) => whole !== "%%");
  if (places.length !== 1) {
    throw new SyntaxError(
      `Cannot read number format "${format}": must be one of plain, ${
        Object.keys(NAMED).join(", ")
      }, or a pattern with one place for the number such as "%.2f"`,
    );
  }
  return (value) =>
    format.replace(
      PATTERN,
      (whole, flags: string, width: string, digits: string | undefined, type: string) =>
        whole === "%%" ? "%" : place(value, { flags, width, digits, type }),
    );
}

function place(
  value: number,
  { flags, width, digits, type }: {
    flags: string;
    width: string;
    digits: string | undefined;
    type: string;
  },
): string {
  let text = digitsOf(Math.abs(value), type, digits === undefined ? undefined : Number(digits));
  if (flags.includes(",")) text = text.replace(/^\d+/, grouped);
  const negative = value < 0 && /[1-9a-f]/i.test(text);
  const sign = negative ? "-" : flags.includes("+") ? "+" : flags.includes(" ") ? " " : "";
  const room = Math.min(Number(width), 100) - sign.length;
  if (flags.includes("-")) return (sign + text).padEnd(room + sign.length);
  if (flags.includes("0")) return sign + text.padStart(room, "0");
  return (sign + text).padStart(room + sign.length);
}

function digitsOf(value: number, type: string, digits: number | undefined): string {
  if (!Number.isFinite(value)) return String(value);
  // More than 100 digits is more than the language writes.
  const exact = digits === undefined ? undefined : Math.min(digits, 100);
  switch (type) {
    case "d":
    case "i":
      return Math.round(value).toFixed(0);
    case "f":
      return value.toFixed(exact ?? 6);
    case "e":
      return value.toExponential(exact ?? 6);
    case "E":
      return value.toExponential(exact ?? 6).toUpperCase();
    case "g":
    case "G":
      return String(Number(value.toPrecision(Math.max(exact ?? 6, 1))));
    case "x":
      return Math.round(value).toString(16);
    case "X":
      return Math.round(value).toString(16).toUpperCase();
    default:
      return String(value);
  }
}

function grouped(digits: string): string {
  return digits.replace(/\B(?=(?:\d{3})+$)/g, ",");
}
