import type { ChatMessageBlock } from "../../runtime/elements/chat_message.ts";
import { attributes, escape } from "../escape.ts";
import { icon } from "../icons.ts";
import type { Shell } from "../render.ts";

export function chatMessageShell(block: ChatMessageBlock): Shell {
  const { id, name, side } = block;
  const at = attributes({
    class: `chat-message${side === null ? "" : ` ${side}`}`,
    id,
    "aria-label": name,
  });
  return [
    `<article${at}><div class="avatar" aria-hidden="true">${
      avatar(block)
    }</div><div class="chat-body" id="${id}-body">`,
    "</div></article>",
  ];
}

function avatar({ avatar, side }: ChatMessageBlock): string {
  switch (avatar.kind) {
    case "image":
      return `<img src="${escape(avatar.url)}" alt="" width="32" height="32">`;
    case "text":
      return escape(avatar.text);
    case "usual":
      return icon(side ?? "user");
    default:
      return avatar satisfies never;
  }
}
