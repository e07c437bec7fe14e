import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import * as st from "@eddy/eddy";
import { drawHtml, drawnPage } from "../../tests/draw_html.ts";

function bytes(text: string): Uint8Array {
  return Uint8Array.from(text, (char) => char.charCodeAt(0));
}

/** The files that a page serves for what it has drawn, in order. */
async function filesOf(page: () => unknown) {
  const { session } = await drawnPage(page);
  const ids = JSON.stringify(session.roots.main.children).matchAll(/"kind":"file","id":"([^"]+)"/g);
  return [...ids].map(([, id]) => session.files.get(id!)!);
}

Deno.test("audio() and video() know recordings by their first bytes", async () => {
  for (
    const [start, type] of [
      ["ID3\x04", "audio/mpeg"],
      ["\xff\xfb\x90", "audio/mpeg"],
      ["\xff\xf1P", "audio/aac"],
      ["RIFF\0\0\0\0WAVEfmt ", "audio/wav"],
      ["OggS", "audio/ogg"],
      ["fLaC", "audio/flac"],
      ["\0\0\0\x20ftypM4A ", "audio/mp4"],
    ] as const
  ) {
    assertEquals((await filesOf(() => st.audio(bytes(start))))[0]?.type, type, start);
  }
  for (
    const [start, type, name] of [
      ["\0\0\0\x20ftypisom", "video/mp4", "video.mp4"],
      ["\0\0\0\x20ftypqt  ", "video/quicktime", "video.mov"],
      ["\x1aE\xdf\xa3", "video/webm", "video.webm"],
    ] as const
  ) {
    const [file] = await filesOf(() => st.video(bytes(start)));
    assertEquals([file?.type, file?.name], [type, name]);
  }
  const [raw] = await filesOf(() => st.audio(bytes("\0\0\0\0"), { mime: "audio/amr" }));
  assertEquals([raw?.type, raw?.name], ["audio/amr", "audio.amr"]);
  await drawHtml(() => {
    assertThrows(() => st.audio(bytes("text")), TypeError, "Cannot draw audio: bytes must be");
    assertThrows(() => st.video(bytes("ID3")), TypeError, "Cannot draw video: bytes must be");
    assertThrows(() => st.pdf(bytes("ID3")), TypeError, "those of a PDF");
    assertThrows(() => st.audio(bytes("x"), { mime: "text/html" }), TypeError, '"text/html"');
  });
});

Deno.test("video() plays a part, and has what is said in it to read", async () => {
  const srt = "1\n00:00:01,000 --> 00:00:02,500\nHello, there\n";
  const html = await drawHtml(() =>
    st.video("/a.mp4#old", {
      startTime: 5,
      endTime: 9.5,
      muted: true,
      loop: true,
      autoplay: true,
      poster: "/a.png",
      width: 320,
      subtitles: { Deutsch: "/a.de.vtt", English: srt },
    })
  );
  assertStringIncludes(
    html,
    '<video class="video" src="/a.mp4#t=5,9.5" controls preload="metadata" autoplay loop playsinline muted ' +
      'poster="/a.png" width="320"><track kind="subtitles" src="/a.de.vtt" label="Deutsch" default>' +
      '<track kind="subtitles" src="/file/',
  );
  const [file] = await filesOf(() => st.video("/a.mp4", { subtitles: srt }));
  assertEquals(file?.content, "WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.500\nHello, there\n");
  assertEquals(file?.type, "text/vtt");
  await drawHtml(() => {
    assertThrows(() => st.video("/a.mp4", { startTime: -1 }), RangeError, "received -1");
    assertThrows(() => st.audio("/a.mp3", { endTime: NaN }), RangeError, "received NaN");
    const turned = { startTime: 9, endTime: 5 };
    assertThrows(() => st.audio("/a.mp3", turned), RangeError, "received 9 and 5");
    assertThrows(() => st.video("/a.mp4", { width: 0 }), RangeError, "received 0");
    assertThrows(() => st.video("/a.mp4", { subtitles: "data:x" }), TypeError, "draw subtitles");
  });
});

Deno.test("audio() without times keeps the address as it is", async () => {
  assertEquals(
    await drawHtml(() => st.audio("https://example.com/a.mp3#t=3")),
    '<audio class="audio" src="https://example.com/a.mp3#t=3" controls preload="metadata"></audio>',
  );
});

Deno.test("a file: URL is served from disk, text never is", async () => {
  const path = await Deno.makeTempFile({ suffix: ".wav" });
  try {
    await Deno.writeFile(path, bytes("RIFF\0\0\0\0WAVEfmt "));
    const url = new URL(`file://${path}`);
    const [file] = await filesOf(() => st.audio(url));
    assertEquals(file?.type, "audio/wav");
    assertEquals(Object(file?.content).path, url.href);
    await drawHtml(() => {
      for (const draw of [st.audio, st.video, st.pdf, st.image, st.iframe]) {
        assertThrows(() => draw(url.href), TypeError, url.href.slice(0, 20));
      }
      // What a page in a frame may not be.
      assertThrows(() => st.iframe(url), TypeError);
      assertThrows(() => st.video(url), TypeError, "those of an MP4");
      assertThrows(() => st.audio(new URL(`${url}.gone`)), Deno.errors.NotFound);
    });
  } finally {
    await Deno.remove(path);
  }
});

Deno.test("pdf() shows a document in the browser's viewer, and links to it", async () => {
  assertEquals(
    await drawHtml(() => st.pdf("/a.pdf", { height: 600, title: "Invoice" })),
    '<figure class="frame"><iframe src="/a.pdf" height="600" title="Invoice" loading="lazy"></iframe>' +
      '<figcaption><a href="/a.pdf" target="_blank" rel="noopener">Invoice</a></figcaption></figure>',
  );
  await drawHtml(() => {
    assertThrows(() => st.pdf("/a.pdf", { height: 0 }), RangeError, "received 0");
  });
});

Deno.test("iframe() gives a page of its own host no origin, unless it is trusted", async () => {
  const sandboxOf = async (draw: () => void) => /sandbox="([^"]*)"/.exec(await drawHtml(draw))![1]!;
  const own = () => new URL("/b", st.context.url);
  for (
    const [draw, keeps] of [
      [() => st.iframe("https://example.com/"), true],
      [() => st.iframe("/a"), false],
      [() => st.iframe(own()), false],
      [() => st.iframe("/a", { trusted: true }), true],
    ] as const
  ) {
    const sandbox = await sandboxOf(draw);
    assertEquals(sandbox.includes("allow-same-origin"), keeps);
    assertEquals(/top-navigation|modals/.test(sandbox), false);
  }
  await drawHtml(() => {
    for (const bad of ["javascript:alert(1)", "data:text/html,x", "//evil.example/", "a"]) {
      assertThrows(() => st.iframe(bad), TypeError, "must be an http(s) URL");
    }
    assertThrows(() => st.iframe("/a", { height: Infinity }), RangeError, "received Infinity");
  });
});
