import * as st from "@eddy/eddy";
import { answer } from "./business.ts";

/**
 * A line to write in; it answers what was sent, once. At the top level of a page it stays at its lower edge.
 * While the answer comes it has a button that stops it. Files go along if they are taken: chosen, dropped
 * on the line, or pasted; so does what is said into a microphone.
 * @see chatMessage, writeStream, fileUploader
 */
export async function chatInput() {
  const chat = st.state({ lines: [] as { who: "user" | "assistant"; text: string }[], asked: 0 });
  const talk = st.container({ height: 320, autoscroll: true });
  for (const { who, text } of chat.lines) talk.chatMessage(who).markdown(text);
  const said = st.chatInput("Ask about the shop", {
    key: "shop-chat",
    maxChars: 200,
    onSubmit: () => chat.asked++,
    acceptFile: "multiple",
    acceptAudio: true,
    submitMode: "stop",
    fileType: [".csv", ".txt", "image/*"],
    maxSize: 1_000_000,
  });
  st.chatInput("Closed until Monday", { disabled: true });
  if (said === null) return;
  const files = said.files.map(({ name }) => `📎 ${name}`);
  const question = [said.text, ...files].join("\n\n");
  talk.chatMessage("user").markdown(question);
  const text = await talk.chatMessage("assistant").writeStream(answer(said.text));
  chat.lines = [...chat.lines, { who: "user", text: question }, { who: "assistant", text }];
}

/**
 * What somebody said, with a picture of them. It is a container: anything can be said.
 * @see chatInput, container
 */
export function chatMessage() {
  st.chatMessage("user").write("How many boxes of *Oolong* are left?");
  st.chatMessage("assistant")(() => {
    st.write("35, in Wels:");
    st.barChart({ shelf: ["A12", "A13", "C2"], boxes: [20, 11, 4] }, {
      x: "shelf",
      y: "boxes",
      height: 140,
    });
  });
  st.chatMessage("Grace", { avatar: "🐝" }).write("I ordered 40 more.");
}

/**
 * Text as it comes, a word at a time, in Markdown as it grows. It answers all of it at the end.
 * @see chatInput, write
 */
export async function writeStream() {
  if (!st.button("Write the report")) return;
  const report = await st.writeStream(answer("What sold best?"));
  st.caption(`${report.length} characters`);
}
