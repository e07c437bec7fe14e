import type { ChatInputElement } from "../../runtime/elements/chat_input.ts";
import { attributes } from "../escape.ts";
import { control } from "../field.ts";
import type { Links } from "../links.ts";
import { renderFileUploader } from "./file_uploader.ts";

export function renderChatInput(element: ChatInputElement, links: Links): string {
  const { uploader, records } = element;
  const box = control(element, {
    rows: 1,
    placeholder: element.label,
    "aria-label": element.label,
    maxlength: element.maxChars,
    enterkeyhint: "send",
  });
  const button = attributes({
    type: "button",
    class: "send",
    "aria-label": "Send",
    disabled: element.disabled,
  });
  // Takes the other one's place while what was asked for is on its way.
  const stop = attributes({
    type: "button",
    class: "stop",
    "aria-label": "Stop",
    disabled: element.disabled,
  });
  const attached = uploader === null ? "" : renderFileUploader(uploader, links, records);
  const line = attributes({
    class: "chat-input",
    "data-widget": element.id,
    "data-line": true,
    "data-module": links.module("chat"),
    "data-while-busy": element.submitMode === "submit" ? null : element.submitMode,
  });
  return `<div${line}><textarea${box}></textarea><button${button}></button><button${stop}></button>${attached}</div>`;
}
