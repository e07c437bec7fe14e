/**
 * Numbers as people read them. A format is a name (`"compact"`), which goes by the reader's language, or
 * a pattern (`"%.1f km"`), which looks the same everywhere: `%d`, `%f`, `%e`, `%s`, with a comma for
 * groups of digits and a point for decimals, as in `%,.2f`, and `%%` for a percent sign.
 */
import { remembering } from "./reader.ts";

/** Writes a number. */
export type NumberFormat = (value: number) => string;

/** Formats by name, as the options of `Intl.NumberFormat`. */
export const NAMED: Readonly<Record<string, Intl.NumberFormatOptions>> = {
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

const PLACE = /%(?:%|(,?)(?:\.(\d{1,2}))?([dfegs]))/g;

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
  const places = [...format.matchAll(PLACE)].filter(([place]) => place !== "%%");
  if (places.length !== 1) {
    throw new SyntaxError(
      `Cannot read number format "${format}": must be one of plain, ${
        Object.keys(NAMED).join(", ")
      }, or a pattern with one place for the number such as "%.2f"`,
    );
  }
  return (value) =>
    format.replace(PLACE, (place, comma: string, digits: string | undefined, type: string) => {
      if (place === "%%") return "%";
      const text = written(value, type, digits === undefined ? undefined : Number(digits));
      return comma === "" ? text : text.replace(/\d+/, grouped);
    });
}

function written(value: number, type: string, digits: number | undefined): string {
  if (!Number.isFinite(value)) return String(value);
  if (type === "d") return value.toFixed(0);
  if (type === "e") return value.toExponential(digits);
  return digits === undefined ? String(value) : value.toFixed(digits);
}

function grouped(digits: string): string {
  return digits.replace(/\B(?=(?:\d{3})+$)/g, ",");
}
