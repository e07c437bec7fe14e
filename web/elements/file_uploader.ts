import type { ChatInputElement } from "../../runtime/elements/chat_input.ts";
import type { FileUploaderElement } from "../../runtime/elements/file_uploader.ts";
import type { UploadHandle } from "../../runtime/uploads.ts";
import { attributes, escape } from "../escape.ts";
import { control, field, problem } from "../field.ts";
import type { Links } from "../links.ts";
import { formatSize } from "../file_size.ts";

/**
 * A native file control in a place to drop on, without name: its files are sent at once, and the
 * widget's value are the ids of what has arrived. What is under way is the client's to show.
 */
export function renderFileUploader(
  element: FileUploaderElement,
  links: Links,
  records: ChatInputElement["records"] = null,
): string {
  if (element.inLine) return renderInLine(element, links, records);
  const { id, accept, multiple, folder, help } = element;
  const picker = control(element, {
    name: null,
    type: "file",
    accept: accept.length === 0 ? null : accept.join(","),
    multiple,
    webkitdirectory: folder,
    "aria-describedby": `${id}-limits${help === null ? "" : ` ${id}-help`}`,
  });
  return field(
    element,
    `<div class="uploader"><div class="drop"><input${picker}><small class="limits" id="${id}-limits">${
      escape(limitsOf(element))
    }</small></div>${lists(element)}</div>${problem(element)}`,
    held(element, links),
  );
}

/** The same as buttons in a line to send; above the line stands what goes with it. */
function renderInLine(
  element: FileUploaderElement,
  links: Links,
  records: ChatInputElement["records"],
): string {
  const { id, accept, multiple, folder, disabled } = element;
  const at = attributes({ class: "attached", "data-widget": id, ...held(element, links) });
  const picker = control(element, {
    name: null,
    type: "file",
    accept: accept.length === 0 ? null : accept.join(","),
    multiple,
    webkitdirectory: folder,
    "aria-label": folder ? "Attach a folder" : multiple ? "Attach files" : "Attach a file",
    title: limitsOf(element),
  });
  const state = disabled ? " disabled" : "";
  return `<div${at}>${lists(element)}${problem(element)}<span class="attach${state}"${
    records === "only" ? " hidden" : ""
  }><input${picker}></span>${records === null ? "" : recordButton(element, links)}</div>`;
}

function recordButton({ disabled }: FileUploaderElement, links: Links): string {
  const button = attributes({
    type: "button",
    class: "record",
    "aria-label": "Record",
    "data-module": links.module("voice"),
    disabled,
  });
  return `<button${button}></button>`;
}

/** What the client needs to know of it. */
function held({ id, maxSize, multiple }: FileUploaderElement, links: Links) {
  return {
    "data-module": links.module("files"),
    "data-upload": links.upload(id),
    "data-max-size": maxSize,
    "data-max-text": formatSize(maxSize),
    "data-multiple": multiple,
  };
}

/** What has arrived, and a place for what is on its way. */
function lists(element: FileUploaderElement): string {
  const { id, files } = element;
  return `<ul class="files" id="${id}-files" data-own>${
    files.map((file) => fileItem(element, file)).join("")
  }</ul><div class="sending" id="${id}-sending" hx-morph-skip-children></div>`;
}

function limitsOf({ accept, multiple, folder, maxSize }: FileUploaderElement): string {
  const size = `to ${formatSize(maxSize)}${multiple ? " per file" : ""}`;
  const kinds = accept.length === 0 ? "" : ` · ${accept.join(", ")}`;
  return `${folder ? "A folder, up" : "Up"} ${size}${kinds}`;
}

/** One file received. The answer to an upload is the same markup. */
export function fileItem(
  { id, disabled }: Pick<FileUploaderElement, "id" | "disabled">,
  file: UploadHandle,
): string {
  const held = attributes({ type: "hidden", name: id, value: file.id, disabled });
  const remove = attributes({
    type: "button",
    class: "remove",
    "aria-label": `Remove ${file.path ?? file.name}`,
    disabled,
  });
  return `<li id="${escape(`${id}-${file.id}`)}"><input${held}><span class="file-name">${
    escape(file.path ?? file.name)
  }</span><small class="file-size">${formatSize(file.size)}</small><button${remove}></button></li>`;
}
