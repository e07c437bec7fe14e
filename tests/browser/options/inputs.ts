import * as st from "@eddy/eddy";
import { attribute, count, elsewhere, measures, property, style, values, words } from "./row.ts";
import type { ElementRows, Inert, Row, Rows } from "./row.ts";

const RULES = "tests/rules/widget_options_test.ts";

/** What all widgets take. */
const WIDGET = {
  key: elsewhere(RULES, "W1 W7 the value of ${name}() stands under its key"),
  help: ["More", words(".help-text"), null, "More"],
  disabled: [
    true,
    `[...box.querySelectorAll("input:not([type=search]), select, textarea, button")]
      .every((one) => one.matches(":disabled"))`,
    false,
    true,
  ],
  labelVisibility: [
    "collapsed",
    `box.querySelector(".label, label.visible > span, label.collapsed > span")
      .getBoundingClientRect().height > 1`,
    true,
    false,
  ],
  width: [321, measures("[data-widget]", "width", 321), false, true],
  onChange: elsewhere(RULES, "W1 W7 the value of ${name}() stands under its key"),
  rerun: elsewhere(RULES, "W19 the value of ${name}() with rerun: false"),
  persist: elsewhere(RULES, "W12 the value of ${name}() that persists"),
  bindQuery: elsewhere(RULES, "W17 ${name}() with bindQuery"),
} as const satisfies Record<keyof st.WidgetOptions, unknown>;

const UPLOADED = elsewhere(RULES, "W1 W4 W12 W19 fileUploader() heeds key");
const PRESSED = elsewhere(RULES, "W1 W4 ${name}() is known by its key");

const NO_LABEL: Inert = { given: "collapsed", because: "its label is only heard" };

const SIZES = ["S", "M", "L"];
const chosen = values("input:checked");
const format = (look: string, was: unknown, is: unknown): Row => [
  (size: string) => `${size}!`,
  look,
  was,
  is,
];
/** What a browser knows of a field that must be filled in. */
const required: Row = [true, property("input", "required"), false, true];

const TEXT = {
  ...WIDGET,
  value: ["Ada", property("input, textarea", "value"), "", "Ada"],
  placeholder: ["Ada", property("input, textarea", "placeholder"), "", "Ada"],
  maxChars: [5, property("input, textarea", "maxLength"), -1, 5],
  live: elsewhere("tests/browser/inputs_test.ts", "textArea: with live"),
  required: [true, property("input, textarea", "required"), false, true],
} as const satisfies ElementRows["options"];

const first = (look: string, was: unknown, is: unknown) => ({
  index: [1, look, was, is],
  value: ["M", look, was, is],
} as const);

const PILLS = {
  ...WIDGET,
  value: ["M", chosen, "", "M"],
  selectionMode: ["multi", property("input", "type"), "radio", "checkbox"],
  required,
  format: format(words(".pill"), "S", "S!"),
  placeholder: ["None yet", words(".unchosen"), null, "None yet"],
} as const satisfies ElementRows["options"];

