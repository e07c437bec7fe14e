/** Inflating balloons is slow and happens outside the fragment; releasing them is quick, inside it. */
import * as st from "@eddy/eddy";

/** Milliseconds that it takes to inflate them; `INFLATING=1000` is for who cannot wait. */
const INFLATING = Number(Deno.env.get("INFLATING") ?? 5000);

const releaseTheBalloons = st.fragment(() => {
  st.button("Release the balloons", { help: "Fragment rerun" });
  st.balloons();
});

st.serve(async () => {
  await st.spinner("Inflating balloons...")(async () => {
    await new Promise((resolve) => setTimeout(resolve, INFLATING));
  });
  releaseTheBalloons();
  st.button("Inflate more balloons", { help: "Full rerun" });
});
