import type { IframeElement } from "../../runtime/elements/iframe.ts";
import { attributes } from "../escape.ts";

/** All but leading this page elsewhere, and holding it up by messages. */
const ALLOWED =
  "allow-downloads allow-forms allow-popups allow-popups-to-escape-sandbox allow-scripts";

export function renderIframe(
  { url, height, title, keepsOrigin, followsScheme }: IframeElement,
): string {
  const at = attributes({
    class: followsScheme ? "frame own-frame" : "frame",
    src: url,
    height,
    title,
    loading: "lazy",
    sandbox: keepsOrigin ? `${ALLOWED} allow-same-origin` : ALLOWED,
  });
  return `<iframe${at}></iframe>`;
}
