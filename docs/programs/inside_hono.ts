import * as st from "@eddy/eddy";
import { Hono } from "hono";
import { basicAuth } from "hono/basic-auth";

const orders = st.topic("orders");
let count = 0;

const open = st.fragment(() => {
  st.metric("Orders", count);
}, { runOn: orders });

function desk() {
  st.title("Order desk");
  open();
}

export const site = new Hono();
const onlyStaff = basicAuth({ username: "ada", password: Deno.env.get("PASSWORD") ?? "tea" });
site.use("/desk/*", onlyStaff);
site.use("/api/*", onlyStaff);
site.get("/", (c) => c.html(`<h1>The tea house</h1><a href="/desk/">Staff</a>`));
// Another program posts here, and every open page shows it.
site.post("/api/orders", async (c) => {
  count++;
  await orders.publish();
  return c.json({ count }, 201);
});
site.route("/", st.createApp(desk, { basePath: "/desk" }));

export default site; // deno serve -A inside_hono.ts
