import * as st from "@eddy/eddy";

interface Sales {
  readonly rows: { readonly city: string; readonly total: number }[];
  readonly asked: string;
}

/** Asked once for everybody, at most every ten minutes; a spinner shows while it is under way. */
const salesOf = st.cacheData(async (year: number): Promise<Sales> => {
  await new Promise((resolve) => setTimeout(resolve, 300));
  const total = (city: string) => (year * city.length * 31) % 900;
  return {
    rows: ["Vienna", "Linz", "Graz"].map((city) => ({ city, total: total(city) })),
    asked: new Date().toISOString(),
  };
}, { ttl: "10m", showSpinner: "Asking the warehouse …" });

const report = st.fragment(async function report() {
  const year = st.segmentedControl("Year", [2024, 2025, 2026], { value: 2026 }) ?? 2026;
  const { rows, asked } = await salesOf(year);
  st.barChart(rows, { x: "city", y: "total", height: 200 });
  st.caption(`As of ${asked.slice(11, 19)}`);
  st.button("Ask again", { onClick: () => salesOf.clear(year) });
});

export function page() {
  st.title("Sales of a year");
  return report(); // awaited by whoever runs the page
}

if (import.meta.main) st.serve(page);
