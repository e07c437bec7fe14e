/** Several pages with a menu, what stands around them, and links that bring something along. */
import * as st from "@eddy/eddy";

interface Order {
  readonly id: number;
  readonly customer: string;
  readonly total: number;
  readonly state: "open" | "shipped";
}

const orders: readonly Order[] = [
  { id: 1001, customer: "Ada Lovelace", total: 120, state: "open" },
  { id: 1002, customer: "Alan Turing", total: 75.5, state: "shipped" },
  { id: 1003, customer: "Grace Hopper", total: 260, state: "open" },
  { id: 1004, customer: "Edsger Dijkstra", total: 18, state: "shipped" },
];

const home = st.page(() => {
  st.title("Overview");
  const [open, total] = st.columns(2);
  open.metric("Open orders", orders.filter(({ state }) => state === "open").length);
  total.metric("Total", `€${orders.reduce((sum, { total }) => sum + total, 0)}`);
  st.pageLink(list, { label: "What is open", icon: "📦", query: { state: "open" } });
}, { path: "/", title: "Overview", icon: "🏠" });

const list = st.page(() => {
  st.title("Orders");
  const state = st.selectbox("State", ["all", "open", "shipped"] as const, {
    key: "state",
    bindQuery: "state",
  });
  const customer = st.textInput("Customer");
  const found = orders.filter((order) =>
    (state === "all" || order.state === state) &&
    order.customer.toLowerCase().includes(customer.toLowerCase())
  );
  for (const { id, customer } of found) {
    if (st.button(`${id} · ${customer}`, { key: `open ${id}` })) {
      st.switchPage(detail, { query: { id: String(id) } });
    }
  }
  if (found.length === 0) st.info("No order fits.");
}, { path: "/orders", title: "Orders", icon: "📦" });

const detail = st.page(() => {
  const order = orders.find(({ id }) => String(id) === st.queryParams.get("id"));
  st.title(order === undefined ? "No such order" : `Order ${order.id}`);
  if (order !== undefined) st.table([{ ...order }]);
  st.pageLink(list, { label: "All orders", icon: "←" });
}, { path: "/order", title: "Order", hidden: true });

const settings = st.page(() => {
  st.title("Settings");
  const name = st.textInput("Your name", { key: "name" });
  st.caption(name === "" ? "Nobody is signed in." : `Signed in as ${name}.`);
}, { path: "/settings", title: "Settings", icon: "⚙️" });

st.serve(async () => {
  const current = st.navigation({ Work: [home, list, detail], You: [settings] });
  await current.run();
  st.divider();
  st.caption(`${current.title} · ${st.sessionState.name || "nobody"}`);
});
