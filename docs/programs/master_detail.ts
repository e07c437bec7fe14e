import * as st from "@eddy/eddy";

const customers = [
  { id: "a", name: "Ada", orders: [{ item: "Tea", price: 4 }, { item: "Cake", price: 5 }] },
  { id: "g", name: "Grace", orders: [{ item: "Coffee", price: 3 }] },
  { id: "e", name: "Edsger", orders: [] },
];

/** Selecting a row reruns this fragment, and the details in it. */
const browse = st.fragment(function browse() {
  const [list, detail] = st.columns([2, 3]);
  const { keys } = list.dataframe(
    customers.map(({ id, name, orders }) => ({ id, name, orders: orders.length })),
    { rowKey: "id", order: ["name", "orders"], onSelect: "rerun", selectionMode: "single-row" },
  );
  const customer = customers.find(({ id }) => id === keys[0]);
  detail(() => {
    if (customer === undefined) return st.info("Choose a customer.");
    st.subheader(customer.name);
    if (customer.orders.length === 0) return st.write("No orders yet.");
    st.table(customer.orders);
    st.metric("Together", `€${customer.orders.reduce((sum, { price }) => sum + price, 0)}`);
  });
});

export function page() {
  st.title("Customers");
  browse();
}

if (import.meta.main) st.serve(page);
