// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/** Buttons by the keyboard: key combinations that press them, menus that the arrow keys walk through. */
import { focusWhenOpen } from "../popover_focus.js";

const IS_MAC = /Mac|iPhone|iPad/.test(navigator.platform);
const MAC_KEYS = { Mod: "⌘", Meta: "⌘", Ctrl: "⌃", Alt: "⌥", Shift: "⇧" };

/** @param {string} shortcut such as "Ctrl+S", or "Ctrl++" */
const parts = (shortcut) => {
  const keys = shortcut.replace(/\+$/, "Plus").split("+");
  const key = keys.pop() ?? "";
  return { key: key === "Plus" ? "+" : key, modifiers: new Set(keys) };
};

/** Whether these are the keys pressed. @param {ReturnType<typeof parts>} shortcut @param {KeyboardEvent} event */
const fits = ({ key, modifiers }, event) => {
  const ctrl = modifiers.has("Ctrl") || (modifiers.has("Mod") && !IS_MAC);
  const meta = modifiers.has("Meta") || (modifiers.has("Mod") && IS_MAC);
  if (event.ctrlKey !== ctrl || event.metaKey !== meta) return false;
  if (event.altKey !== modifiers.has("Alt")) return false;
  const isLetter = /^[A-Z0-9]$/.test(key);
  // Where a sign stands is the keyboard's: many need Shift, as "?" does.
  const isSign = key.length === 1 && !isLetter;
  if (!isSign && event.shiftKey !== modifiers.has("Shift")) return false;
  const pressed = event.key === " " ? "Space" : event.key;
  // With Alt, some keyboards write another letter.
  return pressed.toUpperCase() === key.toUpperCase() ||
    (isLetter && event.altKey && /^(Key|Digit)/.test(event.code) && event.code.endsWith(key));
};

/** @type {import("./kit.d.ts").Start} */
export default ({ commit, widgetOf }) => {
  /** Whether it can be seen and pressed now. @param {HTMLElement} button */
  const isReady = (button) => {
    const modal = [...document.querySelectorAll("dialog:modal")].at(-1);
    return button.checkVisibility() && !button.matches(":disabled,[aria-disabled=true]") &&
      (!modal || modal.contains(button));
  };

  document.addEventListener("keydown", (event) => {
    const { target } = event;
    if (event.repeat || event.isComposing || event.defaultPrevented) return;
    const buttons = /** @type {NodeListOf<HTMLElement>} */ (
      document.querySelectorAll("[data-shortcut]")
    );
    for (const button of buttons) {
      const shortcut = parts(button.dataset.shortcut ?? "");
      if (!fits(shortcut, event) || !isReady(button)) continue;
      const isPlain = !event.ctrlKey && !event.altKey && !event.metaKey && !/^F\d/.test(event.key);
      // Such keys are for what has the focus, if they mean something there.
      const focus = target instanceof Element &&
        target.closest("input,select,textarea,button,a,summary,[contenteditable],[tabindex='0']");
      if (isPlain && focus) return;
      event.preventDefault();
      // What is typed counts, as it does when a click takes the focus away.
      const widget = widgetOf(target);
      if (widget) commit(widget);
      return button.click();
    }
  });

  // ── Menus ────────────────────────────────────────────────────────────────────────────────────

  /** @param {Element} menu @returns {HTMLElement[]} */
  const itemsOf = (menu) => [
    .../** @type {NodeListOf<HTMLElement>} */ (menu.querySelectorAll("[role=menuitem]:enabled")),
  ];

  focusWhenOpen((menu) => menu.matches("[role=menu]") ? itemsOf(menu)[0] : null);

  document.addEventListener("keydown", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const { key } = event;
    if (target.matches?.("[aria-haspopup=menu]") && /^Arrow(Up|Down)$/.test(key)) {
      event.preventDefault();
      return target.click();
    }
    const menu = target.closest?.("[role=menu]");
    if (!menu) return;
    const items = itemsOf(menu);
    const at = items.indexOf(target);
    const places = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 };
    if (key in places) {
      event.preventDefault();
      items.at(places[/** @type {keyof typeof places} */ (key)] % items.length)?.focus();
    } else if (key.length === 1 && key !== " ") {
      // The next one that begins with this letter.
      const letter = key.toLowerCase();
      [...items.slice(at + 1), ...items.slice(0, at + 1)]
        .find((item) => item.textContent?.trim().toLowerCase().startsWith(letter))?.focus();
    }
  });

  return () => {
    if (!IS_MAC) return;
    for (const keys of document.querySelectorAll("[data-shortcut] > kbd")) {
      const { shortcut = "" } = /** @type {HTMLElement} */ (keys.parentElement).dataset;
      const { key, modifiers } = parts(shortcut);
      const text = [...modifiers].map((name) =>
        MAC_KEYS[/** @type {keyof typeof MAC_KEYS} */ (name)]
      )
        .join("") + key;
      if (keys.textContent !== text) keys.textContent = text;
    }
  };
};
