/**
 * The page's token: proof that this server made this page for this browser. It is signed, versioned
 * and dated; the ways in which it can fail are told apart.
 */
import { Buffer } from "node:buffer";
import { createHmac } from "node:crypto";
import type { Seal } from "../runtime/row_selection.ts";

const VERSION = "1";
/** Characters of a signature: 128 bits, sent with every request. */
const SIGNATURE = 22;
const DAY = 24 * 60 * 60 * 1000;
const LIFETIME = 14 * DAY;

/** What a token turns out to be. */
export type Verdict = "valid" | "expired" | "outdated" | "invalid";

/** A token for `subject`, signed with the newest key. */
export function signToken(
  subject: string,
  secrets: readonly string[],
  now: number,
  version: string = VERSION,
): string {
  const head = `${version}.${now.toString(36)}`;
  return `${head}.${mac(`${head}.${subject}`, secrets[0]!)}`;
}

/** Judges a token for `subject`. Any of the keys may have signed it. */
export function checkToken(
  token: string,
  subject: string,
  secrets: readonly string[],
  now: number,
): Verdict {
  const [version, issued, signature, ...more] = token.split(".");
  if (version === undefined || issued === undefined || signature === undefined || more.length > 0) {
    return "invalid";
  }
  const head = `${version}.${issued}`;
  if (!secrets.some((secret) => sameText(signature, mac(`${head}.${subject}`, secret)))) {
    return "invalid";
  }
  if (version !== VERSION) return "outdated";
  return now - parseInt(issued, 36) > LIFETIME ? "expired" : "valid";
}

/** Seals texts that come back from a browser. Any of the keys may have sealed them. */
export function sealWith(secrets: readonly string[]): Seal {
  return {
    of: (text) => mac(text, secrets[0]!),
    fits: (seal, text) => secrets.some((secret) => sameText(seal, mac(text, secret))),
  };
}

/** Compares without telling by its time where the texts differ. */
export function sameText(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= a.charCodeAt(i) ^ b.charCodeAt(i);
  return difference === 0;
}

function mac(text: string, secret: string): string {
  return createHmac("sha256", secret).update(text).digest("base64url").slice(0, SIGNATURE);
}

/** An id that nobody can guess. */
export function randomId(): string {
  return crypto.getRandomValues(Buffer.alloc(16)).toString("base64url");
}
