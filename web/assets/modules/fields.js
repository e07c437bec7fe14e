// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/**
 * Fields that do more than the browser makes them do: sliders that say what they are dragged to, circles
 * whose choice can be taken back.
 */

const UNANSWERED = "This needs a choice.";

/** As the server's `numberFormat()` and `dateFormat()`. @param {number} value @param {DOMStringMap} how */
const numberText = (value, { format = "%s", intl, seconds }) => {
  if (intl && seconds) {
    return new Intl.DateTimeFormat(navigator.language, { timeZone: "UTC", ...JSON.parse(intl) })
      .format(value * Number(seconds) * 1000);
  }
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

/** Tells the page that somebody changed a control. @param {Element} control */
const changed = (control) => {
  for (const type of ["input", "change"]) control.dispatchEvent(new Event(type, { bubbles: true }));
};

/** @type {import("./kit.d.ts").Start} */
export default ({ controlsOf, idOf, widgetOf }) => {
  /** Shows where a slider stands; `moved`: somebody or something has put it there. @param {HTMLElement} widget @param {EventTarget} [moved] */
  const showRange = (widget, moved) => {
    const handles = [
      .../** @type {NodeListOf<HTMLInputElement>} */ (
        widget.querySelectorAll(".slider input[type=range]")
      ),
    ];
    const [low, high = low] = handles;
    if (!low || !high) return;
    const labels = labelsOf(widget);
    handles.forEach((handle, i) => {
      const at = labels?.indexOf(controlsOf(widget)[i]?.value ?? "") ?? -1;
      if (at >= 0) handle.value = String(at);
    });
    if (Number(low.value) > Number(high.value)) {
      moved === low ? low.value = high.value : high.value = low.value;
    }
    const share = (/** @type {HTMLInputElement} */ { value }) =>
      (Number(value) - Number(low.min)) / (Number(low.max) - Number(low.min) || 1);
    // Of two handles in one place, the one that has room to move is on top.
    low.toggleAttribute("data-top", share(low) > 0.5);
    const { style } = /** @type {HTMLElement} */ (widget.querySelector(".slider"));
    style.setProperty("--from", String(low === high ? 0 : share(low)));
    style.setProperty("--to", String(share(high)));
    if (!moved) return;
    const texts = handles.map(({ value }) =>
      labels?.[Number(value)] ?? numberText(Number(value), widget.dataset)
    );
    handles.forEach((handle, i) => {
      if (handle.ariaValueText) handle.ariaValueText = texts[i] ?? "";
    });
    /** @type {HTMLElement} */ (widget.querySelector("output")).textContent = texts.join(" – ");
  };

  /** What the places of a slider over options are called. @param {HTMLElement} widget @returns {string[] | undefined} */
  const labelsOf = ({ dataset }) => dataset.labels && JSON.parse(dataset.labels);

  /** What a slider over options says: a name. @param {HTMLElement} widget @param {HTMLInputElement} range */
  const nameOption = (widget, range) => {
    const handles = /** @type {NodeListOf<HTMLInputElement>} */ (
      widget.querySelectorAll("input[type=range]")
    );
    const end = range === handles[0] ? 0 : 1;
    const control = controlsOf(widget)[end];
    if (!control) return;
    const at = Number(range.value);
    // Of two ends, none gets past the other.
    const other = Number(handles[1 - end]?.value ?? at);
    const place = end === 0 && handles[1]
      ? Math.min(at, other)
      : end === 1
      ? Math.max(at, other)
      : at;
    control.value = labelsOf(widget)?.[place] ?? "";
    control.dispatchEvent(new Event("input", { bubbles: true }));
    showRange(widget, range);
  };

  document.addEventListener("input", ({ target }) => {
    const widget = widgetOf(target);
    const control = /** @type {HTMLInputElement} */ (target);
    if (!widget) return;
    if (control.type === "range" && "labels" in widget.dataset) nameOption(widget, control);
    if (control.name !== idOf(widget)) return;
    if (control.type === "range") showRange(widget, control);
    else if (control.matches(CALENDAR)) orderEnds(widget);
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
    changed(circle);
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

  // ── Pages to turn to ─────────────────────────────────────────────────────────────────────────

  document.addEventListener("click", ({ target }) => {
    const button = /** @type {HTMLElement} */ (target).closest?.("[data-turn],[data-step]");
    const widget = widgetOf(button ?? null);
    const control = widget && controlsOf(widget)[0];
    if (!widget || !control) return;
    const { turn, step } = /** @type {HTMLElement} */ (button).dataset;
    const to = turn ? Number(turn) : Number(control.value) + Number(step);
    if (to < 1 || to > Number(widget.dataset.pages) || String(to) === control.value) return;
    control.value = String(to);
    changed(control);
    showPage(widget);
  });

  /** Marks the page that is open. @param {Element} widget */
  const showPage = (widget) => {
    const page = controlsOf(widget)[0]?.value;
    for (const one of widget.querySelectorAll("[data-turn]")) {
      one.ariaCurrent = one.getAttribute("data-turn") === page ? "page" : null;
    }
  };

  // ── Days and times ───────────────────────────────────────────────────────────────────────────

  const CALENDAR = "[type=date],[type=time],[type=datetime-local]";

  /** @param {EventTarget | null} target @param {boolean} typing */
  const noteTyping = (target, typing) => {
    const widget = target instanceof Element && target.matches(CALENDAR) ? widgetOf(target) : null;
    widget?.toggleAttribute("data-typing", typing);
  };

  // What is typed is meant once the field is left, what the browser's calendar offers at once.
  document.addEventListener("keydown", ({ target, key, altKey }) => {
    noteTyping(target, !altKey && !/^( |F4|Tab)$/.test(key));
  });
  document.addEventListener("pointerdown", ({ target }) => noteTyping(target, false));

  /** Keeps the ends of a range in order. @param {Element} widget */
  const orderEnds = (widget) => {
    const [from, to] = /** @type {HTMLInputElement[]} */ (controlsOf(widget));
    if (!from?.matches(CALENDAR) || !to) return;
    const min = from.value || from.min;
    // Set while somebody types there, it would throw out what is half typed.
    if (to.min !== min && to !== document.activeElement) to.min = min;
  };

  document.addEventListener("focusout", ({ target }) => {
    const widget = widgetOf(target);
    if (widget) orderEnds(widget);
  }, true);

  /** The server did not know yet where its user is. @param {HTMLInputElement} control */
  const putRight = (control) => {
    const { moment } = control.dataset;
    const guess = control.value;
    control.removeAttribute("data-moment");
    const [day = "", time = ""] = new Date(moment || Date.now()).toLocaleString("sv").split(" ");
    control.value = { date: day, time, "datetime-local": `${day}T${time}` }[control.type] ?? "";
    const step = Number(control.step) * 1000;
    if (step) control.valueAsNumber -= control.valueAsNumber % step;
    if (!control.validity.valid) control.value = guess;
    if (control.value !== guess) changed(control);
  };

  // What was dragged before this was loaded.
  for (const one of document.querySelectorAll("[data-labels] [type=range]")) {
    const range = /** @type {HTMLInputElement} */ (one);
    const widget = widgetOf(range);
    if (!widget || range.value === range.defaultValue) continue;
    nameOption(/** @type {HTMLElement} */ (widget), range);
    range.dispatchEvent(new Event("change", { bubbles: true }));
  }

  return (form) => {
    document.querySelectorAll(".pages").forEach(showPage);
    for (const control of document.querySelectorAll(`[data-widget] :is(${CALENDAR})`)) {
      const widget = widgetOf(control);
      if (widget) orderEnds(widget);
      if ("moment" in /** @type {HTMLElement} */ (control).dataset) {
        putRight(/** @type {HTMLInputElement} */ (control));
      }
    }
    for (const pills of document.querySelectorAll("[data-clearable],fieldset[data-required]")) {
      notePills(/** @type {HTMLElement} */ (pills));
    }
    for (const slider of document.querySelectorAll(".slider")) {
      const widget = /** @type {HTMLElement} */ (widgetOf(slider));
      showRange(widget, form?.contains(widget) ? slider : undefined);
    }
  };
};
