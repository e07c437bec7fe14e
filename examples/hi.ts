/** The smallest fragment, in the page and in the sidebar. */
import * as st from "@eddy/eddy";

const greeting = st.fragment(() => {
  if (st.button("Hi!")) st.write("Hi back!");
});

st.serve(() => {
  greeting();
  st.sidebar(() => greeting());
});
