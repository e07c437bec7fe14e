import * as st from "@eddy/eddy";
import { parse, stringify } from "npm:csv@6.6.4/sync";

export async function page() {
  st.title("Clean a CSV file");
  const file = st.fileUploader("Customers", { accept: [".csv"], maxSize: 5_000_000 });
  if (file === null) return st.info("Choose a file with the columns `name` and `email`.");

  let rows: Record<string, string>[];
  try {
    rows = parse(await file.text(), { columns: true, skip_empty_lines: true, trim: true });
  } catch (error) {
    return st.error(`That is no CSV file: ${(error as Error).message}`);
  }
  const seen = new Set<string>();
  const clean = rows
    .map((row) => ({ ...row, email: (row.email ?? "").toLowerCase() }))
    .filter(({ email }) => email.includes("@") && seen.size < seen.add(email).size);

  const [before, after] = st.columns(2);
  before.metric("Rows", rows.length);
  after.metric("Clean", clean.length, { delta: clean.length - rows.length });
  st.dataframe(clean, { height: 200 });
  st.downloadButton("Save", () => stringify(clean, { header: true }), {
    fileName: `clean ${file.name}`,
    mime: "text/csv",
  });
}

if (import.meta.main) st.serve(page);
