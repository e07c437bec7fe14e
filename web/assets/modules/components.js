// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/**
 * Components whose behaviour an app's author writes. Each gets a shadow root of its own, the value and the
 * props as the server said them, and two ways to answer.
 */

/** @typedef {{ props: unknown, value: unknown }} State */
/** @typedef {{ update?: (state: State) => void, stop?: () => void } | void} Running */

/** @type {import("./kit.d.ts").Start} */
export default ({ controlsOf, isEdited }) => {
  /** Components on the page, with what they were last told. */
  const shown = /** @type {Map<HTMLElement, { told: string, running: Running }>} */ (new Map());

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
    const entry = { told: tellingOf(host), running: /** @type {Running} */ (undefined) };
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
      // Its author's to mend: the page goes on.
      reportError(error);
    }
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
    if (!entry || entry.told === tellingOf(host)) return;
    entry.told = tellingOf(host);
    try {
      entry.running?.update?.(stateOf(host));
    } catch (error) {
      reportError(error);
    }
  };

  return () => {
    for (const [host, { running }] of shown) {
      if (host.isConnected) continue;
      shown.delete(host);
      running?.stop?.();
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
