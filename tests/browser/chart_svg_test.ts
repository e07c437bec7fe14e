/** Charts as a browser shows them: under the strict CSP, in the theme's colors, with hints to point at. */

import { assert, assertEquals } from "@std/assert";
import { chartSpec, svgOf } from "../kit/chart_spec.ts";
import { loadVega } from "../../web/vega.ts";
import { browserTest, withPage } from "./kit.ts";

const POLICY = "default-src 'none'; style-src 'self'; img-src 'self' data:";
const STYLE = `
  :root { --eddy-text: #111; --eddy-text-muted: #666; --eddy-border: #ddd; --eddy-chart-1: #2563eb }
  :root { --eddy-chart-2: #ea580c; --eddy-chart-3: #16a34a }
  @media (prefers-color-scheme: dark) { :root { --eddy-text-muted: #aaa; --eddy-chart-1: #60a5fa } }
  body { margin: 0; width: 352px }
  .chart-svg { display: block; width: 100%; height: auto }
  .chart-svg[width] { width: auto; max-width: 100% }
`;
const HOSTILE = '"><img src=x onerror=alert(1)><hx-a onmouseover=alert(1)>';
const TABLE = { day: ["Mon", "Tue", HOSTILE], a: [3, 5, 2], [HOSTILE]: [2, 4, 6] };
const MARKS = ["line", "area", "bar", "point"] as const;

browserTest("chartSvg() violates nothing of a strict CSP, whatever its kind", async () => {
  const colored = {
    ...{ data: { values: [{ a: 1, b: 2 }, { a: 2, b: 9 }] }, mark: { type: "bar", clip: true } },
    encoding: { x: { field: "a" }, y: { field: "b" }, color: { field: "b", type: "quantitative" } },
  };
  await loadVega();
  const charts = [
    ...MARKS.map((mark) => drawn(mark, TABLE)),
    svgOf(colored, { alt: HOSTILE }),
  ];
  await withPage(serving(...charts), async (page) => {
    await page.goto("/");
    // The page's own errors, violations among them, fail the test.
    assertEquals(await page.locator("svg[role=img]").count(), charts.length);
    assertEquals(await page.locator("img, hx-a, [style], [onerror], [onmouseover]").count(), 0);
    assertEquals(await page.getByRole("img", { name: HOSTILE }).count(), charts.length);
  });
});

browserTest("chartSvg() takes its colors from the theme, in light and in dark", async () => {
  await loadVega();
  const chart = serving(drawn("line", { i: [0, 1, 2], a: [1, 3, 2] }));
  for (
    const [colorScheme, line, label] of [
      ["light", "rgb(37, 99, 235)", "rgb(102, 102, 102)"],
      ["dark", "rgb(96, 165, 250)", "rgb(170, 170, 170)"],
    ] as const
  ) {
    await withPage(chart, async (page) => {
      await page.goto("/");
      const seen = await page.locator("svg").evaluate((svg) => {
        const view = svg.ownerDocument.defaultView!;
        const line = svg.querySelector("path[stroke*=chart]")!;
        const label = svg.querySelector("text")!;
        return [view.getComputedStyle(line).stroke, view.getComputedStyle(label).fill];
      });
      assertEquals(seen, [line, label]);
    }, { context: { colorScheme } });
  }
});

browserTest("chartSvg() shows a hint where one points, on bars and between lines", async () => {
  await loadVega();
  const bars = drawn("bar", { day: TABLE.day, a: TABLE.a });
  const lines = drawn("line", { i: [0, 1, 2], a: [1, 3, 2], b: [2, 1, 3] });
  await withPage(serving(bars, lines), async (page) => {
    await page.goto("/");
    const hintAt = (chart: number, right: number, down: number) =>
      page.locator("svg").nth(chart).evaluate((svg, [right, down]) => {
        const box = svg.getBoundingClientRect();
        const [x, y] = [box.left + box.width * right!, box.top + box.height * down!];
        const there = svg.ownerDocument.elementFromPoint(x, y);
        return there?.querySelector(":scope > title")?.textContent ?? null;
      }, [right, down]);
    assertEquals(await hintAt(0, 0.2, 0.6), "Mon\na: 3");
    assertEquals(await hintAt(1, 0.53, 0.5), "1\na: 3\nb: 1");
    assertEquals(await hintAt(1, 0.3, 0.5), null);
  });
});

browserTest("chartSvg() is as wide as its place, or as it was told to be", async () => {
  await loadVega();
  const columns = { i: [0, 1, 2], a: [1, 3, 2] };
  const fixed = svgOf(chartSpec("line", columns), { alt: "", width: 200, height: 100 });
  await withPage(serving(drawn("line", columns), fixed), async (page) => {
    await page.goto("/");
    const sizes = await page.locator("svg").evaluateAll((charts) =>
      charts.map((svg) => [svg.clientWidth, svg.clientHeight])
    );
    assertEquals(sizes, [[352, 143], [200, 100]]);
  });
});

browserTest("chartSvg() leaves enough room for its labels", async () => {
  await loadVega();
  const wide = { name: ["WWWWWWWWWW", "Mmmmmmmmm", "0123456789"], v: [1e9, 5e8, 1], w: [1, 2, 3] };
  const charts = MARKS.map((mark) => drawn(mark, wide));
  await withPage(serving(...charts), async (page) => {
    await page.goto("/");
    const cut = await page.locator("svg").evaluateAll((charts) =>
      charts.flatMap((svg) => {
        const around = svg.getBoundingClientRect();
        return [...svg.querySelectorAll("text")].filter((text) => {
          const box = text.getBoundingClientRect();
          return box.left < around.left - 1 || box.right > around.right + 1 ||
            box.top < around.top - 1 || box.bottom > around.bottom + 1;
        }).map((text) => text.textContent);
      })
    );
    assertEquals(cut, []);
  });
});

function drawn(
  mark: typeof MARKS[number],
  columns: Readonly<Record<string, readonly unknown[]>>,
): string {
  return svgOf(chartSpec(mark, columns), { alt: HOSTILE });
}

function serving(...charts: readonly string[]): Deno.ServeHandler {
  assert(charts.every((chart) => chart.startsWith("<svg")));
  return (request) => {
    const isStyle = new URL(request.url).pathname === "/style.css";
    const page = `<!doctype html><title>Charts</title><link rel="stylesheet" href="/style.css">` +
      `<body>${charts.join("")}</body>`;
    return new Response(isStyle ? STYLE : page, {
      headers: {
        "content-type": isStyle ? "text/css" : "text/html; charset=utf-8",
        "content-security-policy": POLICY,
      },
    });
  };
}
