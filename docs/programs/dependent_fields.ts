import * as st from "@eddy/eddy";

const places = {
  Austria: ["Vienna", "Linz", "Graz"],
  Italy: ["Trento", "Bologna"],
} as const;

const sent = st.state({ order: null as string | null });

/** Not a form: each choice changes what can be chosen next. Only this part reruns. */
const address = st.fragment(function address() {
  const country = st.selectbox("Country", ["Austria", "Italy"] as const);
  const city: string = st.selectbox("City", places[country]);
  const street = st.textInput("Street", { live: true });
  if (st.button("Send", { kind: "primary", disabled: street.trim() === "" })) {
    sent.order = `${street}, ${city}, ${country}`;
    st.rerun(); // the page shows it, outside of this fragment
  }
});

export function page() {
  st.title("Where to?");
  address();
  if (sent.order !== null) st.success(`On its way to ${sent.order}.`);
}

if (import.meta.main) st.serve(page);
