// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/**
 * What has the focus in a popover as soon as it is open. Browsers tell of an open one in a later task: a key
 * that comes before would go to the button that opened it.
 */

/** @param {(popover: HTMLElement) => HTMLElement | null | undefined} firstIn null for popovers of others */
export const focusWhenOpen = (firstIn) => {
  document.addEventListener("beforetoggle", (event) => {
    const { target, newState } = /** @type {ToggleEvent} */ (event);
    const first = newState === "open" ? firstIn(/** @type {HTMLElement} */ (target)) : null;
    if (first) first.autofocus = true;
  }, true);

  document.addEventListener("toggle", ({ target }) => {
    const popover = /** @type {HTMLElement} */ (target);
    if (!firstIn(popover)) return;
    for (const first of popover.querySelectorAll("[autofocus]")) first.removeAttribute("autofocus");
  }, true);
};