export const INPUTS: Rows = {
  checkbox: {
    draw: (options) => st.checkbox("Wrap it", options),
    options: { ...WIDGET, value: [true, property("input", "checked"), false, true] },
  },
  toggle: {
    draw: (options) => st.toggle("Wrap it", options),
    options: { ...WIDGET, value: [true, property("input", "checked"), false, true] },
  },
  radio: {
    draw: (options) => st.radio("Size", SIZES, options),
    options: {
      ...WIDGET,
      ...first(chosen, "S", "M"),
      horizontal: [true, style(".radio", "flexDirection"), "column", "row"],
      captions: [["small"], words("small"), null, "small"],
      format: format(words(".option"), "S", "S!"),
      placeholder: ["None yet", words(".unchosen"), null, "None yet", { index: null }],
    },
  },
  selectbox: {
    draw: (options) => st.selectbox("Size", SIZES, options),
    options: {
      ...WIDGET,
      ...first(property("select", "value"), "S", "M"),
      format: format(words("option"), "S", "S!"),
      placeholder: ["Which?", words("option"), "Choose an option", "Which?", { index: null }],
      acceptNewOptions: [true, attribute("[data-widget]", "data-new"), null, ""],
      search: ["fuzzy", attribute("[data-widget]", "data-mode"), null, "fuzzy"],
      required: [true, property("select", "required"), false, true],
    },
  },
  multiselect: {
    draw: (options) => st.multiselect("Size", SIZES, options),
    options: {
      ...WIDGET,
      value: [["M"], chosen, "", "M"],
      format: format(words(".rows .option"), "S", "S!"),
      placeholder: ["Which?", words(".placeholder"), "Choose options", "Which?"],
      maxSelections: [2, attribute("[data-widget]", "data-max"), null, "2"],
      selectAll: [true, count(".option.all"), 0, 1],
      acceptNewOptions: [true, attribute("[data-widget]", "data-new"), null, ""],
      search: ["prefix", attribute("[data-widget]", "data-mode"), "contains", "prefix"],
      required: [true, attribute("[data-widget]", "data-required"), null, ""],
    },
  },
  pills: {
    draw: (options) => st.pills("Size", SIZES, options),
    options: PILLS,
  },
  segmentedControl: {
    draw: (options) => st.segmentedControl("Size", SIZES, options),
    options: PILLS,
  },
  slider: {
    draw: (options) => st.slider("Level", options),
    options: {
      ...WIDGET,
      min: [-5, property("input", "min"), "0", "-5"],
      max: [7, property("input", "max"), "100", "7"],
      step: [5, property("input", "step"), "1", "5"],
      value: [
        [20, 30],
        values("input"),
        "0",
        "20,30",
      ],
      format: ["%d kg", words("output"), "0", "0 kg"],
    },
  },
  selectSlider: {
    draw: (options) => st.selectSlider("Size", SIZES, options),
    options: {
      ...WIDGET,
      value: ["M", property("[name]", "value"), "S", "M"],
      format: format(words("output"), "S", "S!"),
      placeholder: { given: "None", because: "something is always chosen" },
    },
  },
  numberInput: {
    draw: (options) => st.numberInput("Boxes", options),
    options: {
      ...WIDGET,
      value: [7, property("input", "value"), "0", "7"],
      min: [2, property("input", "min"), "", "2"],
      max: [9, property("input", "max"), "", "9"],
      step: [5, property("input", "step"), "any", "5"],
      placeholder: ["How many?", property("input", "placeholder"), "", "How many?"],
      format: ["%.2f", property("input", "value"), "1.5", "1.50", { value: 1.5 }],
      icon: ["#", words(".with-icon"), null, "#"],
      required,
    },
  },
  textInput: {
    draw: (options) => st.textInput("Name", options),
    options: {
      ...TEXT,
      live: elsewhere("tests/browser/inputs_test.ts", "textInput: what does not match"),
      type: ["password", property("input", "type"), "text", "password"],
      autocomplete: ["email", property("input", "autocomplete"), "off", "email"],
      validate: [/^A/u, attribute("input", "data-pattern"), null, "^A"],
      icon: ["@", words(".with-icon"), null, "@"],
    },
  },
  textArea: {
    draw: (options) => st.textArea("Note", options),
    options: { ...TEXT, height: [211, measures("textarea", "height", 211), false, true] },
  },
  dateInput: {
    draw: (options) => st.dateInput("Day", options),
    options: {
      ...WIDGET,
      value: [
        ["2026-03-02", "2026-03-04"],
        values("input"),
        "",
        "2026-03-02,2026-03-04",
        { value: null },
      ],
      min: ["2026-03-02", property("input", "min"), "", "2026-03-02", { value: null }],
      max: ["2026-03-02", property("input", "max"), "", "2026-03-02", { value: null }],
      required,
    },
  },
  timeInput: {
    draw: (options) => st.timeInput("Time", options),
    options: {
      ...WIDGET,
      value: ["09:30", property("input", "value"), "", "09:30"],
      step: ["1h", property("input", "step"), "60", "3600"],
      required,
    },
  },
  datetimeInput: {
    draw: (options) => st.datetimeInput("Moment", options),
    options: {
      ...WIDGET,
      value: ["2026-03-02T09:30", property("input", "value"), "", "2026-03-02T09:30"],
      min: ["2026-03-02T09:30", property("input", "min"), "", "2026-03-02T09:30"],
      max: ["2026-03-02T09:30", property("input", "max"), "", "2026-03-02T09:30"],
      step: ["1h", property("input", "step"), "60", "3600"],
      required,
    },
  },
  colorPicker: {
    draw: (options) => st.colorPicker("Colour", options),
    options: { ...WIDGET, value: ["#2f855a", property("input", "value"), "#000000", "#2f855a"] },
  },
  feedback: {
    draw: (options) => st.feedback("stars", options),
    options: { ...WIDGET, labelVisibility: NO_LABEL, value: [3, chosen, "", "3"] },
  },
  pagination: {
    draw: (options) => st.pagination(5, options),
    options: {
      ...WIDGET,
      labelVisibility: NO_LABEL,
      value: [3, words("[aria-current]"), "1", "3"],
      label: ["Orders", attribute("nav", "aria-label"), "Pages", "Orders"],
    },
  },
  fileUploader: {
    draw: (options) => st.fileUploader("List", options),
    options: {
      ...WIDGET,
      key: UPLOADED,
      onChange: UPLOADED,
      rerun: UPLOADED,
      persist: UPLOADED,
      bindQuery: { given: "files", because: "an address holds no files" },
      accept: [[".csv"], property("input", "accept"), "", ".csv"],
      multiple: [true, property("input", "multiple"), false, true],
      folder: [true, property("input", "webkitdirectory"), false, true, { multiple: true }],
      maxSize: [1000, attribute("[data-widget]", "data-max-size"), "209715200", "1000"],
    },
  },
  chatInput: {
    draw: (options) => st.chatInput("Ask", options),
    options: {
      key: PRESSED,
      disabled: [true, property("textarea", "disabled"), false, true],
      maxChars: [9, property("textarea", "maxLength"), -1, 9],
      onSubmit: PRESSED,
      acceptFile: ["multiple", property("[type=file]", "multiple"), null, true],
      acceptAudio: [true, property(".record", "ariaLabel"), null, "Record"],
      submitMode: ["disable", attribute("[data-widget]", "data-while-busy"), null, "disable"],
      fileType: [[".csv"], property("[type=file]", "accept"), "", ".csv", { acceptFile: true }],
      maxSize: [1000, attribute("[data-max-size]", "data-max-size"), "209715200", "1000", {
        acceptFile: true,
      }],
    },
  },
};
