/** What the soak keeps open: a fragment that reruns every second, and one that counts clicks. */
import { serveUsage } from "../bench/servers/debug.ts";
import * as st from "../../mod.ts";

const counted = st.state({ clicks: 0 });

const clock = st.fragment(() => st.write(`At ${Date.now()}`), { runEvery: 1 });

const counter = st.fragment(() => {
  if (st.button("Plus")) counted.clicks++;
  st.write(`Clicks ${counted.clicks}.`);
});

// At a port of its own, which is said first: the app itself tells nobody what it takes.
serveUsage();
st.serve(() => {
  clock();
  counter();
});
