// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/**
 * Fields that do more than the browser makes them do: sliders that say what they are dragged to, circles
 * whose choice can be taken back.
 */

const UNANSWERED = "This needs a choice.";

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
    if (!widget || control.name !== idOf(widget)) return;
    if (control.type === "range") showRange(widget, control);
    else notePills(widget);
  });

  // ── Circles whose choice can be taken back, boxes of which one is asked for ──────────────────

  /** What was chosen before a click, by widget: at the click itself, the circle is chosen already. */
  const chosen = /** @type {Map<string, string>} */ (new Map());

  /** @param {HTMLElement} widget */
  const notePills = (widget) => {
    const controls = /** @type {HTMLInputElement[]} */ (controlsOf(widget));
    const one = controls.find(({ checked }) => checked);
    if ("clearable" in widget.dataset) chosen.set(idOf(widget), one?.value ?? "");
    if ("required" in widget.dataset) controls[0]?.setCustomValidity(one ? "" : UNANSWERED);
  };

  /** @param {HTMLInputElement} circle */
  const takeBack = (circle) => {
    circle.checked = false;
    for (const type of ["input", "change"]) {
      circle.dispatchEvent(new Event(type, { bubbles: true }));
    }
  };

  /** @param {EventTarget | null} target */
  const clearableOf = (target) => {
    const widget = widgetOf(target);
    return widget && "clearable" in widget.dataset && target instanceof HTMLInputElement
      ? widget
      : null;
  };

  document.addEventListener("click", ({ target }) => {
    const widget = clearableOf(target);
    const circle = /** @type {HTMLInputElement} */ (target);
    if (widget && chosen.get(idOf(widget)) === circle.value) takeBack(circle);
  });

  document.addEventListener("keydown", (event) => {
    const circle = /** @type {HTMLInputElement} */ (event.target);
    if (!/^( |Backspace|Delete)$/.test(event.key) || !clearableOf(circle)?.matches(":enabled")) {
      return;
    }
    if (!circle.checked) return;
    // The browser would click it when the key is let go, and so choose it again.
    event.preventDefault();
    takeBack(circle);
  });

  return (form) => {
    for (const pills of document.querySelectorAll("[data-clearable],fieldset[data-required]")) {
      notePills(/** @type {HTMLElement} */ (pills));
    }
    for (const slider of document.querySelectorAll(".slider")) {
      const widget = /** @type {HTMLElement} */ (widgetOf(slider));
      showRange(widget, form?.contains(widget) ? slider : undefined);
    }
  };
};
