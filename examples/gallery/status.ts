import * as st from "@eddy/eddy";
import { orders, sleep } from "./business.ts";

/**
 * Something went well.
 * @see toast, info
 */
export function success() {
  st.success("Order 20001 is on its way. [Follow it](https://example.com/parcel/20001)");
  st.success("1,331 boxes on 40 shelves", { icon: "📦", title: "Counted" });
}

/**
 * Something worth knowing.
 * @see success, warning
 */
export function info() {
  st.info("Numbers are of **yesterday**; today's come at 6 p.m.");
  st.info("The shop in Graz is closed", { icon: "🗓️", title: "On Monday" });
}

/**
 * Something to look after.
 * @see info, error
 */
export function warning() {
  st.warning("Two orders have no address");
  st.warning("35 boxes of Oolong, for three days", { icon: "📉", title: "Running low" });
}

/**
 * Something went wrong, said in words.
 * @see exception, warning
 */
export function error() {
  st.error("The warehouse does not answer. Try again in a minute.");
  st.error("Ask for another way to pay.", { icon: "💳", title: "Card refused" });
}

/**
 * An error as it was thrown: message and stack while developing, a number to look up in production.
 * @see error
 */
export function exception() {
  try {
    throw new RangeError("Cannot ship 12 boxes of Oolong: only 3 are left");
  } catch (error) {
    st.exception(error);
  }
}

/**
 * A word in the corner that goes away by itself, or stays until it is dismissed.
 * @see success, balloons
 */
export function toast() {
  st.container({ horizontal: true })(() => {
    if (st.button("Save")) st.toast("Saved", { icon: "💾" });
    if (st.button("Ship")) st.toast("**20001** is on its way", { duration: "long" });
    if (st.button("Alarm")) {
      st.toast("The fridge is too warm", { icon: "🌡️", duration: "infinite" });
    }
  });
}

/**
 * Says that something is under way, for as long as it is.
 * @see progress, status, skeleton
 */
export async function spinner() {
  if (!st.button("Count the stock")) return;
  const boxes = await st.spinner("Counting …", { showTime: true })(async () => {
    await sleep(1500);
    return 1331;
  });
  st.success(`${boxes} boxes`);
}

/**
 * A log that shows what is being done while it is, and folds up afterwards.
 * @see progress, expander
 */
export async function status() {
  st.status("Yesterday's import", { state: "error" }).write("The file was empty.");
  if (!st.button("Import the orders")) return;
  const log = st.status("Importing …", { expanded: true, state: "running" });
  for (const { id, customer } of orders.slice(0, 4)) {
    await sleep(400);
    log.write(`Order ${id} of ${customer}`);
  }
  log.update({ label: "4 orders imported", state: "complete", expanded: false });
}

/**
 * How far something is, from 0 to 100 or 0.0 to 1.0.
 * @see spinner, status
 */
export async function progress() {
  st.progress(64, { text: "Sold of **October**'s harvest" });
  if (!st.button("Print the labels")) return;
  const bar = st.progress(0);
  for (let label = 1; label <= 20; label++) {
    await sleep(60);
    bar.update(label / 20, { text: `Label ${label} of 20` });
  }
}

/**
 * Balloons rise. For days on which the numbers are right.
 * @see snow, toast
 */
export function balloons() {
  if (st.button("A million sold")) st.balloons();
}

/**
 * Snow falls. For the last day before the holidays.
 * @see balloons
 */
export function snow() {
  if (st.button("Close for the holidays")) st.snow();
}
