import { assert, assertEquals, assertMatch, assertRejects } from "@std/assert";
import * as st from "../mod.ts";
import { createAppWith } from "./app.ts";
import { contentDisposition, sendFile } from "./downloads.ts";

Deno.test("contentDisposition() names a file for any browser", () => {
  assertEquals(
    contentDisposition("Übersicht 2026.csv", true),
    `attachment; filename="Ubersicht 2026.csv"; filename*=UTF-8''%C3%9Cbersicht%202026.csv`,
  );
  assertEquals(
    contentDisposition("a.png", false),
    `inline; filename="a.png"; filename*=UTF-8''a.png`,
  );
});

Deno.test("S29: contentDisposition() makes one harmless name of anything", () => {
  const nameIn = (name: string) => {
    const header = contentDisposition(name, true);
    // One header line of printable ASCII, and exactly these two parameters.
    assertMatch(
      header,
      /^attachment; filename="[^"\\%;\r\n]+"; filename\*=UTF-8''[\w.!#$&+^`|~%-]+$/,
    );
    new Headers({ "content-disposition": header });
    return decodeURIComponent(header.split("''")[1]!);
  };
  const cases: [string, string][] = [
    ['a"; filename="evil.exe', "a__; filename=_evil.exe".replace("__", "_")],
    ["a\r\nSet-Cookie: x=1", "aSet-Cookie_ x=1"],
    ["../../etc/passwd", "_.._etc_passwd"],
    ["..\\..\\boot.ini", "_.._boot.ini"],
    ["/", "_"],
    ["", "download"],
    ["...", "download"],
    [".htaccess", "htaccess"],
    ["CON", "_CON"],
    ["nul.txt", "_nul.txt"],
    ["com1.tar.gz", "_com1.tar.gz"],
    ["console.log", "console.log"],
    ["a\u202egpj.exe", "agpj.exe"],
    ["a\0b", "ab"],
    ["\ud800.txt", "\ufffd.txt"],
    ["日本.txt", "日本.txt"],
    ["a'b(c)*.txt", "a'b(c)_.txt"],
  ];
  for (const [name, expected] of cases) assertEquals(nameIn(name), expected);
  const long = nameIn(`${"ä".repeat(5000)}.csv`);
  assertEquals([...long].length, 150);
  assert(long.endsWith(".csv"));
});

const TEXT = { content: "hällo", type: "text/plain", name: "a.txt" };

Deno.test("sendFile() sends text as UTF-8, bytes as they are, and what a function makes", async () => {
  const text = await sendFile(TEXT, null);
  assertEquals(text.headers.get("content-type"), "text/plain; charset=utf-8");
  assertEquals(text.headers.get("x-content-type-options"), "nosniff");
  assertEquals(await text.text(), "hällo");
  const content = () => Promise.resolve(Uint8Array.of(1, 2));
  const made = await sendFile({ ...TEXT, content, type: "image/png" }, null);
  assertEquals(await made.bytes(), Uint8Array.of(1, 2));
  const wrong = { ...TEXT, content: () => 7 as unknown as string };
  await assertRejects(() => sendFile(wrong, null), TypeError, "made number");
});

Deno.test("S47: sendFile() never has a browser show what could run as a page of ours", async () => {
  for (
    const type of ["text/html", "image/svg+xml", "application/xhtml+xml", "Text/HTML; charset=x"]
  ) {
    const { headers } = await sendFile({ ...TEXT, type }, null);
    assertMatch(headers.get("content-disposition")!, /^attachment/);
    assertEquals(headers.get("content-security-policy"), "default-src 'none'; sandbox");
  }
  const image = await sendFile({ ...TEXT, type: "image/png" }, null);
  assertMatch(image.headers.get("content-disposition")!, /^inline/);
  const broken = await sendFile({ ...TEXT, type: "text/html\r\nx: y" }, null);
  assertEquals(broken.headers.get("content-type"), "application/octet-stream");
});

Deno.test("sendFile() sends the part of a film that is asked for", async () => {
  const film = { content: Uint8Array.from([0, 1, 2, 3, 4]), type: "video/mp4", name: "a.mp4" };
  const part = async (range: string) => {
    const { status, headers, body } = await sendFile(film, range);
    const bytes = [...await new Response(body).bytes()];
    return [status, headers.get("content-range"), bytes];
  };
  assertEquals(await part("bytes=1-2"), [206, "bytes 1-2/5", [1, 2]]);
  assertEquals(await part("bytes=3-"), [206, "bytes 3-4/5", [3, 4]]);
  assertEquals(await part("bytes=-2"), [206, "bytes 3-4/5", [3, 4]]);
  assertEquals(await part("bytes=3-99"), [206, "bytes 3-4/5", [3, 4]]);
  assertEquals(await part("bytes=5-"), [416, "bytes */5", []]);
  assertEquals(await part("lines=1-2"), [200, null, [0, 1, 2, 3, 4]]);
  assertEquals(await part("bytes=-"), [200, null, [0, 1, 2, 3, 4]]);
});

