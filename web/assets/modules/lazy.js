// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/** Fragments that run once their place is seen: asks for each a little before it is. */

/** @type {import("./kit.d.ts").Start} */
export default ({ redraw }) => {
  const watcher = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      const region = target.closest("eddy-fragment");
      if (isIntersecting && region) redraw(region.id);
    }
  }, { rootMargin: "200px" });
  return () => {
    for (const place of document.querySelectorAll("[data-awaits]")) watcher.observe(place);
  };
};
