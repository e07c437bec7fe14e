/** Pages by their files: `pages_in_folder/` says where each is found, what it is called, and in which order. */
import * as st from "@eddy/eddy";

const pages = await st.pagesFrom(new URL("./pages_in_folder/", import.meta.url));

st.serve(async () => {
  const { title, run } = st.navigation(pages);
  await run();
  st.divider();
  st.caption(`You are on ${title}.`);
});
