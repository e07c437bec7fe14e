import * as st from "@eddy/eddy";
import { shops, sleep, stock } from "./business.ts";

/**
 * A box to write into, also later and out of order; in rows, with a frame, with a height beyond which it
 * scrolls.
 * @see columns, grid, empty
 */
export function container() {
  const box = st.container({ border: true, gap: "none", key: "parcels" });
  st.container({ horizontal: true, justify: "between", align: "center", wrap: false })(() => {
    st.caption("Written after the box");
    if (st.button("Pack")) box.write("One more parcel");
  });
  box.write("Parcels of today:");
  const log = st.container({ height: 110, autoscroll: true, border: true });
  for (let hour = 8; hour <= 18; hour++) log.write(`${hour}:00 van ${hour - 7} has left`);
}

/**
 * Side by side, equally wide or not; one below the other on a phone.
 * @see grid, container
 */
export function columns() {
  const [wide, narrow] = st.columns([2, 1], { border: true, align: "center", gap: "medium" });
  wide!.write("**Oolong** is what people ask for this year, twice as much as in the last one.");
  narrow!.metric("Left", 35);
  const [shop, orders] = st.columns(2, { wrap: false });
  shop.metric("Shops", 3);
  orders.metric("Orders", 412);
}

/**
 * Cells in rows, as many beside each other as there is room for.
 * @see columns, metric
 */
export function grid() {
  const cells = st.grid({ columns: 3, minWidth: 112, gap: "small" });
  for (const { shop, sold } of shops) cells.metric(shop, sold, { border: true });
}

/**
 * Several views in one place. With `onChange`, `open` says which is seen, so that the others need not be
 * drawn.
 * @see segmentedControl, expander
 */
export function tabs() {
  const [all, low] = st.tabs(["All teas", "Running low"], {
    default: "Running low",
    onChange: "rerun",
    key: "stock-tab",
    bindQuery: "stock",
    persist: "session",
  });
  if (all.open) all.table(stock.map(({ product, left }) => ({ product, left })));
  if (low.open) low.warning("Oolong: 35 boxes");
}

/**
 * What is there for those who want to know. With `onChange`, its content can wait until it is opened.
 * @see popover, tabs, status
 */
export function expander() {
  st.expander("Terms of delivery", { expanded: true, icon: "📜" })
    .write("Orders before noon leave the same day.");
  const history = st.expander("History", {
    onChange: "rerun",
    key: "history",
    persist: "page",
    bindQuery: "history",
  });
  if (history.open) history.write(`Looked up at ${new Date().toLocaleTimeString("en")}`);
}

/**
 * A panel over the page, opened by a button.
 * @see expander, dialog, menuButton
 */
export function popover() {
  st.container({ horizontal: true })(() => {
    const filter = st.popover("Filter", {
      icon: "🔎",
      help: "Which teas are shown",
      key: "filter",
      onChange: "rerun",
      persist: "page",
      bindQuery: "filter",
    });
    const least = filter.slider("At least so many left", { max: 500, key: "least-left" });
    st.popover("Export", { kind: "tertiary", disabled: true }).write("Not yet");
    st.caption(stock.filter(({ left }) => left >= least).map((one) => one.product).join(", "));
  });
  st.popover("Order more", { kind: "primary", width: 240 }).write("Ask *Ada*.");
}

/**
 * Asked together, sent at once: widgets inside wait for the submit button.
 * @see formSubmitButton, dataEditor, dialog
 */
export function form() {
  st.form("new-customer", { clearOnSubmit: true, enterToSubmit: true, border: true })(() => {
    const name = st.textInput("Name", { autocomplete: "off", required: true });
    const kind = st.radio("Kind", ["shop", "café", "home"], { horizontal: true });
    if (st.formSubmitButton("Add")) st.success(`${name} (${kind}) is a customer now`);
  });
}

/**
 * The button of a form; there can be several.
 * @see form, button
 */
export function formSubmitButton() {
  st.form("offer", { border: false })(() => {
    const price = st.numberInput("Price of a box", { value: 14, min: 1 });
    st.container({ horizontal: true })(() => {
      const send = st.formSubmitButton("Send", { kind: "primary", icon: "✉️", shortcut: "Alt+S" });
      const draft = st.formSubmitButton("Keep", { key: "keep", help: "As a draft" });
      st.formSubmitButton("Sign", {
        disabled: true,
        width: "stretch",
        onClick: () => st.toast("Signed"),
      });
      if (send || draft) st.toast(send ? `Offered at €${price}` : "Kept");
    });
  });
}

/**
 * A question that must be answered first. It is a fragment: using what is inside reruns only that.
 * @see popover, fragment, rerun
 */
export function dialog() {
  const basket = st.state({ boxes: 3 });
  st.write(`${basket.boxes} boxes in the basket`);
  st.container({ horizontal: true })(() => {
    if (st.button("Change …")) change(basket.boxes);
    if (st.button("What is in a box?")) contents();
  });
}

const change = st.dialog("How many boxes?", (boxes: number) => {
  const next = st.numberInput("Boxes", { value: boxes, min: 0, max: 99, step: 1 });
  st.caption(`${(next ?? 0) * 14} euros`);
  if (st.button("Take them", { kind: "primary" })) {
    st.sessionState.boxes = next;
    st.rerun();
  }
}, { width: "small", icon: "🧺", dismissible: true, onDismiss: () => st.toast("As it was") });

const contents = st.dialog("In a box", () => {
  st.table(stock.map(({ product }) => ({ product, bags: 2 })));
}, { position: "right", width: 360 });

/**
 * The column beside the page; a drawer on a phone.
 * @see navigation, bottom
 */
export function sidebar() {
  if (!st.toggle("Write into the sidebar")) return;
  st.sidebar(() => {
    st.subheader("Filters");
    st.selectbox("Shop", shops.map(({ shop }) => shop));
  });
}

/**
 * The lower edge of the window, which stays in sight.
 * @see sidebar, chatInput
 */
export function bottom() {
  if (!st.toggle("Write at the lower edge")) return;
  st.bottom.container({ horizontal: true, justify: "right" })(() => {
    st.button("Discard");
    st.button("Save the offer", { kind: "primary" });
  });
}

/**
 * A place for one element at a time: what is written there replaces what was.
 * @see container, skeleton
 */
export async function empty() {
  const place = st.empty();
  place.write("The scales are free.");
  if (!st.button("Weigh a parcel")) return;
  for (const kilos of [0.4, 1.1, 1.2]) {
    place.metric("Weight", kilos, { format: "%.1f kg" });
    await sleep(400);
  }
  place.success("1.2 kg");
}

/**
 * Stands for what is still to come, as high as that will be.
 * @see spinner, empty
 */
export async function skeleton() {
  st.skeleton({ height: 64 });
  if (!st.button("Load the forecast")) return;
  const place = st.skeleton({ height: 110 });
  await sleep(900);
  place.metric("November", 51_700, { format: "euro", delta: 3500 });
}

/**
 * Room between elements; in a row, `"stretch"` pushes what follows to its end.
 * @see divider, container
 */
export function space() {
  st.container({ horizontal: true })(() => {
    st.button("Back");
    st.space("stretch");
    st.button("On", { kind: "primary" });
  });
  st.space("large");
  st.caption("Far below");
}
