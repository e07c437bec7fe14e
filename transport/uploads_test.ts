import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { serialize } from "node:v8";
import * as st from "../mod.ts";
import { SECRET, SharedStore } from "../tests/kit/fleet.ts";
import { createAppWith } from "./app.ts";

/** A page with uploaders, and the browser that has it open. */
async function opened(page: () => unknown, options: Parameters<typeof st.createApp>[1] = {}) {
  const errors: unknown[] = [];
  const app = createAppWith(page, options, { onError: (error) => errors.push(error) });
  const response = await app.request("/");
  const html = await response.text();
  const cookie = response.headers.get("set-cookie")!.split(";")[0]!;
  const token = /data-token="([^"]*)"/.exec(html)![1]!;
  const urls = [...html.matchAll(/data-upload="([^"]*)"/g)].map(([, url]) => url!);
  let number = 0;
  const headers = { cookie, "eddy-token": token, "sec-fetch-site": "same-origin" };
  return {
    urls,
    errors,
    cookie,
    /** Follows a plain link, as a browser does. */
    get: (path: string) => Promise.resolve(app.request(path, { headers })),
    /** Sends a file as the client does. */
    send: (body: BodyInit, more: Record<string, string> = {}, url = urls[0]!) =>
      Promise.resolve(app.request(url, {
        method: "POST",
        body,
        headers: {
          ...headers,
          "content-type": "application/octet-stream",
          "eddy-name": "a.txt",
          "eddy-type": "text/plain",
          ...more,
        },
      })),
    /** Sets the uploader's value; answers what the page shows. */
    commit: async (ids: readonly string[], url = urls[0]!) => {
      const body = new URLSearchParams([["e", `${++number}.${url.split("/").at(-1)}`]]);
      for (const id of ids) body.append("v", id);
      const target = url.replace(/upload\/.*$/, "page");
      const answer = await app.request(target, { method: "POST", body, headers });
      return { status: answer.status, html: await answer.text() };
    },
  };
}

/** A body without a length. */
function chunks(count: number, size: number, onCancel = () => {}): ReadableStream<Uint8Array> {
  let sent = 0;
  return new ReadableStream({
    pull: (controller) => {
      if (sent++ < count) controller.enqueue(new Uint8Array(size));
      else controller.close();
    },
    cancel: onCancel,
  });
}

/** Folders for uploads made by what is tested here: other test files may run beside this one, in this process. */
const folders: string[] = [];
/** Nothing can be written. */
let full = false;
const { makeTempDirSync } = Deno;
Deno.makeTempDirSync = (options) => {
  if (full) throw new Error("No space left on device (os error 28)");
  const path = makeTempDirSync(options);
  if (options?.prefix?.startsWith("eddy-uploads-")) folders.push(path);
  return path;
};

/** What lies in them. */
function filesLeft(): string[] {
  return folders.flatMap((folder) => {
    try {
      return [...Deno.readDirSync(folder)].map(({ name }) => name);
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return [];
      throw error;
    }
  });
}

async function answerOf(response: Response) {
  return { status: response.status, text: await response.text() };
}

Deno.test("an upload answers its line and its id, by which it becomes the value", async () => {
  const page = await opened(async () => {
    const file = st.fileUploader("File");
    st.write(file === null ? "none" : `${file.name} ${file.size} ${await file.text()}`);
  });
  const response = await page.send("hällo", { "eddy-name": encodeURIComponent("ä <b>.txt") });
  assertEquals(response.status, 201);
  const id = response.headers.get("eddy-file")!;
  assertMatch(id, /^[A-Za-z0-9_-]{22}$/);
  assertStringIncludes(await response.text(), "ä &lt;b&gt;.txt");
  const { status, html } = await page.commit([id]);
  assertEquals(status, 200);
  assertStringIncludes(html, "ä &lt;b&gt;.txt 6 hällo");
  await page.commit([]);
  assertEquals(filesLeft(), []);
});

