/** Takes a CSV file, says what is in it and what is wrong with it, cleans it, draws it, and saves it. */
import { parse } from "npm:csv-parse@7.0.3/sync";
import { stringify } from "npm:csv-stringify@6.9.0/sync";
import * as st from "@eddy/eddy";

const TYPES = ["text", "number", "date", "yes or no"] as const;
type Type = (typeof TYPES)[number];

/** A date is text, as ISO 8601 has it; what is missing, or cannot be read, is null. */
type Cell = string | number | boolean | null;
type Row = Record<string, Cell>;

interface Table {
  readonly name: string;
  readonly rows: readonly Record<string, string>[];
  readonly columns: readonly Column[];
  /** What its reader should know before they trust it, as sentences. */
  readonly doubts: readonly string[];
}

interface Column {
  readonly name: string;
  readonly type: Type;
  readonly missing: number;
  readonly distinct: number;
  readonly example: string;
}

// ── Reading ─────────────────────────────────────────────────────────────────────────────────────

/** What people write where there is nothing. */
const MISSING = /^(?:|-|\?|n\/?a|null|none|nan)$/i;

/** What separates cells in a file of one column: nothing that people write. */
const NO_DELIMITER = "\x1f";

/** Comma, semicolon or tab: whichever the first line has most of outside quotes. */
function delimiterOf(text: string): string {
  const line = text.split("\n", 1)[0]!.replace(/"[^"]*"/g, "");
  const count = (mark: string) => line.split(mark).length;
  return [",", ";", "\t"].reduce(
    (best, mark) => count(mark) > count(best) ? mark : best,
    NO_DELIMITER,
  );
}

/** The text of a file, by its mark; else UTF-8 if it can be that, else what Windows writes. */
function decode(bytes: Uint8Array): { readonly text: string; readonly encoding: string } {
  const [first, second] = bytes;
  const marked = first === 0xff && second === 0xfe
    ? "utf-16le"
    : first === 0xfe && second === 0xff
    ? "utf-16be"
    : "utf-8";
  try {
    return { text: new TextDecoder(marked, { fatal: true }).decode(bytes), encoding: marked };
  } catch (error) {
    if (!(error instanceof TypeError) || marked !== "utf-8") throw error;
    return { text: new TextDecoder("windows-1252").decode(bytes), encoding: "windows-1252" };
  }
}

function read(name: string, bytes: Uint8Array): Table {
  const { text, encoding } = decode(bytes);
  const [head = [], ...lines] = parse(text, {
    bom: true,
    delimiter: delimiterOf(text),
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
  }) as string[][];
  // Two columns of one name are two columns.
  const width = lines.reduce((width, cells) => Math.max(width, cells.length), head.length);
  const names: string[] = [];
  for (let i = 0; i < width; i++) {
    let name = head[i] || `column ${i + 1}`;
    if (names.includes(name)) name += ` ${i + 1}`;
    while (names.includes(name)) name += "′";
    names.push(name);
  }
  const rows = lines.map((cells) =>
    Object.fromEntries(names.map((name, i) => [name, cells[i] ?? ""]))
  );
  const longer = lines.filter((cells) => cells.length > head.length).length;
  const shorter = lines.filter((cells) => cells.length < head.length).length;
  const doubts = [
    longer > 0 && `${longer} of ${lines.length} rows have more cells than the first line: ` +
      "what is too much is in columns of its own, on the right.",
    shorter > 0 && `${shorter} of ${lines.length} rows have fewer cells than the first line: ` +
      "the others are taken for missing.",
    encoding === "windows-1252" &&
    "It is no UTF-8, and was read as Windows-1252: look at letters with accents.",
  ].filter((doubt) => doubt !== false);
  return { name, rows, columns: names.map((name) => describe(name, rows)), doubts };
}

function describe(name: string, rows: Table["rows"]): Column {
  const texts = rows.map((row) => row[name]!).filter((text) => !MISSING.test(text));
  // What nearly all of it can be read as: the rest are mistakes.
  const fits = (type: Type) =>
    texts.filter((text) => cellOf(text, type) !== null).length >= 0.9 * texts.length &&
    (type !== "number" || !texts.some(isCode));
  const type = (["yes or no", "number", "date"] as const).find(fits);
  return {
    name,
    type: texts.length > 0 && type !== undefined ? type : "text",
    missing: rows.length - texts.length,
    distinct: new Set(texts).size,
    example: texts[0] ?? "",
  };
}

/** Digits that are no amount, and as a number would be others: "00123", "+43660123", the number of a card. */
function isCode(text: string): boolean {
  return /^(?:0\d|\+)[\d\s]*$/.test(text) || (/^[\d\s]+$/.test(text) && numberIn(text) === null);
}

