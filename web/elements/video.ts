import type { VideoElement } from "../../runtime/elements/video.ts";
import { attributes } from "../escape.ts";
import type { Links } from "../links.ts";
import { playbackAttributes, sourceUrl } from "../media.ts";

export function renderVideo(element: VideoElement, links: Links): string {
  const { muted, poster, subtitles, width } = element;
  const at = attributes({
    ...playbackAttributes(element, links),
    // A phone would fill its screen with it.
    playsinline: true,
    muted,
    poster: poster === null ? null : sourceUrl(poster, links),
    width,
  });
  const tracks = subtitles.map(({ label, source }, i) =>
    `<track${
      attributes({ kind: "subtitles", src: sourceUrl(source, links), label, default: i === 0 })
    }>`
  );
  return `<video class="video"${at}>${tracks.join("")}</video>`;
}
