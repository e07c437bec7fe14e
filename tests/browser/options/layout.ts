import * as st from "@eddy/eddy";
import { attribute, count, elsewhere, measures, property, size, style, words } from "./row.ts";
import type { ElementRows, Rows } from "./row.ts";

const BORDER = [true, `${style("div", "borderTopWidth")} !== "0px"`, false, true] as const;
const RULES = "tests/rules/widget_options_test.ts";
const OPENING = {
  key: elsewhere(RULES, "W1 W7 the value of ${name}() stands under its key"),
  onChange: elsewhere(RULES, "W1 W7 the value of ${name}() stands under its key"),
  persist: elsewhere(RULES, "W12 the value of ${name}() that persists"),
  bindQuery: elsewhere(RULES, "W17 ${name}() with bindQuery"),
} as const;
const TOASTS = elsewhere("tests/browser/client_effects_test.ts", "1.8 a toast appears");

const lines = (container: st.Container) => {
  for (const text of ["One", "Two", "Three"]) container.text(text);
};

const ALERT = {
  icon: ["★", words(".icon"), null, "★"],
  title: ["Beware", words(".title"), null, "Beware"],
} as const satisfies ElementRows["options"];

export const LAYOUT: Rows = {
  container: {
    draw: (options) => lines(st.container(options)),
    options: {
      border: BORDER,
      height: [60, measures("div", "height", 60), false, true],
      horizontal: [true, style(".container", "flexDirection"), "column", "row"],
      gap: ["large", style(".container", "rowGap"), "16px", "64px"],
      align: ["bottom", style(".container", "alignItems"), "center", "flex-end", {
        horizontal: true,
      }],
      justify: ["between", style(".container", "justifyContent"), "normal", "space-between", {
        horizontal: true,
      }],
      wrap: [false, style(".container", "flexWrap"), "wrap", "nowrap", { horizontal: true }],
      autoscroll: elsewhere("tests/browser/layout_test.ts", "a container with autoscroll stays"),
      key: ["place", count(".key-place"), 0, 1],
    },
  },
  columns: {
    draw: (options) =>
      st.columns([1, 2], options).forEach((column, i) =>
        lines(column.container({ height: 50 + 50 * i }))
      ),
    options: {
      gap: ["large", style(".columns", "columnGap"), "16px", "64px"],
      align: ["center", style(".columns", "alignItems"), "normal", "center"],
      border: [true, `${style(".column", "borderTopWidth")} !== "0px"`, false, true],
      wrap: [false, count(".beside"), 0, 1],
    },
  },
  grid: {
    draw: (options) => lines(st.grid(options)),
    options: {
      columns: [1, `${style(".grid", "gridTemplateColumns")}.split(" ").length`, 2, 1],
      minWidth: [400, `${style(".grid", "gridTemplateColumns")}.split(" ").length`, 2, 1],
      gap: ["large", style(".grid", "columnGap"), "16px", "64px"],
    },
  },
  tabs: {
    draw: (options) => st.tabs(["One", "Two"], options).forEach((tab, i) => tab.text(`${i}`)),
    options: { ...OPENING, default: ["Two", words("[aria-selected=true]"), "One", "Two"] },
  },
  expander: {
    draw: (options) => st.expander("Terms", options).text("Inside"),
    options: {
      ...OPENING,
      expanded: [true, property("details", "open"), false, true],
      icon: ["★", words("summary"), "Terms", "★Terms"],
    },
  },
  popover: {
    draw: (options) => st.popover("Filter", options).text("Inside"),
    options: {
      ...OPENING,
      help: ["More", words(".help-text"), null, "More"],
      disabled: [true, property("button", "disabled"), false, true],
      icon: ["★", words("button"), "Filter", "★Filter"],
      kind: ["primary", `box.querySelector("button").classList.contains("primary")`, false, true],
      width: [321, measures("button", "width", 321), false, true],
    },
  },
  form: {
    draw: (options) => st.form(`form in rows ${++forms}`, options)(() => st.formSubmitButton("Go")),
    options: {
      clearOnSubmit: [true, attribute("form", "data-clear"), null, ""],
      enterToSubmit: [false, attribute("form", "data-enter"), null, "off"],
      border: [false, `${style("form", "borderTopWidth")} !== "0px"`, true, false],
    },
  },
  skeleton: {
    draw: (options) => st.skeleton(options),
    options: { height: [77, size("svg", "height"), 96, 77] },
  },
  chatMessage: {
    draw: (options) => st.chatMessage("user", options).text("Hello"),
    options: { avatar: ["★", words(".avatar"), "", "★"] },
  },
  success: { draw: (options) => st.success("Sent", options), options: ALERT },
  info: { draw: (options) => st.info("Sent", options), options: ALERT },
  warning: { draw: (options) => st.warning("Sent", options), options: ALERT },
  error: { draw: (options) => st.error("Sent", options), options: ALERT },
  toast: {
    draw: (options) => st.toast("Sent", options),
    options: { icon: TOASTS, duration: TOASTS },
  },
  spinner: {
    draw: (options) => st.spinner("Sending", options)(() => new Promise(() => {})),
    options: {
      showTime: [
        true,
        `box.getAnimations({ subtree: true })
          .some(({ animationName }) => animationName === "eddy-elapse")`,
        false,
        true,
      ],
    },
  },
  status: {
    draw: (options) => st.status("Sending", options).text("Inside"),
    options: {
      expanded: [true, property("details", "open"), false, true],
      state: ["complete", count(".status.complete"), 0, 1],
    },
  },
  progress: {
    draw: (options) => st.progress(0.5, options),
    options: { text: ["Half", words(".progress span"), null, "Half"] },
  },
};

let forms = 0;
