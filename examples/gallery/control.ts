import * as st from "@eddy/eddy";
import { html } from "@eddy/eddy/html";
import { orders, sleep } from "./business.ts";

/**
 * A part of the page that reruns alone. Using what is in it leaves the rest as it is.
 * @see runEvery, rerun, dialog
 */
export function fragment() {
  st.caption(`This demo was drawn at ${time()}`);
  counter();
}

const counter = st.fragment(function counter() {
  const boxes = st.slider("Boxes", { max: 20, value: 4 });
  st.write(`${boxes} boxes, reckoned at ${time()}`);
}, { key: "counter" });

function time(): string {
  return new Date().toLocaleTimeString("en-GB", { timeZone: st.context.timeZone });
}

/**
 * A fragment that reruns by itself, while somebody looks.
 * @see fragment, topic
 */
export function runEvery() {
  const live = st.toggle("Live", { key: "live", value: true });
  clock(live);
}

const clock = st.fragment(function clock(live: boolean) {
  st.metric(live ? "Now" : "Stopped", time());
}, { key: "clock", runEvery: () => st.sessionState.live === false ? null : 1 });

/**
 * Ends this run and begins another: of the page, of this fragment, or of one by its key.
 * @see stop, fragment
 */
export function rerun() {
  st.container({ horizontal: true })(() => {
    if (st.button("Rerun the page")) st.rerun();
    if (st.button("Rerun the clock")) st.rerun("clock");
  });
  st.caption(`Drawn at ${time()}`);
}

/**
 * Ends this run here; what it has drawn stays. In a fragment that reruns, that is the fragment's run.
 * @see rerun, form
 */
export function stop() {
  const number = st.textInput("Number of the order", { placeholder: "20001 to 20009" });
  if (!st.button("Look it up")) return;
  const order = orders.find(({ id }) => String(id) === number);
  if (order === undefined) {
    st.error(`There is no order “${number}”.`);
    st.stop();
  }
  st.success(`Order of ${order.customer}, ${order.total} euros`);
}

/**
 * What is remembered from run to run, for each of the app's users: typed and with defaults, or by name in
 * `sessionState`.
 * @see queryParams, everyWidget
 */
export function state() {
  const basket = st.state({ teas: [] as string[] });
  const tea = st.selectbox("Tea", ["Assam", "Oolong", "Sencha"]);
  st.container({ horizontal: true })(() => {
    if (st.button("Add")) basket.teas = [...basket.teas, tea];
    if (st.button("Empty")) basket.teas = [];
  });
  st.write(basket.teas.length === 0 ? "The basket is empty." : basket.teas.join(", "));
}

/**
 * What stands in the page's address behind the `?`, to be read and to be written.
 * @see everyWidget, pageLink
 */
export function queryParams() {
  const view = st.segmentedControl("View", ["list", "board"], {
    value: st.queryParams.get("view") === "board" ? "board" : "list",
  });
  if (view !== null) st.queryParams.set("view", view);
  st.code(st.context.url.pathname + "?" + new URLSearchParams(st.queryParams.toObject()));
}

/**
 * Who asks, and from where.
 * @see state
 */
export function context() {
  const { locale, timeZone, theme, url } = st.context;
  st.json({ locale, timeZone, theme, path: url.pathname });
}

/**
 * Remembers what was computed, by its arguments, for all users and for a while. Others who ask meanwhile wait
 * for the same answer.
 * @see cacheResource, spinner
 */
export async function cacheData() {
  const city = st.selectbox("City", ["Vienna", "Linz", "Graz"]);
  const begun = performance.now();
  st.metric(`Sold in ${city}`, await soldIn(city), { format: "euro" });
  st.caption(`Took ${Math.round(performance.now() - begun)} ms`);
  if (st.button("Forget it")) soldIn.clear();
}

const soldIn = st.cacheData(async (city: string) => {
  await sleep(400);
  return orders.reduce((sum, order) => sum + (order.city === city ? order.total : 0), 0);
}, { ttl: "10m", maxEntries: 100, maxSize: 100_000, refreshMode: "background" });

/**
 * Keeps what all share and nobody copies: a connection, a model. It is made once, checked, and released.
 * @see cacheData
 */
export function cacheResource() {
  const scales = connect("scales-1");
  st.write(`Connected to ${scales.name} since ${scales.since}`);
  if (st.button("Connect anew")) connect.clear();
  st.caption(`Released ${released} times`);
}

const connect = st.cacheResource((name: string) => ({ name, since: new Date().toISOString() }), {
  validate: (scales) => scales.name !== "",
  onRelease: () => released++,
});
let released = 0;

/**
 * An event that reaches every open page, in every process: open this one twice and ring.
 * @see fragment, runEvery
 */
export function topic() {
  if (st.button("Ring", { icon: "🔔" })) {
    rings++;
    bell.publish();
  }
  heard();
}

let rings = 0;
const bell = st.topic("bell");
const heard = st.fragment(() => st.metric("Rung", rings), { key: "heard", runOn: bell });

/**
 * Markup of one's own does something on the server, and the fragment around it reruns.
 * @see html, fragmentUrl, component
 */
export function action() {
  const list = st.state({ shelf: ["Assam", "Oolong", "Sencha"] });
  st.html(html`<ul>${
    list.shelf.map((tea) =>
      html`<li>${tea} <button ${
        st.action(() => {
          list.shelf = list.shelf.filter((other) => other !== tea);
        }, { key: `sell ${tea}`, confirm: `Sell the last ${tea}?` })
      }>Sell</button></li>`
    )
  }</ul>`);
}

/**
 * The address of a fragment, for htmx in markup of one's own.
 * @see action, fragment
 */
export function fragmentUrl() {
  st.html(html`<button hx-get="${st.fragmentUrl("counter")}">Ask the boxes again</button>`);
}
