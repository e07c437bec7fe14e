import * as st from "@eddy/eddy";

const sales = [
  { month: "January", city: "Vienna", total: 420 },
  { month: "January", city: "Linz", total: 180 },
  { month: "February", city: "Vienna", total: 380 },
  { month: "February", city: "Linz", total: 260 },
  { month: "March", city: "Vienna", total: 510 },
  { month: "March", city: "Linz", total: 240 },
];

const explore = st.fragment(function explore() {
  const { rows } = st.barChart(sales, {
    x: "month",
    y: "total",
    color: "city",
    stack: false,
    height: 240,
    key: "sales",
    onSelect: "rerun",
  });
  const chosen = rows.length === 0 ? sales : rows.map((row) => sales[row]!);
  st.caption(rows.length === 0 ? "Click a bar; with Ctrl or Shift, several." : "What is chosen:");
  st.table(chosen);
  st.metric("Together", chosen.reduce((sum, { total }) => sum + total, 0));
});

export function page() {
  st.title("Sales");
  explore();
}

if (import.meta.main) st.serve(page);
