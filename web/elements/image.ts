import type { ImageElement, Picture } from "../../runtime/elements/image.ts";
import { attributes } from "../escape.ts";
import { linkAttributes } from "../link.ts";
import type { Links } from "../links.ts";
import { markdownInline } from "../markdown.ts";
import { sourceUrl } from "../media.ts";

export function renderImage(element: ImageElement, links: Links): string {
  const figures = element.pictures.map((picture) => figure(picture, element, links));
  return figures.length === 1 ? figures[0]! : `<div class="images">${figures.join("")}</div>`;
}

function figure(
  { source, caption, alt }: Picture,
  { width, link }: ImageElement,
  links: Links,
): string {
  const at = attributes({
    src: sourceUrl(source, links),
    alt,
    width,
    loading: "lazy",
    decoding: "async",
  });
  const below = caption === null ? "" : `<figcaption>${markdownInline(caption)}</figcaption>`;
  const picture = link === null ? `<img${at}>` : `<a${linkAttributes(link)}><img${at}></a>`;
  return `<figure class="image">${picture}${below}</figure>`;
}
