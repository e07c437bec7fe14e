/** @jsxImportSource hono/jsx */
/** Own markup in JSX that acts on the server, own routes beside the app, and a site around it all. */
import { Hono } from "hono";
import { csrf } from "hono/csrf";
import * as st from "@eddy/eddy";

interface Order {
  readonly id: number;
  readonly item: string;
  done: boolean;
}

const orders: Order[] = [];

function order(item: string): void {
  orders.push({ id: (orders.at(-1)?.id ?? 0) + 1, item, done: false });
}

order("Darjeeling");
order("Sencha");

function Row({ order }: { order: Order }) {
  const { id, item, done } = order;
  const toggle = st.action(() => void (order.done = !done), { key: `done-${id}` });
  const remove = st.action(() => void orders.splice(orders.indexOf(order), 1), {
    key: `remove-${id}`,
    confirm: `Remove ${item}?`,
  });
  return (
    <tr>
      <td>
        <label>
          <input type="checkbox" checked={done} {...toggle} /> {item}
        </label>
      </td>
      <td>
        <button type="button" aria-label={`Remove ${item}`} {...remove}>Remove</button>
      </td>
    </tr>
  );
}

const list = st.fragment(() => {
  const add = st.action((form) => order(String(form.get("item"))), { key: "add", reset: true });
  st.html(
    <form {...add}>
      <label>
        New order <input name="item" required maxlength={80} autocomplete="off" />
      </label>
      <button type="submit">Order</button>
    </form>,
  );
  if (orders.length === 0) return st.info("Nothing is ordered.");
  st.html(
    <table>
      <tbody>{orders.map((order) => <Row key={order.id} order={order} />)}</tbody>
    </table>,
  );
}, { key: "orders" });

const open = st.fragment(() => {
  st.metric("Open orders", orders.filter(({ done }) => !done).length);
}, { key: "open" });

const desk = st.createApp(() => {
  st.title("Tea orders");
  open();
  list();
  st.html(
    <p hx-get={st.fragmentUrl(list)} hx-trigger="ordered from:body" hx-swap="none">
      <button type="button" hx-get={st.fragmentUrl(open)}>Count again</button>{" "}
      <button type="button" hx-post="/desk/usual" hx-swap="none" hx-sync="this:queue all">
        The usual
      </button>{" "}
      <span id="note" role="status"></span>
    </p>,
  );
}, { basePath: "/desk" });

desk.post("/desk/usual", (c) => {
  order("Assam");
  // What waits for this event asks for the list; the partial goes to its own place.
  c.header("HX-Trigger", "ordered");
  return c.html(
    <hx-partial hx-target="#note" hx-swap="innerHTML">Assam, as always.</hx-partial>,
  );
});

const site = new Hono();
site.use(csrf());
site.get("/", (c) =>
  c.html(
    <html lang="en">
      <head>
        <title>The tea house</title>
      </head>
      <body>
        <h1>The tea house</h1>
        <p>
          <a href="/desk/">To the desk</a>
        </p>
        <iframe src="/open/" title="Open orders"></iframe>
      </body>
    </html>,
  ));
site.route("/", desk);
// A fragment of Eddy's in a page that Eddy did not write.
site.route("/", st.createApp(open, { basePath: "/open" }));

// By its name: of a default export, `deno run` would say that it is for `deno serve`.
export { site };

if (import.meta.main) {
  Deno.serve({ hostname: "127.0.0.1", port: Number(Deno.env.get("PORT") ?? 8000) }, site.fetch);
}
