import { assertEquals } from "@std/assert";
import { linkAddress, mediaAddress, pathAddress } from "./web_address.ts";

Deno.test("linkAddress() lets a reader be sent to pages, people and numbers", () => {
  const cases: [string, string][] = [
    ["https://example.com/a?b=c#d", "https://example.com/a?b=c#d"],
    [" http://example.com ", "http://example.com/"],
    ["mailto:ada@example.com", "mailto:ada@example.com"],
    ["tel:+43123", "tel:+43123"],
    ["/orders?id=7#top", "/orders?id=7#top"],
    ["HTTPS://EXAMPLE.COM/ä", "https://example.com/%C3%A4"],
  ];
  for (const [text, address] of cases) assertEquals(linkAddress(text), address);
});

Deno.test("S26 linkAddress() leads nowhere that is no place for a reader", () => {
  const refused = [
    "javascript:alert(1)",
    " JaVa\tScRiPt:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "file:///etc/passwd",
    "//evil.example/x",
    "/\\evil.example/x",
    "\\\\evil.example/x",
    "/\t/evil.example/x",
    "/.//evil.example/x",
    "/a/..//evil.example/x",
    "/%2e//evil.example/x",
    "http://",
    "example.com",
    "ada@example.com",
    "",
  ];
  for (const text of refused) assertEquals(linkAddress(text), null, text);
});

Deno.test("mediaAddress() takes pictures in the text itself, but no scripts", () => {
  const picture = (text: string) => mediaAddress(text, "image/");
  assertEquals(picture("data:image/png;base64,AA=="), "data:image/png;base64,AA==");
  assertEquals(picture("https://example.com/a.png"), "https://example.com/a.png");
  const refused = [
    "data:text/html,x",
    "javascript:alert(1)",
    "mailto:a@b",
    "//evil.example",
    "/.//evil",
  ];
  for (const text of refused) assertEquals(picture(text), null, text);
  assertEquals(mediaAddress("data:image/png;base64,AA==", null), null);
});

Deno.test("pathAddress() stays in the app", () => {
  assertEquals(pathAddress("/orders?id=7#top"), "/orders?id=7#top");
  const refused = [
    "https://example.com/",
    "//evil.example",
    "/.//evil.example",
    "orders",
    "#top",
    "",
  ];
  for (const text of refused) assertEquals(pathAddress(text), null, text);
});
