/** An orders desk on SQLite: find an order, change it in a dialog, and everybody sees the totals move. */
import { DatabaseSync } from "node:sqlite";
import * as st from "@eddy/eddy";

const STATES = ["new", "paid", "shipped", "cancelled"] as const;
const ITEMS = ["Desk lamp", "Monitor arm", "Standing desk", "Office chair", "Footrest"] as const;

interface Order {
  readonly id: number;
  readonly placed: string;
  readonly customer: string;
  readonly item: string;
  readonly quantity: number;
  /** Of one, in cents: sums of euros would be off by one sooner or later. */
  readonly cents: number;
  readonly state: string;
  /** Counts changes, so that nobody undoes another's without having seen it. */
  readonly version: number;
}

/** What is entered; the rest is the desk's own. */
type Draft = Omit<Order, "id" | "placed" | "version">;

// ── Orders ──────────────────────────────────────────────────────────────────────────────────────

/** `DATABASE` names the file; it is filled at the first start. */
const database = new DatabaseSync(Deno.env.get("DATABASE") ?? "orders.db");
// Who finds it locked by another process waits, from the first statement on.
database.exec(`PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL;
  CREATE TABLE IF NOT EXISTS orders (
    id INTEGER PRIMARY KEY, placed TEXT NOT NULL, customer TEXT NOT NULL, item TEXT NOT NULL,
    quantity INTEGER NOT NULL, cents INTEGER NOT NULL, state TEXT NOT NULL DEFAULT 'new',
    version INTEGER NOT NULL DEFAULT 1
  );
  CREATE INDEX IF NOT EXISTS orders_by_state ON orders (state)`);

function ask<T>(sql: string, ...values: (string | number)[]): T[] {
  return database.prepare(sql).all(...values) as T[];
}

function dayBefore(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
}

/** Orders of the last three months, for somebody who looks at the desk for the first time. */
function seed(): void {
  const names = ["Ada Byron", "Grace Hopper", "Edsger Dijkstra", "Barbara Liskov", "Alan Turing"];
  const insert = database.prepare(
    "INSERT INTO orders (placed, customer, item, quantity, cents, state) VALUES (?, ?, ?, ?, ?, ?)",
  );
  for (let i = 0; i < 400; i++) {
    const item = (i * 7) % ITEMS.length;
    // The older, the likelier to be done with.
    const state = i % 17 === 3 ? "cancelled" : i < 330 ? "shipped" : i < 370 ? "paid" : "new";
    const placed = dayBefore(Math.floor((399 - i) / 4.5));
    const cents = 2_990 + item * 7_500;
    insert.run(placed, names[(i * i + i) % 5]!, ITEMS[item]!, 1 + i % 4, cents, state);
  }
}

// Of several processes that start at once, one fills it.
database.exec("BEGIN IMMEDIATE");
if (ask<{ count: number }>("SELECT count(*) AS count FROM orders")[0]!.count === 0) seed();
database.exec("COMMIT");

function find(id: number): Order | undefined {
  return ask<Order>("SELECT * FROM orders WHERE id = ?", id)[0];
}

function add({ customer, item, quantity, cents, state }: Draft): void {
  ask(
    "INSERT INTO orders (placed, customer, item, quantity, cents, state) VALUES (?, ?, ?, ?, ?, ?)",
    dayBefore(0),
    ...[customer, item, quantity, cents, state],
  );
}

/** False if somebody else has changed the order since it was read. */
function change({ id, version }: Order, { customer, item, quantity, cents, state }: Draft) {
  const changed = ask(
    `UPDATE orders SET customer = ?, item = ?, quantity = ?, cents = ?, state = ?, version = version + 1
     WHERE id = ? AND version = ? RETURNING id`,
    ...[customer, item, quantity, cents, state, id, version],
  );
  return changed.length > 0;
}

/** The orders that fit, a page of the table at a time, however many there are. */
function ordersLike(state: string, words: string): st.RowSource {
  const columns = ["id", "placed", "customer", "item", "quantity", "total", "state"];
  const pattern = `%${words.replace(/[\\%_]/g, "\\$&")}%`;
  const where = "FROM orders WHERE (? = 'all' OR state = ?) " +
    "AND (customer LIKE ? ESCAPE '\\' OR item LIKE ? ESCAPE '\\')";
  const values = [state, state, pattern, pattern];
  return {
    columns,
    count: () => ask<{ count: number }>(`SELECT count(*) AS count ${where}`, ...values)[0]!.count,
    rows: ({ offset, limit, sort }) => {
      // It is one of these columns: what a browser sends has been compared with them.
      const order = `${sort?.column ?? "id"} ${sort?.descending ?? true ? "DESC" : "ASC"}`;
      return ask<Omit<Order, "cents">>(
        `SELECT id, placed, customer, item, quantity, quantity * cents / 100.0 AS total, state
         ${where} ORDER BY ${order}, id DESC LIMIT ? OFFSET ?`,
        ...[...values, limit, offset],
      );
    },
  };
}

