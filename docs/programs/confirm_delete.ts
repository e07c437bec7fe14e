import * as st from "@eddy/eddy";

let files = ["report.pdf", "budget.xlsx", "notes.txt"];

const confirm = st.dialog("Delete for good?", (file: string) => {
  st.write("Nobody can bring it back:");
  st.code(file);
  const [yes, no] = st.columns(2);
  if (yes.button("Delete", { kind: "primary" })) {
    files = files.filter((other) => other !== file);
    st.toast(`${file} is deleted.`);
    st.rerun();
  }
  if (no.button("Keep")) st.rerun();
}, { icon: "⚠️" });

export function page() {
  st.title("Files");
  for (const file of files) {
    const row = st.container({ horizontal: true, align: "center", justify: "between" });
    row.text(file);
    if (row.button("Delete", { key: file })) confirm(file);
  }
  if (files.length === 0) st.info("There are no files.");
}

if (import.meta.main) st.serve(page);
