import * as st from "@eddy/eddy";
import { stock } from "./_stock.ts";

export const icon = "🏠";

/** The first page: what an `index.ts` draws. */
export default function home() {
  st.title("Tea house");
  st.metric("Kinds of tea", stock.length);
  st.pageLink("/open_orders", { label: "What is ordered", icon: "📦" });
}
