import * as st from "@eddy/eddy";

const clicks = st.fragment(() => {
  st.sessionState.n ??= 0;
  if (st.button("Plus one!")) st.sessionState.n++;
  st.write(`Clicked ${st.sessionState.n} times`);
});

export function page() {
  st.title("Counter");
  clicks();
}

if (import.meta.main) st.serve(page);
