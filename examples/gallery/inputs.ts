import * as st from "@eddy/eddy";
import { orders, products } from "./business.ts";

/**
 * True in the one run that its click causes.
 * @see menuButton, linkButton, downloadButton, formSubmitButton
 */
export function button() {
  const stock = st.state({ left: 35 });
  st.container({ horizontal: true })(() => {
    if (st.button("Take one", { kind: "primary" })) stock.left--;
    st.button("Put one back", { icon: "↩", onClick: () => stock.left++ });
    st.button("Recount", { kind: "tertiary", shortcut: "Alt+R", help: "Or press the keys" });
    st.button("Sell all", { disabled: true, key: "sell-all" });
  });
  st.metric("Boxes of Oolong", stock.left);
  st.button("Order ten more", { width: "stretch", onClick: () => stock.left += 10 });
}

/**
 * Leads out of the app, or to another address of it.
 * @see pageLink, button
 */
export function linkButton() {
  st.container({ horizontal: true })(() => {
    st.linkButton("Docs", "https://docs.deno.com", { icon: "📖", kind: "primary" });
    st.linkButton("Write to us", "mailto:tea@example.com", { help: "We answer within a day" });
    st.linkButton("Customs", "https://example.com", { disabled: true });
  });
  st.linkButton("All of our addresses", "https://example.com/places", { width: "stretch" });
}

/**
 * One button for several actions; answers the one that was chosen, once.
 * @see button, selectbox
 */
export function menuButton() {
  const action = st.menuButton("Order 20001", ["ship", "split", "cancel"], {
    format: (one) => ({ ship: "Ship it", split: "Split it", cancel: "Cancel it" })[one]!,
    kind: "secondary",
    icon: "📦",
  });
  if (action !== null) st.toast(`To be done: ${action}`);
}

/**
 * Saves data as a file. A function is asked only when somebody presses.
 * @see fileUploader, dataframe
 */
export function downloadButton() {
  const rows = orders.slice(0, 50);
  const csv = () =>
    ["order,customer,total", ...rows.map((one) => `${one.id},${one.customer},${one.total}`)]
      .join("\n");
  st.downloadButton("50 orders as CSV", csv, {
    fileName: "orders.csv",
    mime: "text/csv",
    rerun: false,
  });
}

/**
 * Yes or no.
 * @see toggle
 */
export function checkbox() {
  const gift = st.checkbox("Wrap it as a gift", { value: true, help: "Costs €2" });
  st.write(gift ? "With a ribbon" : "In brown paper");
}

/**
 * On or off, at once.
 * @see checkbox
 */
export function toggle() {
  const open = st.toggle("The shop takes orders", { value: true });
  st.badge(open ? "open" : "closed", { color: open ? "green" : "gray" });
}

/**
 * One of a few, all in sight.
 * @see selectbox, segmentedControl, pills
 */
export function radio() {
  const how = st.radio("Delivery", ["post", "bike", "shop"], {
    captions: ["2 days, €4", "today, €6", "in 1 hour, free"],
    format: (one) => ({ post: "By post", bike: "By bike", shop: "In the shop" })[one]!,
    value: "bike",
  });
  const paper = st.radio("Invoice", ["mail", "paper"], { horizontal: true, index: null });
  st.caption(`${how}, ${paper ?? "no invoice yet"}`);
}

/**
 * One of many. Long lists are searched, and stay on the server but for the part that is looked at.
 * @see multiselect, radio, selectSlider
 */
export function selectbox() {
  const tea = st.selectbox("Tea", products, { index: null, placeholder: "Choose a tea" });
  const box = st.selectbox("Shelf", Array.from({ length: 10_000 }, (_, i) => i + 1), {
    format: (number) => `Shelf ${number}`,
    search: "fuzzy",
    index: 11,
    required: true,
  });
  const label = st.selectbox("Label", ["fragile", "keep cool"], {
    acceptNewOptions: true,
    value: "keep cool",
  });
  st.caption(`${tea ?? "No tea"} on shelf ${box}, labelled “${label}”`);
}

/**
 * Several of many.
 * @see selectbox, pills
 */
export function multiselect() {
  const teas = st.multiselect("Teas of the week", products, {
    value: ["Assam", "Sencha"],
    maxSelections: 4,
    placeholder: "Up to four",
    selectAll: true,
    search: "prefix",
  });
  const tags = st.multiselect("Tags", ["green", "black"], {
    acceptNewOptions: true,
    required: true,
    value: ["green"],
  });
  st.caption(`${teas.join(", ")} · ${tags.join(", ")}`);
}

/**
 * One or several of a few, as buttons.
 * @see segmentedControl, multiselect
 */
export function pills() {
  const states = st.pills("States", ["open", "paid", "shipped"], {
    selectionMode: "multi",
    value: ["open", "paid"],
  });
  const size = st.pills("Box", ["S", "M", "L"], { value: "M", required: true });
  st.caption(`${states.join(" or ") || "any state"}, box ${size}`);
}

/**
 * One or several of a few, side by side in one frame: how to look at something.
 * @see pills, tabs, radio
 */
export function segmentedControl() {
  const span = st.segmentedControl("Span", ["day", "week", "month"], {
    value: "week",
    format: (one) => ({ day: "Day", week: "Week", month: "Month" })[one]!,
    required: true,
  });
  const days = st.segmentedControl("Open on", ["Mo", "Tu", "We", "Th", "Fr"], {
    selectionMode: "multi",
    value: ["Mo", "Fr"],
  });
  st.caption(`By ${span}; open on ${days.length} days`);
}

/**
 * A number, a day or a time on a scale; with two values, a range.
 * @see selectSlider, numberInput
 */
