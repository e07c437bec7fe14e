// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/**
 * Eddy's client: what widgets do reaches the server exactly once and in order; what the server
 * answers never overwrites what somebody is typing. Everything else is htmx.
 *
 * - An event has a number. It is sent until an answer has come; the server takes each number once.
 * - A message has a number. The server leaves out only what came with messages that we have got.
 * - A region has a revision. An older one never replaces a newer one.
 */
(() => {
  /** @typedef {{ number: number, had: string, widget: string, sent: string[], press: boolean, away: boolean }} WidgetEvent */
  /** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Control */
  /** @type {any} */
  const htmx = /** @type {any} */ (globalThis).htmx;

  const LIVE_DELAY = 300;
  const MARK_DELAY = 150;
  const UNCOMMITTED = Infinity;
  /** A live stream says something at once, and then at least every 15 seconds. */
  const HELLO = 4_000;
  const QUIET = 40_000;
  /** Between two words of a stream that come as they are said lies more than this. */
  const HELD_UP = 400;
  /** An answer begins long before this, however long it takes: a server that is silent has lost the request. */
  const SILENCE = 60_000;

  /** Widgets whose control holds something the server has not answered yet, by the event's number. */
  const edits = /** @type {Map<string, number>} */ (new Map());
  /** Events not acknowledged, by region. */
  const queues = /** @type {Map<string, WidgetEvent[]>} */ (new Map());
  /** The request under way, by region. */
  const current = /** @type {Map<string, any>} */ (new Map());
  /** Regions whose last answer broke off: they are asked for although nothing was done in them. */
  const broken = /** @type {Set<string>} */ (new Set());
  /** Timers of widgets that commit while typing. */
  const pauses = /** @type {Map<string, ReturnType<typeof setTimeout>>} */ (new Map());
  let lastNumber = 0;

  /** Every message up to this one has come. */
  let seen = 1;
  /** Messages that came ahead of others. */
  const ahead = /** @type {Set<number>} */ (new Set());

  /** Which messages have come: all up to the first number, and the newest of those that were ahead. */
  const had = () => [seen, ...[...ahead].sort((a, b) => a - b).slice(-20)].join("-");

  /** What the mouse or a finger was put on and is not through with yet, and which messages had come by then. @type {any} */
  let held = null;

  const page = () => /** @type {HTMLElement} */ (document.getElementById("page"));
  /** @param {string} id */
  const byId = (id) => document.getElementById(id);
  /** The page's settings. */
  const config = () => byId("config")?.dataset ?? {};

  // ── Widgets ──────────────────────────────────────────────────────────────────────────────────

  /** @param {EventTarget | null} target @returns {HTMLElement | null} */
  const widgetOf = (target) => target instanceof Element ? target.closest("[data-widget]") : null;

  /** @param {Element} widget */
  const idOf = (
    widget,
  ) => /** @type {string} */ (/** @type {HTMLElement} */ (widget).dataset.widget);

  /** @param {Element} widget @returns {Control[]} */
  const controlsOf = (widget) =>
    [.../** @type {NodeListOf<Control>} */ (widget.querySelectorAll("input,select,textarea"))]
      .filter((control) => control.name === idOf(widget));

  /**
   * The widget's value as a form would send it; `said`: as the server said it last.
   * @param {Element} widget @param {boolean} [said]
   */
  const valueOf = (widget, said = false) =>
    controlsOf(widget).flatMap((control) => {
      if (control instanceof HTMLSelectElement) {
        const chosen = said
          ? [...control.options].filter((option) => option.defaultSelected)
          : [...control.selectedOptions];
        return chosen.map((option) => option.value);
      }
      if (control instanceof HTMLInputElement && /checkbox|radio/.test(control.type)) {
        return (said ? control.defaultChecked : control.checked) ? [control.value] : [];
      }
      return [said ? control.defaultValue : control.value];
    });

  /** The region whose rerun a widget asks for. @param {Element} element */
  const regionOf = (element) => {
    const region = /** @type {HTMLElement | null} */ (
      element.closest("eddy-fragment,[data-owner],#page")
    );
    return (region?.dataset.owner ? byId(region.dataset.owner) : region) ?? page();
  };

  /**
   * Notes what a widget says, to be sent with the region's next request.
   * @param {HTMLElement} region @param {string} widget @param {string[]} sent @param {boolean} press
   */
  const note = (region, widget, sent, press) => {
    const queue = queues.get(region.id) ?? [];
    queues.set(region.id, queue);
    const last = queue.at(-1);
    // Values that follow each other collapse into the newest; a press never does.
    if (last && !press && !last.press && !last.away && last.widget === widget) {
      last.sent = sent;
    } else {
      const seenThen = held?.had ?? had();
      queue.push({ number: ++lastNumber, had: seenThen, widget, sent, press, away: false });
    }
    if (!press) edits.set(widget, /** @type {WidgetEvent} */ (queue.at(-1)).number);
  };

  /** Asks for a region, if there is something to say or to hear. @param {HTMLElement} region */
  const send = (region) => {
    // A new session is on its way: all that waits is sent to it.
    if (resuming || !(queues.get(region.id)?.length || broken.has(region.id))) return;
    region.dispatchEvent(new CustomEvent("commit"));
  };

  /** Sends the widget's value. @param {HTMLElement} widget @param {boolean} [typing] */
  const commit = (widget, typing) => {
    const id = idOf(widget);
    clearTimeout(pauses.get(id));
    if (edits.get(id) !== UNCOMMITTED || formOf(widget) || "line" in widget.dataset) return;
    if (!isFit(widget, typing)) return;
    const region = regionOf(widget);
    note(region, id, valueOf(widget), false);
    send(region);
  };

  /** Sends a line that is written, and begins a new one. @param {HTMLElement} widget */
  const sendLine = (widget) => {
    const [line] = controlsOf(widget);
    const uploader = widget.querySelector("[data-upload]");
    const files = uploader ? valueOf(uploader) : [];
    if (!line || line.disabled || (line.value.trim() === "" && !files.length)) return;
    if (uploader && !isFit(uploader)) return;
    const region = regionOf(widget);
    if ("whileBusy" in widget.dataset && marks.has(region.id)) return;
    if (uploader && files.length) {
      // They go with the line, and are no longer held for it.
      uploader.querySelector(".files")?.replaceChildren();
      note(region, idOf(uploader), [], false);
    }
    note(region, idOf(widget), [line.value, ...files], true);
    line.value = "";
    edits.delete(idOf(widget));
    send(region);
  };

  /** Says what is wrong with a widget's value; no text takes it back. @param {Element} widget @param {string} text */
  const complain = (widget, text) => {
    const place = widget.querySelector(".problem");
    if (!place) return;
    if (place.textContent !== text) place.textContent = text;
    for (const control of controlsOf(widget)) control.ariaInvalid = text ? "true" : null;
  };

  /** Whether a text is one that its author takes; asked as the server asks. @param {Control} control */
  const isMatch = ({ value, dataset: { pattern, flags } }) => {
    try {
      return !pattern || !value || value.search(new RegExp(pattern, flags)) >= 0;
    } catch {
      // A pattern that this browser cannot read: the server can.
      return true;
    }
  };

  /** Whether a text that must be there is nothing but spaces, which is something to a browser. @param {Control} control */
  const isBlank = ({ required, type, value }) =>
    required && /^text|pass/.test(type) && !value.trim();

  /**
   * Whether the browser can make a value of it that the server may take. What somebody is still at is not
   * complained of.
   * @param {Element} widget @param {boolean} [typing]
   */
  const isFit = (widget, typing) => {
    const controls = controlsOf(widget);
    const wrong = controls.find(({ validity }) => !validity.valid);
    const waits = widget.querySelector(".sending progress") ? "Files are still on their way." : "";
    const problem = wrong?.validationMessage ??
      (controls.some(isBlank)
        ? "Please fill in this field."
        : controls.every(isMatch)
        ? waits
        : "This does not fit.");
    const fit = !wrong && !problem;
    if (fit || !typing) complain(widget, problem);
    return fit;
  };

  /** @param {Element} element @returns {HTMLFormElement | null} */
  const formOf = (element) => element.closest("form[data-form]");

  document.addEventListener("input", (event) => {
    const widget = widgetOf(event.target);
    // A search field inside a widget, or a file to be sent, is none of its values.
    if (!widget || /** @type {Control} */ (event.target).name !== idOf(widget)) return;
    const id = idOf(widget);
    edits.set(id, UNCOMMITTED);
    if (!("live" in widget.dataset)) return;
    clearTimeout(pauses.get(id));
    if (/** @type {InputEvent} */ (event).isComposing) return;
    pauses.set(id, setTimeout(commit, LIVE_DELAY, widget, true));
  });

  document.addEventListener("compositionend", (event) => {
    const widget = widgetOf(event.target);
    if (widget && "live" in widget.dataset) {
      pauses.set(idOf(widget), setTimeout(commit, LIVE_DELAY, widget, true));
    }
  });

  document.addEventListener("change", (event) => {
    const widget = widgetOf(event.target);
    // A date is a date long before all of its year is typed.
    if (widget && !("typing" in widget.dataset)) commit(widget);
  });

  // What was typed and taken back is no change to a browser: left alone, it would stay "being edited".
  document.addEventListener("focusout", (event) => {
    const widget = widgetOf(event.target);
    if (widget) commit(widget);
  });

  document.addEventListener("keydown", (event) => {
    const { target } = event;
    if (!(target instanceof HTMLElement) || event.isComposing) return;
    const widget = widgetOf(target);
    if (event.key === " " && target.matches("a[role=button]")) {
      event.preventDefault();
      target.click();
    }
    if (event.key !== "Enter" || !widget) return;
    const form = formOf(widget);
    if ("line" in widget.dataset) {
      // A button beside the line is pressed by it.
      if (event.shiftKey || target.localName === "button") return;
      event.preventDefault();
      sendLine(widget);
    } else if ("search" in target.dataset) {
      event.preventDefault();
    } else if (target instanceof HTMLTextAreaElement) {
      if (event.ctrlKey || event.metaKey) form ? form.requestSubmit() : commit(widget);
    } else if (target instanceof HTMLInputElement) {
      if (!form) commit(widget);
      else if (form.dataset.enter === "off") event.preventDefault();
    }
  });

  document.addEventListener("click", (event) => {
    const target = /** @type {Element} */ (event.target);
    target.closest?.(".toast > .close")?.parentElement?.remove();
    const dialog = target.closest?.("[data-close]")?.closest("dialog");
    if (dialog) {
      dialog.dataset.closed = "";
      dialog.close();
    }
    // The second click of a double one would send the form that the first has emptied.
    if (
      (held?.missed ? clicks : event.detail) > 1 && target.closest?.("[data-clear] [type=submit]")
    ) event.preventDefault();
    const widget = widgetOf(target);
    if (widget && target.closest(".send")) sendLine(widget);
    const button = target.closest?.("button[data-widget],a[data-widget][href]");
    if (!button || /** @type {HTMLButtonElement} */ (button).type === "submit") return;
    press(/** @type {HTMLElement} */ (button));
  });

  /** Which click of a double one it is. */
  let clicks = 0;
  document.addEventListener("mousedown", (event) => clicks = event.detail, true);

  document.addEventListener("pointerdown", (/** @type {any} */ at) => {
    const control = at.target.closest?.("button,a,label,summary");
    held = !at.button && control && { control, at, had: had() };
    // A finger's events go to what it was put on: where it is lifted is to be seen.
    if (held) at.target.releasePointerCapture(at.pointerId);
  }, true);

  // An answer may have moved it away meanwhile, as that to what was typed right before: it is clicked all the same.
  document.addEventListener("pointerup", ({ target, clientX, clientY }) => {
    if (!held) return;
    const { control, at } = held;
    held.missed = !control.contains(target) &&
      Math.hypot(clientX - at.clientX, clientY - at.clientY) < 9;
    // What the browser does by itself comes first: it clicks, and closes popovers.
    setTimeout(() => {
      if (held?.missed) control.click();
      held = null;
    });
  }, true);

  // A finger would click what has come there since.
  document.addEventListener("touchend", (event) => held?.missed && event.preventDefault());

  // What scrolls meanwhile is left to the browser: a finger may just stop it. So is what is dragged.
  for (const type of ["scroll", "pointercancel"]) {
    document.addEventListener(type, () => held = null, true);
  }

  /** @param {HTMLElement} button a button, a line of a menu, or a link that saves a file */
  const press = (button) => {
    const region = regionOf(button);
    const { value } = /** @type {HTMLButtonElement} */ (button);
    note(region, idOf(button), value ? [value] : [], true);
    send(region);
  };

  // A dialog that its user closed stays closed, though the server has not heard of it.
  document.addEventListener("close", (event) => {
    const dialog = /** @type {HTMLElement} */ (event.target);
    if (!dialog.matches?.("dialog.dialog")) return;
    dialog.dataset.closed = "";
    seatToasts(null);
    opener = null;
    if (!dialog.dataset.dismiss) return;
    note(page(), dialog.dataset.dismiss, [], true);
    send(page());
  }, true);

  document.addEventListener("cancel", (event) => {
    const dialog = /** @type {HTMLElement} */ (event.target);
    if (dialog.getAttribute?.("closedby") === "none") event.preventDefault();
    // Said before `close` is, which an answer may be ahead of: it would open it again.
    else if (dialog.matches?.("dialog.dialog")) dialog.dataset.closed = "";
  }, true);

  document.addEventListener("submit", (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (!form.matches("[data-form]")) return;
    event.preventDefault();
    const button = /** @type {HTMLElement | null} */ (event.submitter) ??
      form.querySelector("button[type=submit][data-widget]");
    if (!button || button.hasAttribute("disabled")) return;
    const region = regionOf(form);
    const widgets = [...form.querySelectorAll("[data-widget]")]
      .filter((widget) => widget.querySelector(":is(input,select,textarea):enabled"));
    const wrong = widgets.filter((widget) => !isFit(widget));
    if (wrong.length > 0) {
      return /** @type {HTMLElement | null} */ (
        wrong[0]?.querySelector("input:not([hidden]),select,textarea,.opener")
      )?.focus();
    }
    for (const widget of widgets) note(region, idOf(widget), valueOf(widget), false);
    press(button);
    // Empty at once, so that what is typed next is not typed behind what was sent.
    if ("clear" in form.dataset) form.reset();
  });

  // What is taken back so is nobody's edit any more.
  document.addEventListener("reset", ({ target }) => {
    const form = /** @type {HTMLFormElement} */ (target);
    for (const widget of form.querySelectorAll("[data-widget]")) {
      if (edits.get(idOf(widget)) === UNCOMMITTED) edits.delete(idOf(widget));
    }
    // The controls change once everybody has heard of it.
    setTimeout(() => modules.forEach((show) => show(form)));
  });

  // ── Requests ─────────────────────────────────────────────────────────────────────────────────

  /** @param {any} ctx */
  const isOurs = (ctx) =>
    ctx.sourceElement?.matches?.("eddy-fragment,#page") && ctx.eddy !== "resume";

  /** What the server is told with every request. @param {Record<string, string>} headers */
  const sign = (headers) => {
    headers["Eddy-Token"] = page().dataset.token ?? "";
    headers["Eddy-Seen"] = String(seen);
    // What htmx tells besides, the server has no use for; it would be a tenth of a click's bytes.
    for (const name of ["HX-Source", "HX-Target", "HX-Request-Type"]) delete headers[name];
  };

  /** The stream's saved headers, which it sends again whenever it connects again. */
  let liveHeaders = /** @type {Record<string, string> | null} */ (null);

  /** Number of the newest message that was made for the page as a whole. */
  let newest = 0;
  /** Numbers of the newest messages that showed something outside regions, by what they showed. */
  const shown = /** @type {Map<string, number>} */ (new Map());
  /** Number of the message that is about to be shown, by the element that asked for it. */
  const arriving = /** @type {WeakMap<Element, string>} */ (new WeakMap());

  /** @param {string} text a message's number; "!" says that with it, nothing is missing */
  const got = (text) => {
    const number = parseInt(text, 10);
    if (!number) return;
    if (text.endsWith("!")) seen = Math.max(seen, number);
    else ahead.add(number);
    for (const one of ahead) if (one <= seen) ahead.delete(one);
    while (ahead.delete(seen + 1)) seen++;
    if (liveHeaders) liveHeaders["Eddy-Seen"] = String(seen);
  };

  /** Numbers of effects that have happened here. */
  const happened = /** @type {Set<string>} */ (new Set());

  /** Regions that will be marked if their answer takes its time. */
  const marks = /** @type {Map<string, ReturnType<typeof setTimeout>>} */ (new Map());

  /**
   * Marks a region whose request runs; a quick one never is, since every mark has the page styled anew.
   * @param {Element} region @param {boolean} busy
   */
  const mark = (region, busy) => {
    clearTimeout(marks.get(region.id));
    if (busy) marks.set(region.id, setTimeout(show, MARK_DELAY, region, true));
    else if (marks.delete(region.id)) show(region, false);
  };

  /** @param {Element} region @param {boolean} busy */
  const show = (region, busy) => {
    // What it has drawn outside is busy with it.
    for (const part of [region, ...document.querySelectorAll(`[data-owner="${region.id}"]`)]) {
      part.toggleAttribute("data-busy", busy);
    }
    if (!busy) region.removeAttribute("data-partial");
    const any = document.querySelector("[data-busy]") !== null;
    document.documentElement.toggleAttribute("data-running", any);
  };

  /** The server has taken the events of a request in: they are not sent again. @param {any} ctx */
  const accept = ({ sourceElement: { id }, eddy }) => {
    failures = next = 0;
    page().removeAttribute("data-lost");
    eddy.accepted = true;
    queues.set(id, (queues.get(id) ?? []).filter((event) => !eddy.events.includes(event)));
  };

  /** What the server says of these events holds from here on. @param {any} ctx */
  const settle = ({ eddy }) => {
    for (const { widget, number } of eddy.events) {
      if (edits.get(widget) === number) edits.delete(widget);
    }
  };

  let failures = 0;
  let resuming = false;
  let again = /** @type {ReturnType<typeof setTimeout> | undefined} */ (undefined);

  /** Before this, a server that failed is not asked again. */
  let next = 0;

  /**
   * Milliseconds to wait after a failure; not the same for all who wait for the same server. What fails
   * before that has failed with it: several regions at once are no longer an outage than one.
   */
  const patience = () => {
    const now = performance.now();
    if (now >= next) next = now + Math.min(10_000, 350 * 2 ** Math.min(failures++, 5));
    return Math.max(250, next - now) * (1 + Math.random());
  };

  /**
   * Later, asks for a region that got no answer, or half of one. What the app has refused it for is
   * said in the page.
   * @param {string} id @param {string | null} [reason]
   */
  const retry = (id, reason) => {
    page().setAttribute("data-lost", reason ?? "");
    setTimeout(() => {
      const region = byId(id);
      if (region && !current.has(id)) send(region);
    }, patience());
  };

  /** Asks for a new session in place, and brings along what was entered. */
  const resume = async () => {
    if (resuming) return;
    clearTimeout(again);
    resuming = true;
    const { token } = page().dataset;
    await htmx.ajax("POST", page().dataset.resume, {
      source: page(),
      target: page(),
      swap: "outerMorph",
      eddy: "resume",
    });
    resuming = false;
    if (page().dataset.token === token) {
      page().setAttribute("data-lost", "");
      again = setTimeout(resume, patience());
    } else sendAll();
  };

  /** Asks for every region of which something was said. */
  const sendAll = () => {
    for (const id of queues.keys()) {
      const region = byId(id);
      if (region) send(region);
    }
  };

  /** What the lost session knew. What it did not is still being edited, or waits to be sent. */
  const resumeBody = () => {
    const body = new URLSearchParams();
    let number = 0;
    for (const widget of page().querySelectorAll("[data-widget]")) {
      if (!widget.querySelector("input,select,textarea")) continue;
      body.append("e", `${++number}.${idOf(widget)}`);
      for (const value of valueOf(widget, isEdited(widget))) body.append("v", value);
    }
    return body;
  };

  /**
   * Whether nothing newer has come for the same place. Regions have revisions of their own; what is added to
   * a place is in what has replaced that since.
   * @param {{ target: HTMLElement | null, fragment: DocumentFragment, swapSpec: { style: string } }} task
   * @param {number} number
   */
  const isNews = ({ target, fragment, swapSpec }, number) => {
    for (const query of fragment.querySelectorAll("[data-query]")) {
      if (number < (shown.get("?") ?? 0)) query.remove();
      else shown.set("?", number);
    }
    const place = target?.dataset.widget ?? target?.id.replace(/-body$/, "");
    if (!place || target?.dataset.rev) return true;
    if (number < (shown.get(place) ?? 0)) return false;
    if (swapSpec.style === "outerMorph") shown.set(place, number);
    return true;
  };

  /** A new session counts from the start. @param {string} number */
  const restart = (number) => {
    failures =
      next =
      seen =
      lastNumber =
      newest =
        0;
    ahead.clear();
    broken.clear();
    happened.clear();
    shown.clear();
    got(`${parseInt(number, 10)}!`);
    held = null;
    for (const event of [...queues.values()].flat()) {
      if (edits.get(event.widget) === event.number) edits.set(event.widget, lastNumber + 1);
      // What stands there now is another session's.
      Object.assign(event, { number: ++lastNumber, had: "", away: false });
    }
  };

  /** One reload, and not again at once: the page that comes instead of an answer may be a login. */
  const reload = () => {
    const last = Number(sessionStorage.getItem("eddy-reload"));
    if (Math.abs(Date.now() - last) < 10_000) return;
    sessionStorage.setItem("eddy-reload", String(Date.now()));
    location.reload();
  };

  /** Live connections without a word from our server. */
  let streams = 0;
  let reconnecting = /** @type {ReturnType<typeof setTimeout> | undefined} */ (undefined);

  /** @param {any} element */
  const isConnected = (element) => element._htmx?.sse !== undefined;

  /** Whether the stream is asked for in short pieces, because a long one does not get through. */
  let polls = false;
  /** When the last beat of a stream came. */
  let beat = 0;
  let listening = /** @type {ReturnType<typeof setTimeout> | undefined} */ (undefined);
  /** Breaks off the stream that is under way. */
  let cut = () => {};

  /** @param {boolean} on */
  const poll = (on) => {
    polls = on;
    if (liveHeaders) liveHeaders["Eddy-Poll"] = on ? "1" : "";
  };

  /**
   * Waits for a word of the stream. If none comes, something on the way holds it back until it is over.
   * @param {number} ms
   */
  const listen = (ms) => {
    clearTimeout(listening);
    listening = setTimeout(() => {
      const live = byId("live");
      // A page that nobody sees has none.
      if (!live || document.hidden) return;
      poll(true);
      listen(QUIET);
      cut();
      reconnect(live);
    }, polls ? QUIET : ms);
  };

  /** Connects the live stream where htmx does not: after a first attempt in vain. @param {Element} live */
  const reconnect = (live) => {
    if (!polls) page().setAttribute("data-lost", "");
    clearTimeout(reconnecting);
    reconnecting = setTimeout(() => {
      if (!live.isConnected || isConnected(live)) return;
      htmx.ajax("GET", live.getAttribute("hx-sse:connect"), { source: live });
    }, patience());
  };

  document.addEventListener("hello", () => {
    streams = failures = next = 0;
    page().removeAttribute("data-lost");
  });

  document.addEventListener("beat", () => {
    beat = performance.now();
  });

  // A piece of a stream is over.
  document.addEventListener("bye", () => {
    if (performance.now() - beat > HELD_UP) poll(false);
  });

  // ── Answers ──────────────────────────────────────────────────────────────────────────────────

  /**
   * Makes the new node agree with what the user did to the old one, before they are merged.
   * @param {HTMLElement} before @param {HTMLElement} now
   */
  const carryOver = (before, now) => {
    if (before.hasAttribute("data-busy")) now.setAttribute("data-busy", "");
    // Open panels and chosen tabs are the user's, until the server says something new of them.
    if (before.dataset.was === now.dataset.was) {
      const keep = before.dataset.keep ?? (before.tagName === "DETAILS" ? "open" : "");
      for (const name of keep.split(" ").filter(Boolean)) {
        const value = before.getAttribute(name);
        value === null ? now.removeAttribute(name) : now.setAttribute(name, value);
      }
    }
    if (before instanceof HTMLDialogElement && before.open) now.setAttribute("open", "");
  };

  /**
   * The id by which an element can be found again. What a stream has brought is drawn as plain text next.
   * @param {Element} [element]
   */
  const nameOf = (element) =>
    element?.matches(".stream") ? "" : element?.id || element?.querySelector("[id]")?.id;

  /**
   * A run that goes on takes nothing away: what it has not drawn again yet stays behind what it has,
   * faded. htmx is to find it in the new markup, so that it keeps its nodes and their focus.
   * @param {Element} now
   */
  const keepRest = (now) => {
    const before = byId(now.id);
    if (!before || now.closest("[data-widget]")) return;
    // A slot holds one thing at a time.
    if (now.matches(".slot") && now.firstChild) return;
    const names = new Map([...now.children].map((child, i) => [nameOf(child), i]));
    const old = [...before.children];
    // Behind the last one that is there again, and as many without a name as follow that one.
    const last = old.findLastIndex((child) => nameOf(child) && names.has(nameOf(child)));
    let more = now.children.length - 1 - (last < 0 ? -1 : names.get(nameOf(old[last])) ?? 0);
    let rest = last + 1;
    while (more-- > 0 && old[rest] && !nameOf(old[rest])) rest++;
    for (const child of old.slice(rest)) {
      const stale = /** @type {Element} */ (child.cloneNode(true));
      stale.setAttribute("data-stale", "");
      now.append(stale);
    }
  };

  /** Whether somebody is changing it, or what they said of it is unanswered. @param {Element} element */
  const isEdited = (element) => {
    const widget = widgetOf(element);
    return widget !== null && edits.has(idOf(widget));
  };

  /** Shows the server's truth where nobody is changing it. @param {Element} root */
  const synchronise = (root) => {
    const controls = /** @type {NodeListOf<Control>} */ (
      root.querySelectorAll("input,select,textarea")
    );
    for (const control of controls) {
      const widget = widgetOf(control);
      if (!widget || isEdited(control) || control.name !== idOf(widget)) continue;
      if (control instanceof HTMLSelectElement) {
        const options = [...control.options];
        if (!control.multiple && !options.some((option) => option.defaultSelected)) {
          control.selectedIndex = control.options.length ? 0 : -1;
          continue;
        }
        for (const option of options) {
          if (option.selected !== option.defaultSelected) option.selected = option.defaultSelected;
        }
      } else if (control instanceof HTMLInputElement && /checkbox|radio/.test(control.type)) {
        if (control.checked !== control.defaultChecked) control.checked = control.defaultChecked;
      } else {
        if (control.value !== control.defaultValue) control.value = control.defaultValue;
      }
    }
  };

  /** What had the focus before a dialog took it. */
  let opener = /** @type {Element | null} */ (null);
  /** What had the focus when the app disabled it: it gets it back, unless somebody has gone on meanwhile. */
  let waiting = /** @type {HTMLElement | null} */ (null);

  /**
   * Above a dialog only what is inside it can be seen, pressed and heard.
   * @param {Element | null} modal
   */
  const seatToasts = (modal) => {
    const toasts = byId("toasts");
    const seat = modal ?? page();
    if (toasts && toasts.parentElement !== seat) seat.append(toasts);
  };

  /** What markup alone cannot say under the content security policy, or happens once. */
  const decorate = () => {
    const { title = "", icon = "" } = config();
    const link = document.querySelector("link[rel=icon]");
    if (document.title !== title) document.title = title;
    if (link?.getAttribute("href") !== icon) link?.setAttribute("href", icon);
    for (const list of document.querySelectorAll(".tabs > [role=tablist]")) choose(list);
    for (const box of document.querySelectorAll("[data-height]")) {
      const { style, dataset } = /** @type {HTMLElement} */ (box);
      if (!(box instanceof HTMLTextAreaElement)) style.maxHeight = `${dataset.height}px`;
      else if (!style.height) style.height = `${dataset.height}px`;
    }
    for (const element of document.querySelectorAll("[data-module]")) {
      load(/** @type {HTMLElement} */ (element).dataset.module ?? "");
    }
    for (const show of modules.values()) show();
    const shut = document.querySelectorAll("dialog.dialog:not([open],[data-closed])");
    for (const dialog of /** @type {NodeListOf<HTMLDialogElement>} */ (shut)) {
      if (document.activeElement !== document.body) opener = document.activeElement;
      dialog.showModal();
      // Where one goes on, not the way out, which comes first.
      const first = dialog.querySelector(":scope > div :is(input,select,textarea,button):enabled");
      /** @type {HTMLElement | null} */ (first)?.focus();
      // Unless that has scrolled past what is to be read before.
      if (dialog.scrollTop) {
        dialog.tabIndex = -1;
        dialog.focus();
        dialog.scrollTop = 0;
      }
    }
    const at = /** @type {HTMLElement} */ (document.activeElement);
    if (at?.matches(":disabled")) waiting = at;
    else if (at !== document.body) waiting = null;
    else if (waiting?.matches(":enabled")) waiting.focus({ preventScroll: true });
    const modal = document.querySelector("dialog.dialog[open]");
    seatToasts(modal);
    if (opener && !modal) {
      // A dialog that was taken away gives nothing back; one that was closed has done so by itself.
      const place = opener.isConnected ? opener : byId(opener.id);
      if (document.activeElement === document.body) /** @type {HTMLElement} */ (place)?.focus();
      opener = null;
    }
    for (const toast of document.querySelectorAll(".toast:not([data-armed])")) {
      const { dataset } = /** @type {HTMLElement} */ (toast);
      dataset.armed = "";
      if (dataset.duration) setTimeout(() => toast.remove(), Number(dataset.duration));
    }
    for (const signal of document.querySelectorAll("#signals > :not([data-armed])")) {
      const { dataset } = /** @type {HTMLElement} */ (signal);
      dataset.armed = "";
      if (dataset.query !== undefined) {
        history.replaceState(history.state, "", location.pathname + dataset.query + location.hash);
      }
      setTimeout(() => signal.remove(), 6000);
    }
  };

  // ── Tabs, copying ────────────────────────────────────────────────────────────────────────────

  /** @param {Element} list @returns {HTMLElement[]} */
  const tabsOf = (list) => [
    .../** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll(":scope > [role=tab]")),
  ];

  /** Shows the panel of one tab only: `chosen`, else the one that was. @param {Element} list @param {Element} [chosen] */
  const choose = (list, chosen) => {
    const tabs = tabsOf(list);
    chosen ??= tabs.find((tab) => tab.ariaSelected === "true") ??
      tabs.find((tab) => "first" in tab.dataset) ?? tabs[0];
    for (const tab of tabs) {
      tab.ariaSelected = String(tab === chosen);
      tab.tabIndex = tab === chosen ? 0 : -1;
      byId(tab.getAttribute("aria-controls") ?? "")?.toggleAttribute("hidden", tab !== chosen);
    }
    list.parentElement?.setAttribute("data-ready", "");
  };

  document.addEventListener("keydown", (event) => {
    const tab = /** @type {Element} */ (event.target).closest?.("[role=tab]");
    const list = tab?.parentElement;
    if (!tab || !list || event.altKey || event.ctrlKey || event.metaKey) return;
    const tabs = tabsOf(list);
    const at = tabs.indexOf(/** @type {HTMLElement} */ (tab));
    const keys = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: -1 };
    const next = tabs.at(keys[/** @type {keyof typeof keys} */ (event.key)] % tabs.length);
    if (!(event.key in keys) || !next) return;
    event.preventDefault();
    next.focus();
    next.click();
  });

  document.addEventListener("click", (event) => {
    const target = /** @type {Element} */ (event.target);
    const tab = target.closest?.("[role=tab]");
    if (tab?.parentElement) choose(tab.parentElement, tab);
    const button = target.closest?.("[data-copy]");
    if (button) void copy(/** @type {HTMLElement} */ (button));
  });

  /** Copies what the button says, else the text beside it. @param {HTMLElement} button */
  const copy = async (button) => {
    const text = button.dataset.copy || button.parentElement?.querySelector("pre")?.textContent;
    try {
      await navigator.clipboard.writeText(text ?? "");
    } catch {
      // There is no clipboard without HTTPS, only the old way.
      const box = document.createElement("textarea");
      box.value = text ?? "";
      button.after(box);
      box.select();
      document.execCommand("copy");
      box.remove();
      button.focus();
    }
    const label = button.dataset.copied ?? button.ariaLabel ?? "";
    button.dataset.copied = label;
    button.ariaLabel = "Copied";
    setTimeout(() => {
      button.ariaLabel = label;
      delete button.dataset.copied;
    }, 2000);
  };

  // ── What few pages need ──────────────────────────────────────────────────────────────────────

  /** What the modules are given of all this. @type {import("./modules/kit.d.ts").Kit} */
  const kit = {
    commit,
    complain,
    controlsOf,
    idOf,
    isEdited,
    redraw: (id = "page") => {
      broken.add(id);
      queues.set(id, queues.get(id) ?? []);
      sendAll();
    },
    regionOf,
    resume: () => void resume(),
    sign,
    touch: (widget) => void edits.set(idOf(widget), UNCOMMITTED),
    widgetOf,
  };

  /** Where they are, as this file is: markup cannot have anything else run. */
  const place = new URL(".", /** @type {HTMLScriptElement} */ (document.currentScript).src).href;

  /** Modules asked for, by address, each with what it does whenever something new is shown. */
  const modules =
    /** @type {Map<string, ReturnType<import("./modules/kit.d.ts").Start>>} */ (new Map());

  /** Loads a module, once. Until it is there, its elements are what the browser makes of them. @param {string} url */
  const load = async (url) => {
    if (modules.has(url) || !new URL(url, location.href).href.startsWith(place)) return;
    modules.set(url, () => {});
    try {
      const show = (await import(url)).default(kit);
      modules.set(url, show);
      show();
    } catch (error) {
      // Asked for again with the next answer.
      modules.delete(url);
      reportError(error);
    }
  };

  htmx.registerExtension("eddy", {
    /** @param {any} api */
    init: (api) => {
      const refuse = () => {
        throw new Error("Code in attributes is not run");
      };
      api.initSecurity(null, refuse, refuse);
    },

    /** @param {Element} element @param {{ ctx: any }} detail */
    htmx_config_request: (element, { ctx }) => {
      const { headers } = ctx.request;
      sign(headers);
      // The app never redirects these: who does wants a login, and followed to another host it would look
      // like a lost connection.
      if (element.matches("#live,#page,eddy-fragment")) ctx.request.redirect = "manual";
      if (element.id === "live") {
        liveHeaders = headers;
        poll(polls);
      }
      if (element.id === "live" || lastNumber < 3 || ctx.eddy) {
        headers["Eddy-Zone"] = Intl.DateTimeFormat().resolvedOptions().timeZone;
        headers["Eddy-Theme"] = matchMedia("(prefers-color-scheme: dark)").matches
          ? "dark"
          : "light";
      }
    },

    /** @param {HTMLElement} element @param {{ ctx: any }} detail */
    htmx_before_request: (element, { ctx }) => {
      if (ctx.eddy === "resume") {
        ctx.request.body = resumeBody();
        return true;
      }
      const { action, reset } = element.dataset;
      if (action) {
        // What the author's own markup does goes the way of every event.
        note(regionOf(element), action, [`${ctx.request.body}`], true);
        if (reset !== undefined) /** @type {HTMLFormElement} */ (element).reset();
        send(regionOf(element));
        return false;
      }
      if (element.id === "live") {
        cut = ctx.request.abort;
        listen(HELLO);
      }
      if (!isOurs(ctx)) return true;
      const events = queues.get(element.id) ?? [];
      // Taken along by an earlier request of this region.
      if (events.length === 0 && !broken.has(element.id)) return false;
      broken.delete(element.id);
      const body = new URLSearchParams();
      const say = (/** @type {WidgetEvent} */ event) => {
        event.away = true;
        // An answer that came since may have put something else there.
        const then = event.had === `${seen}` ? "" : `~${event.had}`;
        body.append("e", `${event.number}${then}.${event.widget}`);
        for (const value of event.sent) body.append("v", value);
      };
      events.forEach(say);
      // What was done before in other regions goes along, so that no request overtakes it.
      for (const [id, others] of queues) {
        const before = others.filter(({ number }) => number < (events.at(-1)?.number ?? 0));
        if (id === element.id || before.length === 0) continue;
        body.append("r", id);
        before.forEach(say);
      }
      ctx.request.body = body;
      // It may have waited while the page got a new session.
      ctx.request.action = element.getAttribute("hx-post");
      ctx.eddy = { events: [...events], silence: setTimeout(ctx.request.abort, SILENCE) };
      current.set(element.id, ctx);
      sign(ctx.request.headers);
      mark(element, true);
      return true;
    },

    /** @param {HTMLElement} element @param {{ ctx: any }} detail */
    htmx_before_response: (element, { ctx }) => {
      const { headers, status } = ctx.response;
      clearTimeout(ctx.eddy?.silence);
      if (ctx.request.signal.aborted) return false;
      if (headers.get("eddy-resync")) {
        // Unless it was sent by an earlier session of this page.
        if (ctx.request.headers["Eddy-Token"] === page().dataset.token) void resume();
        return false;
      }
      const isLive = element.id === "live";
      if (!isLive && !isOurs(ctx) && ctx.eddy !== "resume") return true;
      const isStream = headers.get("content-type")?.includes("event-stream");
      if (status >= 500 || !(isLive ? isStream : headers.get("eddy-seq"))) {
        // Not the app's word: nothing of it is shown, and what was said is said again. Instead of the
        // app there may be a page to log in.
        if (status < 400 || status === 401 || status === 403) reload();
        return false;
      }
      if (isStream && isOurs(ctx)) ctx.eddy.streams = true;
      return true;
    },

    /** @param {Element} element @param {{ ctx: any }} detail */
    htmx_after_request: (element, { ctx }) => {
      const number = ctx.response.headers.get("eddy-seq") ?? "";
      arriving.set(element, number);
      if (ctx.eddy === "resume") return restart(number);
      got(number);
      if (!isOurs(ctx)) return;
      accept(ctx);
      settle(ctx);
      // Its region is gone: what else it brings is shown all the same.
      if (!ctx.target.isConnected) Object.assign(ctx, { target: page(), swap: "none" });
    },

    /** @param {Element} element @param {any} detail */
    htmx_before_swap: (element, { ctx, tasks }) => {
      if (ctx.request?.signal.aborted) return false;
      // Where the server knows them: a dialog may be taken away.
      seatToasts(null);
      const message = arriving.get(element) ?? "";
      const number = parseInt(message, 10);
      if (number < newest) {
        // Made for a page that is no more: of it counts what happens once, and what has a revision.
        const lasting = tasks.filter((/** @type {any} */ { target, fragment }) =>
          target?.matches?.("#toasts,#signals,#connection") ||
          (target?.dataset.rev && fragment.firstElementChild?.id === target.id)
        );
        tasks.splice(0, tasks.length, ...lasting);
      } else if (/\D$/.test(message)) newest = number;
      const due = tasks.filter((/** @type {any} */ task) => isNews(task, number));
      tasks.splice(0, tasks.length, ...due);
      for (const { fragment } of tasks) {
        // Sent again because its message might not have come; each happens once.
        for (const effect of fragment.querySelectorAll("[data-once]")) {
          if (happened.has(effect.dataset.once)) effect.remove();
          else happened.add(effect.dataset.once);
        }
        // It was for the first look at the page: htmx would give it the focus with each answer.
        for (const greedy of fragment.querySelectorAll("[autofocus]")) {
          greedy.removeAttribute("autofocus");
        }
        for (const region of fragment.querySelectorAll("[data-partial]")) {
          for (const block of [region, ...region.querySelectorAll("[id]")]) keepRest(block);
          if (region.localName !== "eddy-fragment") region.removeAttribute("data-partial");
        }
      }
      const live = byId("live");
      if (ctx.eddy === "resume" && live) {
        // Merged, it would go on with the lost session's stream.
        const fragment = document.createDocumentFragment();
        tasks.unshift({ target: live, fragment, swapSpec: { style: "delete" } });
      }
      ctx.swapped = tasks;
      return true;
    },

    /** @param {Element} _element @param {{ ctx: any }} detail */
    htmx_after_swap: (_element, { ctx }) => {
      // What was taken in without a word, as a value that reruns nothing, stays as it was entered.
      if (ctx.response?.status === 204) return;
      for (const { target } of ctx.swapped ?? []) if (target?.isConnected) synchronise(target);
      decorate();
    },

    /** @param {HTMLElement} element @param {{ ctx: any }} detail */
    htmx_finally_request: (element, { ctx }) => {
      if (element.id === "live" && !isConnected(element)) reconnect(element);
      clearTimeout(ctx.eddy?.silence);
      if (!ctx.eddy?.events) return;
      const { id } = element;
      const region = byId(id) ?? element;
      const isCurrent = current.get(id) === ctx;
      // What only asked has nothing that would be said again.
      const asked = !ctx.eddy.events.length && !ctx.eddy.accepted && !ctx.eddy.streams;
      if (isCurrent && (asked || region.hasAttribute("data-partial"))) broken.add(id);
      // What a stream brings counts once all of it has come: one that was replaced is no word for it.
      if (isCurrent && ctx.eddy.streams && !broken.has(id)) accept(ctx);
      if (ctx.eddy.accepted) settle(ctx);
      // The page's newer request has taken its place.
      if (!isCurrent) return;
      current.delete(id);
      mark(region, false);
      // Without a word of its own, what replaced its run is on another way.
      if (ctx.response?.status !== 204) synchronise(region);
      // What it has said counts only now.
      if (ctx.eddy.streams) decorate();
      if ((!ctx.eddy.accepted || broken.has(id)) && !resuming) {
        retry(id, ctx.response?.headers.get("eddy-refused"));
      }
    },

    /** @param {Element} element @param {any} detail */
    htmx_sse_before_connection: (element, { connection }) => {
      if (element.id !== "live") return;
      // What is aborted shows nothing any more, whatever comes after it: only what has not begun is.
      cut = () => {
        const { reader, delayCanceller, abortController } = connection;
        reader ? reader.cancel() : delayCanceller || abortController.abort();
      };
      if (streams < 3) return;
      // Something else answers, with what is no stream: htmx would ask it twice a second.
      streams = 0;
      connection.cancelled = true;
      reconnect(element);
      reload();
    },

    /** @param {Element} element */
    htmx_sse_after_connection: (element) => {
      if (element.id !== "live") return;
      streams++;
      listen(HELLO);
    },

    /** @param {Element} element @param {any} detail */
    htmx_sse_before_message: (element, { connection, message }) => {
      if (connection.abortController.signal.aborted) return false;
      if (element.id === "live") listen(QUIET);
      if (!message.id || message.event) return true;
      got(message.id);
      arriving.set(element, message.id);
      // "+": there is more to come. Only a stream that ends before its "!" is asked for again.
      if (element === page()) {
        if (message.id.endsWith("+")) element.setAttribute("data-partial", "");
        else if (message.id.endsWith("!")) element.removeAttribute("data-partial");
      }
      return true;
    },

    /** @param {Element} element @param {any} detail */
    htmx_sse_error: (element, { status }) => {
      if (element.id !== "live") return void broken.add(element.id);
      page().setAttribute("data-lost", "");
      if (status === 410) void resume();
      // A redirect. An error of the network has no status at all.
      if (status === 0) reload();
    },

    /** @param {Element} _element @param {{ oldNode: HTMLElement, newNode: HTMLElement }} detail */
    htmx_before_morph_node: (_element, { oldNode, newNode }) => {
      if (!(newNode instanceof HTMLElement) || !oldNode.dataset) return;
      // An element that merges by itself what comes for it; what says nothing new leaves it as it is.
      const { merge } = /** @type {any} */ (oldNode);
      const { light, version } = newNode.dataset;
      // Its module is not there yet, and asks for what this message leaves out.
      if (!merge && light !== undefined) oldNode.dataset.light = version ?? "";
      if (merge?.call(oldNode, newNode) ?? light !== undefined) return false;
      if ("own" in oldNode.dataset && isEdited(oldNode)) return false;
      const isOlder = Number(newNode.dataset.rev ?? 0) < Number(oldNode.dataset.rev ?? 0);
      // A new session counts its revisions from the start.
      if (isOlder && !resuming) return false;
      carryOver(oldNode, newNode);
      if (!/^(TEXTAREA|OUTPUT)$/.test(oldNode.tagName) || !isEdited(oldNode)) return;
      // What the server says becomes the default, by which the control is set once it is free again.
      if (oldNode instanceof HTMLTextAreaElement && newNode instanceof HTMLTextAreaElement) {
        oldNode.defaultValue = newNode.defaultValue;
      }
      return false;
    },

    /** @param {Element} element @param {{ attrName: string, newValue: string | null }} detail */
    htmx_before_morph_attr: (element, { attrName, newValue }) => {
      // With another bound, a date that is half typed is lost.
      if (/^(aria-invalid|min)$/.test(attrName) && isEdited(element)) return false;
      // Markup has no styles of its own: a height that somebody dragged, or that was set here.
      if (attrName === "style") return false;
      if (attrName !== "value" || !(element instanceof HTMLInputElement) || !isEdited(element)) {
        return;
      }
      element.defaultValue = newValue ?? "";
      return false;
    },
  });

  decorate();
  const drawer = byId("sidebar");
  if (config().sidebar === "expanded" && drawer?.firstChild && !drawer.checkVisibility()) {
    drawer.showPopover();
  }
})();
