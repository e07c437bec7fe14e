import type { LogoElement } from "../../runtime/elements/logo.ts";
import { attributes } from "../escape.ts";
import type { Links } from "../links.ts";
import { linkAttributes } from "../link.ts";
import { sourceUrl } from "../media.ts";

export function renderLogo({ source, alt, size, link }: LogoElement, links: Links): string {
  const at = attributes({ src: sourceUrl(source, links), alt });
  const picture = `<img${at}>`;
  return link === null
    ? `<div class="logo ${size}">${picture}</div>`
    : `<a class="logo ${size}"${linkAttributes(link)}>${picture}</a>`;
}