function cellOf(text: string, type: Type): Cell {
  if (MISSING.test(text)) return null;
  switch (type) {
    case "text":
      return text;
    case "number":
      return numberIn(text);
    case "date":
      return dateIn(text);
    case "yes or no":
      if (/^(?:yes|true|y)$/i.test(text)) return true;
      return /^(?:no|false|n)$/i.test(text) ? false : null;
  }
}

/** No more digits than these are kept by a number, whichever they are. */
const EXACT_DIGITS = 15;

/** "1,204.50", "1.204,50", "€ 12", "7 %". */
function numberIn(text: string): number | null {
  const bare = text.replace(/[\s€$£%]/g, "");
  if (!/^[+-]?[\d.,]+(?:e[+-]?\d+)?$/i.test(bare)) return null;
  const isDecimalComma = /,\d*$/.test(bare) && !/^[+-]?\d{1,3}(?:,\d{3})+$/.test(bare);
  const plain = isDecimalComma
    ? bare.replaceAll(".", "").replace(",", ".")
    : bare.replaceAll(",", "");
  const number = Number(plain);
  if (plain.replace(/e.*$/i, "").replace(/\D/g, "").replace(/^0+/, "").length > EXACT_DIGITS) {
    return null;
  }
  return Number.isFinite(number) ? number : null;
}

