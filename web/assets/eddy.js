// @ts-check
/**
 * Eddy's client: what widgets do reaches the server exactly once and in order; what the server
 * answers never overwrites what somebody is typing. Everything else is htmx.
 *
 * - An event has a number. It is sent until an answer has come; the server takes each number once.
 * - A message has a number. The server leaves out only what came with messages that we have got.
 * - A region has a revision. An older one never replaces a newer one.
 */
(() => {
  /** @typedef {{ number: number, widget: string, sent: string[], press: boolean, away: boolean }} WidgetEvent */
  /** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Control */
  /** @type {any} */
  const htmx = /** @type {any} */ (globalThis).htmx;

  const LIVE_DELAY = 300;
  const UNCOMMITTED = Infinity;

  /** Widgets whose control holds something the server has not answered yet, by the event's number. */
  const edits = /** @type {Map<string, number>} */ (new Map());
  /** Events not acknowledged, by region. */
  const queues = /** @type {Map<string, WidgetEvent[]>} */ (new Map());
  /** Timers of widgets that commit while typing. */
  const pauses = /** @type {Map<string, number>} */ (new Map());
  let lastNumber = 0;

  /** Every message up to this one has come. */
  let seen = 1;
  /** Messages that came ahead of others. */
  const ahead = /** @type {Set<number>} */ (new Set());

  const page = () => /** @type {HTMLElement} */ (document.getElementById("page"));
  /** @param {string} id */
  const byId = (id) => document.getElementById(id);

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

  /** The widget's value as a form would send it. @param {Element} widget */
  const valueOf = (widget) =>
    controlsOf(widget).flatMap((control) => {
      if (control instanceof HTMLSelectElement) {
        return [...control.selectedOptions].map((option) => option.value);
      }
      if (control instanceof HTMLInputElement && /checkbox|radio/.test(control.type)) {
        return control.checked ? [control.value] : [];
      }
      return [control.value];
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
      queue.push({ number: ++lastNumber, widget, sent, press, away: false });
    }
    if (!press) edits.set(widget, /** @type {WidgetEvent} */ (queue.at(-1)).number);
  };

  /** @param {HTMLElement} region */
  const send = (region) => region.dispatchEvent(new CustomEvent("commit"));

  /** Sends the widget's value. @param {HTMLElement} widget */
  const commit = (widget) => {
    const id = idOf(widget);
    clearTimeout(pauses.get(id));
    if (edits.get(id) !== UNCOMMITTED || formOf(widget)) return;
    const region = regionOf(widget);
    note(region, id, valueOf(widget), false);
    send(region);
  };

  /** @param {Element} element @returns {HTMLFormElement | null} */
  const formOf = (element) => element.closest("form[data-form]");

  document.addEventListener("input", (event) => {
    const widget = widgetOf(event.target);
    if (!widget) return;
    const id = idOf(widget);
    edits.set(id, UNCOMMITTED);
    const { target } = event;
    const output = widget.querySelector("output");
    if (output && target instanceof HTMLInputElement && target.type === "range") {
      output.textContent = controlsOf(widget).map(({ value }) => value).join(" – ");
    }
    if (!("live" in widget.dataset) || /** @type {InputEvent} */ (event).isComposing) return;
    clearTimeout(pauses.get(id));
    pauses.set(id, setTimeout(commit, LIVE_DELAY, widget));
  });

  document.addEventListener("compositionend", (event) => {
    const widget = widgetOf(event.target);
    if (widget && "live" in widget.dataset) {
      pauses.set(idOf(widget), setTimeout(commit, LIVE_DELAY, widget));
    }
  });

  document.addEventListener("change", (event) => {
    const widget = widgetOf(event.target);
    if (!widget || /** @type {HTMLInputElement} */ (event.target).type === "file") return;
    commit(widget);
  });

  document.addEventListener("keydown", (event) => {
    const { target } = event;
    if (!(target instanceof HTMLElement) || event.isComposing) return;
    const widget = widgetOf(target);
    if (event.key !== "Enter" || !widget) return;
    const form = formOf(widget);
    if (target instanceof HTMLTextAreaElement) {
      if (event.ctrlKey || event.metaKey) form ? form.requestSubmit() : commit(widget);
    } else if (target instanceof HTMLInputElement) {
      if (!form) commit(widget);
      else if (form.dataset.enter === "off") event.preventDefault();
    }
  });

  document.addEventListener("click", (event) => {
    const target = /** @type {Element} */ (event.target);
    target.closest?.(".toast > .close")?.parentElement?.remove();
    target.closest?.("[data-close]")?.closest("dialog")?.close();
    const button = target.closest?.("button[data-widget]");
    if (!(button instanceof HTMLButtonElement) || button.type === "submit") return;
    press(button);
  });

  /** @param {HTMLElement} button */
  const press = (button) => {
    const region = regionOf(button);
    note(region, idOf(button), [], true);
    send(region);
  };

  // A dialog that its user closed stays closed, though the server has not heard of it.
  document.addEventListener("close", (event) => {
    const dialog = /** @type {HTMLElement} */ (event.target);
    if (!dialog.matches?.("dialog.dialog")) return;
    dialog.dataset.closed = "";
    if (!dialog.dataset.dismiss) return;
    note(page(), dialog.dataset.dismiss, [], true);
    send(page());
  }, true);

  document.addEventListener("cancel", (event) => {
    const dialog = /** @type {HTMLElement} */ (event.target);
    if (dialog.getAttribute?.("closedby") === "none") event.preventDefault();
  }, true);

  document.addEventListener("submit", (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (!form.matches("[data-form]")) return;
    event.preventDefault();
    const button = /** @type {HTMLElement | null} */ (event.submitter) ??
      form.querySelector("button[type=submit][data-widget]");
    if (!button || button.hasAttribute("disabled")) return;
    const region = regionOf(form);
    for (const widget of form.querySelectorAll("[data-widget]")) {
      if (!(widget instanceof HTMLButtonElement)) {
        note(region, idOf(widget), valueOf(widget), false);
      }
    }
    press(button);
  });

  // ── Requests ─────────────────────────────────────────────────────────────────────────────────

  /** @param {any} ctx */
  const isOurs = (ctx) =>
    ctx.sourceElement?.matches?.("eddy-fragment,#page") && ctx.eddy !== "resume";

  /** What the server is told with every request. @param {Record<string, string>} headers */
  const sign = (headers) => {
    headers["Eddy-Token"] = page().dataset.token ?? "";
    headers["Eddy-Seen"] = String(seen);
  };

  /** The stream's saved headers, which it sends again whenever it connects again. */
  let liveHeaders = /** @type {Record<string, string> | null} */ (null);

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

  /** @param {Element} region @param {boolean} busy */
  const mark = (region, busy) => {
    region.toggleAttribute("data-busy", busy);
    const any = document.querySelector("[data-busy]") !== null;
    document.documentElement.toggleAttribute("data-running", any);
  };

  /** Events that an answer has come for. @param {any} ctx */
  const settle = (ctx) => {
    for (const { widget, number } of ctx.eddy.events) {
      if (edits.get(widget) === number) edits.delete(widget);
    }
  };

  let failures = 0;
  let resuming = false;

  /** Asks for a new session in place, and brings along what was entered. */
  const resume = async () => {
    if (resuming) return;
    resuming = true;
    try {
      await htmx.ajax("POST", page().dataset.resume, {
        source: page(),
        target: page(),
        swap: "outerMorph",
        eddy: "resume",
      });
    } finally {
      resuming = false;
    }
  };

  const resumeBody = () => {
    const body = new URLSearchParams();
    let number = 0;
    for (const widget of page().querySelectorAll("[data-widget]")) {
      if (!widget.querySelector("input,select,textarea")) continue;
      body.append("e", `${++number}.${idOf(widget)}`);
      for (const value of valueOf(widget)) body.append("v", value);
    }
    return body;
  };

  /** A new session counts from the start; what waited is sent again. @param {string} number */
  const restart = (number) => {
    seen = 1;
    ahead.clear();
    got(`${number}!`);
    lastNumber = 0;
    for (const [id, queue] of queues) {
      for (const event of queue) Object.assign(event, { number: ++lastNumber, away: false });
      const region = byId(id);
      if (region && queue.length > 0) setTimeout(send, 0, region);
    }
  };

  /** One reload, and not again at once: the page that comes instead of an answer may be a login. */
  const reload = () => {
    const last = Number(sessionStorage.getItem("eddy-reload"));
    if (Date.now() - last < 10_000) return;
    sessionStorage.setItem("eddy-reload", String(Date.now()));
    location.reload();
  };

  let streams = 0;
  let retry = /** @type {number | undefined} */ (undefined);

  /** Connects the live stream again when even the first attempt failed. @param {Element} live */
  const reconnect = (live) => {
    clearTimeout(retry);
    const delay = Math.min(30_000, 500 * 2 ** Math.min(failures++, 6)) *
      (0.7 + Math.random() * 0.6);
    retry = setTimeout(() => {
      if (!live.isConnected || /** @type {any} */ (live)._htmx?.sse) return;
      htmx.ajax("GET", live.getAttribute("hx-sse:connect"), { source: live });
    }, delay);
  };

  document.addEventListener("hello", () => {
    streams = failures = 0;
    page().removeAttribute("data-lost");
  });

  // ── Answers ──────────────────────────────────────────────────────────────────────────────────

  /**
   * Makes the new node agree with what the user did to the old one, before they are merged.
   * @param {HTMLElement} before @param {HTMLElement} now
   */
  const carryOver = (before, now) => {
    if (before.hasAttribute("data-busy")) now.setAttribute("data-busy", "");
    if (now.hasAttribute("data-partial")) {
      // Still running: what is not drawn again yet stays, faded, behind what is.
      now.removeAttribute("data-partial");
      for (const child of [...before.children].slice(now.children.length)) {
        const stale = /** @type {Element} */ (child.cloneNode(true));
        stale.setAttribute("data-stale", "");
        now.append(stale);
      }
    }
    // Open panels and chosen tabs are the user's, until the server says something new of them.
    if (before.dataset.was === now.dataset.was) {
      for (const name of before.dataset.keep?.split(" ") ?? []) {
        const value = before.getAttribute(name);
        value === null ? now.removeAttribute(name) : now.setAttribute(name, value);
      }
    }
    if (before instanceof HTMLDialogElement && before.open) now.setAttribute("open", "");
    const widget = widgetOf(before);
    if (!widget || !edits.has(idOf(widget))) return;
    if (before instanceof HTMLInputElement) {
      now.setAttribute("value", before.getAttribute("value") ?? "");
    } else if (before instanceof HTMLTextAreaElement) {
      now.textContent = before.defaultValue;
    }
  };

  /** Shows the server's truth where nobody is changing it. @param {Element} root */
  const synchronise = (root) => {
    for (const control of root.querySelectorAll("input,select,textarea")) {
      const widget = widgetOf(control);
      if (!widget || edits.has(idOf(widget))) continue;
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
      } else if (control instanceof HTMLInputElement && control.type === "file") {
        continue;
      } else if (
        control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement
      ) {
        if (control.value !== control.defaultValue) control.value = control.defaultValue;
      }
    }
  };

  /** What markup alone cannot say under the content security policy, or happens once. */
  const decorate = () => {
    for (const box of document.querySelectorAll("[data-height]")) {
      const { style, dataset } = /** @type {HTMLElement} */ (box);
      style.maxHeight = `${dataset.height}px`;
    }
    for (const dialog of document.querySelectorAll("dialog:not([open],[data-closed])")) {
      /** @type {HTMLDialogElement} */ (dialog).showModal();
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
      if (element.id === "live") liveHeaders = headers;
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
        return;
      }
      if (!isOurs(ctx)) return;
      const events = queues.get(element.id) ?? [];
      // Taken along by an earlier request of this region.
      if (events.length === 0) return false;
      const body = new URLSearchParams();
      for (const event of events) {
        event.away = true;
        body.append("e", `${event.number}.${event.widget}`);
        for (const value of event.sent) body.append("v", value);
      }
      ctx.request.body = body;
      ctx.eddy = { events: [...events] };
      sign(ctx.request.headers);
      mark(element, true);
    },

    /** @param {HTMLElement} element @param {{ ctx: any }} detail */
    htmx_before_response: (element, { ctx }) => {
      const { headers, status } = ctx.response;
      if (ctx.request.signal.aborted) return false;
      if (headers.get("eddy-resync")) {
        void resume();
        return false;
      }
      if (ctx.eddy === "resume") {
        if (status < 400) restart(headers.get("eddy-seq") ?? "1");
        return;
      }
      if (!isOurs(ctx)) return;
      if (status < 400 && !headers.get("eddy-seq")) {
        reload();
        return false;
      }
      failures = 0;
      page().removeAttribute("data-lost");
      const taken = new Set(ctx.eddy.events);
      const queue = queues.get(element.id) ?? [];
      queues.set(element.id, queue.filter((event) => !taken.has(event)));
      ctx.eddy.answered = true;
      const streamed = headers.get("content-type")?.includes("event-stream");
      if (!streamed) {
        got(headers.get("eddy-seq") ?? "");
        settle(ctx);
      }
    },

    /** @param {Element} element @param {any} detail */
    htmx_before_swap: (_element, { ctx, tasks }) => {
      if (ctx.request?.signal.aborted) return false;
      ctx.swapped = tasks;
    },

    /** @param {Element} element @param {{ ctx: any }} detail */
    htmx_after_swap: (_element, { ctx }) => {
      for (const { target } of ctx.swapped ?? []) if (target?.isConnected) synchronise(target);
      decorate();
    },

    /** @param {HTMLElement} element @param {{ ctx: any }} detail */
    htmx_finally_request: (element, { ctx }) => {
      if (element.id === "live" && !/** @type {any} */ (element)._htmx?.sse) reconnect(element);
      if (!ctx.eddy?.events) return;
      const region = byId(element.id) ?? element;
      if (ctx.request.signal.aborted) return;
      mark(region, false);
      settle(ctx);
      synchronise(region);
      if (ctx.eddy.answered || resuming) return;
      // No answer: the events are still ours to send.
      page().setAttribute("data-lost", "");
      const delay = Math.min(15_000, 500 * 2 ** Math.min(failures++, 5));
      setTimeout(() => region.isConnected && send(region), delay);
    },

    /** @param {Element} element @param {any} detail */
    htmx_sse_before_connection: (element, { connection }) => {
      if (element.id !== "live" || ++streams <= 3) return;
      // Three connections without a word from our server: something else answers.
      connection.cancelled = true;
      reload();
    },

    /** @param {Element} element @param {any} detail */
    htmx_sse_before_message: (_element, detail) => {
      if (detail.connection.abortController.signal.aborted) return false;
      if (detail.message.id && !detail.message.event) got(detail.message.id);
    },

    /** @param {Element} element @param {any} detail */
    htmx_sse_error: (element, detail) => {
      if (element.id !== "live") return;
      if (detail.status === 410) void resume();
      page().setAttribute("data-lost", "");
    },

    /** @param {HTMLElement} element @param {{ oldNode: HTMLElement, newNode: HTMLElement }} detail */
    htmx_before_morph_node: (_element, { oldNode, newNode }) => {
      if (!(newNode instanceof HTMLElement) || !oldNode.dataset) return;
      if (Number(newNode.dataset.rev ?? 0) < Number(oldNode.dataset.rev ?? 0)) return false;
      carryOver(oldNode, newNode);
    },
  });

  decorate();
})();
