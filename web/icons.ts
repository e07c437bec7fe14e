/** Small pictures within the markup. They take their colour from the text beside them. */
import type { SmallPicture } from "../runtime/elements/image_url.ts";
import { attributes, escape } from "./escape.ts";

const SHAPES = {
  copy:
    '<rect x="5.5" y="5.5" width="8" height="8" rx="1.5"/><path d="M10.5 5.5v-2a1 1 0 0 0-1-1h-6a1 1 0 0 0-1 1v6a1 1 0 0 0 1 1h2"/>',
  user:
    '<circle cx="8" cy="5.5" r="2.75"/><path d="M2.75 13.5c.5-2.75 2.5-4 5.25-4s4.75 1.25 5.25 4"/>',
  assistant:
    '<rect x="2.75" y="5.5" width="10.5" height="7.5" rx="2"/><path d="M8 5.5v-2.75M6 8.5v1.25M10 8.5v1.25M1 8.5v2M15 8.5v2"/>',
  complete: '<path d="m3 8.5 3.5 3.5L13 4.5"/>',
  error: '<path d="m4 4 8 8M12 4l-8 8"/>',
  running: '<path d="M8 1.75A6.25 6.25 0 1 1 1.75 8"/>',
  add: '<path d="M8 3v10M3 8h10"/>',
  delete: '<path d="M2.75 4.5h10.5M6 4.5v-2h4v2M4 4.5l.6 9h6.8l.6-9"/>',
  columns: '<rect x="2.25" y="3" width="11.5" height="10" rx="1.5"/><path d="M6 3v10M10 3v10"/>',
  download: '<path d="M8 2.5v8M4.5 7 8 10.5 11.5 7M2.5 13.5h11"/>',
  up: '<path d="M8 13V3M3.5 7.5 8 3l4.5 4.5"/>',
  down: '<path d="M8 3v10M3.5 8.5 8 13l4.5-4.5"/>',
} as const;

/** The picture of this name. With a label it is a word to those who hear the page, else nothing. */
export function icon(name: keyof typeof SHAPES, label: string | null = null): string {
  const at = attributes({
    class: `icon ${name}`,
    role: label === null ? null : "img",
    "aria-label": label,
    "aria-hidden": label === null ? "true" : null,
  });
  return `<svg${at} viewBox="0 0 16 16" width="16" height="16" fill="none" stroke="currentColor" stroke-width="1.5">${
    SHAPES[name]
  }</svg>`;
}

/** A small picture of the author's before a text. */
export function smallIcon(picture: SmallPicture | null): string {
  if (picture === null || picture.kind === "text") return iconText(picture?.text ?? null);
  return `<img class="icon"${attributes({ src: picture.url, alt: "" })}>`;
}

/** A character or an emoji of the author's in the place of a picture. */
export function iconText(text: string | null): string {
  return text === null ? "" : `<span class="icon" aria-hidden="true">${escape(text)}</span>`;
}
