// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/**
 * Boxes that show what is chosen, and the lists that they open: searched while somebody types, walked
 * through by the arrow keys. Of a long list, the server sends the rows that are looked for.
 */
import { focusWhenOpen } from "../popover_focus.js";

/** @typedef {HTMLInputElement} Input */

const SEARCH_DELAY = 120;
/** More chosen options than that are counted, not shown. As in `picker.ts`. */
const MOST_CHIPS = 20;
const UNANSWERED = "This needs a choice.";

/** Without what somebody who searches leaves out. As in `option_list.ts`. @param {string} text */
const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** As the server does it. @param {string} words @param {string} [mode] @returns {(name: string) => boolean} */
const test = (words, mode) => {
  if (mode === "prefix") return (name) => name.startsWith(words);
  if (mode === "fuzzy") {
    return (name) => {
      let at = -1;
      return [...words].every((letter) => (at = name.indexOf(letter, at + 1)) >= 0);
    };
  }
  const parts = words.split(/\s+/);
  return (name) => parts.every((part) => name.includes(part));
};

/** @param {string} text such as "0-4,7" */
const readRanges = (text) => {
  const numbers = /** @type {Set<number>} */ (new Set());
  for (const part of text.split(",").filter(Boolean)) {
    const [from = 0, to = from] = part.split("-").map(Number);
    for (let number = from; number <= to; number++) numbers.add(number);
  }
  return numbers;
};

/** @param {Set<number>} numbers */
const writeRanges = (numbers) => {
  const all = [...numbers].sort((a, b) => a - b);
  const parts = [];
  for (let i = 0; i < all.length; i++) {
    const from = all[i];
    while (all[i + 1] === (all[i] ?? 0) + 1) i++;
    parts.push(from === all[i] ? from : `${from}-${all[i]}`);
  }
  return parts.join(",");
};

