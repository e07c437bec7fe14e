/** An app with all that can be under way: a live stream, an answer that takes its time, what is typed. */
import * as st from "../../../mod.ts";
import { storeOf } from "./store_of.ts";

const counted = st.state({ done: 0 });

const clock = st.fragment(() => st.write(`Tick ${counted.done}`), { runEvery: 0.2 });

const work = st.fragment(async () => {
  if (st.button("Work")) {
    for (let step = 1; step <= 3; step++) {
      st.write(`Step ${step}`);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    counted.done++;
  }
  st.write(`Done ${counted.done}`);
});

st.serve(() => {
  clock();
  void work();
  st.write(`Hello ${st.textInput("Name", { key: "name" }) || "nobody"}`);
}, { store: await storeOf(Deno.env.get("STORE")) });
