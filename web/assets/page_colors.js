// @ts-check
/// <reference lib="dom" />
/** The page's colours as plain ones, for what paints by itself: diagrams, charts of other libraries. */

/**
 * Colours by name, whatever the theme wrote them as, and the family of letters.
 * @param {Element} near @param {readonly string[]} names
 * @returns {{ colors: Record<string, string>, font: string }}
 */
export function colorsNear(near, names) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  const paint = canvas.getContext("2d", { willReadFrequently: true });
  const probe = document.createElement("i");
  near.append(probe);
  const colors = names.map((name) => {
    probe.style.color = `var(--eddy-${name})`;
    if (!paint) return [name, getComputedStyle(probe).color];
    paint.clearRect(0, 0, 1, 1);
    paint.fillStyle = getComputedStyle(probe).color;
    paint.fillRect(0, 0, 1, 1);
    const [red, green, blue] = paint.getImageData(0, 0, 1, 1).data;
    return [name, `rgb(${red}, ${green}, ${blue})`];
  });
  const font = getComputedStyle(probe).fontFamily;
  probe.remove();
  return { colors: Object.fromEntries(colors), font };
}

/** Whether letters are lighter than what they stand on. @param {Record<string, string>} colors */
export function isDark({ background = "", text = "" }) {
  const light = (/** @type {string} */ color) =>
    (color.match(/\d+/g) ?? []).reduce((sum, part) => sum + Number(part), 0);
  return light(text) > light(background);
}
