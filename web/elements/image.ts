import type { ImageElement, ImageSource } from "../../runtime/elements/image.ts";
import { attributes } from "../escape.ts";
import type { Links } from "../links.ts";
import { markdownInline } from "../markdown.ts";

export function renderImage(element: ImageElement, links: Links): string {
  const { source, caption, alt, width } = element;
  const at = attributes({
    src: sourceUrl(source, links),
    alt,
    width,
    loading: "lazy",
    decoding: "async",
  });
  const below = caption === null ? "" : `<figcaption>${markdownInline(caption)}</figcaption>`;
  return `<figure class="image"><img${at}>${below}</figure>`;
}

/** Where the browser finds a picture. */
export function sourceUrl(source: ImageSource, links: Links): string {
  return source.kind === "url" ? source.url : links.file(source.id);
}
