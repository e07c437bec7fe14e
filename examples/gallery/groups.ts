/** The gallery's pages: which demos stand on each, and what it says at the top. */
import { readDemos } from "./demo.ts";
import type { Demo, Demos } from "./demo.ts";
import * as charts from "./charts.ts";
import * as chat from "./chat.ts";
import * as components from "./components.ts";
import * as control from "./control.ts";
import * as data from "./data.ts";
import * as inputs from "./inputs.ts";
import * as layout from "./layout.ts";
import * as media from "./media.ts";
import * as pages from "./pages.ts";
import * as status from "./status.ts";
import * as text from "./text.ts";

/** Demos that belong together. */
export interface Group {
  /** Its address. */
  readonly path: string;
  readonly title: string;
  readonly icon: string;
  /** Markdown. */
  readonly about: string;
  readonly demos: readonly Demo[];
}

async function group(
  file: string,
  demos: Demos,
  words: Omit<Group, "demos" | "path">,
): Promise<Group> {
  return { path: `/${file}`, ...words, demos: await readDemos(`./${file}.ts`, demos) };
}

/** All groups, in the order of the menu. */
export const groups: readonly Group[] = await Promise.all([
  group("text", text, {
    title: "Text",
    icon: "📝",
    about: "What is read: headings, Markdown, code, formulas, and `write` for everything.",
  }),
  group("data", data, {
    title: "Data",
    icon: "🗃️",
    about: "Tables to look through and to change, and numbers that matter. The orders are 100,000.",
  }),
  group("charts", charts, {
    title: "Charts",
    icon: "📈",
    about:
      "Drawn on the server, so that they are there at once; by hand and by ear they are for everybody.",
  }),
  group("inputs", inputs, {
    title: "Inputs",
    icon: "🎛️",
    about:
      "What is asked. Each is a call that answers its value; using one reruns the page, or the " +
      "fragment around it. Every demo here is a fragment of its own.",
  }),
  group("layout", layout, {
    title: "Layout",
    icon: "🧩",
    about:
      "Where things stand. Each is a container: draw into it by `box.write(…)` or `box(() => …)`.",
  }),
  group("media", media, {
    title: "Media",
    icon: "🎞️",
    about: "Pictures, sounds, films, documents, and other pages.",
  }),
  group("chat", chat, {
    title: "Chat",
    icon: "💬",
    about: "Who says what, word by word.",
  }),
  group("status", status, {
    title: "Status",
    icon: "🔔",
    about: "What happened, what is happening, and how far it is.",
  }),
  group("control", control, {
    title: "Control",
    icon: "🔁",
    about: "What runs when, what is remembered, and who is told.",
  }),
  group("pages", pages, {
    title: "Pages",
    icon: "🗂️",
    about: "An app of several pages, and what stands around them.",
  }),
  group("components", components, {
    title: "Components",
    icon: "🔌",
    about: "Markup and widgets of your own.",
  }),
]);
