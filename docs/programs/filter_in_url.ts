import * as st from "@eddy/eddy";

const cities = ["all", "Vienna", "Linz", "Graz"] as const;
const orders = Array.from({ length: 60 }, (_, i) => ({
  order: 1001 + i,
  city: cities[1 + i % 3]!,
  total: (i * 37) % 400,
}));

export function page() {
  st.title("Orders");
  const [where, least] = st.columns(2);
  // The address bar has ?city=Linz&least=100: send it to a colleague, or bookmark it.
  const city = where.selectbox("City", cities, { key: "city", bindQuery: "city" });
  const total = least.slider("At least", { key: "least", bindQuery: "least", max: 400 });

  const found = orders.filter((order) =>
    (city === "all" || order.city === city) && order.total >= total
  );
  st.metric("Orders", found.length);
  st.dataframe(found, { columns: { total: { format: "euro" } }, height: 260 });
}

if (import.meta.main) st.serve(page);
