import * as st from "@eddy/eddy";

/** Counts in a thread of its own, which ends with the run that asked. */
function countPrimes(below: number, signal: AbortSignal): Promise<number> {
  const worker = new Worker(new URL("primes_worker.ts", import.meta.url), { type: "module" });
  return new Promise<number>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<number>) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
    signal.addEventListener("abort", () => reject(signal.reason));
    worker.postMessage(below);
  }).finally(() => worker.terminate());
}

const primes = st.fragment(async function primes() {
  const millions = st.slider("Millions", { min: 1, max: 50, value: 1 });
  const { signal } = st.context;
  const count = await st.spinner("Counting …")(() => countPrimes(millions * 1_000_000, signal));
  st.metric("Primes", count);
});

export function page() {
  st.title("Something to compute");
  return primes();
}

if (import.meta.main) st.serve(page);
