/** Two fragments with widgets in columns; the widgets between them rerun the whole app. */
import * as st from "@eddy/eddy";

const toggleAndText = st.fragment(() => {
  const [left, right] = st.columns(2);
  left.toggle("Toggle");
  right.textArea("Enter text");
});

const filterAndFile = st.fragment(() => {
  const [left, right] = st.columns(2);
  left.checkbox("Filter");
  right.fileUploader("Upload image");
});

st.serve(() => {
  st.title("My Awesome App");
  toggleAndText();
  const [left, right] = st.columns(2);
  left.selectbox("Select", [1, 2, 3], { index: null });
  right.button("Update");
  filterAndFile();
});
