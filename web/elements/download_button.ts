import type { DownloadButtonElement } from "../../runtime/elements/download_button.ts";
import { renderPressable } from "../button.ts";
import type { Links } from "../links.ts";

export function renderDownloadButton(element: DownloadButtonElement, links: Links): string {
  const { id, file, told } = element;
  return renderPressable(element, "a", {
    links,
    at: {
      role: "button",
      "data-widget": told ? id : null,
      // A link without address is none: it cannot be pressed or reached by the keyboard.
      href: file === null ? null : links.file(file),
      download: file !== null,
      "aria-disabled": file === null ? "true" : null,
    },
  });
}
