import { assert, assertEquals } from "@std/assert";
import { decodePost } from "./decode.ts";

const MAX_FIELDS = 10_000;

const events = (body: string) => {
  const decoded = decodePost(body, MAX_FIELDS);
  assert(decoded.ok, body);
  return decoded.events.map(({ number, widget, sent }) => ({ number, widget: `${widget}`, sent }));
};

Deno.test("decodePost() reads events in order, each with its values", () => {
  assertEquals(events("e=12.w-plus&e=13.wk-name&v=Bob&e=14.w-many&v=a&v=b&v="), [
    { number: 12, widget: "w-plus", sent: [] },
    { number: 13, widget: "wk-name", sent: ["Bob"] },
    { number: 14, widget: "w-many", sent: ["a", "b", ""] },
  ]);
});

Deno.test("decodePost() tells events of the region that posts from those of others", () => {
  const body = "e=9.w-save&r=f-a&e=7.w-name&v=Bob&e=8.w-age&v=3&r=page&e=6.w-all";
  const decoded = decodePost(body, MAX_FIELDS);
  assert(decoded.ok);
  assertEquals(decoded.events.map(({ number }) => number), [9]);
  assertEquals(
    decoded.elsewhere.map(({ region, events }) => [`${region}`, events.map(({ sent }) => sent)]),
    [["f-a", [["Bob"], ["3"]]], ["page", [[]]]],
  );
});

Deno.test("decodePost() reads no events from an empty body", () => {
  assertEquals(events(""), []);
});

Deno.test("decodePost() reads values as they were typed", () => {
  const texts = [
    "ä € 💥",
    "a&b=c;d",
    " spaces ",
    "line\nline\r\n",
    "<b>\"'`",
    "%41+%2B",
    "\0",
    "__proto__",
    "e=1.w",
  ];
  for (const text of texts) {
    const body = new URLSearchParams([["e", "1.w-a"], ["v", text]]).toString();
    assertEquals(events(body)[0]!.sent, [text], JSON.stringify(text));
  }
});

Deno.test("decodePost() refuses a body that is no list of events", () => {
  const wrong = [
    "v=1",
    "r=",
    "r=a.b",
    `r=${"f".repeat(81)}`,
    "r=f-a&v=1",
    "v=1&e=1.w-a",
    "x=1",
    "e=1.w-a&x=1",
    "e=",
    "e=1",
    "e=1.",
    "e=.w-a",
    "e=a.w-a",
    "e=-1.w-a",
    "e=1.5.w-a",
    "e=1e3.w-a",
    "e=%201.w-a",
    "e=1.w a",
    "e=1.w%00",
    "e=1.../../etc",
    "e=1.w<b>",
    `e=1.${"w".repeat(81)}`,
    "e=1234567890123456.w-a",
    "__proto__=1",
    '{"e":"1.w-a"}',
    '--boundary\r\nContent-Disposition: form-data; name="e"\r\n\r\n1.w-a',
  ];
  for (const body of wrong) {
    assertEquals(decodePost(body, MAX_FIELDS), { ok: false, reason: "malformed" }, body);
  }
});

Deno.test("decodePost() refuses more fields than any page posts", () => {
  assert(decodePost("e=1.w-a" + "&v=1".repeat(9_999), MAX_FIELDS).ok);
  assertEquals(decodePost("e=1.w-a" + "&v=1".repeat(10_000), MAX_FIELDS), {
    ok: false,
    reason: "too large",
  });
  assertEquals(decodePost("e=1.w-a&".repeat(100_000), MAX_FIELDS), {
    ok: false,
    reason: "too large",
  });
});
