/** The pages that are measured, as an app's author would write them. */
import * as st from "@eddy/eddy";

const padding = "padding ".repeat(16).trim();

/** Six elements in a fragment, and next to nothing around it. */
export function small(): void {
  st.title("Small");
  smallFragment();
}

const runs = st.state({ fragment: 0, page: 0 });

const smallFragment = st.fragment(() => {
  runs.fragment++;
  st.button("Rerun");
  st.write(`fragment_runs: ${runs.fragment}`);
  st.write("line one: some ordinary text in the fragment");
  st.write("line two: some more ordinary text in the fragment");
  st.write(`line three: ${padding}`);
  st.checkbox("check");
}, { key: "small" });

/** The page that is compared with its peers: a counter, and a line that says what was typed. */
export function echo(): void {
  st.title("Small");
  echoFragment();
}

const echoFragment = st.fragment(() => {
  runs.fragment++;
  st.button("Rerun");
  st.write(`fragment_runs: ${runs.fragment}`);
  st.write("line one: some ordinary text in the fragment");
  st.write(`echo: ${st.textInput("Name")}`);
}, { key: "echo" });

/** A fragment of so many widgets, with a button first. */
export function widgets(count: number): () => void {
  const fragment = st.fragment(() => {
    runs.fragment++;
    st.button("Rerun");
    st.write(`fragment_runs: ${runs.fragment}`);
    for (let i = 1; i < count; i++) widget(i);
  }, { key: "widgets" });
  return () => {
    st.title("Widgets");
    fragment();
  };
}

function widget(i: number): void {
  switch (i % 5) {
    case 0:
      st.checkbox(`Check ${i}`);
      break;
    case 1:
      st.textInput(`Text ${i}`, { value: `value ${i}` });
      break;
    case 2:
      st.selectbox(`Choice ${i}`, ["red", "green", "blue"]);
      break;
    case 3:
      st.slider(`Level ${i}`, { min: 0, max: 100, value: i });
      break;
    default:
      st.numberInput(`Number ${i}`, { value: i });
  }
}

/** The small page's fragment on a page with `count` elements around it, half of them widgets. */
export function crowded(count: number): () => void {
  return () => {
    smallFragment();
    st.button("Rerun page");
    st.write(`page_runs: ${++runs.page}`);
    elements(count);
  };
}

function elements(count: number): void {
  for (let i = 0; i < count; i++) {
    switch (i % 8) {
      case 0:
        st.button(`Button ${i}`);
        break;
      case 1:
        st.checkbox(`Check ${i}`);
        break;
      case 2:
        st.textInput(`Text ${i}`, { value: `value ${i}` });
        break;
      case 3:
        st.selectbox(`Choice ${i}`, ["red", "green", "blue"]);
        break;
      case 4:
        st.write(`Row **${i}** with _Markdown_ in it`);
        break;
      case 5:
        st.subheader(`Part ${i}`);
        break;
      default:
        st.write(`Row ${i}: some ordinary text`);
    }
  }
}

/** A table of 500 rows, and one line that each full rerun changes. */
export function table(): void {
  st.title("Table");
  st.button("Rerun page");
  st.write(`page_runs: ${++runs.page}`);
  st.markdown(rows);
}

const rows = [
  "| # | a | b | c | d |",
  "|---|---|---|---|---|",
  ...Array.from(
    { length: 500 },
    (_, i) => `| ${i} | ${i} | ${i * 1.5} | ${i * i} | ${i * 3.25} |`,
  ),
].join("\n");

/** The example with two counters, without serving itself. */
export function counters(): void {
  runs.page++;
  countersFragment();
  st.button("Rerun full app");
  st.write(`Full app says it ran ${runs.page} times.`);
  st.write(`Full app sees that fragment ran ${runs.fragment} times.`);
}

const countersFragment = st.fragment(() => {
  runs.fragment++;
  st.button("Rerun fragment");
  st.write(`Fragment says it ran ${runs.fragment} times.`);
});

/** A clock: it says when it was first drawn, from where its beats are counted. */
export function ticking(): void {
  st.title("Clock");
  clock();
}

const clockState = st.state({ first: 0, ticks: 0 });

const clock = st.fragment(() => {
  clockState.first ||= Date.now();
  st.write(`first: ${clockState.first}`);
  st.write(`ticks: ${clockState.ticks++}`);
}, { runEvery: 1 });

/** A live chart of 3 × 100 points; each session has data of its own. */
export function charting(): void {
  st.title("Live");
  chart();
}

interface Point {
  time: string;
  series1: number;
  series2: number;
  series3: number;
}

const chartState = st.state({ points: [] as Point[], start: 0 });

const chart = st.fragment(() => {
  const points = [...chartState.points];
  chartState.start ||= Date.now();
  do {
    const last = points.at(-1);
    const next = (value = 0) => value + Math.random() - 0.5;
    points.push({
      time: new Date(chartState.start + points.length * 1003).toISOString(),
      series1: next(last?.series1),
      series2: next(last?.series2),
      series3: next(last?.series3),
    });
  } while (points.length < 100);
  chartState.points = points.slice(-100);
  st.lineChart(chartState.points, { x: "time" });
}, { runEvery: 1 });

/** A table of so many rows in memory. */
export function dataframe(count: number): () => void {
  const orders = makeOrders(count);
  return () => {
    st.dataframe(orders, { onSelect: "rerun" });
  };
}

function makeOrders(size: number): object[] {
  const words = ["amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "haven"];
  const day = 86_400_000;
  return Array.from({ length: size }, (_, i) => ({
    id: i + 1,
    customer: `${words[(i * 7) % 8]} ${words[(i * 13 + 3) % 8]} ${(i * 7919) % 99_991}`,
    total: ((i * 7919) % 1_000_003) / 100,
    placed: new Date(Date.UTC(2020, 0, 1) + ((i * 104_729) % 2000) * day),
    paid: i % 3 === 0,
  }));
}
