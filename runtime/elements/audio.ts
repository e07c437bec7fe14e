import { put } from "../draw.ts";
import { currentScope } from "../scope.ts";
import { mediaSource } from "./media_source.ts";
import type { MediaSource } from "./media_source.ts";
import { playback } from "./playback.ts";
import type { Playback, PlaybackOptions } from "./playback.ts";

/** A sound. */
export interface AudioElement extends Playback {
  readonly kind: "audio";
  readonly source: MediaSource;
}

/**
 * Draws a player for sound: the bytes of a recording (MP3, WAV, Ogg, FLAC, AAC, M4A, WebM), its address, or a
 * file by its `file:` URL, which is read only as far as somebody listens.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   st.audio("/calls/1042.mp3", { startTime: 12 });
 * });
 * ```
 *
 * @throws {TypeError} If the bytes are no recording, or the address may not stand in a page.
 * @throws {RangeError} If a time is no number of seconds, or the end is not behind the start.
 * @throws {Deno.errors.NotFound} If there is no such file.
 */
export function audio(source: string | Uint8Array | URL, options: PlaybackOptions = {}): void {
  const scope = currentScope("audio()");
  put(scope, "audio()", {
    kind: "audio",
    source: mediaSource(scope.run.session.files, {
      action: "draw audio",
      data: "audio/",
      types: "audio/",
      formats: "an MP3, WAV, Ogg, FLAC, AAC, M4A or WebM; else say what they are by mime",
      beginnings: [
        ["audio/mpeg", /^(?:ID3|\xff[\xe2-\xe7\xf2-\xf7\xfa-\xfb])/],
        ["audio/wav", /^RIFF[^]{4}WAVE/],
        ["audio/ogg", /^OggS/],
        ["audio/flac", /^fLaC/],
        ["audio/aac", /^\xff[\xf0\xf1\xf8\xf9]/],
        ["audio/mp4", /^[^]{4}ftyp/],
        ["audio/webm", /^[^]E\xdf\xa3/],
      ],
      mime: options.mime,
    }, source),
    ...playback("draw audio", options),
  });
}
