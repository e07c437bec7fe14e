/** An Eddy app under measurement: `eddy.ts PAGE [OPTIONS]`, on `PORT`. Options are JSON. */
import * as st from "@eddy/eddy";
import { kvStore } from "@eddy/eddy/kv";
import { redisStore } from "@eddy/eddy/redis";
import {
  charting,
  counters,
  crowded,
  dataframe,
  echo,
  small,
  table,
  ticking,
  widgets,
} from "../pages.ts";
import { serveUsage } from "./debug.ts";

export interface EddyOptions {
  /** How many elements, rows, widgets the page has, where that can be said. */
  readonly count?: number;
  /** Most bytes of pages held ready. */
  readonly heldBytes?: number;
  /** Where else pages are kept: `kv:FILE`, `redis://…`, or in memory. */
  readonly store?: string;
}

/** More than any subject opens: where the default ends is not what is measured. */
const STREAMS = 50_000;

const [name = "small", json = "{}"] = Deno.args;
const { count = 0, heldBytes, store }: EddyOptions = JSON.parse(json);
const pages: Record<string, () => void> = {
  small,
  echo,
  widgets: widgets(count),
  table,
  counters,
  ticking,
  charting,
  crowded: crowded(count),
  dataframe: dataframe(count),
};
const page = pages[name];
if (page === undefined) throw new RangeError(`Cannot serve page "${name}": there is none`);
let runs = 0;
st.serve(() => {
  runs++;
  page();
}, {
  onListen() {},
  limits: { streams: STREAMS, ...(heldBytes !== undefined && { heldBytes }) },
  ...(store !== undefined && { store: await openStore(store) }),
});
serveUsage(() => runs);

async function openStore(address: string): Promise<st.SessionStore> {
  const file = /^kv:(.+)$/.exec(address)?.[1];
  return file === undefined ? redisStore(address) : kvStore(await Deno.openKv(file));
}
