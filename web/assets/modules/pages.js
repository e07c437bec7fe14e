// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/**
 * Apps of several pages: links between them are followed within the session, and the address bar goes
 * along, back and forward too. Where one is, is a widget's value like any other.
 */

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
  /** The heading that is to be shown then, as soon as it is there. */
  let anchor = "";
  /** What was typed into forms and not sent, by page and widget. */
  const drafts = /** @type {Map<string, Map<string, Draft[]>>} */ (new Map());
  /** @typedef {{ value: string, checked: boolean, chosen: boolean[] }} Draft */

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
    const drafted = new Map();
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

  /** @param {string} address @param {string} [hash] */
  const push = (address, hash = "") => {
    history.replaceState({ ...history.state, scroll: scrollY }, "");
    history.pushState(null, "", base() + address.slice(1) + hash);
    scroll = 0;
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
    // Another place in the same page.
    if (here() === at) return;
    leave();
    anchor = "";
    scroll = event.state?.scroll ?? 0;
    say(here());
  });

  return () => {
    const input = control();
    const widget = place();
    if (!input || !widget || isEdited(widget)) return;
    if (input.defaultValue !== known) {
      // The app has switched the page.
      known = input.defaultValue;
      if (known !== here()) push(known);
    }
    at = here();
    for (const [id, values] of drafts.get(pathOf(at)) ?? []) {
      const drafted = document.querySelector(`[data-widget="${id}"]`);
      if (!drafted) continue;
      touch(drafted);
      for (const [i, one] of controlsOf(drafted).entries()) if (values[i]) restore(one, values[i]);
    }
    drafts.delete(pathOf(at));
    if (scroll !== null) scrollTo(0, scroll);
    scroll = null;
    const heading = anchor === "" ? null : document.getElementById(anchor);
    if (!heading) return;
    heading.scrollIntoView();
    anchor = "";
  };
};
