import * as st from "@eddy/eddy";

interface Reading {
  readonly time: string;
  readonly load: number;
}

/** Everybody looks at the same readings: taken once a second while somebody watches. */
const readings: Reading[] = [];

function readingsNow(): readonly Reading[] {
  const time = new Date().toISOString().slice(0, 19);
  if (readings.at(-1)?.time !== time) {
    const before = readings.at(-1)?.load ?? 50;
    readings.push({ time, load: Math.max(0, Math.min(100, before + (Math.random() - 0.5) * 20)) });
  }
  return readings.slice(-60);
}

const live = st.fragment(function live() {
  const shown = readingsNow();
  const [now, before] = [shown.at(-1)!.load, shown.at(-2)?.load];
  st.metric("Load", `${now.toFixed(0)} %`, {
    ...(before !== undefined && { delta: `${(now - before).toFixed(1)} %` }),
    deltaColor: "inverse",
  });
  st.lineChart(shown, { x: "time", y: "load", height: 220 });
}, { runEvery: () => st.sessionState.paused ? null : "1s" });

export function page() {
  st.title("Load of the machine");
  st.toggle("Pause", { key: "paused" });
  live();
}

if (import.meta.main) st.serve(page);
