/** The page on which all can be under way, for `deno serve`. */
import * as st from "../../../mod.ts";
import { slowPage } from "./slow_page.ts";
import { storeOf } from "./store_of.ts";

export default st.createApp(slowPage, { store: await storeOf(Deno.env.get("STORE")) });
