import type { FeedbackElement } from "../../runtime/elements/feedback.ts";
import { attributes } from "../escape.ts";
import { box, helpMark } from "../field.ts";
import type { Links } from "../links.ts";

/** By grade: what is shown, and what it is called. */
const SIGNS = {
  thumbs: [["👎", "Thumbs down"], ["👍", "Thumbs up"]],
  faces: [
    ["😞", "Very unhappy"],
    ["🙁", "Unhappy"],
    ["😐", "Neither happy nor unhappy"],
    ["🙂", "Happy"],
    ["😀", "Very happy"],
  ],
  stars: [["★", "1 star"], ["★", "2 stars"], ["★", "3 stars"], ["★", "4 stars"], ["★", "5 stars"]],
} as const;

export function renderFeedback(element: FeedbackElement, links: Links): string {
  const { id, signs, chosen, disabled, help, label, list } = element;
  const options = SIGNS[signs].map(([sign, name], grade) => {
    const circle = attributes({
      type: "radio",
      id: `${id}-${grade}`,
      name: id,
      value: list.labels[grade]!,
      checked: grade === chosen[0],
      disabled,
      "aria-label": name,
    });
    return `<label class="sign" title="${name}"><input${circle}><span aria-hidden="true">${sign}</span></label>`;
  });
  // Praise first; grades as they rise.
  if (signs === "thumbs") options.reverse();
  const group = box(element, "field", {
    role: "radiogroup",
    disabled,
    "data-module": links.module("fields"),
    "data-clearable": true,
    "aria-label": label,
    "aria-describedby": help === null ? null : `${id}-help`,
  });
  return `<fieldset${group}><div class="feedback ${signs}">${options.join("")}${
    helpMark(help, id)
  }</div></fieldset>`;
}
