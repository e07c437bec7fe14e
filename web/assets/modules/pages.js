// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/**
 * Apps of several pages: links between them are followed within the session, and the address bar goes
 * along, back and forward too. Where one is, is a widget's value like any other.
 */
import { setPanel, viewOf } from "../view.js";

/** @typedef {import("../view.js").View} View */

/** @type {import("./kit.d.ts").Start} */
export default ({ commit, controlsOf, idOf, isEdited, touch, widgetOf }) => {
  const place = () => document.getElementById("location");
  const control = () => {
    const widget = place();
    return widget && /** @type {HTMLInputElement | undefined} */ (controlsOf(widget)[0]);
  };
  const base = () => place()?.dataset.base ?? "/";
  /** Path and query within the app, as the address bar has them. */
  const here = () => `/${location.pathname.slice(base().length)}${location.search}`;

  let at = here();
  /** Where the server thinks we are, or will. */
  let known = control()?.defaultValue;
  /** How far down the next page is to be shown. */
  let scroll = /** @type {number | null} */ (null);
  /** How far down this one is kept, until all of it is there. */
  let kept = /** @type {number | null} */ (null);
  /** What is to stand open there, or closed, as soon as it is there; null for as the page has it at first. */
  let panels = /** @type {Map<string, boolean | null>} */ (new Map());
  /** The heading that is to be shown then, as soon as it is there. */
  let anchor = "";
  /** What was typed into forms and not sent, by page and widget. */
  const drafts = /** @type {Map<string, Map<string, Draft[]>>} */ (new Map());
  /** @typedef {{ value: string, checked: boolean, chosen: boolean[] }} Draft */

  /** Of entries of the browser's history that were left by going back or forward: those cannot be written any more. */
  const views = /** @type {Map<number, View>} */ (new Map());
  let newest = Date.now();

  /** Tells the entry that we are at from others, after a reload, too. @returns {number} */
  const entryHere = () => {
    if (history.state?.entry === undefined) {
      history.replaceState({ ...history.state, entry: ++newest }, "");
    }
    return history.state.entry;
  };
  let entry = entryHere();

  const view = () => viewOf(document.getElementById("main"));

  /** As its user touched it last: an app that switches the page tells us once another one is there. */
  let latest = view();
  for (const type of ["click", "keydown"]) {
    // What that opens or closes does so after us.
    document.addEventListener(type, () => setTimeout(() => void (latest = view())));
  }

  /** Another page's box in the same place is another one. @param {View} left @returns {[string, null][]} */
  const asAtFirst = ({ panels }) => panels.map(([id]) => [id, null]);

  const pathOf = (/** @type {string} */ address) => address.split("?", 1)[0] ?? "";

  /** @param {import("./kit.d.ts").Control} control @returns {Draft} */
  const draftOf = (control) => ({
    value: control.value,
    checked: control instanceof HTMLInputElement && control.checked,
    chosen: control instanceof HTMLSelectElement
      ? [...control.options].map((option) => option.selected)
      : [],
  });

  /** @param {import("./kit.d.ts").Control} control @param {Draft} draft */
  const restore = (control, { value, checked, chosen }) => {
    if (control instanceof HTMLSelectElement) {
      for (const [i, option] of [...control.options].entries()) {
        option.selected = chosen[i] ?? false;
      }
    } else if (control instanceof HTMLInputElement && /checkbox|radio/.test(control.type)) {
      control.checked = checked;
    } else {
      control.value = value;
    }
    control.dispatchEvent(new Event("input", { bubbles: true }));
  };

  /** The page is left: what is being typed is said, and what no form has sent yet is kept for its return. */
  const leave = () => {
    const widget = widgetOf(document.activeElement);
    if (widget) commit(widget);
    // Some may still wait for their form.
    const drafted = drafts.get(pathOf(at)) ?? new Map();
    for (const widget of document.querySelectorAll("form[data-form] [data-widget]")) {
      if (isEdited(widget)) drafted.set(idOf(widget), controlsOf(widget).map(draftOf));
    }
    drafts.set(pathOf(at), drafted);
  };

  /** @param {string} address */
  const say = (address) => {
    const input = control();
    if (!input) return;
    known = input.value = address;
    at = here();
    for (const type of ["input", "change"]) {
      input.dispatchEvent(new Event(type, { bubbles: true }));
    }
  };

  /** @param {string} address @param {string} [hash] @param {View} [left] */
  const push = (address, hash = "", left = view()) => {
    history.replaceState({ ...history.state, view: left }, "");
    views.delete(entry);
    history.pushState({ entry: ++newest }, "", base() + address.slice(1) + hash);
    entry = newest;
    scroll = 0;
    panels = new Map(asAtFirst(left));
    anchor = decodeURIComponent(hash.slice(1));
  };

  document.addEventListener("click", (event) => {
    const link = /** @type {HTMLAnchorElement | null} */ (
      /** @type {Element} */ (event.target).closest?.("a[data-page]")
    );
    const address = link?.dataset.page;
    const elsewhere = event.button > 0 || event.ctrlKey || event.metaKey || event.shiftKey ||
      event.altKey;
    if (!address || elsewhere || event.defaultPrevented || !control()) return;
    const drawer = document.getElementById("sidebar");
    if (drawer?.matches(":popover-open")) drawer.hidePopover();
    // Another place in the same page: the browser goes there.
    if (link?.hash && address === here()) return;
    event.preventDefault();
    leave();
    if (address !== here()) push(address, link?.hash);
    say(address);
  });

  addEventListener("popstate", (event) => {
    const from = entry;
    entry = entryHere();
    // Another place in the same page.
    if (here() === at) return;
    const left = view();
    views.set(from, left);
    leave();
    anchor = "";
    /** @type {View | undefined} */
    const seen = views.get(entry) ?? event.state?.view;
    scroll = seen?.scroll ?? 0;
    panels = new Map([...asAtFirst(left), ...seen?.panels ?? []]);
    say(here());
  });

  // Who goes on reading is not taken away from there by what is still to come.
  for (const type of ["wheel", "touchmove", "pointerdown", "keydown"]) {
    addEventListener(type, () => void (kept = null), { capture: true, passive: true });
  }

  /** Of this page, not of the one before, while a page that takes its time is drawn over it. @param {Element | null} element */
  const isNew = (element) => element?.closest("[data-stale]") === null;

  return () => {
    const input = control();
    const widget = place();
    if (!input || !widget) return;
    // While more of it is to come, its beginning is there.
    const isWhole = !isEdited(widget);
    if (!isWhole && input.defaultValue !== known) return;
    if (input.defaultValue !== known) {
      // The app has switched the page.
      known = input.defaultValue;
      if (known !== here()) push(known, "", latest);
    }
    at = here();
    const drafted = drafts.get(pathOf(at));
    for (const [id, values] of drafted ?? []) {
      const field = document.querySelector(`[data-widget="${id}"]`);
      if (!field || !isNew(field)) continue;
      drafted?.delete(id);
      touch(field);
      for (const [i, one] of controlsOf(field).entries()) if (values[i]) restore(one, values[i]);
    }
    for (const [id, open] of panels) {
      const panel = document.getElementById(id);
      if (!panel || !isNew(panel)) continue;
      panels.delete(id);
      setPanel(panel, open);
    }
    kept = scroll ?? kept;
    scroll = null;
    if (kept !== null) scrollTo(0, kept);
    if (kept === 0) kept = null;
    // With the mark of a page that is busy goes what stood in empty panels, next: the browser follows that.
    else if (isWhole) {
      requestAnimationFrame(() => {
        if (kept !== null) scrollTo(0, kept);
        kept = null;
      });
    }
    const heading = anchor === "" ? null : document.getElementById(anchor);
    if (!heading) return;
    heading.scrollIntoView();
    anchor = "";
  };
};
