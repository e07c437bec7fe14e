import type { BlockBase } from "../block.ts";
import { drawBlock, newBlock } from "../container.ts";
import type { Container } from "../container.ts";
import { smallPicture } from "./image_url.ts";
import type { SmallPicture } from "./image_url.ts";

/** What one side of a chat says. */
export interface ChatMessageBlock extends BlockBase<"chatMessage"> {
  readonly name: string;
  /** Whose side it is on, if it is one of the usual two. */
  readonly side: "user" | "assistant" | null;
  readonly avatar:
    /** Without one of its own, the name's first letter. */
    | SmallPicture
    /** The picture that goes with the side. */
    | { readonly kind: "usual" };
}

const SIDES: Readonly<Record<string, "user" | "assistant">> = {
  user: "user",
  human: "user",
  assistant: "assistant",
  ai: "assistant",
};

/**
 * Draws a message of a chat, to be filled like any container. `"user"` and `"assistant"` have looks and
 * pictures of their own, any other name its first letter.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   st.chatMessage("user").write("How many orders today?");
 *   st.chatMessage("assistant", { avatar: "🦉" }).write("Fourteen.");
 * });
 * ```
 *
 * @throws {TypeError} If the avatar is an address that a page may not be sent to.
 */
export function chatMessage(
  name: "user" | "assistant" | string,
  options: {
    /** An emoji, or the address of a picture. */
    avatar?: string;
  } = {},
): Container {
  const side = Object.hasOwn(SIDES, name) ? SIDES[name]! : null;
  return drawBlock("chatMessage()", {
    ...newBlock("chatMessage()", "chatMessage"),
    name,
    side,
    avatar: avatarOf(name, side, options.avatar),
  });
}

function avatarOf(
  name: string,
  side: ChatMessageBlock["side"],
  avatar: string | undefined,
): ChatMessageBlock["avatar"] {
  if (avatar === undefined) {
    return side === null
      ? { kind: "text", text: [...name.trim()][0]?.toUpperCase() ?? "?" }
      : { kind: "usual" };
  }
  return smallPicture("draw avatar", avatar);
}
