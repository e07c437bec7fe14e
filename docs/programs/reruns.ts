import * as st from "@eddy/eddy";

const runs = st.state({ page: 0, part: 0 });

const part = st.fragment(function part() {
  runs.part++;
  st.button("Rerun the fragment");
  st.write(`The fragment ran ${runs.part} times.`);
});

export function page() {
  runs.page++;
  st.write(`The page ran ${runs.page} times.`);
  part();
  st.button("Rerun the page");
  st.write(`The page has seen ${runs.part} runs of the fragment.`);
}

if (import.meta.main) st.serve(page);
