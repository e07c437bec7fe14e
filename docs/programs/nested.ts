import * as st from "@eddy/eddy";

const runs = st.state({ page: 0, outer: 0, inner: 0 });

const inner = st.fragment(function inner() {
  st.button(`Inner, run ${++runs.inner}`);
});

const outer = st.fragment(function outer() {
  st.container({ border: true })(() => {
    st.button(`Outer, run ${++runs.outer}`);
    inner();
  });
});

export function page() {
  st.button(`Page, run ${++runs.page}`);
  outer();
}

if (import.meta.main) st.serve(page);
