// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/** File uploaders: files go to their widget's own address, and what has arrived is the widget's value. */

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} name @param {Partial<HTMLElementTagNameMap[T]>} properties
 */
const make = (name, properties) => Object.assign(document.createElement(name), properties);

/** Of more files that were not taken, it is said how many. */
const MOST_PROBLEMS = 3;

/** What is said of all that went wrong. @param {string[]} problems */
const wordsOf = (problems) => {
  const more = problems.length - MOST_PROBLEMS;
  return problems.slice(0, MOST_PROBLEMS).join(" ") +
    (more > 0 ? ` ${more} more could not be sent.` : "");
};

/** A file, and where it lay in its folder, if it came with one. @typedef {{ file: File, path: string }} Found */

/** @type {import("./kit.d.ts").Start} */
export default ({ commit, complain, resume, sign, touch, widgetOf }) => {
  /**
   * Sends files one after the other, then the widget's new value.
   * @param {HTMLElement} widget @param {Found[]} found @param {string[]} [problems] what is wrong already
   */
  const upload = async (widget, found, problems = []) => {
    const several = "multiple" in widget.dataset;
    const files = several ? found : found.slice(0, 1);
    const sending = { place: "", stopped: false };
    for (const [i, one] of files.entries()) {
      if (sending.stopped) break;
      sending.place = files.length > 1 ? `${i + 1} of ${files.length}` : "";
      complain(widget, wordsOf(problems));
      const answer = await sendFile(widget, one, sending);
      if (typeof answer === "string") {
        if (answer) problems.push(answer);
        continue;
      }
      const list = /** @type {Element} */ (widget.querySelector(".files"));
      if (!several) list.replaceChildren();
      list.insertAdjacentHTML("beforeend", answer.item);
      touch(widget);
    }
    if (!widget.querySelector(".sending progress")) commit(widget);
    complain(widget, wordsOf(problems));
  };

  /**
   * Answers the file's line in the list, or what went wrong.
   * @param {HTMLElement} widget @param {Found} found
   * @param {{ place: string, stopped: boolean }} sending which one of how many, and whether no more are sent
   * @returns {Promise<{ item: string } | string>}
   */
  const sendFile = (widget, { file, path }, sending) =>
    new Promise((resolve) => {
      const { maxSize, maxText, upload = "" } = widget.dataset;
      const { size, type } = file;
      const name = path || file.name;
      if (size > Number(maxSize)) return resolve(`“${name}” is larger than ${maxText}.`);
      // Of a single one, the last that was chosen is meant: one that is still on its way is not waited for.
      if (!("multiple" in widget.dataset)) {
        /** @type {HTMLElement | null} */ (widget.querySelector(".sending .remove"))?.click();
      }
      const request = new XMLHttpRequest();
      const progress = make("progress", { max: size || 1, value: 0, ariaLabel: `Sending ${name}` });
      const row = make("div", { className: "upload" });
      const stop = () => {
        resolve("");
        request.abort();
        // The button that was pressed is gone.
        stay(widget);
      };
      const cancel = make("button", {
        type: "button",
        className: "remove",
        ariaLabel: `Cancel ${name}`,
        onclick: stop,
      });
      row.append(make("span", { className: "file-name", textContent: name }), progress, cancel);
      if (sending.place) {
        const stopAll = make("button", {
          type: "button",
          className: "tertiary",
          textContent: "Cancel all",
          onclick: () => {
            sending.stopped = true;
            stop();
          },
        });
        cancel.before(make("small", { className: "file-size", textContent: sending.place }));
        row.append(stopAll);
      }
      widget.querySelector(".sending")?.append(row);
      request.open("POST", upload);
      const headers = /** @type {Record<string, string>} */ ({
        "Content-Type": "application/octet-stream",
        "Eddy-Name": encodeURIComponent(name.toWellFormed()),
        "Eddy-Type": type,
      });
      sign(headers);
      for (const header in headers) request.setRequestHeader(header, headers[header] ?? "");
      request.upload.onprogress = ({ loaded }) => progress.value = loaded;
      request.onloadend = () => {
        const { status, responseText } = request;
        row.remove();
        if (status === 201) return resolve({ item: responseText });
        const told = request.getResponseHeader("content-type")?.startsWith("text/plain");
        if (status === 410) resume();
        resolve(told ? responseText : `“${name}” could not be sent. Please try again.`);
      };
      request.send(file);
    });

  /** Whoever attaches something to a line goes on writing it. @param {Element} widget */
  const goOn = (widget) => widget.closest("[data-line]")?.querySelector("textarea")?.focus();

  /** Whoever has taken something off goes on where more can be added. @param {Element} widget */
  const stay = (widget) =>
    /** @type {HTMLElement | null} */ (
      widget.querySelector(":not([hidden]) > [type=file], .record")
    )?.focus();

  /** The uploader that a widget is, or has in its line. @param {Element | null} widget */
  const uploaderIn = (widget) => /** @type {HTMLElement | null} */ (
    widget?.matches("[data-upload]") ? widget : widget?.querySelector("[data-upload]") ?? null
  );

  /** Sends what was chosen. @param {HTMLInputElement} picker */
  const take = (picker) => {
    const files = [...picker.files ?? []];
    const widget = widgetOf(picker);
    // So that the same file can be chosen again.
    picker.value = "";
    if (!widget || files.length === 0) return;
    goOn(widget);
    if (picker.webkitdirectory) {
      takeFolder(picker, files.map((file) => ({ file, path: file.webkitRelativePath })));
    } else void upload(widget, files.map((file) => ({ file, path: "" })));
  };

  /** Whether a file is of a kind taken, as the server judges it. @param {HTMLInputElement} picker @param {File} file */
  const isTaken = ({ accept }, { name, type }) =>
    accept === "" ||
    accept.split(",").some((kind) =>
      kind.startsWith(".")
        ? name.toLowerCase().endsWith(kind)
        : kind.endsWith("/*")
        ? type.startsWith(kind.slice(0, -1))
        : type === kind
    );

  /** Sends what of a folder is of a kind taken. @param {HTMLInputElement} picker @param {Found[]} found */
  const takeFolder = (picker, found) => {
    const files = found.filter(({ file }) => isTaken(picker, file));
    const rest = found.length - files.length;
    const left = rest === 0
      ? []
      : rest === 1
      ? ["One file of another kind was left out."]
      : [`${rest} files of other kinds were left out.`];
    void upload(/** @type {HTMLElement} */ (widgetOf(picker)), files, left);
  };

  /** All files in a folder, and in those within it. @param {FileSystemEntry} entry @returns {Promise<Found[]>} */
  const filesIn = async (entry) => {
    const path = entry.fullPath.replace(/^\//, "");
    if (entry.isFile) {
      const one = /** @type {FileSystemFileEntry} */ (entry);
      const file = /** @type {File} */ (await new Promise((take, fail) => one.file(take, fail)));
      return [{ file, path: path.includes("/") ? path : "" }];
    }
    const reader = /** @type {FileSystemDirectoryEntry} */ (entry).createReader();
    const found = [];
    while (true) {
      // A browser tells a part of them at a time, none at the end.
      const part = /** @type {FileSystemEntry[]} */ (
        await new Promise((take, fail) => reader.readEntries(take, fail))
      );
      if (part.length === 0) return found;
      for (const one of part) found.push(...await filesIn(one));
    }
  };

  /** Sends what was dropped. @param {HTMLElement} widget @param {DataTransfer} dropped */
  const takeDropped = async (widget, dropped) => {
    const picker = /** @type {HTMLInputElement} */ (widget.querySelector("[type=file]"));
    const files = [...dropped.files].map((file) => ({ file, path: "" }));
    const entries = [...dropped.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
    if (!entries.some(({ isDirectory }) => isDirectory)) return upload(widget, files);
    if (!picker.webkitdirectory) return complain(widget, "Folders are not taken here, only files.");
    try {
      takeFolder(picker, (await Promise.all(entries.map(filesIn))).flat());
    } catch (error) {
      // What lies there may not be read, or has just gone.
      if (!(error instanceof DOMException)) throw error;
      complain(widget, "This folder could not be read. Please try again.");
    }
  };

  document.addEventListener("change", ({ target }) => {
    const picker = /** @type {HTMLInputElement} */ (target);
    if (picker.type === "file" && widgetOf(picker)) take(picker);
  });

  document.addEventListener("click", (event) => {
    const button = /** @type {Element} */ (event.target).closest?.(".files > li .remove");
    const widget = widgetOf(button ?? null);
    if (!button || !widget) return;
    button.closest("li")?.remove();
    stay(widget);
    touch(widget);
    commit(widget);
  });

  /** Where files can be dropped. @param {DragEvent} event */
  const dropPlace = ({ target, dataTransfer }) => {
    const widget = widgetOf(target);
    const takes = widget?.querySelector("[type=file]:enabled") &&
      dataTransfer?.types.includes("Files");
    return takes ? widget : null;
  };

  document.addEventListener("dragover", (event) => {
    const place = dropPlace(event);
    for (const other of document.querySelectorAll("[data-drag]")) {
      if (other !== place) other.removeAttribute("data-drag");
    }
    if (!place) return;
    event.preventDefault();
    place.setAttribute("data-drag", "");
  });

  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) document.querySelector("[data-drag]")?.removeAttribute("data-drag");
  });

  document.addEventListener("drop", (event) => {
    const place = dropPlace(event);
    const uploader = uploaderIn(place);
    if (!place || !uploader) return;
    event.preventDefault();
    place.removeAttribute("data-drag");
    if (event.dataTransfer) void takeDropped(uploader, event.dataTransfer);
  });

  document.addEventListener("paste", (event) => {
    const uploader = uploaderIn(widgetOf(event.target));
    const { clipboardData } = event;
    if (!clipboardData?.files.length || !uploader?.querySelector("[type=file]:enabled")) return;
    // A table's cells come as a picture, too: who writes means their text.
    if (clipboardData.types.includes("text/plain")) return;
    event.preventDefault();
    void upload(uploader, [...clipboardData.files].map((file) => ({ file, path: "" })));
  });

  // What was chosen before this was loaded.
  for (const picker of document.querySelectorAll("[data-upload] [type=file]")) {
    take(/** @type {HTMLInputElement} */ (picker));
  }
  return () => {};
};
