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
export function renderFileUploader(element: FileUploaderElement, links: Links): string {
  const { id, files, accept, multiple, folder, maxSize, help } = element;
  const picker = control(element, {
    name: null,
    type: "file",
    accept: accept.length === 0 ? null : accept.join(","),
    multiple,
    webkitdirectory: folder,
    "aria-describedby": `${id}-limits${help === null ? "" : ` ${id}-help`}`,
  });
  const whole = folder ? "A folder, " : "";
  const kinds = accept.length === 0 ? "" : ` · ${accept.join(", ")}`;
  return field(
    element,
    `<div class="uploader"><div class="drop"><input${picker}><small class="limits" id="${id}-limits">${
      escape(
        `${whole}${folder ? "up" : "Up"} to ${formatSize(maxSize)}${
          multiple ? " per file" : ""
        }${kinds}`,
      )
    }</small></div><ul class="files" id="${id}-files" data-own>${
      files.map((file) => fileItem(element, file)).join("")
    }</ul><div class="sending" id="${id}-sending" hx-morph-skip-children></div></div>${
      problem(element)
    }`,
    {
      "data-module": links.module("files"),
      "data-upload": links.upload(id),
      "data-max-size": maxSize,
      "data-max-text": formatSize(maxSize),
      "data-multiple": multiple,
    },
  );
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
