// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/** Lists that open: searched, walked through by the arrow keys, with what is chosen shown above them. */

/** @type {import("./kit.d.ts").Start} */
export default ({ controlsOf, idOf, isEdited, widgetOf }) => {
  /** Shows what is chosen from a list, and which options can be. @param {HTMLElement} widget */
  const showChosen = (widget) => {
    const boxes = /** @type {HTMLInputElement[]} */ (controlsOf(widget));
    const chosen = boxes.filter(({ checked }) => checked);
    const full = chosen.length >= Number(widget.dataset.max || Infinity);
    const off = widget.querySelector(".opener:disabled") !== null;
    for (const box of boxes) box.disabled = off || (full && !box.checked);
    if (!isEdited(widget)) return;
    widget.querySelector(".chips")?.replaceChildren(...chosen.map(({ id, nextElementSibling }) => {
      const chip = Object.assign(document.createElement("label"), {
        className: "chip",
        htmlFor: id,
      });
      chip.append(.../** @type {Element} */ (nextElementSibling?.cloneNode(true)).childNodes);
      return chip;
    }));
  };

  /** Hides the options that do not have what is searched for. @param {HTMLInputElement} field */
  const search = (field) => {
    const words = field.value.trim().toLocaleLowerCase();
    for (const option of field.parentElement?.querySelectorAll(".option") ?? []) {
      /** @type {HTMLElement} */ (option).hidden = !option.textContent?.toLocaleLowerCase()
        .includes(words);
    }
  };

  document.addEventListener("input", ({ target }) => {
    const control = /** @type {HTMLInputElement} */ (target);
    const widget = widgetOf(control);
    if (!widget) return;
    if ("search" in control.dataset) search(control);
    else if (control.type === "checkbox" && control.name === idOf(widget)) showChosen(widget);
  });

  document.addEventListener("keydown", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const list = target.closest?.(".options");
    if (!step || event.isComposing) return;
    if (list) {
      const stops = [...list.querySelectorAll("input")].filter((stop) => stop.checkVisibility());
      const at = stops.indexOf(/** @type {HTMLInputElement} */ (target));
      stops.at((at + step) % stops.length)?.focus();
      event.preventDefault();
    } else if (target.matches(".opener")) {
      event.preventDefault();
      target.click();
    }
  });

  document.addEventListener("toggle", (event) => {
    const list = /** @type {HTMLElement} */ (event.target);
    if (!list.matches?.(".options[popover]")) return;
    const field = list.querySelector("input");
    if (/** @type {ToggleEvent} */ (event).newState === "open") return field?.focus();
    if (!field || !("search" in field.dataset)) return;
    field.value = "";
    search(field);
  }, true);

  return () => {
    for (const chips of document.querySelectorAll(".chips")) {
      showChosen(/** @type {HTMLElement} */ (widgetOf(chips)));
    }
    for (const field of document.querySelectorAll("[data-search]")) {
      const control = /** @type {HTMLInputElement} */ (field);
      if (control.value) search(control);
    }
  };
};