Deno.test("S48: an upload over the limit is refused by its length, without reading it", async () => {
  const page = await opened(() => void st.fileUploader("File", { maxSize: 1000 }));
  let read = false;
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      read = true;
      controller.enqueue(new Uint8Array(10));
    },
  }, { highWaterMark: 0 });
  const { status, text } = await answerOf(await page.send(body, { "content-length": "1001" }));
  assertEquals([status, text], [413, "“a.txt” is larger than 1 KB."]);
  assertEquals(read, false);
  assertEquals(filesLeft(), []);
});

Deno.test("S48: an upload over the limit is refused while it streams, whatever length it claims", async () => {
  for (const length of [null, "10"]) {
    const page = await opened(() => void st.fileUploader("File"), { maxUploadSize: 1000 });
    let cancelled = false;
    const body = chunks(100_000, 100, () => cancelled = true);
    const more = length === null ? {} : { "content-length": length };
    assertEquals((await answerOf(await page.send(body, more))).status, 413);
    assert(cancelled);
    assertEquals(filesLeft(), []);
  }
});

Deno.test("S48: an upload that breaks off leaves nothing", async () => {
  const page = await opened(() => void st.fileUploader("File"));
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      controller.enqueue(new Uint8Array(10));
      controller.error(new Error("connection closed"));
    },
  });
  const { status, text } = await answerOf(await page.send(body));
  assertEquals([status, text], [400, "“a.txt” did not arrive whole."]);
  assertEquals(filesLeft(), []);
});

Deno.test("an upload needs the page's token, its cookie and its origin", async () => {
  const page = await opened(() => {
    st.fileUploader("File");
    st.textInput("Text", { key: "text" });
  });
  const wrong: [Record<string, string>, number][] = [
    [{ "eddy-token": "" }, 403],
    [{ "eddy-token": "1.x.y" }, 403],
    [{ cookie: "eddy=AAAAAAAAAAAAAAAAAAAAAA" }, 403],
    [{ cookie: "" }, 403],
    [{ "sec-fetch-site": "cross-site" }, 403],
    [{ "sec-fetch-site": "none" }, 403],
  ];
  for (const [headers, status] of wrong) {
    assertEquals((await page.send("x", headers)).status, status, JSON.stringify(headers));
  }
  const [url] = page.urls;
  for (const widget of ["wk-text", "wk-none", "..%2f..%2fx", "__proto__"]) {
    const { status } = await page.send("x", {}, url!.replace(/[^/]*$/, widget));
    assertEquals(status, 404, widget);
  }
  assertEquals(filesLeft(), []);
});

Deno.test("an upload is refused where the widget says so", async () => {
  const page = await opened(() => {
    st.fileUploader("Off", { disabled: true });
    st.fileUploader("Tables", { accept: ["csv", "text/tab-separated-values"] });
  });
  const [off, tables] = page.urls;
  assertEquals((await page.send("x", {}, off)).status, 403);
  const { status, text } = await answerOf(await page.send("x", {}, tables));
  assertEquals(status, 400);
  assertEquals(text, "“a.txt” is not of a kind taken here: .csv, text/tab-separated-values.");
  assertEquals((await page.send("x", { "eddy-name": "a.CSV" }, tables)).status, 201);
});

Deno.test("S47: an upload's name is one name, whatever was sent", async () => {
  let name: string | undefined;
  const page = await opened(() => {
    name = st.fileUploader("File")?.name;
  });
  const cases: [string, string | null][] = [
    ["../../etc/passwd", "passwd"],
    ["C:\\Users\\x\\a.txt", "a.txt"],
    ["a\r\nb\0.txt", "ab.txt"],
    ["x".repeat(1000), "x".repeat(255)],
    ["..", null],
    ["a/", null],
    ["", null],
  ];
  for (const [sent, expected] of cases) {
    const response = await page.send("x", { "eddy-name": encodeURIComponent(sent) });
    assertEquals(response.status, expected === null ? 400 : 201, sent);
    if (expected === null) continue;
    await page.commit([response.headers.get("eddy-file")!]);
    assertEquals(name, expected);
  }
  assertEquals((await page.send("x", { "eddy-name": "%E0%A4" })).status, 400);
  await page.commit([]);
});

