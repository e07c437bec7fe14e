// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/**
 * Components whose behaviour an app's author writes. Each gets a shadow root of its own, the value and the
 * props as the server said them, and two ways to answer.
 */

import { showFailure } from "../failure.js";

/** @typedef {{ props: unknown, value: unknown }} State */
/** @typedef {{ told: string, running: Running, failure: string | null }} Entry what it was told last, and why it does not run */
/** @typedef {{ update?: (state: State) => void, stop?: () => void } | void} Running */

/** @type {import("./kit.d.ts").Start} */
export default ({ controlsOf, isEdited }) => {
  /** Components on the page, with what they were last told. */
  const shown = /** @type {Map<HTMLElement, Entry>} */ (new Map());

  /** @param {HTMLElement} host */
  const inputOf = (host) => /** @type {HTMLInputElement} */ (controlsOf(host)[0]);

  /** @param {HTMLElement} host @returns {State} */
  const stateOf = (host) => ({
    props: JSON.parse(host.dataset.props ?? "null"),
    value: JSON.parse(inputOf(host).value),
  });

  /** @param {HTMLElement} host */
  const tellingOf = (host) => `${host.dataset.props}\n${inputOf(host).value}`;

  /** @param {HTMLElement} host */
  const start = async (host) => {
    const entry =
      /** @type {Entry} */ ({ told: tellingOf(host), running: undefined, failure: null });
    shown.set(host, entry);
    try {
      const module = await import(host.dataset.code ?? "");
      const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(module.css);
      root.adoptedStyleSheets = [sheet];
      root.innerHTML = module.html;
      entry.told = tellingOf(host);
      entry.running = module.default({
        root,
        ...stateOf(host),
        setValue: (/** @type {unknown} */ value) => setValue(host, value),
        emit: (/** @type {string} */ name, /** @type {unknown} */ detail) =>
          emit(host, { name, detail }),
      });
    } catch (error) {
      fail(host, entry, error);
    }
  };

  /** Its author's to mend: the page goes on. @param {HTMLElement} host @param {Entry} entry @param {unknown} error */
  const fail = (host, entry, error) => {
    reportError(error);
    entry.failure = error instanceof Error ? error.message : String(error);
    // What stands in its own tree has none of the page's looks: what is in the host is shown in its place.
    const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
    root.replaceChildren(document.createElement("slot"));
    showFailing(host, entry);
  };

  /** A rerun may have taken it away. @param {HTMLElement} host @param {Entry} entry */
  const showFailing = (host, { failure }) => {
    if (failure === null || host.querySelector(".alert")) return;
    showFailure(host, `Cannot run component "${host.ariaLabel}"`, failure);
  };

  /** @param {HTMLElement} host @param {unknown} value */
  const setValue = (host, value) => {
    const input = inputOf(host);
    input.value = JSON.stringify(value ?? null);
    for (const type of ["input", "change"]) {
      input.dispatchEvent(new Event(type, { bubbles: true }));
    }
    tell(host);
  };

  /** @param {HTMLElement} host @param {{ name: string, detail: unknown }} event */
  const emit = (host, event) => {
    const line = /** @type {HTMLElement | null} */ (host.querySelector("[data-line]"));
    const input = line && /** @type {HTMLInputElement} */ (controlsOf(line)[0]);
    if (!input) return;
    input.value = JSON.stringify(event);
    line.querySelector("button")?.click();
  };

  /** Tells a component what has changed. @param {HTMLElement} host */
  const tell = (host) => {
    const entry = shown.get(host);
    if (!entry || entry.failure !== null || entry.told === tellingOf(host)) return;
    entry.told = tellingOf(host);
    try {
      entry.running?.update?.(stateOf(host));
    } catch (error) {
      fail(host, entry, error);
    }
  };

  return () => {
    for (const [host, entry] of shown) {
      if (host.isConnected) {
        showFailing(host, entry);
        continue;
      }
      shown.delete(host);
      entry.running?.stop?.();
    }
    for (
      const host of /** @type {NodeListOf<HTMLElement>} */ (
        document.querySelectorAll("eddy-component")
      )
    ) {
      if (!shown.has(host)) void start(host);
      else if (!isEdited(host)) tell(host);
    }
  };
};
