/** A fragment that reruns the whole app at every fifth click. */
import * as st from "@eddy/eddy";

const count = st.state({ clicks: 0 });

const countToFive = st.fragment(() => {
  if (st.button("Plus one!")) {
    count.clicks++;
    if (count.clicks % 5 === 0) st.rerun();
  }
});

st.serve(() => {
  countToFive();
  st.header(`Multiples of five clicks: ${Math.floor(count.clicks / 5)}`);
  if (st.button("Check click count")) st.toast(`## Total clicks: ${count.clicks}`);
});
