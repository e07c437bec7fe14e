/** What the soak keeps open: a fragment that reruns every second, and one that counts clicks. */
import * as st from "../../mod.ts";

const counted = st.state({ clicks: 0 });

const clock = st.fragment(() => st.write(`At ${Date.now()}`), { runEvery: 1 });

const counter = st.fragment(() => {
  if (st.button("Plus")) counted.clicks++;
  st.write(`Clicks ${counted.clicks}.`);
});

st.serve(() => {
  clock();
  counter();
});
