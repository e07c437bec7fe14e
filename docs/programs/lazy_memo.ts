import * as st from "@eddy/eddy";

const runs = st.state({ page: 0, memo: 0, lazy: 0 });

/** Kept by a full run, unless it is called with something else. */
const report = st.fragment(function report(city: string) {
  st.write(`Report on ${city}, made ${++runs.memo} times`);
}, { memo: true });

/** Runs once somebody has scrolled to it. */
const appendix = st.fragment(function appendix() {
  st.write(`Appendix, made ${++runs.lazy} times`);
}, { lazy: true });

export function page() {
  const city = st.selectbox("City", ["Vienna", "Linz"]);
  st.button("Rerun the page");
  st.write(`Page, run ${++runs.page}`);
  report(city);
  st.space("large");
  st.space("large");
  st.space("large");
  appendix();
}

if (import.meta.main) st.serve(page);
