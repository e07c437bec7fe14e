import * as st from "@eddy/eddy";

interface Message {
  readonly role: "user" | "assistant";
  readonly text: string;
}

const chat = st.state({ messages: [] as Message[] });

/** Stands for a language model: anything that yields text. */
async function* answerTo(question: string, signal: AbortSignal): AsyncGenerator<string> {
  for (const word of `You said **${question}**, and I say it slowly.`.split(" ")) {
    await new Promise((resolve) => setTimeout(resolve, 30));
    if (signal.aborted) return;
    yield `${word} `;
  }
}

const talk = st.fragment(async function talk() {
  for (const { role, text } of chat.messages) st.chatMessage(role).markdown(text);
  const said = st.chatInput("Say something");
  if (said === null) return;
  st.chatMessage("user").markdown(said);
  chat.messages = [...chat.messages, { role: "user", text: said }];
  const answer = answerTo(said, st.context.signal);
  // Also what has come until somebody pressed stop.
  const text = await st.chatMessage("assistant").writeStream(answer);
  chat.messages = [...chat.messages, { role: "assistant", text }];
});

export async function page() {
  st.title("Chat");
  await talk();
}

if (import.meta.main) st.serve(page);
