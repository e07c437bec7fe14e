import * as st from "@eddy/eddy";
import { attribute, count, measures, property, served, size, words } from "./row.ts";
import type { ElementRows, Rows } from "./row.ts";

const WAV = new Uint8Array([...new TextEncoder().encode("RIFF\0\0\0\0WAVEfmt ")]);
const WEBM = new Uint8Array([0x1a, 0x45, 0xdf, 0xa3]);
const PIXEL = Uint8Array.from(atob("R0lGODlhAQABAAAAACwAAAAAAQABAAA="), (one) => one.charCodeAt(0));

const playback = (tag: string, usual: string) => {
  const hash = `new URL(${property(tag, "src")}).hash`;
  return {
    mime: [`${tag}/own`, served(property(tag, "src")), usual, `${tag}/own`],
    startTime: [3, hash, "", "#t=3"],
    endTime: [3, hash, "", "#t=0,3"],
    autoplay: [true, property(tag, "autoplay"), false, true],
    loop: [true, property(tag, "loop"), false, true],
  } as const satisfies ElementRows["options"];
};

export const MEDIA: Rows = {
  image: {
    draw: (options) => st.image(PIXEL, options),
    options: {
      caption: ["Tea", words("figcaption"), null, "Tea"],
      alt: ["A cup", property("img", "alt"), "", "A cup"],
      width: [99, attribute("img", "width"), null, "99"],
      link: ["/teas", attribute("a", "href"), null, "/teas"],
    },
  },
  audio: { draw: (options) => st.audio(WAV, options), options: playback("audio", "audio/wav") },
  video: {
    draw: (options) => st.video(WEBM, options),
    options: {
      ...playback("video", "video/webm"),
      muted: [true, property("video", "muted"), false, true],
      poster: [PIXEL, `${attribute("video", "poster")} !== null`, false, true],
      subtitles: [
        { English: "WEBVTT\n\n00:00.000 --> 00:01.000\nTea" },
        attribute("track", "label"),
        null,
        "English",
      ],
      width: [99, size("video", "width"), 736, 99],
    },
  },
  pdf: {
    draw: (options) => st.pdf(new TextEncoder().encode("%PDF-1.4\n%%EOF"), options),
    options: {
      height: [99, size("iframe", "height"), 500, 99],
      title: ["Invoice", property("iframe", "title"), "Document", "Invoice"],
    },
  },
  iframe: {
    draw: (options) => st.iframe("/healthz", options),
    options: {
      height: [99, measures("iframe", "height", 99), false, true],
      title: ["Inner", property("iframe", "title"), "/healthz", "Inner"],
      trusted: [true, count("iframe[sandbox~=allow-same-origin]"), 0, 1],
    },
  },
};