Deno.test("sendFile() reads of a file on disk what is asked for, and lets go of it", async () => {
  const path = await Deno.makeTempFile();
  try {
    const bytes = Uint8Array.from({ length: 200_000 }, (_, i) => i % 251);
    await Deno.writeFile(path, bytes);
    const content = { path: new URL(`file://${path}`).href, size: bytes.length, changed: 0 };
    const film = { content, type: "video/mp4", name: "a.mp4" };
    const whole = await sendFile(film, null);
    assertEquals(whole.headers.get("content-length"), "200000");
    assertEquals(await whole.bytes(), bytes);
    const part = await sendFile(film, "bytes=70000-140000");
    assertEquals(part.status, 206);
    assertEquals(part.headers.get("content-range"), "bytes 70000-140000/200000");
    assertEquals(await part.bytes(), bytes.subarray(70_000, 140_001));
    // A browser that goes elsewhere in a film: Deno would tell of a file that stays open.
    const reader = (await sendFile(film, "bytes=0-")).body!.getReader();
    await reader.read();
    await reader.cancel();
    assertEquals((await sendFile(film, "bytes=200000-")).status, 416);
  } finally {
    await Deno.remove(path);
  }
});

// ── The route ───────────────────────────────────────────────────────────────────────────────────

async function opened(app: ReturnType<typeof st.createApp>) {
  const response = await app.request("/");
  const html = await response.text();
  const cookie = response.headers.get("set-cookie")!.split(";")[0]!;
  const href = /href="([^"]*\/file\/[^"]*)"/.exec(html)![1]!;
  return { cookie, href, html };
}

Deno.test("S46: a download is there for the browser of its page, and for no other", async () => {
  let calls = 0;
  const app = st.createApp(() =>
    void st.downloadButton("Save", () => `made ${++calls}`, { fileName: "ä.txt" })
  );
  const { cookie, href } = await opened(app);
  assertEquals(calls, 0);
  const answer = await app.request(href, { headers: { cookie, "sec-fetch-site": "same-origin" } });
  assertEquals(answer.status, 200);
  assertEquals(await answer.text(), "made 1");
  assertMatch(answer.headers.get("content-disposition")!, /^attachment; .*%C3%A4\.txt$/);
  assertEquals(answer.headers.get("cache-control"), "private, no-store");

  const other = (await opened(app)).cookie;
  const refused: [string, Record<string, string>][] = [
    [href, {}],
    [href, { cookie: other }],
    [href, { cookie, "sec-fetch-site": "cross-site" }],
    [href, { cookie, "sec-fetch-site": "same-site" }],
    [`${href}x`, { cookie }],
    [href.replace(/[^/]*$/, "..%2f..%2fetc%2fpasswd"), { cookie }],
    [href.replace(/\/p\/[^/]*/, "/p/AAAAAAAAAAAAAAAAAAAAAA"), { cookie }],
  ];
  for (const [path, headers] of refused) {
    const { status } = await app.request(path, { headers });
    assert(status === 403 || status === 404, `${path} ${JSON.stringify(headers)}: ${status}`);
  }
  assertEquals(calls, 1);
});

Deno.test("a download whose function fails says nothing of the cause", async () => {
  const errors: unknown[] = [];
  const app = createAppWith(
    () =>
      void st.downloadButton("Save", () => {
        throw new Error("secret");
      }),
    {},
    { onError: (error) => errors.push(error) },
  );
  const { cookie, href } = await opened(app);
  const answer = await app.request(href, { headers: { cookie } });
  assertEquals(answer.status, 500);
  assertEquals((await answer.text()).includes("secret"), false);
  assertEquals(errors.map(String), ["Error: secret"]);
});

Deno.test("a download passes the app's own gate", async () => {
  let open = true;
  const authenticate = () => {
    if (!open) throw new Error("no");
  };
  const app = createAppWith(
    () => void st.downloadButton("Save", "data"),
    { authenticate },
    { onError: () => {} },
  );
  const { cookie, href } = await opened(app);
  open = false;
  const answer = await app.request(href, { headers: { cookie } });
  assertEquals(answer.status, 500);
  assertEquals((await answer.text()).includes("data"), false);
});
