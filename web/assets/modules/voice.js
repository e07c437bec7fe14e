// @ts-check
/// <reference lib="dom" />
/** A chat's line: records what is said, as a file that goes along as if it had been chosen. */

/** How a browser names what it records, in the order of preference. */
const TYPES = ["audio/webm", "audio/mp4", "audio/ogg"];
/** So often, in milliseconds, it is seen how much there is. */
const PART = 500;

/**
 * What is being recorded: ends it, with a file or without.
 * @typedef {{ row: HTMLElement, end(keeps: boolean): void }} Recording
 */

/** @template {keyof HTMLElementTagNameMap} T @param {T} name @param {Partial<HTMLElementTagNameMap[T]>} properties */
const make = (name, properties) => Object.assign(document.createElement(name), properties);

/** @param {number} seconds */
const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

/** @type {import("./kit.d.ts").Start} */
export default ({ complain, widgetOf }) => {
  /** @type {Recording | null} */
  let recording = null;
  /** Somebody is being asked whether the microphone may be used. */
  let asking = false;

  /** Gives the uploader a file as its user would. @param {HTMLElement} uploader @param {Blob} sound */
  const hand = (uploader, sound) => {
    const type = sound.type.split(";")[0] ?? "";
    const picker = /** @type {HTMLInputElement} */ (uploader.querySelector("[type=file]"));
    const chosen = new DataTransfer();
    chosen.items.add(new File([sound], `Recording.${type.split("/")[1]}`, { type }));
    picker.files = chosen.files;
    picker.dispatchEvent(new Event("change", { bubbles: true }));
  };

  /** @param {HTMLElement} uploader @param {MediaStream} stream */
  const record = (uploader, stream) => {
    const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
    const recorder = new MediaRecorder(stream, mimeType === undefined ? {} : { mimeType });
    const most = Number(uploader.dataset.maxSize);
    const parts = /** @type {Blob[]} */ ([]);
    let size = 0;
    let keeps = true;
    const time = make("time", { className: "file-size", textContent: clock(0) });
    const done = make("button", { type: "button", className: "tertiary", textContent: "Done" });
    const cancel = make("button", {
      type: "button",
      className: "remove",
      ariaLabel: "Cancel the recording",
    });
    const row = make("div", { className: "upload recording" });
    // With a bar in it, the line is not sent: as with any file that is on its way.
    row.append(
      make("span", { className: "file-name", textContent: "Recording" }),
      make("progress", { ariaLabel: "Recording" }),
      time,
      done,
      cancel,
    );
    // What fails here leaves nothing behind.
    recorder.start(PART);
    const began = Date.now();
    const ticking = setInterval(() => {
      // Closed away with its popover, expander or tab: nobody is listened to unseen.
      if (!row.checkVisibility()) return end(false);
      time.textContent = clock(Math.floor((Date.now() - began) / 1000));
    }, PART);
    const end = (/** @type {boolean} */ isKept) => {
      if (recorder.state === "inactive") return;
      keeps = isKept;
      recorder.stop();
    };
    let isFull = false;
    recorder.ondataavailable = ({ data }) => {
      // No more than is taken: what has been said so far can be heard. A part behind one that is left out may not.
      isFull ||= size + data.size > most;
      if (isFull) return end(keeps);
      size += data.size;
      parts.push(data);
    };
    recorder.onstop = () => {
      clearInterval(ticking);
      for (const track of stream.getTracks()) track.stop();
      row.remove();
      recording = null;
      if (keeps && size > 0) return hand(uploader, new Blob(parts, { type: recorder.mimeType }));
      // The button that was pressed is gone.
      /** @type {HTMLElement | null} */ (uploader.querySelector(".record"))?.focus();
    };
    done.onclick = () => end(true);
    cancel.onclick = () => end(false);
    recording = { row, end };
    complain(uploader, "");
    uploader.querySelector(".sending")?.append(row);
    // Unless somebody has gone on to type meanwhile.
    if (uploader.contains(document.activeElement)) done.focus();
  };

  /** @param {HTMLElement} uploader */
  const begin = async (uploader) => {
    if (asking) return;
    if (recording) return recording.end(true);
    if (!navigator.mediaDevices) {
      return complain(uploader, "A page can only record when it comes by https.");
    }
    asking = true;
    /** @type {MediaStream | undefined} */
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      // Its line may be gone meanwhile, or closed with its dialog.
      if (uploader.checkVisibility()) record(uploader, stream);
    } catch (error) {
      // Its user, or the machine, says no; anything else is a fault of ours.
      if (!(error instanceof DOMException)) throw error;
      complain(uploader, "The microphone cannot be used. Does the browser allow it?");
    } finally {
      asking = false;
      if (!recording) { for (const track of stream?.getTracks() ?? []) track.stop(); }
    }
  };

  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element && target.closest(".record");
    const uploader = button ? widgetOf(button) : null;
    if (uploader) void begin(uploader);
  });

  // Nobody is listened to whose line is gone, or closed with its dialog.
  document.addEventListener("close", ({ target }) => {
    if (recording && target instanceof Element && target.contains(recording.row)) {
      recording.end(false);
    }
  }, true);
  return () => {
    if (recording && !recording.row.isConnected) recording.end(false);
  };
};
