// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/** File uploaders: files go to their widget's own address, and what has arrived is the widget's value. */

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} name @param {Partial<HTMLElementTagNameMap[T]>} properties
 */
const make = (name, properties) => Object.assign(document.createElement(name), properties);

/** @type {import("./kit.d.ts").Start} */
export default ({ commit, complain, resume, sign, touch, widgetOf }) => {
  /** Sends files one after the other, then the widget's new value. @param {HTMLElement} widget @param {File[]} files */
  const upload = async (widget, files) => {
    const several = "multiple" in widget.dataset;
    let problem = "";
    for (const file of several ? files : files.slice(0, 1)) {
      complain(widget, problem);
      const answer = await sendFile(widget, file);
      if (typeof answer === "string") {
        problem ||= answer;
        continue;
      }
      const list = /** @type {Element} */ (widget.querySelector(".files"));
      if (!several) list.replaceChildren();
      list.insertAdjacentHTML("beforeend", answer.item);
      touch(widget);
    }
    if (!widget.querySelector(".sending progress")) commit(widget);
    complain(widget, problem);
  };

  /**
   * Answers the file's line in the list, or what went wrong.
   * @param {HTMLElement} widget @param {File} file @returns {Promise<{ item: string } | string>}
   */
  const sendFile = (widget, file) =>
    new Promise((resolve) => {
      const { maxSize, maxText, upload = "" } = widget.dataset;
      const { name, size, type } = file;
      if (size > Number(maxSize)) return resolve(`“${name}” is larger than ${maxText}.`);
      const request = new XMLHttpRequest();
      const progress = make("progress", { max: size || 1, value: 0, ariaLabel: `Sending ${name}` });
      const row = make("div", { className: "upload" });
      const cancel = make("button", {
        type: "button",
        className: "remove",
        ariaLabel: `Cancel ${name}`,
        onclick: () => {
          resolve("");
          request.abort();
        },
      });
      row.append(make("span", { className: "file-name", textContent: name }), progress, cancel);
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

  /** Sends what was chosen. @param {HTMLInputElement} picker */
  const take = (picker) => {
    const files = [...picker.files ?? []];
    const widget = widgetOf(picker);
    // So that the same file can be chosen again.
    picker.value = "";
    if (widget && files.length > 0) void upload(widget, files);
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
    /** @type {HTMLElement | null} */ (widget.querySelector("[type=file]"))?.focus();
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
    if (!place) return;
    event.preventDefault();
    place.removeAttribute("data-drag");
    void upload(place, [...event.dataTransfer?.files ?? []]);
  });

  // What was chosen before this was loaded.
  for (const picker of document.querySelectorAll("[data-upload] [type=file]")) {
    take(/** @type {HTMLInputElement} */ (picker));
  }
  return () => {};
};
