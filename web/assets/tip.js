// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/** What is told of the place in a drawing that somebody points at, in the page's uppermost layer. */

/** A line of it. @typedef {{ color: string | null, name: string, text: string }} TipLine */

/** @param {string} tag @param {string} className */
const make = (tag, className) => Object.assign(document.createElement(tag), { className });

const tip = make("div", "chart-tip");
tip.popover = "manual";
tip.ariaHidden = "true";
/** The same for those who came there by keys and listen. */
const told = make("div", "collapsed");
told.role = "status";

/**
 * Shows the tooltip beside a place, in pixels of the window, on the side where there is room.
 * @param {{ title: string, words: readonly TipLine[] }} content @param {{ x: number, y: number }} place
 */
export function showTip({ title, words }, { x, y }) {
  tip.replaceChildren(
    ...(title ? [Object.assign(make("div", "chart-tip-title"), { textContent: title })] : []),
    ...words.map(({ color, name, text }) => {
      const line = make("div", "chart-tip-line");
      if (color !== null) {
        const swatch = make("i", "");
        swatch.style.background = color;
        line.append(swatch);
      }
      line.append(Object.assign(make("span", ""), { textContent: name }));
      line.append(Object.assign(make("b", ""), { textContent: text }));
      return line;
    }),
  );
  if (!tip.isConnected) document.body.append(tip, told);
  if (!tip.matches(":popover-open")) tip.showPopover();
  const { offsetWidth: width, offsetHeight: height } = tip;
  const beside = x + 14 + width > innerWidth - 8 ? x - 14 - width : x + 14;
  tip.style.left = `${Math.max(8, beside)}px`;
  tip.style.top = `${Math.min(innerHeight - 8 - height, Math.max(8, y - height / 2))}px`;
}

export function hideTip() {
  if (tip.matches(":popover-open")) tip.hidePopover();
}

/** Says something to those who listen. @param {string} text */
export function say(text) {
  if (!told.isConnected) document.body.append(tip, told);
  told.textContent = text;
}
