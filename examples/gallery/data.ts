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
 * What is selected in a table: rows, columns and cells, one of each or several. Space selects by keys, and a
 * column together with the control key.
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
  const { keys, cells } = st.dataframe(hours, {
    label: "Hours by shop",
    rowKey: "shop",
    onSelect: "rerun",
    selectionMode: ["multi-row", "multi-cell"],
  });
  const chosen = [...keys, ...cells.map(({ key, column }) => `${key} on ${column}`)];
  st.caption(chosen.join(", ") || "Choose shops, or some of their days");
}

/**
 * What a table's columns hold, and how they are written. A high row has room for pictures and several lines;
 * a value that is missing has a mark of its own.
 * @see dataframe, dataEditor, table
 */
export function dataframeColumns() {
  const columns: Record<string, st.ColumnConfig> = {
    tea: { label: "Tea", type: "text", required: true, pinned: true },
    leaf: { label: "Leaf", type: "image" },
    price: { label: "Price", type: "number", format: "euro", min: 0, help: "Of 100 grams" },
    loose: { label: "Loose", type: "checkbox" },
    kind: { label: "Kind", type: "select", options: ["black", "green"] },
    tastes: { label: "Tastes", type: "multiselect", options: ["flowers", "grass", "malt"] },
    shops: { label: "Shops", type: "list" },
    left: { label: "Left", type: "progress", min: 0, max: 500, format: "%d g" },
    picked: { label: "Picked", type: "date", format: "long" },
    counted: { label: "Counted", type: "datetime", format: "short" },
    opens: { label: "On sale from", type: "time", alignment: "center" },
    page: { label: "Page", type: "link", format: "Read" },
    note: { label: "Note", type: "markdown", width: "medium" },
    sold: { label: "Sold", type: "line", min: 0 },
    stock: { label: "Stock", type: "area", min: 0 },
    weekly: { label: "Weekly", type: "bar", min: 0 },
    box: { label: "Box", type: "json" },
  };
  const order: st.ColumnConfig = {
    label: "Order",
    type: "button",
    format: "Order some",
    onClick: ({ key }) => st.toast(`${key} is on its way`),
  };
  st.dataframe(TEAS, {
    label: "Teas",
    rowKey: "tea",
    rowHeight: 56,
    placeholder: "–",
    columns: { ...columns, order },
  });
  st.dataEditor(TEAS, {
    label: "Teas to change",
    rowKey: "tea",
    rowHeight: 40,
    placeholder: "none",
    columns,
  });
}

const TEAS = [
  {
    tea: "Assam",
    leaf: leafOf("#7c4a21"),
    price: 8.9,
    loose: true,
    kind: "black",
    tastes: ["malt"],
    shops: ["Vienna", "Linz", "Graz"],
    left: 420,
    picked: "2026-05-04",
    counted: "2026-11-20T17:30",
    opens: "08:30",
    page: "https://en.wikipedia.org/wiki/Assam_tea",
    note: "Strong, and **the first choice for milk**. Most is drunk in the morning.",
    sold: [12, 15, 11, 18, 20, 17],
    stock: [90, 82, 77, 70, 58, 42],
    weekly: [3, 5, 2, 6, 7, 4],
    box: { grams: 100 },
  },
  {
    tea: "Sencha",
    leaf: leafOf("#4f8a3c"),
    price: 11.4,
    loose: false,
    kind: "green",
    tastes: ["grass", "flowers"],
    shops: ["Vienna"],
    left: 90,
    picked: "2026-04-18",
    counted: "2026-11-20T17:45",
    opens: "10:00",
    page: "https://en.wikipedia.org/wiki/Sencha",
    note: "Water of *70 °C* is hot enough.",
    sold: [8, 9, 13, 12, 15, 19],
    stock: [60, 55, 48, 31, 20, 9],
    weekly: [2, 2, 4, 3, 5, 6],
    box: { grams: 50 },
  },
  {
    tea: "Oolong",
    leaf: null,
    price: null,
    loose: true,
    kind: null,
    tastes: [],
    shops: null,
    left: 0,
    picked: null,
    counted: null,
    opens: null,
    page: null,
    note: null,
    sold: null,
    stock: null,
    weekly: null,
    box: null,
  },
];

/** A picture of a leaf in a colour. */
function leafOf(color: string): string {
  const leaf = "M20 3C8 9 4 24 20 37 36 24 32 9 20 3Zm0 5v29";
  return `data:image/svg+xml,${
    encodeURIComponent(
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><path d="${leaf}" fill="${color}" ` +
        `stroke="#fff" stroke-width="1.5"/></svg>`,
    )
  }`;
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