Deno.test("an upload's id is good for its own widget of its own page", async () => {
  const body = () => {
    st.write(`A ${st.fileUploader("A")?.name} B ${st.fileUploader("B")?.name}`);
  };
  const [mine, other] = [await opened(body), await opened(body)];
  const id = (await mine.send("x")).headers.get("eddy-file")!;
  assertEquals((await mine.commit([id], mine.urls[1])).status, 422);
  assertEquals((await other.commit([id])).status, 422);
  assertStringIncludes((await mine.commit([id])).html, "A a.txt B undefined");
});

Deno.test("S48: a page takes ten of the largest files and no more", async () => {
  const page = await opened(() => void st.fileUploader("Files", { multiple: true }), {
    maxUploadSize: 100,
  });
  const ids: string[] = [];
  for (let i = 0; i < 10; i++) {
    ids.push((await page.send("x".repeat(100))).headers.get("eddy-file")!);
  }
  const { status, text } = await answerOf(await page.send("x".repeat(100)));
  assertEquals([status, text], [413, "There is no room for “a.txt”: remove other files first."]);
  await page.commit(ids);
  await page.commit(ids.slice(0, 9));
  assertEquals((await page.send("x".repeat(100))).status, 201);
});

Deno.test("an upload passes the app's own gate", async () => {
  let open = true;
  const page = await opened(() => void st.fileUploader("File"), {
    authenticate: () => {
      if (!open) throw new Error("no");
    },
  });
  open = false;
  assertEquals((await page.send("x")).status, 500);
  assertEquals(page.errors.map(String), ["Error: no"]);
});

Deno.test("takeUpload() keeps where a file lay, in a folder's uploader only, and never leads upward", async () => {
  const seen: string[] = [];
  const page = await opened(() => {
    for (const { name, path } of st.fileUploader("Folder", { multiple: true, folder: true })) {
      seen.push(`${name} at ${path}`);
    }
    for (const { name, path } of st.fileUploader("Files", { multiple: true })) {
      seen.push(`${name} at ${path}`);
    }
  });
  const take = async (path: string, url = page.urls[0]!) => {
    const name = encodeURIComponent(path);
    const response = await page.send("x", { "eddy-name": name }, url);
    await response.body?.cancel();
    const { status, headers } = response;
    if (status !== 201) return status;
    seen.length = 0;
    await page.commit([headers.get("eddy-file")!], url);
    return seen.join();
  };
  assertEquals(await take("a/b/c.txt"), "c.txt at a/b/c.txt");
  assertEquals(await take("c.txt"), "c.txt at c.txt");
  assertEquals(await take("../../etc/passwd"), "passwd at etc/passwd");
  assertEquals(await take("/etc//./x\\y\n.txt"), "y.txt at etc/x/y.txt");
  assertEquals(await take("a/.."), 400);
  assertEquals(await take("a/"), 400);
  await page.commit([]);
  assertEquals(await take("a/b/c.txt", page.urls[1]!), "c.txt at c.txt");
  assertEquals(page.errors, []);
});

Deno.test("an upload where nothing can be written is refused in the uploader; the app goes on", async () => {
  const page = await opened(() => {
    st.write(`File ${st.fileUploader("File")?.name}`);
  });
  full = true;
  try {
    const { status, text } = await answerOf(await page.send("x"));
    const said = "The app has no room for “a.txt” now. Please try again later.";
    assertEquals([status, text], [507, said]);
    assertEquals(page.errors.map(String), ["Error: Cannot keep an upload on disk"]);
  } finally {
    full = false;
  }
  const id = (await page.send("x")).headers.get("eddy-file")!;
  assertStringIncludes((await page.commit([id])).html, "File a.txt");
});

