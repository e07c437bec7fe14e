import * as st from "@eddy/eddy";
import { attribute, count, measures, property, style, words } from "./row.ts";
import type { ElementRows, Row, Rows } from "./row.ts";

const HELP: Row = ["More", words(".help-text"), null, "More"];

const place = (selector: string) => ({
  textAlignment: ["right", style(selector, "textAlign"), "start", "end"],
  width: [321, measures(selector, "width", 321), false, true],
} as const);

const title = (tag: string) => ({
  anchor: [`${tag}-there`, `${property(tag, "id")} === "${tag}-there"`, false, true],
  help: HELP,
  icon: ["★", words(tag), "Words", "★ Words"],
  ...place(tag),
} as const satisfies ElementRows["options"]);

const heading = (tag: string) => ({
  ...title(tag),
  divider: ["red", `${style(tag, "borderBottomWidth")} !== "0px"`, false, true],
} as const);

const text = { help: HELP, ...place("div") } as const;

export const TEXT: Rows = {
  title: { draw: (options) => st.title("Words", options), options: title("h1") },
  header: { draw: (options) => st.header("Words", options), options: heading("h2") },
  subheader: { draw: (options) => st.subheader("Words", options), options: heading("h3") },
  markdown: { draw: (options) => st.markdown("Words", options), options: text },
  caption: { draw: (options) => st.caption("Words", options), options: text },
  text: { draw: (options) => st.text("Words", options), options: text },
  code: {
    draw: (options) => st.code(`const words = "${"x".repeat(200)}";\n`.repeat(9), options),
    options: {
      language: ["ts", `${count("code span")} > 9`, false, true],
      lineNumbers: [true, count("pre .line"), 0, 9],
      wrap: [
        true,
        `box.querySelector("pre").scrollWidth > box.querySelector("pre").clientWidth`,
        true,
        false,
      ],
      height: [100, measures("pre", "height", 100), false, true],
    },
  },
  badge: {
    draw: (options) => st.badge("New", options),
    options: {
      color: ["red", attribute(".badge", "data-color"), "blue", "red"],
      icon: ["★", words(".badge"), "New", "★New"],
    },
  },
  json: {
    draw: (options) => st.json({ a: { b: 1 } }, options),
    options: { expanded: [false, count("details[open]"), 2, 0] },
  },
};
