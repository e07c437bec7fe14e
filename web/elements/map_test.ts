import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import * as st from "@eddy/eddy";
import { drawHtml } from "../../tests/draw_html.ts";
import { lintHtml, outermost } from "../../tests/lint_html.ts";

const SHOPS = [
  { name: "Vienna", lat: 48.2, lon: 16.37, orders: 120, kind: "a" },
  { name: "<b>", lat: 47.07, lon: 15.44, orders: 30, kind: "b" },
  { name: "nowhere", lat: null, lon: 15, orders: 30, kind: "c" },
];

/** The points as the browser gets them. */
async function pointsOf(data: st.Rows, options: st.MapOptions = {}): Promise<unknown[]> {
  const html = await drawHtml(() => st.map(data, options));
  const [, text = ""] = /data-map="([^"]*)"/.exec(html) ?? [];
  const said = text.replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&gt;", ">");
  return JSON.parse(said).points;
}

Deno.test("a map is a picture of its points with words, and a table to be heard", async () => {
  const html = await drawHtml(() => st.map(SHOPS, { label: "name", attribution: "© *Me*" }));
  // Its own style sheet comes with it.
  assertEquals(lintHtml(html), ["sheet /map.css"]);
  assertEquals(outermost(html), ["figure"]);
  assertStringIncludes(html, 'role="img" aria-label="Map of 2 points"');
  assertEquals(html.match(/<circle /g)?.length, 2);
  assertStringIncludes(html, '<th scope="row">Vienna</th><td>48.2</td><td>16.37</td>');
  assertStringIncludes(html, "<figcaption>© <em>Me</em></figcaption>");
});

Deno.test("a map finds its places by the usual names, or by those it is told", async () => {
  assertEquals(await pointsOf({ LAT: [1], Lng: [2] }), [[1, 2, 0, 12]]);
  assertEquals(await pointsOf({ latitude: [1], longitude: [2] }), [[1, 2, 0, 12]]);
  const options = { latitude: "n", longitude: "e" };
  assertEquals(await pointsOf([{ n: 1.123456789, e: -2n }], options), [[1.12346, -2, 0, 12]]);
  assertEquals(await pointsOf([]), []);
});

Deno.test("points have colours and sizes of their own", async () => {
  const options = { color: "kind", size: "orders", label: "name" };
  assertEquals(await pointsOf(SHOPS, options), [
    [48.2, 16.37, 0, 40, "Vienna", "a"],
    [47.07, 15.44, 1, 20, "<b>", "b"],
  ]);
  const html = await drawHtml(() => st.map(SHOPS, options));
  assertEquals(html.match(/<li>/g)?.length, 2);
  assertEquals(await pointsOf({ lat: [1], lon: [2], c: ["#f00"] }, { color: "c", size: 8 }), [
    [1, 2, "#f00", 8],
  ]);
  assertEquals(await pointsOf({ lat: [1], lon: [2] }, { color: "#0a7" }), [[1, 2, "#0a7", 12]]);
});

Deno.test("of very many points a sample is drawn", async () => {
  const lat = Array.from({ length: 30_000 }, (_, i) => i / 1000);
  assertEquals((await pointsOf({ lat, lon: lat })).length, 10_000);
});

Deno.test("map() refuses what is no place, and what cannot be asked for", async () => {
  await drawHtml(() => {
    const refuses = (data: st.Rows, options: st.MapOptions, words: string) =>
      assertThrows(() => st.map(data, options), Error, `Cannot draw map: ${words}`);
    refuses([{ a: 1 }], {}, "a column must be named latitude or lat, or by the option latitude");
    refuses([{ lat: 1, lon: 1 }], { color: "c" }, 'column "c" must be one of "lat", "lon"');
    refuses([{ lat: 91, lon: 1 }], {}, "latitude in row 0 must be from -90 to 90: received 91");
    refuses([{ lat: "x", lon: 1 }], {}, 'latitude in row 0 must be a number: received "x"');
    refuses([{ lat: 1, lon: 1, s: -1 }], { size: "s" }, "size in row 0 must be a number from 0");
    refuses([], { zoom: 21 }, "zoom must be from 0 to 20: received 21");
    refuses([], { height: 0 }, "height must be above 0");
    refuses([], { tiles: "https://example.org/{z}/{x}" }, "tiles must have {z}, {x} and {y}");
    for (
      const tiles of [
        "http://a/{z}{x}{y}",
        "//a/{z}{x}{y}",
        "/\\a{z}{x}{y}",
        "javascript:{z}{x}{y}",
      ]
    ) {
      refuses([], { tiles }, "tiles must be at an https: address or at a path of the app");
    }
  });
});
