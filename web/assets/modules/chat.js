// @ts-check
/// <reference lib="dom" />
/** A chat's line: has what is being answered end. */

/** @type {import("./kit.d.ts").Start} */
export default ({ regionOf, sign, widgetOf }) => {
  document.addEventListener("click", ({ target }) => {
    const line = widgetOf(target);
    const button = target instanceof Element && target.closest(".stop");
    if (!line || !button) return;
    const headers = /** @type {Record<string, string>} */ ({});
    sign(headers);
    const region = regionOf(line).getAttribute("hx-post");
    // It is no event, and overtakes them all. Lost, it can be pressed again.
    fetch(`${region}/stop`, { method: "POST", headers }).catch(() => {});
    // The button goes when that has ended; whoever uses a mouse, or a phone, may not want to type.
    if (button.matches(":focus-visible")) line.querySelector("textarea")?.focus();
  });
  return () => {};
};
