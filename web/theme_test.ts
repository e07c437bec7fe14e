import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { themeStyle } from "./theme.ts";
import type { Theme } from "./theme.ts";

Deno.test("themeStyle() says only what is set", () => {
  assertEquals(themeStyle({}), "");
  assertEquals(themeStyle({ mode: "dark" }), "");
  assertEquals(
    themeStyle({ radius: 0, width: 900, font: 'Inter, "Segoe UI", sans-serif' }),
    ':root{--eddy-font:Inter, "Segoe UI", sans-serif;--eddy-radius:0px;--eddy-width:900px}',
  );
  assertEquals(themeStyle({ fontSize: 18 }), ":root{font-size:calc(100%*18/15)}");
});

Deno.test("themeStyle() takes two colours as they are, and fits one to both schemes", () => {
  const pair = themeStyle({ accent: { light: "#a00", dark: "#faa" } });
  assertStringIncludes(pair, "--eddy-accent:light-dark(#a00,#faa)");
  const one = themeStyle({ accent: "rgb(200 30 90 / 90%)" });
  assertStringIncludes(one, "light-dark(oklch(from rgb(200 30 90 / 90%) min(");
});

Deno.test("themeStyle() refuses one ground for two schemes", () => {
  assertThrows(() => themeStyle({ background: "#fff" }), RangeError, "{ light, dark }");
  assertStringIncludes(themeStyle({ background: "#fffdf5", mode: "light" }), "#fffdf5");
});

Deno.test("themeStyle() refuses what could be more than a value", () => {
  const hostile = [
    "red",
    "",
    "#12",
    "#fff;}body{display:none",
    "url(https://evil.example/)",
    "rgb(0 0 0);--x:1",
    "var(--eddy-text)",
    "rgb(expression(1) 0 0)",
    "</style>",
    "#fff/**/",
    "rgb(0 0",
    null,
    7,
    {},
  ];
  for (const value of hostile) {
    for (const name of ["accent", "background", "chart", "font"]) {
      const given = name === "chart" ? [value] : value;
      const theme = { mode: "dark", [name]: given } as Theme;
      // A plain word is the name of a font.
      if (name === "font" && value === "red") continue;
      assertThrows(() => themeStyle(theme), RangeError, name, `${name}: ${value}`);
    }
  }
  for (const radius of [-1, 25, NaN, Infinity, "8px"]) {
    assertThrows(() => themeStyle({ radius } as Theme), RangeError, "radius");
  }
  assertThrows(() => themeStyle({ mode: "night" } as unknown as Theme), RangeError, "night");
  const chart = Array.from({ length: 9 }, () => "#123456");
  assertThrows(() => themeStyle({ chart }), RangeError, "at most 8");
});
