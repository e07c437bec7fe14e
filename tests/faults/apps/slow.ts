/** The page on which all can be under way, in an app that serves itself. */
import * as st from "../../../mod.ts";
import { slowPage } from "./slow_page.ts";
import { storeOf } from "./store_of.ts";

st.serve(slowPage, { store: await storeOf(Deno.env.get("STORE")) });
