/** An app to be killed: what is pressed in it is counted, in a store that outlives it. */
import * as st from "../../../mod.ts";
import { storeOf } from "./store_of.ts";

const counted = st.state({ left: 0, right: 0, page: 0 });

const left = st.fragment(async () => {
  if (st.button("Left")) {
    counted.left++;
    // Long enough to be killed over, and to be answered by a stream.
    await new Promise((resolve) => setTimeout(resolve, 80));
  }
  st.write(`Left ${counted.left}`);
});

const right = st.fragment(() => {
  st.button("Right", { onClick: () => void counted.right++ });
  st.write(`Right ${counted.right}`);
});

st.serve(() => {
  st.title("Counting");
  void left();
  right();
  if (st.button("Page")) counted.page++;
  st.write(`Page ${counted.page}`);
}, { store: await storeOf(Deno.env.get("STORE")) });
