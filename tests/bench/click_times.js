/** Runs in the page, not in Deno: `browser.ts` hands it to Chromium. */

/**
 * Presses the fragment's button again and again; milliseconds from each click to its answer in the DOM.
 *
 * @param {number} clicks
 * @returns {Promise<number[]>}
 */
export async function clickTimes(clicks) {
  const count = () => Number(/fragment_runs: (\d+)/.exec(document.body.textContent)[1]);
  let pressed = 0;
  document.addEventListener("click", () => pressed = performance.now(), { capture: true });
  const times = [];
  for (let i = 0; i < clicks; i++) {
    const before = count();
    times.push(
      await new Promise((resolve) => {
        const observer = new MutationObserver(() => {
          const now = performance.now();
          if (count() === before) return;
          observer.disconnect();
          resolve(now - pressed);
        });
        observer.observe(document.body, { subtree: true, childList: true, characterData: true });
        const isOurs = (button) => button.textContent === "Rerun";
        [...document.querySelectorAll("button")].find(isOurs).click();
      }),
    );
    // A click during what htmx does after a swap would measure the swap before it.
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  return times;
}
