// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/** Fragments that run once their place is seen: asks for each a little before it is. */

/** Milliseconds until one is asked for again that was not there. */
const AGAIN = 500;

/** @type {import("./kit.d.ts").Start} */
export default ({ redraw }) => {
  const watcher = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      const region = target.closest("eddy-fragment");
      if (isIntersecting && region) redraw(region.id);
    }
  }, { rootMargin: "200px" });

  // It was not there when it was asked for, and has come back before anybody saw it go: it is looked at anew.
  document.addEventListener("htmx:finally:request", (event) => {
    const { target, detail } = /** @type {CustomEvent} */ (event);
    if (!(target instanceof Element) || detail.ctx.response?.status !== 204) return;
    setTimeout(() => {
      for (const place of target.querySelectorAll("[data-awaits]")) {
        watcher.unobserve(place);
        watcher.observe(place);
      }
    }, AGAIN);
  });
  return () => {
    for (const place of document.querySelectorAll("[data-awaits]")) watcher.observe(place);
  };
};
