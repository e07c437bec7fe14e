import { put } from "../draw.ts";
import type { Files } from "../files.ts";
import { currentScope } from "../scope.ts";
import { imageSource } from "./image.ts";
import type { ImageSource } from "./image.ts";
import { mediaSource, mediaUrl } from "./media_source.ts";
import type { MediaSource } from "./media_source.ts";
import { playback } from "./playback.ts";
import type { Playback, PlaybackOptions } from "./playback.ts";

/** A film. */
export interface VideoElement extends Playback {
  readonly kind: "video";
  readonly source: MediaSource;
  readonly muted: boolean;
  /** Shown before it starts. */
  readonly poster: MediaSource | null;
  readonly subtitles: readonly Subtitles[];
  /** In pixels; null for its own, as far as there is room. */
  readonly width: number | null;
}

/** What is said in a film, to be read. */
export interface Subtitles {
  readonly label: string;
  readonly source: MediaSource;
}

/** Options of {@linkcode video}. */
export interface VideoOptions extends PlaybackOptions {
  /** Without sound, until somebody turns it on. */
  muted?: boolean;
  /** A picture shown before it starts. */
  poster?: ImageSource;
  /**
   * Subtitles as text (WebVTT or SubRip), or their address, which must be this app's; several by the
   * names that one chooses among. The first are shown.
   */
  subtitles?: string | Readonly<Record<string, string>>;
  /** In pixels. Default: its own, as far as there is room. */
  width?: number;
}

/**
 * Draws a player for a film: its bytes (MP4, WebM, Ogg, MOV), its address, or a file by its `file:` URL, which
 * is read only as far as somebody watches.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   st.video("/films/assembly.mp4", {
 *     startTime: 5,
 *     muted: true,
 *     subtitles: { English: "WEBVTT\n\n00:05.000 --> 00:09.000\nTighten both screws" },
 *   });
 * });
 * ```
 *
 * @throws {TypeError} If the bytes are no film, or an address may not stand in a page.
 * @throws {RangeError} If a time is no number of seconds, the end is not behind the start, or the width is not
 * above 0.
 * @throws {Deno.errors.NotFound} If there is no such file.
 */
export function video(source: string | Uint8Array | URL, options: VideoOptions = {}): void {
  const scope = currentScope("video()");
  const { files } = scope.run.session;
  const { width = null, poster } = options;
  if (width !== null && !(width > 0)) {
    throw new RangeError(`Cannot draw video: width must be above 0: received ${width}`);
  }
  put(scope, "video()", {
    kind: "video",
    source: mediaSource(files, {
      action: "draw video",
      data: "video/",
      types: "video/",
      formats: "an MP4, WebM, Ogg or MOV; else say what they are by mime",
      beginnings: [
        ["video/quicktime", /^[^]{4}ftypqt/],
        ["video/mp4", /^[^]{4}ftyp/],
        ["video/webm", /^[^]E\xdf\xa3/],
        ["video/ogg", /^OggS/],
      ],
      mime: options.mime,
    }, source),
    ...playback("draw video", options),
    muted: options.muted ?? false,
    poster: poster === undefined ? null : imageSource(files, "draw poster", poster),
    subtitles: subtitlesOf(files, options.subtitles),
    width,
  });
}

function subtitlesOf(files: Files, subtitles: VideoOptions["subtitles"]): Subtitles[] {
  if (subtitles === undefined) return [];
  const named = typeof subtitles === "string" ? { Subtitles: subtitles } : subtitles;
  return Object.entries(named).map(([label, text]) => ({
    label,
    source: subtitleSource(files, text),
  }));
}

function subtitleSource(files: Files, text: string): MediaSource {
  if (!text.includes("-->")) {
    return { kind: "url", url: mediaUrl({ action: "draw subtitles", data: null }, text) };
  }
  return {
    kind: "file",
    id: files.add({ content: webVtt(text), type: "text/vtt", name: "subtitles.vtt" }),
  };
}

/** SubRip is WebVTT with a comma for the point, and without the first line. */
function webVtt(text: string): string {
  const plain = text.replace(/^\ufeff/, "");
  if (plain.startsWith("WEBVTT")) return plain;
  return `WEBVTT\n\n${plain.replace(/(\d\d:\d\d),(\d{3})/g, "$1.$2")}`;
}
