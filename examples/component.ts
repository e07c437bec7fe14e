/** A slider of npm's noUiSlider as a component: its code and styles as they are, and a few lines between. */
import * as st from "@eddy/eddy";
// Has Deno fetch the package; what its files are is asked below.
import "npm:nouislider@15.8.1";

const npm = (path: string) =>
  Deno.readTextFile(new URL(import.meta.resolve(`npm:nouislider@15.8.1/dist/${path}`)));

type Range = readonly [from: number, to: number];

const rangePicker = st.component<{ min: number; max: number; unit: string }, Range>({
  initial: [0, 0],
  read: (value) => {
    const [from, to, ...more] = Array.isArray(value) ? value : [];
    if (typeof from !== "number" || typeof to !== "number" || more.length > 0) {
      throw new TypeError("must be two numbers");
    }
    return [from, to];
  },
  files: { "nouislider.js": await npm("nouislider.mjs") },
  css: `${await npm("nouislider.css")}
    :host { display: block; padding: 3rem 1rem 1rem }
    .noUi-connect { background: var(--eddy-accent) }`,
  html: "<div></div>",
  js: `import noUiSlider from "./nouislider.js";
    export default ({ root, props, value, setValue, emit }) => {
      const { min, max, unit } = props;
      const slider = noUiSlider.create(root.firstElementChild, {
        start: value[1] > 0 ? value : [min, max],
        range: { min, max },
        step: 1,
        connect: true,
        animate: false,
        tooltips: { to: (number) => Math.round(number) + " " + unit },
        handleAttributes: [{ "aria-label": "From" }, { "aria-label": "To" }],
      });
      slider.on("change", (_, handle, numbers) => setValue(numbers.map(Math.round)));
      slider.on("end", (_, handle) => emit("released", handle === 0 ? "from" : "to"));
      return { update: ({ value }) => slider.set(value, false), stop: () => slider.destroy() };
    };`,
});

const released = st.state({ times: 0 });

st.serve(() => {
  st.title("A component from npm");
  const [from, to] = rangePicker({ min: 0, max: 40, unit: "°C" }, {
    key: "range",
    label: "Temperature",
    onEvent: () => released.times++,
  });
  st.write(to === 0 ? "Move a handle." : `From **${from} °C** to **${to} °C**.`);
  st.caption(`Released ${released.times} times`);
  st.button("10 to 20", { onClick: () => st.sessionState.range = [10, 20] });
});
