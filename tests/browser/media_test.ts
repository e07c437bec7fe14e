/** Sounds, films, documents and other pages, as a browser plays and shows them. */
import { assert, assertEquals, assertGreater, assertLess } from "@std/assert";
import * as st from "@eddy/eddy";
import { eventually, quiet, until, withApp } from "./client_kit.ts";
import { browserTest } from "./kit.ts";

/** Silence: a recording of so many seconds, 8,000 bytes each. */
function silence(seconds: number): Uint8Array {
  const length = seconds * 8000;
  const wav = new Uint8Array(44 + length).fill(128, 44);
  const view = new DataView(wav.buffer);
  const text = (at: number, letters: string) => {
    for (let i = 0; i < 4; i++) wav[at + i] = letters.charCodeAt(i);
  };
  text(0, "RIFF");
  view.setUint32(4, 36 + length, true);
  text(8, "WAVE");
  text(12, "fmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, 8000, true);
  view.setUint32(28, 8000, true);
  view.setUint16(32, 1, true);
  view.setUint16(34, 8, true);
  text(36, "data");
  view.setUint32(40, length, true);
  return wav;
}

browserTest("audio() plays a file on disk from any place in it, through reruns", async () => {
  const path = await Deno.makeTempFile({ suffix: ".wav" });
  await Deno.writeFile(path, silence(600));
  const ranges: (string | null)[] = [];
  try {
    await withApp(() => {
      st.audio(new URL(`file://${path}`), { startTime: 30, endTime: 500 });
      st.fragment(() => {
        st.audio(silence(2));
        st.button("Again");
      })();
    }, async (page) => {
      const player = page.locator("audio").first();
      const read = (property: string) =>
        player.evaluate((audio, name) => Reflect.get(audio, name), property);
      await eventually(async () => assertEquals(await read("duration"), 600));
      await eventually(async () => assertEquals(await read("currentTime"), 30));
      await player.evaluate((audio) => {
        (audio as HTMLAudioElement).currentTime = 480;
      });
      await eventually(async () => assertEquals(await read("seeking"), false));
      assertEquals(await read("currentTime"), 480);
      assertGreater(ranges.filter((range) => range !== null).length, 0);
      const second = page.locator("audio").nth(1);
      await second.evaluate((audio) => {
        (audio as HTMLAudioElement).currentTime = 1;
      });
      await page.getByRole("button", { name: "Again" }).click();
      await quiet(page);
      assertEquals(
        await second.evaluate((audio) => (audio as HTMLAudioElement).currentTime),
        1,
      );
    }, {
      between: (request, next) => {
        if (request.url.includes("/file/")) ranges.push(request.headers.get("range"));
        return next();
      },
    });
  } finally {
    await Deno.remove(path);
  }
});

browserTest("video() has subtitles to choose, and keeps to a phone's width", async () => {
  const vtt = "WEBVTT\n\n00:00.000 --> 00:02.000\nHello";
  await withApp(() => {
    // A film without a picture is one, too.
    st.video(silence(2), {
      mime: "video/mp4",
      muted: true,
      width: 2000,
      subtitles: { English: vtt, Deutsch: vtt },
    });
  }, async (page) => {
    const video = page.locator("video");
    await until(page, `document.querySelector("video").textTracks[0].cues?.length === 1`);
    assertEquals(
      await page.evaluate(
        `[...document.querySelector("video").textTracks].map(({ label, mode }) => label + " " + mode)`,
      ),
      ["English showing", "Deutsch disabled"],
    );
    assertEquals(await page.evaluate("document.querySelector('video').muted"), true);
    assertLess((await video.boundingBox())!.width, 390);
    assertEquals(await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), true);
  }, { context: { viewport: { width: 390, height: 800 } }, allowErrors: true });
});

browserTest("iframe() shows another page, which cannot reach this one", async () => {
  const inner = `<!doctype html><title>Inner</title><p>inner</p><script>
    document.body.append(self.origin);
    try { parent.document.title = "taken"; } catch { document.body.append(" refused"); }
  </script>`;
  await withApp(() => {
    st.title("Outer");
    st.iframe("/inner", { height: 200, title: "Inner page" });
  }, async (page) => {
    const frame = page.frameLocator("iframe[title='Inner page']");
    await frame.getByText("null refused").waitFor();
    assertEquals(await page.title(), "Outer");
    const box = (await page.locator("iframe").boundingBox())!;
    assertEquals(Math.round(box.height), 200);
  }, {
    between: (request, next) =>
      new URL(request.url).pathname === "/inner"
        ? new Response(inner, { headers: { "content-type": "text/html" } })
        : next(),
  });
});

browserTest("pdf() asks for the document in a frame, and links to it", async () => {
  const pdf = new TextEncoder().encode("%PDF-1.4\n%%EOF");
  const asked: string[] = [];
  await withApp(() => st.pdf(pdf, { title: "Invoice" }), async (page) => {
    const link = page.getByRole("link", { name: "Invoice" });
    const href = await link.getAttribute("href");
    assert(href?.includes("/file/"), String(href));
    await eventually(() => assertGreater(asked.length, 0));
    assertEquals(new URL(asked[0]!).pathname, new URL(href!, asked[0]).pathname);
    assertEquals(await page.locator("iframe").getAttribute("sandbox"), null);
  }, {
    allowErrors: true,
    between: (request, next) => {
      if (request.url.includes("/file/")) asked.push(request.url);
      return next();
    },
  });
});

browserTest("a list of pictures stands side by side, and wraps", async () => {
  const square = `data:image/svg+xml,${
    encodeURIComponent(
      "<svg xmlns='http://www.w3.org/2000/svg' width='100' height='100'><rect width='100' height='100'/></svg>",
    )
  }`;
  await withApp(() => {
    const many = Array.from({ length: 6 }, (_, i) => `Picture ${i}`);
    st.image(many.map(() => square), { caption: many, width: 150 });
  }, async (page) => {
    const tops = await page.locator("figure").evaluateAll((figures) =>
      figures.map((figure) => Math.round(figure.getBoundingClientRect().top))
    );
    assertEquals(tops.filter((top) => top === tops[0]).length, 2);
    assertEquals(await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), true);
  }, { context: { viewport: { width: 390, height: 800 } } });
});
