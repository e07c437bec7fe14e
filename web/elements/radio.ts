import type { RadioElement } from "../../runtime/elements/radio.ts";
import { attributes } from "../escape.ts";
import { fieldset } from "../field.ts";
import { markdownInline } from "../markdown.ts";
import { unchosen } from "../unchosen.ts";

export function renderRadio(element: RadioElement): string {
  const { id, list, captions, chosen, disabled, horizontal } = element;
  const options = list.labels.map((label, i) => {
    const caption = captions[i] ?? "";
    const box = attributes({
      type: "radio",
      id: `${id}-${i}`,
      name: id,
      value: label,
      checked: i === chosen[0],
      disabled,
      "aria-describedby": caption === "" ? null : `${id}-${i}-caption`,
    });
    const small = caption === ""
      ? ""
      : `<small class="caption" id="${id}-${i}-caption">${markdownInline(caption)}</small>`;
    return `<div class="option"><label><input${box}><span>${
      markdownInline(label)
    }</span></label>${small}</div>`;
  });
  return fieldset(
    element,
    `<div class="${horizontal ? "radio horizontal" : "radio"}">${options.join("")}${
      unchosen(element)
    }</div>`,
    { role: "radiogroup" },
  );
}