Deno.test("S48: what a user has uploaded is deleted when they sign out", async () => {
  const before = filesLeft().length;
  const page = await opened(() => void st.fileUploader("File"), {
    authenticate: () => "who signs out of this test",
  });
  await page.commit([(await page.send("used")).headers.get("eddy-file")!]);
  await page.send("not used yet");
  assertEquals(filesLeft().length, before + 2);
  await st.signOut((user) => user === "who signs out of this test");
  assertEquals(filesLeft().length, before);
});

Deno.test("an upload while the store is away is refused in the uploader, and can be sent again", async () => {
  const store = new SharedStore();
  const page = await opened(
    async () => {
      const file = st.fileUploader("File");
      st.write(file === null ? "none" : await file.text());
    },
    { store, secrets: [SECRET], maxUploadSize: 100 },
  );
  const before = filesLeft().length;
  // Ten of them are all that a page may hold: what is refused does not count.
  for (let i = 0; i < 12; i++) {
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        controller.enqueue(new Uint8Array(100));
        store.down = true;
        controller.close();
      },
    }, { highWaterMark: 0 });
    const { status, text } = await answerOf(await page.send(body));
    const said = "The app cannot reach its storage for “a.txt”. Please try again.";
    assertEquals([status, text], [503, said]);
    store.down = false;
  }
  assertEquals(filesLeft().length, before);
  const id = (await page.send("x".repeat(100))).headers.get("eddy-file")!;
  assertStringIncludes((await page.commit([id])).html, "x".repeat(100));
});

Deno.test("S2: what was uploaded into a store cannot be named as a page, however it is made up", async () => {
  const store = new SharedStore();
  let runs = 0;
  const page = await opened(async () => {
    runs++;
    st.write(await st.fileUploader("File")?.text() ?? "none");
  }, { store, secrets: [SECRET] });
  const forged = serialize({
    session: { state: new Map(), uploads: [], url: "http://localhost/", query: "", runs: 0 },
    browser: page.cookie.split("=")[1],
    ahead: [],
  });
  const response = await page.send(new Uint8Array([0, 0, ...forged]));
  const id = response.headers.get("eddy-file")!;
  const before = runs;
  const name = `upload.${id}.0`;
  assert(await store.get(name) !== null);
  const version = (await store.get(name))!.version;
  for (const path of [`file/${id}`, "csv/w-1"]) {
    assertEquals((await page.get(`/_eddy/p/${name}/${path}`)).status, 404, path);
  }
  for (const path of ["live", "page"]) {
    const { status } = await page.get(`/_eddy/p/${name}/${path}`);
    assertEquals(status, 410, path);
  }
  assertEquals([runs, (await store.get(name))!.version], [before, version]);
});

Deno.test("S48: a page that is put away has its files when it comes back, and none once its user signs out", async () => {
  const before = filesLeft().length;
  let user = "who leaves this page alone";
  const page = await opened(
    async () => {
      st.sessionState.whose ??= user;
      const file = st.fileUploader("File");
      st.write(file === null ? "none" : `${st.sessionState.whose} sent ${await file.text()}`);
    },
    { limits: { heldBytes: 40_000 }, authenticate: () => user },
  );
  /** As five minutes without a visit do. */
  const putAway = async () => {
    for (let i = 0; i < 12; i++) await (await page.get("/")).body!.cancel();
  };
  const id = (await page.send("x")).headers.get("eddy-file")!;
  await putAway();
  assertStringIncludes((await page.commit([id])).html, `${user} sent x`);
  await putAway();
  await st.signOut((one) => one === user);
  assertEquals(filesLeft().length, before);
  user = "who comes next";
  assertEquals((await page.commit([id])).status, 410);
});
