/** Who reads the page: what language and time zone numbers and dates are written for. */
import type { Run } from "./run.ts";

/** The reader's language and time zone, as far as the browser told. */
export interface Reader {
  readonly locale: string;
  readonly timeZone: string;
}

/** Browsers say these, so they are few; visitors can say anything. */
const MOST_KNOWN = 200;
const locales = new Map<string, string>();
const zones = new Map<string, string>();

/** The reader of the page that `run` draws. */
export function readerOf({ session }: Run): Reader {
  const { headers, timeZone } = session.request;
  const language = headers.get("accept-language")?.split(/[,;]/, 1)[0]?.trim() ?? "";
  return {
    locale: checked(locales, language, "en", (locale) => {
      new Intl.NumberFormat(locale);
    }),
    timeZone: knownZone(timeZone),
  };
}

/** A time zone that `Intl` takes: a browser may be newer than we are, or say anything. */
export function knownZone(name: string | null): string {
  return checked(zones, name ?? "", "UTC", (timeZone) => {
    new Intl.DateTimeFormat("en", { timeZone });
  });
}

/** `name` if it can be used, else `fallback`: Intl throws at names that it does not know. */
function checked(
  known: Map<string, string>,
  name: string,
  fallback: string,
  use: (name: string) => void,
): string {
  if (name === "") return fallback;
  let usable = known.get(name);
  if (usable === undefined) {
    try {
      use(name);
      usable = name;
    } catch {
      // A made-up name: whoever sent it reads the default.
      usable = fallback;
    }
    if (known.size < MOST_KNOWN) known.set(name, usable);
  }
  return usable;
}

/** Makes what is costly to make once for each of the names seen, and forgets all if they are too many. */
export function remembering<V>(make: (name: string) => V): (name: string) => V {
  const known = new Map<string, V>();
  return (name) => {
    let value = known.get(name);
    if (value === undefined) {
      if (known.size >= MOST_KNOWN) known.clear();
      known.set(name, value = make(name));
    }
    return value;
  };
}