export function slider() {
  const discount = st.slider("Discount", { value: 0.1, max: 0.5, step: 0.05, format: "percent" });
  const [least, most] = st.slider("Price", { min: 5, max: 40, value: [8, 20], format: "€%d" });
  st.caption(`${Math.round(discount * 100)} % off what costs ${least} to ${most} euros`);
  const [from, to] = st.slider("Open", {
    min: "07:00",
    max: "21:00",
    value: ["08:30", "18:00"],
    step: "30min",
  });
  const stocktaking = st.slider("Stocktaking", { min: "2026-12-01", max: "2026-12-31" });
  st.caption(`Open from ${from} to ${to}, closed on ${stocktaking}`);
}

/**
 * A slider over options that have an order; with two of them, a range.
 * @see slider, radio
 */
export function selectSlider() {
  const strength = st.selectSlider("Strength", ["mild", "medium", "strong", "bitter"], {
    value: "medium",
  });
  const [from, to] = st.selectSlider("Open", ["Mo", "Tu", "We", "Th", "Fr", "Sa"], {
    value: ["Mo", "Fr"],
  });
  st.caption(`To be steeped until it is ${strength}, from ${from} to ${to}`);
}

/**
 * A number that is typed. `null` while the field is empty.
 * @see slider
 */
export function numberInput() {
  const boxes = st.numberInput("Boxes", { value: 3, min: 1, max: 12, step: 1 });
  const weight = st.numberInput("Weight in kg", { value: null, placeholder: "Not weighed yet" });
  const price = st.numberInput("Price", { value: 4.5, step: 0.05, format: "%.2f", icon: "€" });
  st.caption(`${boxes ?? 0} boxes, ${weight ?? "?"} kg, ${price ?? 0} euros each`);
}

/**
 * A line of text, taken over when it is left or by Enter; with `live`, while it is being typed.
 * @see textArea, chatInput
 */
export function textInput() {
  const customer = st.textInput("Customer", {
    live: true,
    placeholder: "Begin to type",
    maxChars: 40,
    autocomplete: "off",
    icon: "🔍",
  });
  const found = orders.slice(0, 200)
    .filter((order) => order.customer.toLowerCase().includes(customer.toLowerCase()));
  st.caption(`${found.length} of the last 200 orders`);
  st.textInput("Voucher", { validate: /[A-Z]{3}-\d{3}/, value: "TEA-100", required: true });
  st.textInput("Password", { type: "password" });
}

/**
 * Several lines of text.
 * @see textInput
 */
export function textArea() {
  const note = st.textArea("Note to the packer", {
    value: "Two boxes in one parcel, please.",
    height: 110,
    maxChars: 300,
    placeholder: "Nothing special",
    live: true,
  });
  st.caption(`${note.length} of 300 characters`);
}

/**
 * A day, or two as the ends of a range.
 * @see timeInput, datetimeInput
 */
export function dateInput() {
  const day = st.dateInput("Deliver on", {
    value: "2026-11-24",
    min: "2026-11-02",
    max: "2026-12-23",
  });
  const [from, to] = st.dateInput("Orders of", { value: ["2026-10-01", "2026-10-31"] });
  st.caption(`On ${day}; orders from ${from} to ${to}`);
}

/**
 * A time of day.
 * @see dateInput, datetimeInput
 */
export function timeInput() {
  const at = st.timeInput("Fetched at", { value: "16:30", step: "15m" });
  st.caption(`The van comes at ${at}`);
}

/**
 * A day and a time of it.
 * @see dateInput, timeInput
 */
export function datetimeInput() {
  const at = st.datetimeInput("Sale begins", {
    value: "2026-11-27T08:00",
    min: "2026-11-01T00:00",
    max: "2026-12-31T23:59",
    step: 60,
  });
  st.caption(`Begins ${at?.replace("T", " at ")}`);
}

/**
 * A colour.
 */
export function colorPicker() {
  const color = st.colorPicker("Colour of the label", { value: "#2f855a" });
  st.caption(`To be printed in ${color}`);
}

/**
 * What somebody thinks, with one press: a grade, from 0 on, or `null`.
 * @see radio
 */
export function feedback() {
  const stars = st.feedback("stars", { value: 3, help: "Of five" });
  const liked = st.feedback("thumbs");
  const mood = st.feedback("faces");
  st.caption(`${(stars ?? -1) + 1} stars, mood ${mood ?? "unknown"}`);
  if (liked !== null) st.caption(liked === 1 ? "Somebody likes it" : "Somebody does not like it");
}

/**
 * Files, dropped or chosen; they go to the server's disk, with progress, and can be cancelled.
 * @see downloadButton, chatInput, image
 */
export async function fileUploader() {
  const list = st.fileUploader("Price list", { accept: [".csv", "text/*"], maxSize: 1_000_000 });
  if (list) st.code((await list.text()).slice(0, 500), { language: "csv", height: 160 });
  const scans = st.fileUploader("Scans of a folder", { multiple: true, folder: true });
  st.caption(`${scans.length} files, ${scans.reduce((sum, { size }) => sum + size, 0)} bytes`);
}

/**
 * What all widgets have in common: a `key` under which the value is found, help, labels that are only heard,
 * a callback, a value that stays, or stands in the address.
 * @see state, queryParams
 */
export function everyWidget() {
  const changes = st.state({ times: 0 });
  st.textInput("Order", {
    key: "order",
    help: "Its value is `sessionState.order`, and stands in the address",
    bindQuery: "order",
    persist: "session",
    onChange: () => changes.times++,
  });
  st.textInput("Search", { labelVisibility: "collapsed", placeholder: "Its label is only heard" });
  st.checkbox("Kept, but nothing reruns", { rerun: false });
  st.checkbox("Not to be used", { disabled: true });
  st.caption(`Changed ${changes.times} times, now “${st.sessionState.order}”`);
}
