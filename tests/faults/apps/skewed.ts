/** An app in a process whose clock is `SKEW` milliseconds ahead of the machine's. */
const skew = Number(Deno.env.get("SKEW"));
const { now } = Date;
Date.now = () => now() + skew;

const st = await import("../../../mod.ts");
const { storeOf } = await import("./store_of.ts");

const shared = st.state({ open: false, count: 0 });

const held = st.fragment(async () => {
  if (st.button("Hold")) {
    shared.open = false;
    st.write("Holding");
    while (!shared.open) await new Promise((resolve) => setTimeout(resolve, 10));
    shared.count++;
  }
  st.write(`Held ${shared.count}`);
});

const release = st.fragment(() => {
  if (st.button("Release")) shared.open = true;
  st.write(`Open ${shared.open}`);
});

st.serve(() => {
  void held();
  release();
}, { store: await storeOf(Deno.env.get("STORE")) });
