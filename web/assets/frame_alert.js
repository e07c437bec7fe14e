// @ts-check
/// <reference lib="dom" />
/** What went wrong in a frame is said beside it. */

/** @param {Element} place @param {string} title @param {string} message */
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
