import * as st from "@eddy/eddy";

export const title = "Who may order";

/** In a section of the menu that is called as the folder is. */
export default function users() {
  st.title(title);
  st.textInput("Name");
}
