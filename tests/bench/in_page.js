/** Runs in the page, not in Deno: each function is handed to Chromium by itself, and can call none of the others. */

/**
 * Presses the button "Rerun" again and again; milliseconds from each click to the new count in the DOM.
 *
 * @param {{ clicks: number, pause: number }} plan `pause`: milliseconds from an answer to the next click
 * @returns {Promise<number[]>}
 */
export async function clickTimes({ clicks, pause }) {
  const DEADLINE_MS = 10_000;
  // Text that is shown: some peers keep their page's first text in a script as well.
  const path = "//text()[contains(., 'fragment_runs: ') and not(parent::script)]";
  const count = () => {
    const text = document.evaluate(path, document.body, null, XPathResult.STRING_TYPE).stringValue;
    return Number(/fragment_runs: (\d+)/.exec(text)?.[1]);
  };
  const isOurs = (button) => button.textContent.trim() === "Rerun";
  const press = () => [...document.querySelectorAll("button")].find(isOurs).click();
  const times = [];
  for (let i = 0; i < clicks; i++) {
    const before = count();
    times.push(
      await new Promise((resolve, reject) => {
        let pressed = 0;
        const note = () => pressed = performance.now();
        document.addEventListener("click", note, { capture: true, once: true });
        const late = setTimeout(() => reject(new Error("Cannot go on: no answer")), DEADLINE_MS);
        const observer = new MutationObserver(() => {
          const now = performance.now();
          if (!(count() > before)) return;
          observer.disconnect();
          clearTimeout(late);
          resolve(now - pressed);
        });
        observer.observe(document.body, { subtree: true, childList: true, characterData: true });
        press();
      }),
    );
    // A click during what is done after an answer would measure that as well.
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  return times;
}

/**
 * Waits for `echo: TEXT`: {@linkcode echoTime} answers how long that took from the next Enter.
 *
 * @param {string} text
 */
export function expectEcho(text) {
  const DEADLINE_MS = 10_000;
  const path = `boolean(//text()[contains(., 'echo: ${text}') and not(parent::script)])`;
  const shown = () => document.evaluate(path, document.body, null, XPathResult.BOOLEAN_TYPE);
  let pressed = 0;
  const note = (event) => {
    if (event.key === "Enter") pressed = performance.now();
  };
  document.addEventListener("keydown", note, { capture: true });
  globalThis.echoed = new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error("Cannot go on: no echo")), DEADLINE_MS);
    const observer = new MutationObserver(() => {
      const now = performance.now();
      if (pressed === 0 || !shown().booleanValue) return;
      observer.disconnect();
      clearTimeout(late);
      document.removeEventListener("keydown", note, { capture: true });
      resolve(now - pressed);
    });
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
  });
}

/**
 * Milliseconds from Enter to the text that {@linkcode expectEcho} was told.
 *
 * @returns {Promise<number>}
 */
export function echoTime() {
  return globalThis.echoed;
}

/** From before the page's own scripts: notes when it can be used, with its count and its button there and its scripts run. */
export function watchReady() {
  const path = "boolean(//text()[contains(., 'fragment_runs: ') and not(parent::script)])";
  const isOurs = (button) => button.textContent.trim() === "Rerun";
  let loaded = false;
  const look = () => {
    if (!loaded || globalThis.readyAt !== undefined) return;
    const shown = document.evaluate(path, document.body, null, XPathResult.BOOLEAN_TYPE);
    if (!shown.booleanValue || ![...document.querySelectorAll("button")].some(isOurs)) return;
    globalThis.readyAt = performance.now();
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true });
  // After the scripts that were put off until all of the document is there.
  document.addEventListener("DOMContentLoaded", () => {
    loaded = true;
    look();
  });
}

/**
 * Milliseconds from the start of the navigation to the first content on the screen, and to the page's
 * readiness as {@linkcode watchReady} saw it.
 *
 * @returns {Promise<{ painted: number, ready: number }>}
 */
export async function loadTimes() {
  const painted = await new Promise((resolve) => {
    new PerformanceObserver((list) => {
      const entry = list.getEntriesByName("first-contentful-paint")[0];
      if (entry !== undefined) resolve(entry.startTime);
    }).observe({ type: "paint", buffered: true });
  });
  return { painted, ready: globalThis.readyAt };
}
