import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import * as st from "@eddy/eddy";
import type { MetricOptions } from "../../runtime/elements/metric.ts";
import { drawHtml } from "../../tests/draw_html.ts";

async function delta(options: MetricOptions): Promise<string> {
  const html = await drawHtml(() => st.metric("Orders", 1, options));
  const [, tone, rest] = /class="metric-delta (\w+)">(.*?)<\/div>/.exec(html) ?? [];
  const word = /aria-label="(\w+)"/.exec(rest ?? "")?.[1] ?? "no arrow";
  return tone === undefined
    ? "none"
    : `${tone}, ${word}, ${rest!.replace(/<svg.*<\/svg>/, "").trim()}`;
}

Deno.test("metric() says which way it goes, and whether that is good", async () => {
  assertEquals(await delta({ delta: 2 }), "good, Up, 2");
  assertEquals(await delta({ delta: -2 }), "bad, Down, -2");
  assertEquals(await delta({ delta: 2, deltaColor: "inverse" }), "bad, Up, 2");
  assertEquals(await delta({ delta: -2, deltaColor: "inverse" }), "good, Down, -2");
  assertEquals(await delta({ delta: -2, deltaColor: "off" }), "neutral, Down, -2");
  assertEquals(await delta({ delta: 0 }), "neutral, no arrow, 0");
  assertEquals(await delta({ delta: "-3 %" }), "bad, Down, -3 %");
  assertEquals(await delta({ delta: "−3 %" }), "bad, Down, −3 %");
  assertEquals(await delta({ delta: "3 new" }), "good, Up, 3 new");
  assertEquals(await delta({ delta: "" }), "none");
  assertEquals(await delta({}), "none");
});

Deno.test("metric() writes numbers by its format, and text as it is", async () => {
  const shown = async (value: string | number, format?: string) =>
    /metric-value">(.*?)<\/div>/.exec(
      await drawHtml(() => st.metric("x", value, format === undefined ? {} : { format })),
    )?.[1]?.replaceAll("<wbr>", "");
  assertEquals(await shown(1234.5678), "1,234.568");
  assertEquals(await shown(0.25, "percent"), "25%");
  assertEquals(await shown(1234, "%,d €"), "1,234 €");
  assertEquals(await shown("12 <of> 14", "percent"), "12 &lt;of&gt; 14");
  assertEquals(await delta({ delta: -0.5, format: "percent" }), "bad, Down, -50%");
});

Deno.test("metric() has frame, help and a line of past values", async () => {
  const html = await drawHtml(() =>
    st.metric("*x*", 1, { border: true, help: "why", chart: [1, 2] })
  );
  assertStringIncludes(
    html,
    '<div class="metric bordered"><div class="metric-label"><span><em>x</em>',
  );
  assertStringIncludes(html, 'aria-label="why"');
  assertStringIncludes(html, '<svg class="sparkline"');
});

Deno.test("metric() has an arrow and a colour as told, and words behind the change", async () => {
  assertEquals(await delta({ delta: 2, deltaArrow: "off" }), "good, no arrow, 2");
  assertEquals(await delta({ delta: 2, deltaArrow: "down" }), "good, Down, 2");
  assertEquals(await delta({ delta: 0, deltaArrow: "up" }), "neutral, Up, 0");
  assertEquals(
    await delta({ delta: 2, deltaDescription: "since <May>" }),
    "good, Up, 2 <span>since &lt;May&gt;</span>",
  );
  const html = await drawHtml(() => st.metric("x", 1, { delta: 2, deltaColor: "violet" }));
  assertStringIncludes(html, '<div class="metric-delta neutral" data-color="violet">');
  await drawHtml(() => {
    const color = "mauve" as "violet";
    assertThrows(() => st.metric("x", 1, { delta: 2, deltaColor: color }), RangeError, "mauve");
  });
});

Deno.test("metric() has an icon, a label that need not be seen, and a dash for what is not known", async () => {
  const html = await drawHtml(() =>
    st.metric("Left", null, {
      icon: "<",
      labelVisibility: "collapsed",
      chart: [1, 2],
      chartType: "bar",
    })
  );
  assertStringIncludes(html, '<div class="metric-label collapsed"><span class="icon"');
  assertStringIncludes(html, "<span>Left</span>");
  assertStringIncludes(html, '<div class="metric-value">—</div>');
  assertStringIncludes(html, '<path d="M5 23V12h40');
});

Deno.test("metric() refuses a format that it cannot read", async () => {
  await drawHtml(() => {
    assertThrows(() => st.metric("x", 1, { format: "compcat" }), SyntaxError, '"compcat"');
  });
});

Deno.test("metric() breaks a long number between groups of digits alone", async () => {
  const valueOf = async (value: string) =>
    /metric-value">(.*?)<\/div>/.exec(await drawHtml(() => st.metric("x", value)))?.[1];
  assertEquals(await valueOf("$12,345,678.90"), "$12,<wbr>345,<wbr>678.90");
  assertEquals(await valueOf("1.234.567,8 €"), "1.<wbr>234.<wbr>567,8 €");
  assertEquals(await valueOf("<3,5> of 1,23"), "&lt;3,5&gt; of 1,23");
});
