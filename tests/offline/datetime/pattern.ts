/** Translates a pattern of `@std/datetime` into one of date-fns. Not part of the package's surface. */

const SYMBOLS = new Set(
  "yyyy yy MM M dd d HH H hh h mm m ss s SSS SS S a".split(" "),
);

/** date-fns knows more letters and refuses unknown ones; to std every other letter is just text. */
export function dateFnsPattern(formatString: string): string {
  return formatString.replace(
    /'[^']*'|([a-zA-Z])\1*/g,
    (part) => part.startsWith("'") || SYMBOLS.has(part) ? part : `'${part}'`,
  );
}
