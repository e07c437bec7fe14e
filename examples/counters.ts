/** Two counters: one in a fragment, one for the whole app. */
import * as st from "@eddy/eddy";

const runs = st.state({ app: 0, fragment: 0 });

const myFragment = st.fragment(() => {
  runs.fragment++;
  st.button("Rerun fragment");
  st.write(`Fragment says it ran ${runs.fragment} times.`);
});

st.serve(() => {
  runs.app++;
  myFragment();
  st.button("Rerun full app");
  st.write(`Full app says it ran ${runs.app} times.`);
  st.write(`Full app sees that fragment ran ${runs.fragment} times.`);
});
