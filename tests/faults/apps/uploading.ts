/** An app that reads what it was sent, and says which process has read it. */
import * as st from "../../../mod.ts";
import { storeOf } from "./store_of.ts";

st.serve(async () => {
  const file = st.fileUploader("File");
  st.button("Again");
  if (file === null) return void st.write("Nothing");
  let sum = 0;
  for await (const chunk of file.stream()) for (const byte of chunk) sum += byte;
  st.write(`${file.name}: ${sum}`);
  st.write(`Read by ${Deno.pid}`);
}, {
  store: await storeOf(Deno.env.get("STORE")),
  maxUploadSize: 4 * 1024 * 1024,
  limits: { storedUploadBytes: 7 * 1024 * 1024 },
});
