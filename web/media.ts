/** What players and viewers have in common. */
import type { MediaSource } from "../runtime/elements/media_source.ts";
import type { Playback } from "../runtime/elements/playback.ts";
import type { Links } from "./links.ts";

/** Where the browser finds it. */
export function sourceUrl(source: MediaSource, links: Links): string {
  return source.kind === "url" ? source.url : links.file(source.id);
}

/** Of a player. Only what tells its length is fetched before somebody starts it. */
export function playbackAttributes(
  element: Playback & { readonly source: MediaSource },
  links: Links,
): Record<string, string | boolean> {
  const { source, startTime, endTime, autoplay, loop } = element;
  const times = startTime === null && endTime === null
    ? ""
    : `#t=${startTime ?? 0}${endTime === null ? "" : `,${endTime}`}`;
  return {
    src: sourceUrl(source, links).replace(/#.*/, times === "" ? "$&" : "") + times,
    controls: true,
    preload: "metadata",
    autoplay,
    loop,
  };
}
