import * as st from "@eddy/eddy";

const job = st.state({ running: false, done: 0 });

/** Stands for a slow step: a request, a file. */
function step(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, 40);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}

const work = st.fragment(async function work() {
  if (!job.running) {
    st.write(job.done === 0 ? "Nothing done yet." : `${job.done} of 100 done.`);
    return;
  }
  const bar = st.progress(job.done / 100, { text: "Working" });
  while (job.done < 100) {
    await step(st.context.signal);
    job.done++;
    bar.update(job.done / 100, { text: `${job.done} of 100` });
  }
  job.running = false;
  st.toast("Done.");
  st.rerun(); // so that the buttons know
}, { key: "work" });

export function page() {
  st.title("A long job");
  const [start, stop] = st.columns(2);
  // A button outside of the fragment reruns the page, which ends the fragment's run: its signal aborts.
  start.button("Start", {
    disabled: job.running,
    onClick: () => void Object.assign(job, { running: true, done: job.done % 100 }),
  });
  stop.button("Stop", { onClick: () => void (job.running = false) });
  return work();
}

if (import.meta.main) st.serve(page);
