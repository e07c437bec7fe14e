/** An Eddy app under measurement: `eddy.ts PAGE [COUNT]`, on `PORT`. */
import * as st from "@eddy/eddy";
import { charting, counters, crowded, dataframe, echo, small, table, ticking } from "../pages.ts";
import { serveUsage } from "./debug.ts";

const [name = "small", count = "0"] = Deno.args;
const pages: Record<string, () => void> = {
  small,
  echo,
  table,
  counters,
  ticking,
  charting,
  crowded: crowded(Number(count)),
  dataframe: dataframe(Number(count)),
};
const page = pages[name];
if (page === undefined) throw new RangeError(`Cannot serve page "${name}": there is none`);
st.serve(page, { onListen() {} });
serveUsage();
