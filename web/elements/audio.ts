import type { AudioElement } from "../../runtime/elements/audio.ts";
import { attributes } from "../escape.ts";
import type { Links } from "../links.ts";
import { playbackAttributes } from "../media.ts";

export function renderAudio(element: AudioElement, links: Links): string {
  return `<audio class="audio"${attributes(playbackAttributes(element, links))}></audio>`;
}
