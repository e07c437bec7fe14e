import { assertEquals, assertThrows } from "@std/assert";
import * as st from "@eddy/eddy";
import { drawHtml, drawnPage } from "../../tests/draw_html.ts";
import { imageType } from "./image.ts";
import { imageUrl } from "./image_url.ts";

function bytes(text: string): Uint8Array {
  return Uint8Array.from(text, (char) => char.charCodeAt(0));
}

Deno.test("imageType() knows pictures by their first bytes", () => {
  assertEquals(imageType(bytes("\x89PNG\r\n\x1a\n....")), "image/png");
  assertEquals(imageType(bytes("\xff\xd8\xff\xe0..")), "image/jpeg");
  assertEquals(imageType(bytes("GIF89a..")), "image/gif");
  assertEquals(imageType(bytes("RIFF\0\0\0\0WEBPVP8 ")), "image/webp");
  assertEquals(imageType(bytes("\0\0\0\x20ftypavif")), "image/avif");
  for (
    const start of ["", "\xef\xbb\xbf", '<?xml version="1.0"?>\n', "<!-- a -->\n<!DOCTYPE svg>"]
  ) {
    assertEquals(imageType(bytes(`${start}<svg xmlns="x">`)), "image/svg+xml", start);
  }
  for (const other of ["", "plain text", "<html><svg>", "%PDF-1.7", "BM"]) {
    assertEquals(imageType(bytes(other)), null, other);
  }
});

Deno.test("imageUrl() passes on what a page may show", () => {
  assertEquals(imageUrl("draw", "https://x.y/a b.png"), "https://x.y/a%20b.png");
  assertEquals(imageUrl("draw", new URL("http://x.y/a.png")), "http://x.y/a.png");
  assertEquals(imageUrl("draw", "/static/a.png?b#c"), "/static/a.png?b#c");
  assertEquals(imageUrl("draw", "data:image/png;base64,AAAA"), "data:image/png;base64,AAAA");
  assertEquals(imageUrl("draw", "/a/../../b.png"), "/b.png");
});

Deno.test("image() serves bytes under an address of the session", async () => {
  const png = bytes("\x89PNG\r\n\x1a\n");
  const page = await drawnPage(() => st.image(png, { alt: "A dot" }));
  const [element] = page.session.roots.main.children;
  const id = element?.kind === "image" && element.pictures[0]?.source.kind === "file"
    ? element.pictures[0].source.id
    : "";
  assertEquals(page.session.files.get(id)?.type, "image/png");
  assertEquals(
    await drawHtml(() => st.image(png, { alt: "A dot", width: 12 })),
    `<figure class="image"><img src="/file/${id}" alt="A dot" width="12" loading="lazy" decoding="async"></figure>`,
  );
});

Deno.test("image() takes an SVG as text, too", async () => {
  const svg = `\n<?xml version="1.0"?><svg xmlns="x"></svg>`;
  const page = await drawnPage(() => st.image([svg, "/svg", bytes(svg)]));
  const [element] = page.session.roots.main.children;
  const [text, address, same] = element?.kind === "image" ? element.pictures : [];
  assertEquals(address?.source, { kind: "url", url: "/svg" });
  assertEquals(text?.source, same?.source);
  assertEquals(page.session.files.get(Reflect.get(text!.source, "id"))?.type, "image/svg+xml");
  await drawHtml(() =>
    assertThrows(() => st.image("<!-- a --><p>"), TypeError, "must be those of")
  );
});

Deno.test("image() sets several side by side, and links them", async () => {
  assertEquals(
    await drawHtml(() =>
      st.image(["/a.png", "/b.png"], { caption: ["A", "*B*"], width: 40, link: "/more" })
    ),
    `<div class="images"><figure class="image"><a href="/more"><img src="/a.png" alt="A" width="40" ` +
      `loading="lazy" decoding="async"></a><figcaption>A</figcaption></figure><figure class="image">` +
      `<a href="/more"><img src="/b.png" alt="*B*" width="40" loading="lazy" decoding="async"></a>` +
      `<figcaption><em>B</em></figcaption></figure></div>`,
  );
  await drawHtml(() => {
    assertThrows(() => st.image(["/a.png"], { caption: ["A", "B"] }), RangeError, "received 2");
    assertThrows(() => st.image("/a.png", { alt: [] }), RangeError, "alt must be a list of 1");
    assertThrows(() => st.image("/a.png", { link: "javascript:x" }), TypeError, "link image");
  });
});

Deno.test("image() refuses bytes that are no picture, and a width that is none", async () => {
  await drawHtml(() => {
    assertThrows(() => st.image(bytes("hello")), TypeError, "must be those of a PNG");
    for (const width of [0, -1, NaN]) {
      assertThrows(() => st.image("/a.png", { width }), RangeError, `received ${width}`);
    }
  });
});
