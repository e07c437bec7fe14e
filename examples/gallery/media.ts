import * as st from "@eddy/eddy";

/**
 * Pictures: bytes, addresses, files on disk; one, or several beside each other.
 * @see logo, video
 */
export function image() {
  st.image(hills("#4f46e5"), { caption: "The hills of *Assam*", alt: "Hills", width: 320 });
  st.image([hills("#1a7445"), hills("#b4442f")], {
    caption: ["Spring", "Autumn"],
    alt: ["Green hills", "Red hills"],
    width: 150,
    link: "https://example.com/plantations",
  });
}

function hills(color: string): Uint8Array {
  return new TextEncoder().encode(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 140"><rect width="320" height="140" fill="${color}"/>` +
      '<path d="M0 110C60 40 110 130 170 80S270 30 320 70V140H0" fill="#fff" opacity=".25"/>' +
      '<path d="M0 130C80 70 130 150 200 110S290 80 320 100V140H0" fill="#fff" opacity=".4"/></svg>',
  );
}

/**
 * A recording: bytes, an address, or a file on disk, sent in the parts that the player asks for.
 * @see video
 */
export function audio() {
  st.audio(tone(440, 3), {
    mime: "audio/wav",
    startTime: 0.5,
    endTime: 2.5,
    loop: true,
    autoplay: false,
  });
}

/** A tone of so many seconds, as a WAV file. */
function tone(hertz: number, seconds: number): Uint8Array {
  const rate = 8000;
  const bytes = new Uint8Array(44 + rate * seconds);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode("RIFF    WAVEfmt "));
  view.setUint32(4, 36 + rate * seconds, true);
  // One channel of bytes, so many a second.
  const head = [[16, 16], [20, 0x10001], [24, rate], [28, rate], [32, 0x80001]] as const;
  for (const [at, value] of head) view.setUint32(at, value, true);
  bytes.set(new TextEncoder().encode("data"), 36);
  view.setUint32(40, rate * seconds, true);
  for (let i = 0; i < rate * seconds; i++) {
    bytes[44 + i] = 128 + 60 * Math.sin(2 * Math.PI * hertz * i / rate);
  }
  return bytes;
}

/**
 * A film: bytes, an address, or a file on disk. Subtitles are text.
 * @see audio, image
 */
export function video() {
  st.video(new URL("pouring.webm", import.meta.url), {
    mime: "video/webm",
    muted: true,
    loop: true,
    autoplay: false,
    startTime: 0,
    endTime: 4,
    width: 320,
    poster: hills("#4f46e5"),
    subtitles: { English: "WEBVTT\n\n00:00.000 --> 00:03.000\nA cup is filled" },
  });
}

/**
 * A document, to be read in the page or on its own.
 * @see downloadButton, iframe
 */
export function pdf() {
  st.pdf(new URL("invoice.pdf", import.meta.url), { height: 360, title: "Invoice 20001" });
}

/**
 * Another page within this one. It may do what a page of its own host may, and nothing to this one.
 * @see pdf, component
 */
export function iframe() {
  if (!st.toggle("Ask example.com")) return;
  st.iframe("https://example.com/", { height: 240, title: "Example", trusted: false });
}
