import * as st from "@eddy/eddy";

/** Hold to confirm: a button that counts only after it was held for a second. */
const holdButton = st.component<{ label: string }, number>({
  initial: 0,
  // What a browser sends is checked here, before it is anybody's value.
  read: (value) => {
    if (!Number.isInteger(value)) throw new TypeError("must be a whole number");
    return value as number;
  },
  html: `<button type="button"></button>`,
  css: `button { font: inherit; padding: 0.5rem 1rem; cursor: pointer }
    button.held { background: var(--eddy-accent); color: white }`,
  js: `export default ({ root, props, value, setValue }) => {
    const button = root.querySelector("button");
    button.textContent = props.label;
    let timer, count = value;
    const start = () => {
      button.classList.add("held");
      timer = setTimeout(() => setValue(++count), 1000);
    };
    const stop = () => { button.classList.remove("held"); clearTimeout(timer); };
    button.addEventListener("pointerdown", start);
    button.addEventListener("keydown", (event) => event.key === " " && !event.repeat && start());
    for (const end of ["pointerup", "pointerleave", "keyup", "blur"]) button.addEventListener(end, stop);
    return { update: ({ value }) => { count = value; } };
  }`,
});

export function page() {
  st.title("Launch");
  const launches = holdButton({ label: "Hold to launch" }, { key: "launches", label: "Launch" });
  st.write(`Launched ${launches} times.`);
}

if (import.meta.main) st.serve(page);
