import * as st from "@eddy/eddy";
import { orders, sleep, stock, weeks } from "./business.ts";

/**
 * A table of any size: sorted and searched on the server, scrolled in the browser, which holds only what is
 * in view. Columns have types and formats; chosen rows are its answer; a column of buttons does something.
 * @see dataEditor, table, dataframeSource, dataframeSelection
 */
export function dataframe() {
  const { rows } = st.dataframe(orders, {
    key: "chosen-orders",
    label: "Orders",
    rowKey: "id",
    order: ["id", "customer", "placed", "items", "total", "state", "invoice"],
    columns: {
      id: "Order",
      customer: { label: "Customer", width: "medium" },
      placed: { label: "Placed", format: "medium" },
      items: { label: "Boxes", type: "progress", min: 0, max: 9, format: "%d" },
      total: { label: "Total", format: "euro", help: "Without taxes" },
      state: "State",
      invoice: {
        label: "Invoice",
        type: "button",
        format: "Print",
        onClick: ({ row }) => st.toast(`Invoice of order ${orders[row!]!.id}`),
      },
    },
    height: 360,
    search: true,
    download: "orders.csv",
    onSelect: "rerun",
    selectionMode: "multi-row",
  });
  const total = rows.reduce((sum, row) => sum + orders[row]!.total, 0);
  st.caption(`${rows.length} of ${orders.length} orders chosen, ${total.toFixed(2)} euros`);
}

/**
 * Rows that stay where they are, such as in a database: it is asked for those in view, sorted and searched.
 * @see dataframe
 */
export function dataframeSource() {
  const archive: st.RowSource = {
    columns: ["entry", "what"],
    // SELECT count(*) FROM entries WHERE …
    count: ({ search }) => search === "" ? 1_000_000 : 0,
    // SELECT … ORDER BY … LIMIT … OFFSET …
    rows: async ({ offset, limit }) => {
      await sleep(30);
      return Array.from({ length: Math.min(limit, 1_000_000 - offset) }, (_, i) => ({
        entry: offset + i + 1,
        what: `Entry ${offset + i + 1} of the archive`,
      }));
    },
  };
  st.dataframe(archive, { label: "Archive", hideIndex: true, height: 240, search: false });
}

/**
 * What is selected in a table: rows, columns or cells, one of them or several. Space selects by keys.
 * @see dataframe, table
 */
export function dataframeSelection() {
  const hours = [
    { shop: "Vienna", monday: 8, tuesday: 9, saturday: 5 },
    { shop: "Graz", monday: 7, tuesday: 7, saturday: 4 },
    { shop: "Linz", monday: 8, tuesday: 6, saturday: 0 },
  ] as const;
  const { columns } = st.dataframe(hours, {
    label: "Hours by day",
    hideIndex: true,
    onSelect: "rerun",
    selectionMode: "multi-column",
  });
  st.caption(`Chosen: ${columns.join(", ") || "no day"}`);
  const { cells } = st.dataframe(hours, {
    label: "Hours by shop",
    rowKey: "shop",
    onSelect: "rerun",
    selectionMode: "multi-cell",
  });
  st.caption(cells.map(({ key, column }) => `${key} on ${column}`).join(", ") || "Choose some");
}

/**
 * A table whose cells can be changed, typed and checked by column; rows are added and deleted, and cells
 * pasted from a spreadsheet. It answers the data with all changes.
 * @see dataframe, form
 */
export function dataEditor() {
  const edits = st.state({ edits: 0 });
  const tasks = st.dataEditor(TASKS, {
    key: "tasks",
    label: "Tasks",
    rowKey: "id",
    order: ["task", "kind", "hours", "due", "done"],
    numRows: "dynamic",
    disabled: ["done"],
    columns: {
      task: { label: "Task", required: true, maxChars: 60, width: "medium" },
      kind: { label: "Kind", type: "select", options: ["call", "letter", "visit"] },
      hours: { label: "Hours", min: 0, max: 24, step: 0.5 },
      due: { label: "Due", type: "date" },
      done: "Done",
    },
    height: 220,
    hideIndex: true,
    search: false,
    download: false,
    onChange: () => edits.edits++,
  });
  const hours = tasks.reduce((sum, task) => sum + task.hours, 0);
  st.caption(`${tasks.length} tasks, ${hours} hours, changed ${edits.edits} times`);
}

const TASKS = [
  { id: 1, task: "Call the harbour", kind: "call", hours: 0.5, due: "2026-11-23", done: true },
  { id: 2, task: "Write to Ada", kind: "letter", hours: 2, due: "2026-11-24", done: false },
  { id: 3, task: "See the new shop", kind: "visit", hours: 4, due: "2026-11-30", done: false },
];

/**
 * A table to be read, with all of its rows.
 * @see dataframe, write
 */
export function table() {
  st.table(stock.map(({ product, price, left }) => ({ product, price, left })));
  st.table({ Shop: ["Vienna", "Linz"], Orders: [412, 187] }, { border: false });
  st.table({ what: ["Opened", "Closed"], when: ["8:30", "18:00"] }, { hideHeader: true });
}

/**
 * A number that matters, how it has changed, and how it went.
 * @see badge, lineChart
 */
export function metric() {
  const [revenue, returns, left] = st.columns(3);
  revenue!.metric("Revenue", 48_200, {
    icon: "💶",
    delta: 3700,
    deltaDescription: "since May",
    format: "compact",
    chart: weeks.map(({ Vienna }) => Vienna),
    chartType: "area",
    border: true,
  });
  returns!.metric("Returns", "2.4 %", {
    delta: "-0.3 %",
    deltaColor: "inverse",
    help: "Of all orders",
    border: true,
  });
  left!.metric("Left", 1331, {
    delta: "12 boxes on their way",
    deltaArrow: "off",
    deltaColor: "blue",
    border: true,
  });
  st.caption("Weighed since noon");
  st.metric("Weighed since noon", null, { labelVisibility: "collapsed" });
}

/**
 * Data as a tree that opens and closes.
 * @see write, code
 */
export function json() {
  const { id, customer, placed, total } = orders[0]!;
  st.json({ order: { id, customer, placed, total }, parcels: [{ kg: 1.2 }] }, { expanded: 2 });
}

/**
 * The pages of a list that is shown a part at a time.
 * @see dataframe, slider
 */
export function pagination() {
  const page = st.pagination(8, { label: "Pages of orders", value: 2 });
  for (const { id, customer } of orders.slice(3 * page - 3, 3 * page)) {
    st.write(`${id} · ${customer}`);
  }
}
