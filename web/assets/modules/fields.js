// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/** Fields that show more than the browser does by itself: what a slider is dragged to. */

/** As the server's `numberFormat()`. @param {number} value @param {DOMStringMap} how */
const numberText = (value, { format = "%s", intl }) => {
  if (intl) return new Intl.NumberFormat(navigator.language, JSON.parse(intl)).format(value);
  return format.replace(/%(?:%|(,?)(?:\.(\d+))?([dfegs]))/g, (place, comma, digits, type) => {
    if (place === "%%") return "%";
    const places = digits === undefined ? undefined : Number(digits);
    const text = type === "e"
      ? value.toExponential(places)
      : type === "d" || places !== undefined
      ? value.toFixed(type === "d" ? 0 : places)
      : String(value);
    return comma ? text.replace(/\d+/, (all) => all.replace(/\B(?=(\d{3})+$)/g, ",")) : text;
  });
};

/** @type {import("./kit.d.ts").Start} */
export default ({ controlsOf, idOf, widgetOf }) => {
  /** Shows what a slider is dragged to. @param {HTMLElement} widget @param {EventTarget} [moved] */
  const showRange = (widget, moved) => {
    const handles = /** @type {HTMLInputElement[]} */ (controlsOf(widget));
    const [low, high = low] = handles;
    if (!low || !high) return;
    if (Number(low.value) > Number(high.value)) {
      moved === low ? low.value = high.value : high.value = low.value;
    }
    const share = (/** @type {HTMLInputElement} */ { value }) =>
      (Number(value) - Number(low.min)) / (Number(low.max) - Number(low.min));
    // Of two handles in one place, the one that has room to move is on top.
    low.toggleAttribute("data-top", share(low) > 0.5);
    const { style } = /** @type {HTMLElement} */ (widget.querySelector(".slider"));
    style.setProperty("--from", String(low === high ? 0 : share(low)));
    style.setProperty("--to", String(share(high)));
    if (!moved) return;
    const texts = handles.map(({ value }) => numberText(Number(value), widget.dataset));
    handles.forEach((handle, i) => {
      if (handle.ariaValueText) handle.ariaValueText = texts[i] ?? "";
    });
    /** @type {HTMLElement} */ (widget.querySelector("output")).textContent = texts.join(" – ");
  };

  document.addEventListener("input", ({ target }) => {
    const widget = widgetOf(target);
    const control = /** @type {HTMLInputElement} */ (target);
    if (widget && control.name === idOf(widget) && control.type === "range") {
      showRange(widget, control);
    }
  });

  return (form) => {
    for (const slider of document.querySelectorAll(".slider")) {
      const widget = /** @type {HTMLElement} */ (widgetOf(slider));
      showRange(widget, form?.contains(widget) ? slider : undefined);
    }
  };
};
