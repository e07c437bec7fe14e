/** An app in two versions: `VERSION=two` is what is deployed while pages of the other are open. */
import * as st from "../../../mod.ts";
import { storeOf } from "./store_of.ts";

function count(name: string): number {
  return st.sessionState[name] = (st.sessionState[name] ?? 0) + 1;
}

function one() {
  return st.fragment(function orders() {
    const note = st.textInput("Note", { key: "note" });
    if (st.button("Old")) count("old");
    st.text(`One has ${note}, ${st.sessionState.old ?? 0} old.`);
  });
}

function two() {
  return st.fragment(function invoices() {
    const note = st.textInput("Note", { key: "note" });
    if (st.button("New")) count("new");
    st.text(`Two has ${note}, ${st.sessionState.old ?? 0} old, ${st.sessionState.new ?? 0} new.`);
  });
}

const isTwo = Deno.env.get("VERSION") === "two";
const part = isTwo ? two() : one();
const clock = st.fragment(() => st.text(`Tick ${count("n")}.`), { runEvery: 0.1 });

st.serve(() => {
  st.title(`App ${isTwo ? "two" : "one"}`);
  part();
  if (st.context.url.searchParams.has("clock")) clock();
  const words = st.textArea("Words", { key: "words" });
  st.text(`Words are ${words || "none"}.`);
}, { store: await storeOf(Deno.env.get("STORE")) });
