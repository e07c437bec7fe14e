// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/** How a page is looked at: what the browser alone knows of it. */

/** @typedef {{ scroll: number, panels: [string, boolean][] }} View */

/** Tabs that are chosen, and whether boxes are open: those that the server is not told of. @param {ParentNode | null} area @returns {View} */
export const viewOf = (area) => ({
  scroll: scrollY,
  panels: [
    ...area?.querySelectorAll(
      "details[id][data-keep=open],[role=tab][aria-selected=true]:not([value])",
    ) ?? [],
  ].map((panel) => [panel.id, !(panel instanceof HTMLDetailsElement) || panel.open]),
});

/** @param {HTMLElement} tab @returns {HTMLElement} */
const firstBeside = (tab) => tab.parentElement?.querySelector("[data-first]") ?? tab;

/** Opens, closes, chooses; null is as the page has it at first. @param {HTMLElement} panel @param {boolean | null} open */
export const setPanel = (panel, open) => {
  if (panel instanceof HTMLDetailsElement) panel.open = open ?? "was" in panel.dataset;
  else if (panel.matches("[role=tab]")) (open ? panel : firstBeside(panel)).click();
};
