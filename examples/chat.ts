/** A chat about a directory of Markdown files: it looks up what answers a question, and says it bit by bit. */
import * as st from "@eddy/eddy";

/** What it has read. */
const DOCUMENTS = Deno.env.get("DOCUMENTS") ?? new URL("../docs/", import.meta.url);
/** Milliseconds between two words: a language model in its place would not be quicker. */
const PACE = Number(Deno.env.get("PACE") ?? 25);
const SUGGESTIONS = [
  "How does a fragment rerun alone?",
  "What survives a restart?",
  "How do I test an app?",
];

interface Line {
  readonly who: "user" | "assistant";
  readonly text: string;
  /** Where an answer comes from, and whether its reader has heard enough. */
  readonly source?: string;
  readonly stopped?: boolean;
}

// ── What it knows ───────────────────────────────────────────────────────────────────────────────

/** What stands below one heading. */
interface Passage {
  readonly file: string;
  readonly heading: string;
  readonly text: string;
  readonly words: ReadonlyMap<string, number>;
}

const EMPTY_WORDS = new Set(
  ("a an and are as at be by can do does for from has have how i if in into is it its me my of on or so than " +
    "that the their them then there this to was what when where which who why will with you your")
    .split(" "),
);

/** How often each word is there, by its stem as far as a few endings tell. */
function wordsOf(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [word] of text.toLowerCase().matchAll(/[\p{L}\d]{2,}/gu)) {
    if (EMPTY_WORDS.has(word)) continue;
    const stem = word.length > 4 ? word.replace(/(?:ing|ed|es|s)$/, "") : word;
    counts.set(stem, (counts.get(stem) ?? 0) + 1);
  }
  return counts;
}

/** What can be said of a text that was written to be seen in its place: the words first. */
function sayable(text: string): string {
  return text
    // Links and pictures lead somewhere from there, not from here; a diagram's source says little.
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/^```mermaid\n.*?^```$/gms, "")
    .trim()
    .replace(/^(```.*?\n```)\s+(.+)$/s, "$2\n\n$1");
}

/** Reads all documents, once for everybody. */
const passages = st.cacheResource(async (): Promise<readonly Passage[]> => {
  const found: Passage[] = [];
  for await (const { name, isFile } of Deno.readDir(DOCUMENTS)) {
    if (!isFile || !name.endsWith(".md")) continue;
    const path = DOCUMENTS instanceof URL ? new URL(name, DOCUMENTS) : `${DOCUMENTS}/${name}`;
    let fenced = false;
    const parts: { heading: string; lines: string[] }[] = [];
    for (const line of (await Deno.readTextFile(path)).split(/\r?\n/)) {
      if (line.startsWith("```")) fenced = !fenced;
      const heading = fenced ? null : /^#{1,4} (.+)/.exec(line);
      if (heading !== null) parts.push({ heading: heading[1]!, lines: [] });
      else parts.at(-1)?.lines.push(line);
    }
    for (const { heading, lines } of parts) {
      const text = sayable(lines.join("\n"));
      if (text === "") continue;
      const words = wordsOf(`${heading} ${heading} ${heading} ${text}`);
      found.push({ file: name, heading, text, words });
    }
  }
  return found;
}, { showSpinner: "Reading the documents …" });

/** Passages that have something to do with a question, the best first. */
function about(question: string, all: readonly Passage[]): Passage[] {
  const asked = [...wordsOf(question).keys()].map((word) => {
    const having = all.filter(({ words }) => words.has(word)).length;
    // The rarer a word, the more it says.
    return { word, weight: having === 0 ? 0 : Math.log(1 + all.length / having) };
  });
  const score = ({ words, text }: Passage) =>
    asked.reduce((sum, { word, weight }) => {
      const count = words.get(word) ?? 0;
      return sum + weight * count / (count + 1 + text.length / 1_000);
    }, 0);
  return all.map((passage) => ({ passage, score: score(passage) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ passage }) => passage);
}

/** Says a text word by word, until nobody listens. */
async function* say(text: string): AsyncGenerator<string> {
  for (const [word] of text.matchAll(/\s*\S+/g)) {
    yield word;
    await new Promise((resolve) => setTimeout(resolve, PACE));
  }
}

// ── The chat ────────────────────────────────────────────────────────────────────────────────────

const chat = st.state({ lines: [] as Line[], suggested: null as string | null });

/** Asks for the next passage about what was asked before. */
const MORE = /^(?:tell me )?more\W*$/i;

function draw({ who, text, source, stopped }: Line): void {
  st.chatMessage(who)(() => {
    st.write(text);
    if (source !== undefined) st.caption(stopped ? `${source} · stopped` : source);
  });
}

async function reply(question: string): Promise<Line> {
  const isMore = MORE.test(question);
  const before = chat.lines.findLast(({ who, text }) => who === "user" && !MORE.test(text));
  const told = new Set(chat.lines.map(({ source }) => source));
  const found = about(isMore ? before?.text ?? "" : question, await passages())
    .map((passage) => ({ ...passage, source: `${passage.file}, “${passage.heading}”` }))
    .find(({ source }) => !isMore || !told.has(source));
  const words = found?.text ?? "The documents say nothing about that. Other words might find it.";
  return await st.chatMessage("assistant")(async (): Promise<Line> => {
    const text = await st.writeStream(say(words));
    const stopped = st.context.signal.aborted;
    if (found === undefined) return { who: "assistant", text };
    st.caption(stopped ? `${found.source} · stopped` : found.source);
    return { who: "assistant", text, source: found.source, stopped };
  });
}

/** A line reruns the conversation, and nothing around it. */
const conversation = st.fragment(async function conversation() {
  const question = st.chatInput("Ask about Eddy", { maxChars: 500 }) ?? chat.suggested;
  chat.suggested = null;
  for (const line of chat.lines) draw(line);
  // What is first said takes the place of what could be said.
  const start = st.empty();
  if (question === null) {
    if (chat.lines.length === 0) start.container()(suggest);
    return;
  }
  start.chatMessage("user").write(question);
  const answer = await reply(question);
  chat.lines = [...chat.lines, { who: "user", text: question }, answer];
});

function suggest(): void {
  st.caption("It answers from the documents that it has read, on this machine. For example:");
  for (const suggestion of SUGGESTIONS) {
    st.button(suggestion, { onClick: () => void (chat.suggested = suggestion) });
  }
}

st.serve(() => {
  st.setPageConfig({ title: "Ask the documents", icon: "💬" });
  st.title("Ask the documents");
  st.sidebar(() => {
    st.button("New chat", { icon: "✏️", onClick: () => void (chat.lines = []) });
    st.caption("The conversation is yours: it lives in your session, and ends with it.");
  });
  conversation();
});
