/** Starts and stops a live chart from the sidebar. */
import * as st from "@eddy/eddy";

interface Point {
  time: string;
  series1: number;
  series2: number;
}

const live = st.state({ running: false, points: [] as Point[] });

const WINDOW = 60;

function nextPoint(last: Point | undefined): Point {
  const step = () => (Math.random() - 0.5) * 4;
  return {
    time: new Date().toISOString(),
    series1: (last?.series1 ?? 0) + step(),
    series2: (last?.series2 ?? 0) + step(),
  };
}

const chart = st.fragment(() => {
  if (live.running) {
    live.points = [...live.points, nextPoint(live.points.at(-1))].slice(-WINDOW);
  }
  if (live.points.length === 0) st.info("Press **Start streaming** in the sidebar.");
  else st.lineChart(live.points, { x: "time", y: ["series1", "series2"], alt: "Two random walks" });
  st.caption(`${live.points.length} points, ${live.running ? "streaming" : "stopped"}`);
}, { runEvery: () => live.running ? st.sessionState.seconds : null });

st.serve(() => {
  st.title("Streaming data");
  st.sidebar(() => {
    st.header("Stream");
    st.slider("Seconds between updates", {
      key: "seconds",
      min: 0.2,
      max: 5,
      step: 0.1,
      value: 1,
    });
    st.button("Start streaming", {
      disabled: live.running,
      onClick: () => void (live.running = true),
    });
    st.button("Stop streaming", {
      disabled: !live.running,
      onClick: () => void (live.running = false),
    });
    st.button("Clear", { kind: "tertiary", onClick: () => void (live.points = []) });
  });
  chart();
});
