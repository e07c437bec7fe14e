// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/**
 * Boxes whose author wants to know how they stand: tabs, expanders, popovers. Each holds a control that
 * says so, as a widget's; the box follows the control, and the control what is done to the box.
 */

/** @type {import("./kit.d.ts").Start} */
export default ({ isEdited }) => {
  /** @param {Element} box @returns {HTMLInputElement | null} */
  const controlOf = (box) =>
    document.querySelector(`[data-opens="${CSS.escape(box.id)}"] > input:enabled`);

  /** How a box stands, as its control would say it. @param {Element} box @returns {string | undefined} */
  const stateOf = (box) => {
    if (box instanceof HTMLDetailsElement) return String(box.open);
    if (box.matches(".popover")) {
      return String(box.querySelector(":scope > .popover-panel:popover-open") !== null);
    }
    const tab = box.querySelector(":scope > [role=tablist] > [aria-selected=true]");
    return /** @type {HTMLButtonElement | null} */ (tab)?.value;
  };

  /** What is done to a box is said as a field of a form would. @param {Element | null} box @param {string} [value] */
  const say = (box, value = box ? stateOf(box) : "") => {
    const control = box && controlOf(box);
    if (!control || !value || control.value === value) return;
    control.value = value;
    for (const type of ["input", "change"]) {
      control.dispatchEvent(new Event(type, { bubbles: true }));
    }
  };

  document.addEventListener("click", ({ target, defaultPrevented }) => {
    const at = /** @type {Element} */ (target);
    const tab = at.closest?.("[role=tab]");
    if (tab) say(tab.closest(".tabs"));
    const box = at.closest?.("summary,a,button,input")?.parentElement;
    // What is done by a click is told by `toggle` only later: an answer may come before.
    if (!(box instanceof HTMLDetailsElement) || defaultPrevented) return;
    if (at.closest("summary")) say(box, String(!box.open));
  });

  document.addEventListener("beforetoggle", (event) => {
    const { target, newState } = /** @type {ToggleEvent} */ (event);
    const box = /** @type {Element} */ (target);
    if (box.matches(".popover-panel")) say(box.closest(".popover"), String(newState === "open"));
  }, true);

  document.addEventListener("toggle", ({ target }) => {
    const box = /** @type {Element} */ (target);
    if (box.matches("details,.popover-panel")) say(box.closest("details,.popover"));
  }, true);

  /** @param {Element} place */
  const boxOf = (place) => document.getElementById(place.getAttribute("data-opens") ?? "");

  // What was done before this module was there.
  for (const place of document.querySelectorAll("[data-opens]")) say(boxOf(place));

  /** Opens, closes, chooses, as the control says. @param {HTMLElement} box @param {string} value */
  const follow = (box, value) => {
    if (box instanceof HTMLDetailsElement) box.open = value === "true";
    else if (box.matches(".popover")) {
      const panel = /** @type {HTMLElement} */ (box.querySelector(".popover-panel"));
      panel.togglePopover(value === "true");
    } else {
      const tabs = /** @type {NodeListOf<HTMLButtonElement>} */ (
        box.querySelectorAll(":scope > [role=tablist] > [role=tab]")
      );
      const tab = [...tabs].find((one) => one.value === value);
      if (tab && tab.ariaSelected !== "true") tab.click();
    }
  };

  return () => {
    for (const place of document.querySelectorAll("[data-opens]")) {
      const control = /** @type {HTMLInputElement} */ (place.firstElementChild);
      const box = boxOf(place);
      if (box) follow(box, isEdited(place) ? control.value : control.defaultValue);
    }
  };
};
