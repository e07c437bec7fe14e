import * as st from "@eddy/eddy";

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

const part = st.fragment(async function part(name: string, ms: number) {
  await st.spinner(`Loading ${name} …`)(() => wait(ms));
  st.write(`${name}, after ${ms} ms`);
  st.button(`Load ${name} again`);
});

export function page() {
  st.title("Beside each other");
  part("Orders", 900); // not awaited: holds its place and goes on by itself
  part("Customers", 500);
  part("Prices", 100);
  st.write("Drawn at once.");
}

if (import.meta.main) st.serve(page);
