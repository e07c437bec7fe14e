import type { PdfElement } from "../../runtime/elements/pdf.ts";
import { attributes, escape } from "../escape.ts";
import type { Links } from "../links.ts";
import { sourceUrl } from "../media.ts";

/** In a sandbox, no browser starts its viewer; where there is none, as on phones, the link is the way. */
export function renderPdf({ source, height, title }: PdfElement, links: Links): string {
  const url = sourceUrl(source, links);
  const frame = attributes({ src: url, height, title, loading: "lazy" });
  const link = attributes({ href: url, target: "_blank", rel: "noopener" });
  return `<figure class="frame"><iframe${frame}></iframe><figcaption><a${link}>${
    escape(title)
  }</a></figcaption></figure>`;
}
