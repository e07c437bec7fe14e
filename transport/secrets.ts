/** The keys that sign tokens: where they come from, and when there must be some. */
import { makeKey } from "./development/restart.ts";

/** Shorter keys can be guessed. */
const SHORTEST = 16;

/** Keys, newest first. */
export interface Secrets {
  readonly keys: readonly string[];
  /** Made up by this process: no other one knows it, and after a restart nobody does. */
  readonly made: boolean;
}

/**
 * The keys given, else those of `EDDY_SECRET`, which may hold several, newest first, separated by
 * commas; else one made up.
 *
 * @throws {RangeError} If a key is too short.
 * @throws {Error} If there is none on Deno Deploy, where several processes answer for one page.
 */
export function secretsOf(given: readonly string[] | undefined): Secrets {
  const keys = given ?? secretsFromEnvironment();
  for (const key of keys) {
    if (key.length >= SHORTEST) continue;
    throw new RangeError(
      `Cannot sign tokens with a key of ${key.length} characters: it must have at least ` +
        `${SHORTEST}. ${HOW_TO}`,
    );
  }
  if (keys.length > 0) return { keys, made: false };
  if (Deno.env.get("DENO_DEPLOYMENT_ID") !== undefined) {
    throw new Error(
      `Cannot start on Deno Deploy without a key: each of its processes would make one of its own, ` +
        `and refuse the pages of the others. ${HOW_TO}`,
    );
  }
  return { keys: [makeKey()], made: true };
}

/**
 * Refuses to serve other machines with a key that was made up.
 *
 * @throws {Error} If there is no other.
 */
export function demandSecret({ made }: Secrets, hostname: string): void {
  if (!made) return;
  throw new Error(
    `Cannot serve on ${hostname} without a key: open pages would begin anew whenever this process ` +
      `does, and no second process could answer for them. ${HOW_TO}`,
  );
}

/** What to do about it. */
export const HOW_TO =
  "Set EDDY_SECRET to a long random text, the same for every process; `openssl rand -base64 32` makes one";

function secretsFromEnvironment(): readonly string[] {
  const text = Deno.env.get("EDDY_SECRET") ?? "";
  return text.split(",").map((secret) => secret.trim()).filter((secret) => secret !== "");
}
