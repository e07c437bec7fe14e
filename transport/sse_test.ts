import { assertEquals, assertThrows } from "@std/assert";
import { encodeSse } from "./sse.ts";

/** Reads as the standard says: lines end at `\r\n`, `\r` or `\n`, an empty one sends the message. */
function decode(text: string): { event: string; id: string; data: string | null }[] {
  const messages = [];
  let event = "";
  let id = "";
  let data: string[] | null = null;
  for (const line of text.split(/\r\n|\r|\n/)) {
    if (line === "") {
      if (data !== null || event !== "") {
        messages.push({ event, id, data: data?.join("\n") ?? null });
      }
      event = "";
      data = null;
      continue;
    }
    const [, field, value] = /^([^:]*):? ?(.*)$/s.exec(line)!;
    if (field === "event") event = value!;
    if (field === "id") id = value!;
    if (field === "data") data = [...data ?? [], value!];
  }
  return messages;
}

Deno.test("encodeSse() writes the fields of a message and ends it", () => {
  assertEquals(encodeSse({ data: "<p>a</p>" }), "data: <p>a</p>\n\n");
  assertEquals(
    encodeSse({ event: "hello", id: 7, retry: 500, data: "" }),
    "event: hello\nid: 7\nretry: 500\ndata: \n\n",
  );
  assertEquals(encodeSse({ id: "12!", data: "x" }), "id: 12!\ndata: x\n\n");
});

Deno.test("encodeSse() makes a line of data of each line, whatever ends it", () => {
  assertEquals(
    encodeSse({ data: "a\nb\r\nc\rd\n" }),
    "data: a\ndata: b\ndata: c\ndata: d\ndata: \n\n",
  );
});

Deno.test("S28: encodeSse() lets no data become a field, an event or a message of its own", () => {
  for (const end of ["\n", "\r", "\r\n", "\n\n", "\r\r", "\n\r\n"]) {
    const data = `<p>a${end}event: other${end}id: 99${end}data: <b>x</b>${end}</p>`;
    const decoded = decode(encodeSse({ id: 1, data }));
    assertEquals(decoded.length, 1, JSON.stringify(end));
    assertEquals(decoded[0]!.event, "");
    assertEquals(decoded[0]!.id, "1");
    assertEquals(decoded[0]!.data, data.replaceAll(/\r\n|\r/g, "\n"));
  }
});

Deno.test("encodeSse() keeps spaces, colons and characters that only look like line ends", () => {
  const data = " leading: and trailing \u2028\u2029\u0085\v\f";
  assertEquals(decode(encodeSse({ data })), [{ event: "", id: "", data }]);
});

Deno.test("S28: encodeSse() refuses an event or id that would break the frame", () => {
  for (const end of ["\n", "\r", "\0"]) {
    assertThrows(() => encodeSse({ event: `a${end}b` }), TypeError, "Cannot encode event");
    assertThrows(() => encodeSse({ id: `1${end}event: b` }), TypeError, "Cannot encode id");
  }
});
