/** Inflating balloons is slow and happens outside the fragment; releasing them is quick, inside it. */
import * as st from "@eddy/eddy";

const releaseTheBalloons = st.fragment(() => {
  st.button("Release the balloons", { help: "Fragment rerun" });
  st.balloons();
});

st.serve(async () => {
  await st.spinner("Inflating balloons...")(async () => {
    await new Promise((resolve) => setTimeout(resolve, 5000));
  });
  releaseTheBalloons();
  st.button("Inflate more balloons", { help: "Full rerun" });
});
