import * as st from "../mod.ts";
import { assertRefuses } from "../tests/hostile.ts";
import { TestPage } from "../tests/session.ts";

Deno.test("fields that must be filled in are refused empty, whoever sends them so", async () => {
  const required = true;
  const page = new TestPage(() => {
    st.textInput("Text", { required });
    st.textArea("Area", { required });
    st.numberInput("Number", { required });
    st.dateInput("Day", { required });
    st.dateInput("Days", { value: ["2026-01-01", "2026-01-02"], required });
    st.timeInput("Time", { required });
    st.datetimeInput("Moment", { required });
  });
  await assertRefuses(page, "Text", [[], [""], [" \n"]]);
  await assertRefuses(page, "Area", [[], [""], [" \n"]]);
  for (const label of ["Number", "Day", "Time", "Moment"]) {
    await assertRefuses(page, label, [[], [""]]);
  }
  await assertRefuses(page, "Days", [[], ["", "2026-01-02"], ["2026-01-01", ""]]);
});