// ── The desk ────────────────────────────────────────────────────────────────────────────────────

const EUROS = "€%,d";

const changed = st.topic("orders");

const totals = st.fragment(function totals() {
  const [sums] = ask<{ open: number; unpaid: number; packing: number }>(`SELECT
    count(*) FILTER (WHERE state IN ('new', 'paid')) AS open,
    coalesce(sum(quantity * cents) FILTER (WHERE state = 'new'), 0) / 100.0 AS unpaid,
    coalesce(sum(quantity) FILTER (WHERE state = 'paid'), 0) AS packing FROM orders`);
  const days = ask<{ taken: number }>(
    `SELECT sum(quantity * cents) / 100.0 AS taken FROM orders
     WHERE state <> 'cancelled' AND placed > ? GROUP BY placed ORDER BY placed`,
    dayBefore(30),
  ).map(({ taken }) => taken);
  const cards = st.grid({ minWidth: 160 });
  cards.metric("Open orders", sums!.open, { border: true });
  cards.metric("Not paid yet", sums!.unpaid, { format: EUROS, border: true });
  cards.metric("Things to pack", sums!.packing, { border: true });
  const month = days.reduce((sum, day) => sum + day, 0);
  cards.metric("In 30 days", month, { format: EUROS, border: true, chart: days });
}, { runOn: changed });

/** What keeps an order from being saved, by what its reader can do about it. */
function problemsOf({ customer, quantity, cents, state }: Draft, before?: Order): string[] {
  return [
    customer === "" && "Who is the **customer**?",
    quantity < 1 && "**Quantity** is 1 or more.",
    cents < 1 && "**Price** is above 0.",
    before?.state === "cancelled" && state !== "cancelled" &&
    "A cancelled order stays **cancelled**: add a new one.",
  ].filter((problem) => problem !== false);
}

const edit = st.dialog("Order", async (order?: Order) => {
  const [button, draft] = st.form("order", { border: false })(() => {
    const customer = st.textInput("Customer", { value: order?.customer ?? "", maxChars: 80 });
    const item = st.selectbox("Item", ITEMS, {
      index: Math.max(0, ITEMS.findIndex((item) => item === order?.item)),
    });
    const [left, right] = st.columns(2);
    const quantity = left.numberInput("Quantity", { value: order?.quantity ?? 1, step: 1 });
    const price = right.numberInput("Price in €", {
      value: (order?.cents ?? 2_990) / 100,
      step: 0.01,
    });
    const state = st.selectbox("State", STATES, {
      index: Math.max(0, STATES.findIndex((state) => state === order?.state)),
    });
    const cents = Math.round((price ?? 0) * 100);
    return [
      st.formSubmitButton("Save", { kind: "primary" }),
      { customer: customer.trim(), item, quantity: quantity ?? 0, cents, state },
    ] as const;
  });
  if (!button) return;
  const problems = problemsOf(draft, order);
  if (problems.length > 0) return st.error(problems.join("\n\n"));
  if (order === undefined) add(draft);
  else if (!change(order, draft)) {
    return st.warning("Somebody has changed this order meanwhile: close this and open it again.");
  }
  await changed.publish();
  st.toast(order === undefined ? "Added" : `Order ${order.id} saved`, { icon: "✅" });
  edit.close();
});

const list = st.fragment(function list() {
  const [states, text, more] = st.columns([4, 4, 2], { align: "bottom" });
  const state = states.segmentedControl("State", ["all", ...STATES], {
    value: "all",
    required: true,
    bindQuery: "state",
  });
  const words = text.textInput("Customer or item", { live: true, bindQuery: "q" });
  if (more.button("Add an order", { kind: "primary", shortcut: "n" })) edit();
  st.dataframe(ordersLike(state ?? "all", words), {
    label: "Orders",
    rowKey: "id",
    search: false,
    height: 480,
    order: ["change", "id", "placed", "customer", "item", "quantity", "total", "state"],
    columns: {
      id: { label: "Order", format: "%d" },
      placed: { label: "Placed", type: "date", format: "medium" },
      customer: { label: "Customer", width: "medium" },
      item: "Item",
      quantity: "Quantity",
      total: { label: "Total", format: "euro" },
      state: "State",
      change: { type: "button", label: "Change", onClick: ({ key }) => edit(find(Number(key))) },
    },
  });
}, { runOn: changed });

st.serve(() => {
  st.setPageConfig({ title: "Orders", icon: "📦", layout: "wide" });
  st.title("Orders desk");
  totals();
  list();
});
