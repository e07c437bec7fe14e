/**
 * An app's own look: options in plain words, into the custom properties that the style sheet is made of.
 * It is served as a style sheet of its own, behind the common one, since the content security policy
 * allows no style in the page. What is not a colour, a font or a number of pixels is refused here.
 */

/**
 * A colour such as `"#1f5fbf"`, `"rgb(31 95 191)"` or `"oklch(52% 0.17 258)"`: the same for both schemes, or
 * one for each.
 */
export type ThemeColor = string | { readonly light: string; readonly dark: string };

/** The look of an app: what is left out stays as it is. */
export interface Theme {
  /** Which scheme is shown. Default: `"system"`, as its user has set it. */
  mode?: "system" | "light" | "dark";
  /**
   * Buttons that stand out, links, what is chosen and what has the focus. One colour for both schemes is
   * darkened or lightened until it can be read; of two, each is taken as it is.
   */
  accent?: ThemeColor;
  /** Behind the page; surfaces and borders go with it, unless they are set. */
  background?: ThemeColor;
  /** Behind what stands apart: the sidebar, code, the head of a table. */
  surface?: ThemeColor;
  /** Running text. */
  text?: ThemeColor;
  /** Lines between things. */
  border?: ThemeColor;
  /** The series of charts, up to eight. */
  chart?: readonly ThemeColor[];
  /** Families of running text as CSS names them: `'Inter, "Segoe UI", sans-serif'`. */
  font?: string;
  /** Families of headings. Default: those of running text. */
  headingFont?: string;
  /** Families of code. */
  codeFont?: string;
  /** Running text in pixels, 10 to 24; all else grows with it. Default: 15. */
  fontSize?: number;
  /** Round corners in pixels, 0 to 24. Default: 8. */
  radius?: number;
  /** The column of a centered page in pixels, 320 to 2400. Default: 736. */
  width?: number;
}

/** Where a single colour would stand on the wrong ground in one of the schemes. */
const GROUNDS = ["background", "surface", "text", "border"] as const;
const FONTS = { font: "font", headingFont: "heading-font", codeFont: "mono" } as const;
const BOUNDS = { fontSize: [10, 24], radius: [0, 24], width: [320, 2400] } as const;
/** What the style sheet's sizes, all in rem, are made for. */
const FONT_SIZE = 15;
const MOST_SERIES = 8;

/**
 * The theme as a style sheet.
 *
 * @throws {RangeError} If a value is none of its kind, or one colour is to serve two schemes.
 */
export function themeStyle(theme: Theme): string {
  const { mode = "system", accent, chart = [] } = theme;
  if (!["system", "light", "dark"].includes(mode)) {
    throw refusal("mode", mode, 'must be "system", "light" or "dark"');
  }
  const rules: string[] = [];
  const set = (name: string, value: string) => rules.push(`--eddy-${name}:${value}`);
  if (accent !== undefined) {
    set("accent", typeof accent === "string" ? legible(accent) : colorOf("accent", accent));
    // Whatever stands on it: dark on a light accent, light on a dark one.
    set("on-accent", "oklch(from var(--eddy-accent) clamp(0,(.65 - l)*1000,1) 0 0)");
  }
  if (theme.background !== undefined) {
    // What is next to it goes with it.
    set("surface", "color-mix(in oklab,var(--eddy-background),var(--eddy-text) 4%)");
    set("raised", "color-mix(in oklab,var(--eddy-background),light-dark(#fff,#888) 12%)");
    set("border", "color-mix(in oklab,var(--eddy-background),var(--eddy-text) 13%)");
  }
  for (const name of GROUNDS) {
    const color = theme[name];
    if (color === undefined) continue;
    if (typeof color === "string" && mode === "system") {
      const why = 'must be { light, dark }, or mode must be "light" or "dark"';
      throw refusal(name, color, why);
    }
    set(name, colorOf(name, color));
  }
  if (chart.length > MOST_SERIES) {
    throw refusal("chart", chart.length, `must have at most ${MOST_SERIES} colours`);
  }
  chart.forEach((color, i) => set(`chart-${i + 1}`, colorOf("chart", color)));
  for (const [name, property] of Object.entries(FONTS)) {
    const font = theme[name as keyof typeof FONTS];
    if (font !== undefined) set(property, fontOf(name, font));
  }
  for (const [name, [least, most]] of Object.entries(BOUNDS)) {
    const pixels = theme[name as keyof typeof BOUNDS];
    if (pixels === undefined) continue;
    if (!(pixels >= least && pixels <= most)) {
      throw refusal(name, pixels, `must be from ${least} to ${most} pixels`);
    }
    // A share of what its user has set for the browser.
    if (name === "fontSize") rules.push(`font-size:calc(100%*${pixels}/${FONT_SIZE})`);
    else set(name, `${pixels}px`);
  }
  return rules.length === 0 ? "" : `:root{${rules.join(";")}}`;
}

const NUMBER = String.raw`[+-]?(?:\d+\.?\d*|\.\d+)(?:%|deg|turn|rad)?`;
const COLOR = new RegExp(
  String.raw`^(?:#(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})|` +
    String
      .raw`(?:rgba?|hsla?|hwb|oklab|oklch|lab|lch)\(\s*${NUMBER}(?:[\s,/]+${NUMBER}){2,3}\s*\))$`,
  "i",
);
const FAMILY = String.raw`(?:[A-Za-z][\w-]*(?: [\w-]+)*|"[\w .-]+"|'[\w .-]+')`;
const FONT = new RegExp(String.raw`^\s*${FAMILY}(?:\s*,\s*${FAMILY})*\s*$`);

function colorOf(name: string, color: ThemeColor): string {
  if (typeof color !== "object" || color === null) return checkedColor(name, color);
  const { light, dark } = color;
  return `light-dark(${checkedColor(name, light)},${checkedColor(name, dark)})`;
}

/** One hue for both schemes, on white and on near black as light as it takes to be read. */
function legible(accent: string): string {
  const color = checkedColor("accent", accent);
  const at = (lightness: string) => `oklch(from ${color} ${lightness} c h)`;
  return `light-dark(${at("min(l,.5)")},${at("max(l,.78)")})`;
}

function checkedColor(name: string, color: unknown): string {
  if (typeof color === "string" && COLOR.test(color)) return color;
  throw refusal(name, color, 'must be a colour such as "#1f5fbf" or "oklch(52% 0.17 258)"');
}

function fontOf(name: string, font: unknown): string {
  if (typeof font === "string" && FONT.test(font)) return font.trim();
  throw refusal(name, font, `must be names of fonts such as 'Inter, "Segoe UI", sans-serif'`);
}

function refusal(name: string, value: unknown, wanted: string): RangeError {
  return new RangeError(
    `Cannot set the theme's ${name} as it ${wanted}: received ${
      typeof value === "string" ? `"${value}"` : JSON.stringify(value)
    }`,
  );
}
