import { drawStream } from "../stream.ts";
import { write } from "./write.ts";

/**
 * Draws a stream of text as it comes, as Markdown that grows; resolves to the whole text. It ends early
 * if a newer run takes over, and then the stream is cancelled. The stop button of a chat's input cancels it,
 * too, and then it resolves to the text that has come. What goes wrong is thrown to whoever
 * awaits it, and shown in place if nobody does.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * async function* answer() {
 *   for (const word of ["Fourteen ", "**orders** ", "today."]) {
 *     await new Promise((resolve) => setTimeout(resolve, 5));
 *     yield word;
 *   }
 * }
 *
 * st.createApp(async () => {
 *   const text = await st.chatMessage("assistant")(() => st.writeStream(answer()));
 *   st.caption(`${text.length} characters`);
 * });
 * ```
 */
export function writeStream(
  stream: AsyncIterable<string> | ReadableStream<string>,
): Promise<string> {
  return drawStream("writeStream()", stream, (piece) => write(piece));
}
