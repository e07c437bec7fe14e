/** Key combinations that press a button, as authors write them. */

/** Names of modifiers, in the order in which a combination is written. */
const MODIFIERS: Readonly<Record<string, string>> = {
  mod: "Mod",
  ctrl: "Ctrl",
  control: "Ctrl",
  alt: "Alt",
  option: "Alt",
  shift: "Shift",
  meta: "Meta",
  cmd: "Meta",
  command: "Meta",
};
const ORDER = ["Mod", "Ctrl", "Alt", "Shift", "Meta"];

/** Keys that have a name instead of a character, as browsers call them. */
const KEYS: Readonly<Record<string, string>> = Object.fromEntries([
  ..."Enter Escape Space Backspace Delete Insert Home End PageUp PageDown".split(" "),
  ..."ArrowUp ArrowDown ArrowLeft ArrowRight".split(" "),
  ...Array.from({ length: 12 }, (_, n) => `F${n + 1}`),
].map((key) => [key.toLowerCase(), key]));
const SHORT = { esc: "Escape", up: "ArrowUp", down: "ArrowDown", left: "ArrowLeft" };
const NAMES: Readonly<Record<string, string>> = {
  ...KEYS,
  ...SHORT,
  right: "ArrowRight",
  del: "Delete",
  return: "Enter",
};

/**
 * Reads a combination such as `"Ctrl+S"`, and writes it as all are written; null for none.
 *
 * @throws {SyntaxError} If it is no combination of modifiers and one key.
 */
export function readShortcut(action: string, text: string | undefined): string | null {
  if (text === undefined) return null;
  // "Ctrl++" is the plus key.
  const match = /^(.*\+)?(.+)$/s.exec(text.replace(/\s*\+\s*(?=.)/g, "+").trim());
  const modifiers = (match?.[1] ?? "").split("+").slice(0, -1)
    .map((name) => Object.hasOwn(MODIFIERS, lower(name)) ? MODIFIERS[lower(name)]! : null);
  const name = match?.[2] ?? "";
  const key = [...name].length === 1 && name.trim() !== ""
    ? name.toUpperCase()
    : Object.hasOwn(NAMES, lower(name))
    ? NAMES[lower(name)]!
    : null;
  if (key === null || modifiers.includes(null) || new Set(modifiers).size < modifiers.length) {
    throw new SyntaxError(
      `Cannot create ${action} as shortcut must be modifiers and a key, such as "Ctrl+S": received ` +
        `"${text}"`,
    );
  }
  return [...ORDER.filter((modifier) => modifiers.includes(modifier)), key].join("+");
}

function lower(name: string): string {
  return name.trim().toLowerCase();
}
