// @ts-check
/// <reference lib="dom" />
/** What goes wrong in a browser, said where its user and its author see it. */

/**
 * Says at the end of a place what could not be done there, and why.
 * @param {Element} place @param {string} title @param {string} message
 */
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
