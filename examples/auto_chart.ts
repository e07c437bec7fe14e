/** A chart that updates by itself, beside a fragment in which one can type meanwhile. */
import * as st from "@eddy/eddy";

/** How often new data come; `EVERY=200ms` shows that nothing typed is lost. */
const EVERY = Deno.env.get("EVERY") ?? "10s";

/** The last measurements of a sensor that drifts. */
function latestUpdates(): { sensor: number; average: number }[] {
  let value = 20;
  const values = Array.from({ length: 50 }, () => value += Math.random() - 0.5);
  const average = values.reduce((sum, one) => sum + one, 0) / values.length;
  return values.map((sensor) => ({ sensor, average }));
}

const autoFunction = st.fragment(() => {
  // This will update every 10 seconds!
  st.lineChart(latestUpdates(), { yLabel: "°C" });
  st.checkbox("Keep");
}, { runEvery: EVERY });

const notes = st.fragment(() => {
  const note = st.textInput("Note", { placeholder: "Type while the chart updates" });
  if (note) st.caption(`Noted: ${note}`);
});

st.serve(() => {
  autoFunction();
  notes();
});
