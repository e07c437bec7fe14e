// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/** Drawings that are made in frames, by pages of their own: what diagrams and charts of Plotly share. */

/**
 * What draws in the frame of one element.
 * @typedef {{ frame: HTMLIFrameElement, refresh(): void, hear(answer: any): void }} Framed
 */

/** A frame that asks for its page where somebody is about to see it: what draws is large. @param {string} address */
export function newFrame(address) {
  const frame = document.createElement("iframe");
  frame.className = "diagram-frame";
  frame.loading = "lazy";
  frame.src = address;
  // All that it needs: its scripts from here, and links beside the page.
  frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-popups");
  return frame;
}

/**
 * Makes what draws for each element of a name, as they come; answers what brings all of them up to date. Frames
 * are heard, and nobody else.
 * @param {string} name @param {(element: HTMLElement) => Framed} make
 */
export function followFrames(name, make) {
  /** @type {Map<Element, Framed>} */
  const drawings = new Map();
  const show = () => {
    for (const element of drawings.keys()) if (!element.isConnected) drawings.delete(element);
    for (const element of document.querySelectorAll(name)) {
      let drawing = drawings.get(element);
      if (!drawing) {
        drawing = make(/** @type {HTMLElement} */ (element));
        drawings.set(element, drawing);
      }
      drawing.refresh();
    }
  };
  addEventListener("message", ({ source, origin, data }) => {
    if (origin !== location.origin || source === null) return;
    for (const drawing of drawings.values()) {
      if (drawing.frame.contentWindow === source) drawing.hear(data);
    }
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
  return show;
}

/** Says what went wrong in a frame beside it. @param {Element} place @param {string} title @param {string} message */
export function showFailure(place, title, message) {
  const box = Object.assign(document.createElement("div"), {
    className: "alert error exception",
    role: "alert",
  });
  const words = document.createElement("div");
  words.append(
    Object.assign(document.createElement("p"), { textContent: title }),
    Object.assign(document.createElement("pre"), { textContent: message }),
  );
  box.append(words);
  place.append(box);
}
