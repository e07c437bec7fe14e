import { DatabaseSync } from "node:sqlite";
import * as st from "@eddy/eddy";

const database = new DatabaseSync(":memory:");
database.exec(`
  CREATE TABLE orders (id INTEGER PRIMARY KEY, customer TEXT, total REAL);
  WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
  INSERT INTO orders SELECT i, 'Customer ' || (i * 7919 % 997), (i * 37) % 9901 / 10.0 FROM n;
`);

const MATCH = "WHERE ? = '' OR instr(lower(customer), lower(?)) OR id = ?";

/** Asked for the rows in view, as somebody scrolls, sorts and searches. */
const orders: st.RowSource = {
  columns: ["id", "customer", "total"],
  count: ({ search }) => {
    const row = database.prepare(`SELECT count(*) AS n FROM orders ${MATCH}`)
      .get(search, search, search);
    return Number(row!.n);
  },
  rows: ({ offset, limit, sort, search }) => {
    // One of the columns above, never a text of the browser's.
    const order = sort === null ? "id" : `${sort.column} ${sort.descending ? "DESC" : "ASC"}`;
    return database.prepare(`SELECT * FROM orders ${MATCH} ORDER BY ${order} LIMIT ? OFFSET ?`)
      .all(search, search, search, limit, offset);
  },
};

const SIZE = 10;

/** The same a page at a time, for who likes that better. */
const pages = st.fragment(function pages() {
  const count = orders.count({ search: "" }) as number;
  const number = st.pagination(Math.ceil(count / SIZE), { key: "page" });
  const rows = database.prepare("SELECT * FROM orders ORDER BY id LIMIT ? OFFSET ?")
    .all(SIZE, (number - 1) * SIZE);
  st.table(rows);
});

export function page() {
  st.title("20,000 orders");
  const [scrolled, paged] = st.tabs(["Scroll", "Pages"]);
  scrolled.dataframe(orders, { rowKey: "id", columns: { total: { format: "euro" } }, height: 300 });
  paged(() => pages());
}

if (import.meta.main) st.serve(page);
