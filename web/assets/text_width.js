// @ts-check
/**
 * How wide a text will be in the browser, guessed: charts need it to leave room for their labels, on the
 * server too. Between Arial and DejaVu Sans, and nearer to the wider: room to spare is better than an overlap.
 */

/** Shares of the font's size, by character; the first that fits holds. @type {readonly (readonly [share: number, characters: RegExp])[]} */
const WIDTHS = [
  [0.32, /[ .,:;'|!iljI]/],
  [0.4, /[()[\]{}/\\"tfr-]/],
  [0.56, /[a-ln-vx-z]/],
  [0.7, /[A-LN-VX-Z&<>=+~−]/],
  [0.95, /[mwMW@%—…]/],
  // Scripts whose characters are square, and most emoji.
  [1.05, /[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\uff00-\uff60\u{1f000}-\u{1ffff}]/u],
];
/** Digits and everything else. */
const USUAL = 0.62;

/** Pixels that `text` takes at a font size of `size` pixels. @param {string} text @param {number} size */
export function textWidth(text, size) {
  let shares = 0;
  for (const character of text) shares += partOf(character);
  return shares * size;
}

/**
 * The text, cut short where it would be wider than `limit`.
 * @param {string} text @param {number} size @param {number} limit
 */
export function fitText(text, size, limit) {
  if (textWidth(text, size) <= limit) return text;
  let room = limit - textWidth("…", size);
  let fitting = "";
  for (const character of text) {
    room -= partOf(character) * size;
    if (room < 0) break;
    fitting += character;
  }
  return `${fitting}…`;
}

/** @type {Map<string, number>} */
const shares = new Map();

/** @param {string} character */
function partOf(character) {
  const known = shares.get(character);
  if (known !== undefined) return known;
  const share = WIDTHS.find(([, characters]) => characters.test(character))?.[0] ?? USUAL;
  // What people write has few characters; what attackers write may have all of them.
  if (shares.size < 1_000) shares.set(character, share);
  return share;
}
