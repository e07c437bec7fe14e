import * as st from "@eddy/eddy";
import { attribute, count, elsewhere, measures, property, served, words } from "./row.ts";
import type { ElementRows, Rows } from "./row.ts";

const LOOK = {
  help: ["More", words(".help-text"), null, "More"],
  kind: ["primary", `box.querySelector("a, button").classList.contains("primary")`, false, true],
  icon: ["★", words("a, button"), "Go", "★Go"],
  width: [321, measures("a, button", "width", 321), false, true],
} as const satisfies ElementRows["options"];

const PRESSED = elsewhere(
  "tests/rules/widget_options_test.ts",
  "W1 W4 ${name}() is known by its key",
);

const BUTTON = {
  ...LOOK,
  key: PRESSED,
  disabled: [
    true,
    `box.querySelector("a, button").matches(":disabled, [aria-disabled]")`,
    false,
    true,
  ],
  onClick: PRESSED,
  shortcut: ["Ctrl+K", attribute("[aria-keyshortcuts]", "aria-keyshortcuts"), null, "Control+K"],
} as const satisfies Record<keyof st.ButtonOptions, unknown>;

export const BUTTONS: Rows = {
  button: { draw: (options) => st.button("Go", options), options: BUTTON },
  linkButton: {
    draw: (options) => st.linkButton("Go", "/away", options),
    options: { ...LOOK, disabled: BUTTON.disabled },
  },
  menuButton: {
    draw: (options) => st.menuButton("Go", ["S", "M"], options),
    options: {
      ...BUTTON,
      format: [(size: string) => `${size}!`, words("[role=menuitem]"), "S", "S!"],
    },
  },
  downloadButton: {
    draw: (options) => st.downloadButton("Go", "tea,left", options),
    options: {
      ...BUTTON,
      fileName: elsewhere("transport/downloads_test.ts", "S46: a download is there"),
      mime: ["text/csv", served(property("a", "href")), "text/plain", "text/csv"],
      rerun: [false, count("[data-widget][download]"), 1, 0],
    },
  },
  formSubmitButton: {
    draw: (options) => st.form(`form ${++forms}`)(() => st.formSubmitButton("Go", options)),
    options: BUTTON,
  },
  pageLink: {
    draw: (options) => st.pageLink("/teas", options),
    options: {
      label: ["Teas", words("a"), "/teas", "Teas"],
      icon: ["★", words("a"), "/teas", "★/teas"],
      help: LOOK.help,
      query: [{ size: "S" }, property("a", "search"), "", "?size=S"],
      anchor: ["black", property("a", "hash"), "", "#black"],
    },
  },
};

let forms = 0;
