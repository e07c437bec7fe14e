import { DatabaseSync } from "node:sqlite";
import * as st from "@eddy/eddy";

/** Opened when it is first asked for, then shared by everybody; closed when it is cleared. */
const database = st.cacheResource(() => {
  // For other databases: their client, and its name and password from Deno.env.
  const database = new DatabaseSync(Deno.env.get("SHOP_DATABASE") ?? ":memory:");
  database.exec(`
    CREATE TABLE IF NOT EXISTS orders (customer TEXT, city TEXT, total REAL);
    INSERT INTO orders SELECT 'Ada', 'Linz', 120 WHERE NOT EXISTS (SELECT 1 FROM orders);
  `);
  return database;
}, { validate: (database) => database.isOpen, onRelease: (database) => database.close() });

/** Answers of the last minute by statement and parameters; each caller has rows of its own. */
const query = st.cacheData(
  (sql: string, ...parameters: (string | number | null)[]) =>
    database().prepare(sql).all(...parameters),
  { ttl: "1m", maxEntries: 500 },
);

const add = st.fragment(function add() {
  st.form("order", { clearOnSubmit: true })(() => {
    const customer = st.textInput("Customer");
    const total = st.numberInput("Total", { value: 50, min: 1 });
    if (!st.formSubmitButton("Add")) return;
    // What changes something is never cached, and makes what was asked before old.
    database().prepare("INSERT INTO orders VALUES (?, 'Graz', ?)").run(customer, total);
    query.clear();
    st.rerun();
  });
});

export function page() {
  st.title("Orders");
  const city = st.selectbox("City", ["Linz", "Graz"]);
  st.table(query("SELECT customer, total FROM orders WHERE city = ? ORDER BY total", city));
  add();
}

if (import.meta.main) st.serve(page);