/** "2026-03-01", "1.3.2026". A time of day is more than a date: it would be lost. */
function dateIn(text: string): string | null {
  const [, day, month, year] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text) ?? [];
  const iso = year === undefined
    ? text
    : `${year}-${month!.padStart(2, "0")}-${day!.padStart(2, "0")}`;
  if (!/^\d{4}-\d\d-\d\d$/.test(iso)) return null;
  // 30 February is none.
  const date = new Date(`${iso}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== iso ? null : iso;
}

// ── Cleaning ────────────────────────────────────────────────────────────────────────────────────

const REPAIRS = ["keep", "drop the row", "fill in"] as const;

/** The table as it is to be, and what it took. */
function clean(table: Table, { types, dropTwins, repair }: {
  readonly types: ReadonlyMap<string, Type>;
  readonly dropTwins: boolean;
  readonly repair: (typeof REPAIRS)[number];
}) {
  const columns = [...types];
  const typed = table.rows.map((row): Row =>
    Object.fromEntries(columns.map(([name, type]) => [name, cellOf(row[name]!, type)]))
  );
  const unreadable = table.rows.reduce(
    (count, row, i) =>
      count +
      columns.filter(([name]) => typed[i]![name] === null && !MISSING.test(row[name]!)).length,
    0,
  );
  const seen = new Set<string>();
  const single = !dropTwins ? typed : typed.filter((row) => {
    const text = JSON.stringify(row);
    return !seen.has(text) && seen.add(text);
  });
  const whole = repair === "drop the row"
    ? single.filter((row) => !Object.values(row).includes(null))
    : repair === "fill in"
    ? filled(single, columns)
    : single;
  return {
    rows: whole,
    twins: typed.length - single.length,
    dropped: single.length - whole.length,
    unreadable,
  };
}

/** Numbers get the median of their column, others what is there most often. */
function filled(rows: readonly Row[], columns: readonly (readonly [string, Type])[]): Row[] {
  const fillings = columns.map(([name, type]): [string, Cell] => {
    const cells = rows.map((row) => row[name]!).filter((cell) => cell !== null);
    if (type === "number") {
      const sorted = (cells as number[]).toSorted((a, b) => a - b);
      return [name, sorted[sorted.length >> 1] ?? null];
    }
    const counts = new Map<Cell, number>();
    for (const cell of cells) counts.set(cell, (counts.get(cell) ?? 0) + 1);
    return [name, [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? null];
  });
  return rows.map((row) =>
    Object.fromEntries(fillings.map(([name, filling]) => [name, row[name] ?? filling]))
  );
}

// ── The explorer ────────────────────────────────────────────────────────────────────────────────

/** Choosing what is drawn reruns the drawing, not the cleaning. */
const chart = st.fragment(function chart(rows: readonly Row[], types: ReadonlyMap<string, Type>) {
  const numbers = [...types.keys()].filter((name) => types.get(name) === "number");
  if (numbers.length === 0) return st.info("There is no column of numbers to draw.");
  const others = [...types.keys()].filter((name) => !numbers.includes(name));
  const [first, second, third] = st.columns(3);
  const along = first.selectbox("Along", others.length > 0 ? others : numbers);
  // The first one is a number of the row's as often as not.
  const value = second.selectbox("Draw", numbers, { index: numbers.length - 1 });
  const all = third.segmentedControl("Together", ["sum", "mean"], { value: "sum", required: true });
  const there = rows.filter((row) => row[along] !== null && row[value] !== null);
  const bars = [...Map.groupBy(there, (row) => row[along])].map(([name, group]) => {
    const sum = group.reduce((sum, row) => sum + Number(row[value]), 0);
    return { name, value: all === "mean" ? sum / group.length : sum };
  });
  const shape = { x: "name", y: "value", xLabel: along, yLabel: `${value}, ${all}`, height: 280 };
  if (types.get(along) === "date") {
    const days = bars.map(({ name, value }) => ({ name: new Date(String(name)), value }));
    return void st.lineChart(days.sort((a, b) => a.name.getTime() - b.name.getTime()), shape);
  }
  const most = bars.sort((a, b) => b.value - a.value).slice(0, 20);
  st.barChart(most.map(({ name, value }) => ({ name: String(name), value })), shape);
  if (most.length < bars.length) st.caption(`The ${most.length} largest of ${bars.length}`);
});

const explorer = st.fragment(function explorer(table: Table) {
  for (const doubt of table.doubts) st.warning(doubt);
  st.subheader("Columns", { divider: true });
  const columns = st.dataEditor(table.columns.map((column) => ({ use: true, ...column })), {
    label: "Columns",
    rowKey: "name",
    columns: {
      use: { label: "Use", type: "checkbox" },
      name: { label: "Column", disabled: true },
      type: { label: "Type", type: "select", options: TYPES, required: true },
      missing: { label: "Missing", disabled: true },
      distinct: { label: "Distinct", disabled: true },
      example: { label: "Example", disabled: true, width: "medium" },
    },
  });
  const [left, right] = st.columns(2, { align: "bottom" });
  const repair = left.segmentedControl("Where a value is missing", REPAIRS, {
    value: "keep",
    required: true,
    help: "Numbers are filled by the median, others by what is there most often.",
  }) ?? "keep";
  const dropTwins = right.toggle("Drop rows that are there twice", { value: true });
  const types = new Map(columns.filter(({ use }) => use).map(({ name, type }) => [name, type]));
  if (types.size === 0) return st.info("Choose a column to use.");
  const { rows, twins, dropped, unreadable } = clean(table, { types, dropTwins, repair });

  st.subheader("Cleaned", { divider: true });
  const cards = st.grid({ minWidth: 160 });
  cards.metric("Rows", rows.length, { border: true });
  cards.metric("There twice", twins, { border: true });
  cards.metric("Dropped as incomplete", dropped, { border: true });
  cards.metric("Cells that do not fit", unreadable, {
    border: true,
    help: "They are taken for missing.",
  });
  if (rows.length === 0) return st.warning("No row is left.");
  const [data, drawn] = st.tabs(["Data", "Chart"]);
  data(() => {
    st.dataframe(rows, { label: "Cleaned rows", download: false });
  });
  drawn(() => chart(rows, types));
  st.downloadButton(
    "Save as CSV",
    // What a table program would take for a formula is made text.
    () =>
      stringify(rows, {
        header: true,
        // A name that is a number would come first.
        columns: [...types.keys()],
        escape_formulas: true,
        cast: { boolean: String },
      }),
    { fileName: `cleaned ${table.name}`, mime: "text/csv", kind: "primary", icon: "⬇️" },
  );
});

/** A file as one gets them. */
function example(): Uint8Array {
  const cities = ["Vienna", "Graz", "Linz", "", "Salzburg", "Vienna"];
  const lines = Array.from({ length: 120 }, (_, i) => {
    const date = `${1 + i % 28}.${1 + i % 6}.2026`;
    const euros = i % 23 === 7 ? "n/a" : `${(i * 7_919) % 900},${10 + i % 90}`;
    return [1_000 + i, date, cities[i % 6], euros, i % 3 ? "yes" : "no"].join(";");
  });
  const twins = lines.slice(10, 14);
  const all = ["order;placed;city;total;paid", ...lines, ...twins, "1200;soon;Graz;many;yes"];
  return new TextEncoder().encode(all.join("\n"));
}

st.serve(async () => {
  st.setPageConfig({ title: "CSV explorer", icon: "🔎", layout: "wide" });
  st.title("CSV explorer");
  const [place, other] = st.columns([3, 1], { align: "center" });
  const file = place.fileUploader("A CSV file", {
    accept: [".csv", ".tsv", ".txt"],
    maxSize: 20 * 1024 ** 2,
  });
  const sample = other.toggle("Look at an example", { disabled: file !== null });
  if (file === null && !sample) {
    return st.info("Nothing leaves this machine: choose a file to begin.");
  }
  const [name, bytes] = file === null
    ? ["example.csv", example()]
    : [file.name, await file.bytes()];
  let table: Table;
  try {
    table = read(name, bytes);
  } catch (error) {
    return st.error(`This is no CSV file: ${error instanceof Error ? error.message : error}`);
  }
  if (table.rows.length === 0) return st.warning("There are no rows below the first line.");
  explorer(table);
});
