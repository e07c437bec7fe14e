/**
 * What a request makes this process take from the system (SECURITY.md 34, 43). Whatever else runs in it
 * counts as well: `deno task test` runs this file in a process of its own.
 */
import { assertEquals, assertLess } from "@std/assert";
import * as st from "@eddy/eddy";
import { counting } from "./counting.ts";
import { RawPage, statusOf } from "./raw_page.ts";
import { Connection, served } from "./socket.ts";

const MIB = 1024 * 1024;

/** Bytes that this process has taken from the system. */
const memory = () => Deno.memoryUsage().rss;

Deno.test("S34: a post that does not say how long it is ends at the limit, and memory stays flat", async () => {
  const { page } = counting();
  const app = st.createApp(page);
  const raw = await RawPage.open(app);
  await using server = await served(app);
  const piece = `10000\r\n${"a".repeat(0x10000)}\r\n`;
  const pieces = 1_000;
  const before = memory();
  await Promise.all(Array.from({ length: 10 }, async () => {
    using connection = await Connection.open(server.port);
    await connection.head("POST", `${raw.base}/page`, {
      ...raw.own,
      "transfer-encoding": "chunked",
    });
    const answer = connection.answer();
    for (let sent = 0; sent < pieces; sent++) {
      const more = connection.send(piece);
      // Once it is refused nothing is read any more, and there is no end to writing.
      if (await Promise.race([more, answer]) !== true) break;
    }
    assertEquals((await answer).status, 413);
  }));
  // 640 MB were to be sent, 40 MB may have been taken in before it was too much.
  assertLess(memory() - before, 200 * MIB);
});

Deno.test("S43: what is compressed is not unpacked", async () => {
  const { page, done } = counting();
  const withFile = () => {
    page();
    st.fileUploader("File");
  };
  const app = st.createApp(withFile);
  const raw = await RawPage.open(app);
  // 100 MB in 100 KB.
  const zeros = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      for (let i = 0; i < 100; i++) controller.enqueue(new Uint8Array(MIB));
      controller.close();
    },
  });
  const bomb = await new Response(zeros.pipeThrough(new CompressionStream("gzip"))).bytes();
  const press = new Blob([raw.event("Press")]).stream().pipeThrough(new CompressionStream("gzip"));
  const zipped = await new Response(press).bytes();
  await using server = await served(app);
  const url = (path: string) => `http://localhost:${server.port}${path}`;
  const before = memory();
  const paths = [`${raw.base}/page`, "/_eddy/resume", `${raw.base}/upload/${raw.widget("File")}`];
  for (const path of paths) {
    for (const encoding of ["gzip", "GZIP", "deflate", "br", "identity, gzip", "x"]) {
      for (const body of [bomb, zipped]) {
        const headers = { ...raw.own, "content-encoding": encoding, "eddy-name": "a.gz" };
        const answer = await fetch(url(path), { method: "POST", headers, body });
        await answer.body?.cancel();
        assertEquals(answer.status, 415, `${path} ${encoding}`);
      }
    }
  }
  // Without the header it is bytes, and no post.
  assertEquals(await statusOf(raw.post(zipped)), 400);
  assertEquals(await statusOf(raw.post("", { "content-encoding": "identity" })), 200);
  assertLess(memory() - before, 90 * MIB);
  assertEquals(done, []);
});
