import * as st from "@eddy/eddy";
import { stock } from "./_stock.ts";

export const icon = "📦";

/** Async, as any page may be. */
export default async function openOrders() {
  st.title("Open orders");
  const tea = st.selectbox("Tea", ["all", ...stock], { key: "tea", bindQuery: "tea" });
  const orders = await Promise.resolve([
    { order: 1001, tea: "Assam" },
    { order: 1002, tea: "Oolong" },
  ]);
  st.table(orders.filter((order) => tea === "all" || order.tea === tea));
}
