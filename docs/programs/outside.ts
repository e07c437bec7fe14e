import * as st from "@eddy/eddy";

const runs = st.state({ append: 0, replace: 0 });

const appending = st.fragment((box: st.Container) => {
  st.button("Append");
  box.write(`Line ${++runs.append}`);
});

const replacing = st.fragment((box: st.Container) => {
  st.button("Replace");
  box.write(`Written ${++runs.replace} times`);
  box.button("Belongs to the fragment");
}, { outside: "replace" });

export function page() {
  const [left, right] = st.columns(2, { border: true });
  appending(left);
  replacing(right);
  st.button("Rerun the page");
}

if (import.meta.main) st.serve(page);