/** @type {import("./kit.d.ts").Start} */
export default ({ controlsOf, idOf, isEdited, resume, sign, widgetOf }) => {
  /**
   * What is known of a list that the page does not have: which one, what its rows were searched for, how
   * many there are of these, how options are called: by their places, a single one by its value.
   * @typedef {{ list: string, words: string, total: number, names: Map<number | string, Node[]>,
   *   active: string, request: AbortController | null, loading: boolean, entered: boolean, wanted: string | null, pause: ReturnType<typeof setTimeout> | undefined }} Search
   */
  const searches = /** @type {Map<string, Search>} */ (new Map());

  /** @param {HTMLElement} widget @param {string} selector */
  const part = (widget, selector) => /** @type {HTMLElement} */ (widget.querySelector(selector));
  /** @param {HTMLElement} widget */
  const rowsOf = (
    widget,
  ) => /** @type {HTMLElement[]} */ ([...widget.querySelectorAll(".rows > .option")]);
  /** @param {HTMLElement} widget @returns {Input | null} */
  const fieldOf = (widget) => widget.querySelector("[data-search]");
  /** @param {Element} widget */
  const wordsIn = (widget) => {
    const field = /** @type {Input | null} */ (widget.querySelector("[data-search]"));
    return folded(field?.value ?? "").trim();
  };
  /** What has the focus first in an open list. @param {HTMLElement} widget @returns {Input | null} */
  const firstIn = (widget) => fieldOf(widget) ?? widget.querySelector(".rows input");
  /** @param {HTMLElement} row @returns {Input | null} */
  const boxIn = (row) => row.querySelector("input");
  /** @param {Element} widget */
  const isOpen = (widget) => widget.querySelector(".options:popover-open") !== null;
  /** @param {Element} widget */
  const isOff = (widget) => widget.querySelector(".opener:disabled") !== null;

  /** Tells the page that somebody changed a control. @param {Element} control */
  const changed = (control) => {
    for (const type of ["input", "change"]) {
      control.dispatchEvent(new Event(type, { bubbles: true }));
    }
  };

  /** @param {HTMLElement} widget @returns {Search} */
  const searchOf = (widget) => {
    const { list = "" } = widget.dataset;
    const known = searches.get(idOf(widget));
    if (known?.list === list) return known;
    known?.request?.abort();
    const fresh = {
      list,
      words: "",
      total: -1,
      names: new Map(),
      active: "",
      request: null,
      loading: false,
      wanted: null,
      entered: false,
      pause: undefined,
    };
    searches.set(idOf(widget), fresh);
    if (known) part(widget, ".rows").replaceChildren();
    return fresh;
  };

  // ── What is chosen ───────────────────────────────────────────────────────────────────────────

  /** The control that says what is chosen from a long list, and what it says. @param {Element} widget */
  const placesOf = (widget) => {
    const control = /** @type {Input} */ (
      controlsOf(widget).find(({ value, type }) => type === "text" && value.startsWith("~"))
    );
    return { control, places: readRanges(control.value.slice(control.value.indexOf(":") + 1)) };
  };

  /** How many are chosen. @param {HTMLElement} widget */
  const count = (widget) => {
    const boxes = /** @type {Input[]} */ (controlsOf(widget))
      .filter(({ type, checked }) => type === "checkbox" && checked);
    return boxes.length + ("find" in widget.dataset ? placesOf(widget).places.size : 0);
  };

  /** @param {HTMLElement} widget */
  const room = (widget) => Number(widget.dataset.max || Infinity) - count(widget);

  /** @param {string} className @param {Iterable<Node>} content */
  const chip = (className, content, name = "span") => {
    const made = Object.assign(document.createElement(name), { className });
    made.append(...content);
    return made;
  };

  /** @param {Iterable<Node>} nodes */
  const copies = (nodes) => [...nodes].map((node) => node.cloneNode(true));

  /** Shows what is chosen, and which options can be. @param {HTMLElement} widget */
  const show = (widget) => {
    const { dataset } = widget;
    if (!("several" in dataset)) {
      const [{ value } = { value: "" }] = controlsOf(widget);
      for (const row of rowsOf(widget)) {
        row.ariaSelected = String(row.dataset.value === value && value !== "");
      }
      const one = widget.querySelector(".one");
      if (one) searchOf(widget).names.set(value, copies(one.childNodes));
      return;
    }
    const full = room(widget) <= 0;
    const off = isOff(widget);
    const remote = "find" in dataset;
    const places = remote ? placesOf(widget).places : new Set();
    for (const row of rowsOf(widget)) {
      const box = boxIn(row);
      if (!box) continue;
      if (remote) box.checked = places.has(Number(box.dataset.at));
      box.disabled = off || (full && !box.checked);
    }
    if ("required" in dataset) {
      controlsOf(widget)[0]?.setCustomValidity(count(widget) > 0 ? "" : UNANSWERED);
    }
    if (isEdited(widget)) showChips(widget, places);
  };

  /** @param {HTMLElement} widget @param {Set<number>} places */
  const showChips = (widget, places) => {
    const chips = part(widget, ".chips");
    const added = [...chips.children].filter((one) => one.querySelector("input"));
    // One that is taken away must stay until the page has heard of it.
    for (const one of added) one.toggleAttribute("hidden", !one.querySelector("input:checked"));
    if (!("find" in widget.dataset)) {
      const chosen = rowsOf(widget).map(boxIn).filter((box) => box?.checked);
      chips.replaceChildren(
        ...chosen.map((box) => {
          const made = chip("chip", copies(box?.nextElementSibling?.childNodes ?? []), "label");
          made.setAttribute("for", box?.id ?? "");
          return made;
        }),
        ...added,
      );
      return;
    }
    const { names } = searchOf(widget);
    for (const one of chips.querySelectorAll("[data-at]")) {
      names.set(Number(/** @type {HTMLElement} */ (one).dataset.at), copies(one.childNodes));
    }
    const shown = [...places].sort((a, b) => a - b).filter((at) => names.has(at))
      .slice(0, MOST_CHIPS);
    const rest = places.size - shown.length;
    chips.replaceChildren(
      placesOf(widget).control,
      ...shown.map((at) => {
        const made = chip("chip", copies(names.get(at) ?? []));
        made.dataset.at = String(at);
        return made;
      }),
      ...(rest > 0 ? [chip("rest", [new Text(`+ ${rest.toLocaleString("en")} more`)])] : []),
      ...added,
    );
  };

  /** Sets which of a long list are chosen. @param {HTMLElement} widget @param {Set<number>} places */
  const setPlaces = (widget, places) => {
    const { control } = placesOf(widget);
    control.value = `~${widget.dataset.list}:${writeRanges(places)}`;
    changed(control);
  };

  /** @param {HTMLElement} widget @param {number} at @param {boolean} on */
  const setPlace = (widget, at, on) => {
    const { places } = placesOf(widget);
    const row = boxIn(part(widget, ".rows"))
      ? rowsOf(widget).find((one) => boxIn(one)?.dataset.at === String(at))
      : undefined;
    if (row) searchOf(widget).names.set(at, copies(row.querySelector("span")?.childNodes ?? []));
    on ? places.add(at) : places.delete(at);
    setPlaces(widget, places);
  };

  /** Makes this the one that is chosen; none without text. @param {HTMLElement} widget @param {string} value @param {Iterable<Node>} content */
  const setOne = (widget, value, content) => {
    const control = /** @type {Input} */ (controlsOf(widget)[0]);
    control.value = value;
    showOne(widget, content);
    changed(control);
  };

  /** @param {HTMLElement} widget @param {Iterable<Node>} content */
  const showOne = (widget, content) => {
    const control = /** @type {Input} */ (controlsOf(widget)[0]);
    const shown = control.value === "" ? [] : [chip("one", content)];
    part(widget, ".chips").replaceChildren(control, ...shown);
    show(widget);
  };

  /** A reset has put the controls back, and nothing beside them. @param {HTMLElement} widget */
  const showReset = (widget) => {
    if ("several" in widget.dataset) {
      return showChips(widget, "find" in widget.dataset ? placesOf(widget).places : new Set());
    }
    const { value = "" } = controlsOf(widget)[0] ?? {};
    showOne(widget, copies(searchOf(widget).names.get(value) ?? [new Text(value)]));
  };

  /** @param {HTMLElement} widget @param {HTMLElement} row */
  const choose = (widget, row) => {
    setOne(widget, row.dataset.value ?? "", copies(row.childNodes));
    part(widget, ".options").hidePopover();
  };

  /** Adds what is typed as an option of the user's own. @param {HTMLElement} widget */
  const add = (widget) => {
    const field = fieldOf(widget);
    const text = field?.value.trim() ?? "";
    if (!field || text === "") return;
    const words = folded(text);
    const same = rowsOf(widget).find((row) => folded(row.textContent ?? "").trim() === words);
    if (!("several" in widget.dataset)) {
      if (same) return choose(widget, same);
      setOne(widget, text, [new Text(text)]);
      return part(widget, ".options").hidePopover();
    }
    field.value = "";
    if (same) boxIn(same)?.click();
    else if (room(widget) > 0) {
      const box = Object.assign(document.createElement("input"), {
        type: "checkbox",
        name: idOf(widget),
        value: text,
        checked: true,
        hidden: true,
      });
      const made = chip("chip", [box, chip("", [new Text(text)])], "label");
      part(widget, ".chips").append(made);
      changed(box);
    }
    search(widget);
  };

  /** Chooses all that are found. @param {HTMLElement} widget */
  const chooseAll = async (widget) => {
    if ("find" in widget.dataset) {
      const answer = await ask(widget, { places: "" });
      const { places } = placesOf(widget);
      let left = room(widget);
      for (const at of readRanges(answer?.text ?? "")) {
        if (!places.has(at) && left-- > 0) places.add(at);
      }
      return setPlaces(widget, places);
    }
    const boxes = rowsOf(widget).filter((row) => !row.hidden).map(boxIn)
      .filter((box) => box && !box.checked && !box.disabled).slice(0, Math.max(0, room(widget)));
    for (const box of boxes) if (box) box.checked = true;
    if (boxes[0]) changed(boxes[0]);
  };

  /** @param {HTMLElement} widget */
  const clear = (widget) => {
    if (!("several" in widget.dataset)) return setOne(widget, "", []);
    const boxes = /** @type {Input[]} */ (controlsOf(widget))
      .filter(({ type, checked }) => type === "checkbox" && checked);
    for (const box of boxes) box.checked = false;
    if ("find" in widget.dataset) setPlaces(widget, new Set());
    else if (boxes[0]) changed(boxes[0]);
  };

  // ── Searching ────────────────────────────────────────────────────────────────────────────────

  /** Asks the server about a long list. @param {HTMLElement} widget @param {Record<string, string>} what @param {AbortSignal} [signal] */
  const ask = async (widget, what, signal) => {
    const query = new URLSearchParams({ for: fieldOf(widget)?.value.trim() ?? "", ...what });
    const headers = /** @type {Record<string, string>} */ ({});
    sign(headers);
    try {
      const answer = await fetch(`${widget.dataset.find}?${query}`, {
        headers,
        redirect: "error",
        ...(signal && { signal }),
      });
      if (answer.status === 410) resume();
      if (answer.ok) return { headers: answer.headers, text: await answer.text() };
    } catch (error) {
      if (signal?.aborted) return null;
      // The page says that the connection is lost, or the next try finds it back.
      if (!(error instanceof TypeError)) throw error;
    }
    note(widget, "The list could not be loaded. Type to try again.");
    return null;
  };

  /** Rows of a long list: the first of those searched for, or more of them. @param {HTMLElement} widget */
  const fetchRows = async (widget, more = false) => {
    const known = searchOf(widget);
    const words = wordsIn(widget);
    const from = more ? rowsOf(widget).length : 0;
    // Only the newest search counts.
    known.request?.abort();
    known.request = new AbortController();
    const answer = await ask(widget, { from: String(from) }, known.request.signal);
    if (known.wanted === words) known.wanted = null;
    // The list has changed meanwhile: the page's next answer says so, too.
    if (!answer || answer.headers.get("eddy-list") !== known.list) return;
    if (searchOf(widget) !== known || words !== wordsIn(widget)) return;
    const rows = part(widget, ".rows");
    if (!more) rows.replaceChildren();
    rows.insertAdjacentHTML("beforeend", answer.text);
    known.words = words;
    known.total = Number(answer.headers.get("eddy-total"));
    show(widget);
    tell(widget);
    if (known.entered) enter(widget);
    known.entered = false;
  };

  /** @param {HTMLElement} widget @param {string} text */
  const note = (widget, text) => {
    const place = part(widget, ".note");
    if (place.textContent !== text) place.textContent = text;
  };

  /** Says how many were found, and what can be done with what is typed. @param {HTMLElement} widget */
  const tell = (widget) => {
    const shown = rowsOf(widget).filter((row) => !row.hidden);
    const words = wordsIn(widget);
    const { total } = searchOf(widget);
    const isPart = "find" in widget.dataset && total > rowsOf(widget).length;
    note(
      widget,
      shown.length === 0
        ? "Nothing found"
        : isPart
        ? `${shown.length} of ${total.toLocaleString("en")}`
        : "",
    );
    const all = widget.querySelector(".all");
    if (all) all.textContent = words === "" ? "Select all" : "Select all found";
    const adder = /** @type {HTMLElement | null} */ (widget.querySelector(".add"));
    if (adder) {
      const text = fieldOf(widget)?.value.trim() ?? "";
      adder.hidden = text === "" ||
        shown.some((row) => folded(row.textContent ?? "").trim() === words);
      adder.textContent = `Add “${text}”`;
    }
  };

  /**
   * Whether the rows hold what is searched for. If all that was found is here, what is found by typing on
   * is among it.
   * @param {HTMLElement} widget
   */
  const isHere = (widget) => {
    if (!("find" in widget.dataset)) return true;
    const { words, total } = searchOf(widget);
    const now = wordsIn(widget);
    if (total < 0 || now === words) return total >= 0;
    return total === rowsOf(widget).length && now.startsWith(words);
  };

  /** Shows the options that have what is searched for. @param {HTMLElement} widget */
  const search = (widget) => {
    const known = searchOf(widget);
    const words = wordsIn(widget);
    // Whatever else is shown meanwhile, what is asked for is on its way.
    if (known.wanted === words) return;
    clearTimeout(known.pause);
    known.wanted = null;
    if (!isHere(widget)) {
      known.wanted = words;
      known.pause = setTimeout(fetchRows, known.total < 0 ? 0 : SEARCH_DELAY, widget);
      return;
    }
    const fits = test(words, widget.dataset.mode);
    for (const row of rowsOf(widget)) row.hidden = !fits(folded(row.textContent ?? ""));
    tell(widget);
  };

  /** Marks the option that Enter chooses. @param {HTMLElement} widget @param {HTMLElement | null} row */
  const activate = (widget, row) => {
    if ("several" in widget.dataset) return;
    searchOf(widget).active = row?.id ?? "";
    for (const one of rowsOf(widget)) one.toggleAttribute("data-active", one === row);
    fieldOf(widget)?.setAttribute("aria-activedescendant", row?.id ?? "");
    row?.scrollIntoView({ block: "nearest" });
  };

  // ── Events ───────────────────────────────────────────────────────────────────────────────────

  /** @param {EventTarget | null} target */
  const pickerOf = (target) => {
    const widget = widgetOf(target);
    return widget?.querySelector(".picker") ? widget : null;
  };

  document.addEventListener("input", ({ target }) => {
    const widget = pickerOf(target);
    const control = /** @type {Input} */ (target);
    if (!widget) return;
    if ("search" in control.dataset) {
      activate(widget, null);
      searchOf(widget).entered = false;
      search(widget);
    } else if (control.dataset.at) setPlace(widget, Number(control.dataset.at), control.checked);
    else show(widget);
  });

  document.addEventListener("click", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const widget = pickerOf(target);
    if (!widget || isOff(widget)) return;
    const option = /** @type {HTMLElement | null} */ (target.closest("[role=option]"));
    const chosen = /** @type {HTMLElement | null} */ (target.closest(".chip[data-at]"));
    if (option) choose(widget, option);
    else if (chosen) setPlace(widget, Number(chosen.dataset.at), false);
    else if (target.closest(".remove")) {
      clear(widget);
      part(widget, ".opener").focus();
    } else if (target.closest(".all")) void chooseAll(widget);
    else if (target.closest(".add")) add(widget);
  });

  document.addEventListener("keydown", (event) => {
    const { key, target, isComposing } = event;
    const widget = pickerOf(target);
    if (!widget || isComposing || !(target instanceof HTMLElement)) return;
    const step = key === "ArrowDown" ? 1 : key === "ArrowUp" ? -1 : 0;
    if (target.matches(".opener")) {
      const isLetter = key.length === 1 && key !== " " && !event.ctrlKey && !event.metaKey &&
        !event.altKey;
      // A letter opens the list, and is typed into its search.
      if (step || (isLetter && fieldOf(widget))) {
        if (!isOpen(widget)) target.click();
        firstIn(widget)?.focus();
      }
      if (step) event.preventDefault();
      if (key === "Backspace" || key === "Delete") takeLast(widget);
      return;
    }
    if (!target.closest(".options")) return;
    if (step) {
      event.preventDefault();
      move(widget, target, step);
    } else if (key === "Enter" && "search" in target.dataset) {
      event.preventDefault();
      enter(widget);
    }
  });

  /** Takes what is marked, else what can be added, else the first that is found. @param {HTMLElement} widget */
  const enter = (widget) => {
    const known = searchOf(widget);
    const words = wordsIn(widget);
    if (!isHere(widget)) {
      // The rows are still those of another search.
      known.entered = true;
      return;
    }
    const active = rowsOf(widget).find((row) => "active" in row.dataset);
    const first = rowsOf(widget).find((row) => !row.hidden);
    const adder = widget.querySelector(".add:not([hidden])");
    if (active) choose(widget, active);
    else if (adder) add(widget);
    else if (first && words) {
      if (!("several" in widget.dataset)) return choose(widget, first);
      boxIn(first)?.click();
      // What is typed next is another search.
      fieldOf(widget)?.select();
    }
  };

  /** To the next option: its box, or the mark on it. @param {HTMLElement} widget @param {HTMLElement} from @param {number} step */
  const move = (widget, from, step) => {
    const rows = rowsOf(widget).filter((row) => !row.hidden);
    if ("several" in widget.dataset) {
      const stops = [
        .../** @type {NodeListOf<HTMLElement>} */ (widget.querySelectorAll(
          ".options :is(input, button)",
        )),
      ].filter((stop) => stop.checkVisibility() && !stop.matches(":disabled"));
      stops.at((stops.indexOf(from) + step) % stops.length)?.focus();
    } else if (rows.length > 0) {
      const at = rows.findIndex((row) => "active" in row.dataset);
      activate(widget, rows.at((at < 0 && step < 0 ? 0 : at) + step) ?? rows[0] ?? null);
    }
  };

  /** Takes the last one away that is chosen. @param {HTMLElement} widget */
  const takeLast = (widget) => {
    if (!("several" in widget.dataset)) {
      if (widget.querySelector(".remove")) clear(widget);
      return;
    }
    const last = /** @type {HTMLElement | undefined} */ (
      [...widget.querySelectorAll(".chip:not([hidden])")].at(-1)
    );
    last?.click();
  };

  /** The widget whose list a popover is. @param {EventTarget | null} popover */
  const ownerOf = (popover) =>
    /** @type {Element} */ (popover).matches?.(".options[popover]") ? pickerOf(popover) : null;

  focusWhenOpen((list) => {
    const widget = ownerOf(list);
    return widget && firstIn(widget);
  });

  // Before the next key comes: what `toggle` says, it says later.
  document.addEventListener("beforetoggle", (event) => {
    const widget = ownerOf(event.target);
    if (!widget) return;
    const field = fieldOf(widget);
    if (/** @type {ToggleEvent} */ (event).newState === "open") {
      if (field) search(widget);
      const chosen = rowsOf(widget).find((row) => row.ariaSelected === "true");
      if (chosen) activate(widget, chosen);
    } else if (field && field.value !== "") {
      field.value = "";
      if (!("find" in widget.dataset)) search(widget);
    }
  }, true);

  document.addEventListener("toggle", ({ target }) => {
    // Only what can be seen is scrolled to.
    ownerOf(target)?.querySelector(".options [data-active]")?.scrollIntoView({ block: "nearest" });
  }, true);

  // At the end of the rows that are there, more are sent.
  document.addEventListener("scroll", ({ target }) => {
    const list = /** @type {HTMLElement} */ (target);
    const widget = list.matches?.(".options") ? pickerOf(list) : null;
    if (!widget || !("find" in widget.dataset)) return;
    const known = searchOf(widget);
    const isNear = list.scrollTop + 2 * list.clientHeight > list.scrollHeight;
    if (!isNear || known.loading || rowsOf(widget).length >= known.total) return;
    known.loading = true;
    void fetchRows(widget, true).finally(() => known.loading = false);
  }, true);

  return (form) => {
    for (const picker of document.querySelectorAll(".picker")) {
      const widget = /** @type {HTMLElement} */ (widgetOf(picker));
      const known = searchOf(widget);
      if (form?.contains(widget)) showReset(widget);
      show(widget);
      if (!isOpen(widget) || !fieldOf(widget)) continue;
      // What was found in a long list is still there, unless the list is another one now.
      if (!("find" in widget.dataset) || known.total < 0) search(widget);
      else tell(widget);
      const active = rowsOf(widget).find(({ id }) => id === known.active);
      if (active) activate(widget, active);
    }
  };
};
