import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { createHmac } from "node:crypto";
import { checkToken, randomId, sameText, signToken } from "./token.ts";

const DAY = 24 * 60 * 60 * 1000;
const NOW = Date.UTC(2026, 7, 1);
const SECRETS = ["newest", "older"];
const token = signToken("page.browser", SECRETS, NOW);

Deno.test("checkToken() takes its own token", () => {
  assertEquals(checkToken(token, "page.browser", SECRETS, NOW), "valid");
  assertEquals(checkToken(token, "page.browser", SECRETS, NOW + 14 * DAY), "valid");
});

Deno.test("checkToken() refuses the token of another page or another browser", () => {
  for (const subject of ["other.browser", "page.other", "page.browser.", ".page.browser", ""]) {
    assertEquals(checkToken(token, subject, SECRETS, NOW), "invalid", subject);
  }
});

Deno.test("checkToken() tells an expired and an outdated token from a forged one", () => {
  assertEquals(checkToken(token, "page.browser", SECRETS, NOW + 14 * DAY + 1), "expired");
  const head = `0.${NOW.toString(36)}`;
  const signature = createHmac("sha256", "newest").update(`${head}.page.browser`)
    .digest("base64url").slice(0, 22);
  assertEquals(checkToken(`${head}.${signature}`, "page.browser", SECRETS, NOW), "outdated");
  // Whoever changes the version alone has no signature for it.
  const forged = token.replace(/^1\./, "0.");
  assertEquals(checkToken(forged, "page.browser", SECRETS, NOW), "invalid");
});

Deno.test("checkToken() refuses a token that was changed, cut or is none", () => {
  const [version, issued, signature] = token.split(".") as [string, string, string];
  const later = (NOW + DAY).toString(36);
  const wrong = [
    "",
    ".",
    "..",
    "1",
    "null",
    `${version}.${issued}`,
    `${version}.${issued}.`,
    `${version}.${later}.${signature}`,
    `${version}.${issued}.${signature.slice(0, -1)}`,
    `${version}.${issued}.${signature}A`,
    `${version}.${issued}.${signature}.${signature}`,
    `${issued}.${version}.${signature}`,
    ` ${token}`,
    `${token}\n`,
    token.toUpperCase(),
    "💥.💥.💥",
  ];
  for (const text of wrong) {
    assertEquals(checkToken(text, "page.browser", SECRETS, NOW), "invalid", JSON.stringify(text));
  }
});

Deno.test("checkToken() refuses every token with one character changed", () => {
  for (let i = 0; i < token.length; i++) {
    if (token[i] === ".") continue;
    const changed = `${token.slice(0, i)}${token[i] === "A" ? "B" : "A"}${token.slice(i + 1)}`;
    // A last character holds spare bits, so that another one may spell the same bytes: compared as text.
    assertEquals(checkToken(changed, "page.browser", SECRETS, NOW), "invalid", `at ${i}`);
  }
});

Deno.test("checkToken() takes what an older key signed, and signToken() uses the newest", () => {
  const old = signToken("page.browser", ["older"], NOW);
  assertEquals(checkToken(old, "page.browser", SECRETS, NOW), "valid");
  assertEquals(checkToken(token, "page.browser", ["newest"], NOW), "valid");
  assertEquals(checkToken(token, "page.browser", ["older"], NOW), "invalid");
  assertEquals(checkToken(token, "page.browser", [], NOW), "invalid");
});

Deno.test("sameText() compares texts of any length", () => {
  assert(sameText("", "") && sameText("ä💥", "ä💥"));
  for (const [a, b] of [["a", "b"], ["a", "aa"], ["", "a"], ["ä", "a"], ["a\0", "a"]] as const) {
    assert(!sameText(a, b), `${a} ${b}`);
  }
});

Deno.test("randomId() is made of 22 letters that fit a URL, and never the same", () => {
  const ids = Array.from({ length: 1_000 }, randomId);
  for (const id of ids) assert(/^[A-Za-z0-9_-]{22}$/.test(id), id);
  assertEquals(new Set(ids).size, ids.length);
  assertNotEquals(ids[0]!.slice(0, 4), ids[1]!.slice(0, 4));
});
