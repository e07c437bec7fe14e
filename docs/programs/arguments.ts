import * as st from "@eddy/eddy";

let asked = 0;

const part = st.fragment(function part(city: string, log: string[]) {
  log.push("run");
  st.button("Rerun the fragment");
  st.write(`An argument: ${city}`);
  st.write(`A captured object: ${log.length} entries`);
  st.write(`State: ${st.sessionState.city}`);
  st.write(`A variable of the program: ${asked}`);
});

export function page() {
  asked++;
  const city = st.selectbox("City", ["Vienna", "Linz"], { key: "city", rerun: false });
  st.button("Rerun the page");
  part(city, []);
}

if (import.meta.main) st.serve(page);
