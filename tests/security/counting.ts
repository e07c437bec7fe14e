/** A page under attack, which tells what has been done on it. */
import * as st from "@eddy/eddy";

/** A page that counts what is done on it. */
export function counting() {
  const done: string[] = [];
  const page = () => {
    if (st.button("Press")) done.push("press");
    st.textInput("Name", { key: "name" });
    st.text(`Name is ${st.sessionState.name}`);
  };
  return { page, done };
}
