/** Hand-written htmx: what the author's own markup does on the server, and what it cannot. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { Hono } from "hono";
import { html } from "hono/html";
import * as st from "@eddy/eddy";
import { open } from "../kit.ts";
import type { Tab } from "../kit.ts";

/** Posts an event as a page would. */
async function post(
  page: Tab,
  body: string,
  headers: Record<string, string> = {},
): Promise<Response> {
  const root = page.find("#page")!;
  return await page.send(root.getAttribute("hx-post")!, {
    method: "POST",
    body,
    headers: { "eddy-token": root.getAttribute("data-token")!, ...headers },
  });
}

Deno.test("action() runs its handler before the fragment, with the fields of its form", async () => {
  const orders: string[] = ["tea"];
  const list = st.fragment(function list() {
    const add = st.action((form) => orders.push(form.getAll("item").join("+")), { reset: true });
    st.html(html`<form ${add}><input name="item" aria-label="Item"><input type="hidden" name="item"
      value="<hidden>"><button>Order</button></form>`);
    st.html(html`<ul>${orders.map((order) => html`<li>${order}</li>`)}</ul>`);
  });
  let pages = 0;
  await using page = await open(() => {
    list();
    st.write(`page ${++pages}`);
  });
  await page.fill("Item", "cake & milk");
  await page.click("Order");
  assertEquals(page.lines(), ["Order", "tea", "cake & milk+<hidden>", "page 1"]);
  assertEquals(page.reran, ["list"]);
  assertEquals(page.byLabel("Item").getAttribute("value"), null);
});

Deno.test("action() outside a fragment reruns the page; it may draw, rerun and fail as a callback does", async () => {
  let n = 0;
  await using page = await open(() => {
    const draw = st.action(() => st.write("drawn by the handler"), { key: "draw" });
    const fail = st.action(() => {
      throw new Error("No such order");
    }, { key: "fail" });
    st.html(html`<a ${draw}>Draw</a> <b ${fail}>Fail</b>`);
    st.write(`page ${++n}`);
  }, { showErrorDetails: true });
  await page.click("Draw");
  assertEquals(page.lines(), ["drawn by the handler", "Draw Fail", "page 2"]);
  await page.click("Fail");
  assertStringIncludes(page.text(), "No such order");
  assert(page.has("page 3"));
  assertEquals(page.errors.map(String), ["Error: No such order"]);
});

Deno.test("action() does each event once, in order with the widgets around it, whatever gets lost", async () => {
  const log: string[] = [];
  const part = st.fragment(() => {
    const name = st.textInput("Name");
    st.html(html`<button ${st.action(() => log.push(`action ${name}`))}>Do</button>`);
    if (st.button("Press")) log.push("pressed");
  });
  await using page = await open(() => part());
  page.loseAnswers(1);
  const all = [page.fill("Name", "Ada"), page.click("Do"), page.click("Press"), page.click("Do")];
  await Promise.all(all);
  assertEquals(log, ["action Ada", "pressed", "action Ada"]);
});

Deno.test("action() takes its attributes to where they belong, whatever stands in them", async () => {
  await using page = await open(() => {
    const options = { key: "k", trigger: "change delay:1s", confirm: `Really "<b>"?` };
    st.html(html`<input ${st.action(() => {}, options)}>`);
  });
  const field = page.find("[data-action]")!;
  assertEquals(field.getAttribute("hx-confirm"), `Really "<b>"?`);
  assertEquals(field.getAttribute("hx-trigger"), "change delay:1s");
  assertEquals(field.getAttribute("hx-post"), page.find("#page")!.getAttribute("hx-post"));
});

Deno.test("action() says what it cannot do", async () => {
  const cannot = async (body: () => unknown) => {
    await using page = await open(body, { showErrorDetails: true });
    return page.errorBoxes()[0];
  };
  const remove = () => {};
  assertStringIncludes(
    await cannot(() =>
      st.html(html`${["a", "b"].map(() => html`<b ${st.action(remove)}></b>`)}`)
    ) ?? "",
    "need different keys",
  );
  assertStringIncludes(
    await cannot(() => st.form("f")(() => void st.action(remove))) ?? "",
    'Cannot make action "remove" in a form',
  );
  assertStringIncludes(
    await cannot(() => st.html(st.fragmentUrl(st.fragment(() => {})))) ?? "",
    "without a key",
  );
});

Deno.test("only actions drawn in the last run of their place can be called", async () => {
  const log: string[] = [];
  let allowed = true;
  await using page = await open(() => {
    if (allowed) st.html(html`<b ${st.action(() => log.push("removed"), { key: "remove" })}>x</b>`);
    st.button("Again");
  });
  const id = page.find("[data-action]")!.getAttribute("data-action")!;
  allowed = false;
  await page.click("Again");
  await post(page, `e=100.${id}&v=`);
  await post(page, `e=101.wk-never&v=`);
  assertEquals(log, []);
});

Deno.test("an action belongs to its session, and to its page's own requests", async () => {
  const log: string[] = [];
  const app = st.createApp(() => {
    const name = st.context.headers.get("x-name");
    st.html(html`<b ${st.action(() => log.push(`${name}`), { key: "remove" })}>x</b>`);
  });
  await using page = await open(app);
  await using other = await open(app);
  const id = page.find("[data-action]")!.getAttribute("data-action")!;
  // Somebody else's page and token with one's own cookie.
  const root = other.find("#page")!;
  const stolen = await page.send(root.getAttribute("hx-post")!, {
    method: "POST",
    body: `e=1.${id}&v=`,
    headers: { "eddy-token": root.getAttribute("data-token")! },
  });
  const unsigned = await post(page, `e=1.${id}&v=`, { "eddy-token": "" });
  const foreign = await post(page, `e=1.${id}&v=`, { "sec-fetch-site": "cross-site" });
  assertEquals([stolen.status, unsigned.status, foreign.status], [403, 403, 403]);
  assertEquals(log, []);
});

Deno.test("an action is sent no more than it may be", async () => {
  const forms: FormData[] = [];
  await using page = await open(() => {
    st.html(html`<b ${st.action((form) => forms.push(form), { key: "take" })}>x</b>`);
  });
  const id = page.find("[data-action]")!.getAttribute("data-action")!;
  const send = async (number: number, form: string) => {
    const response = await post(page, `e=${number}.${id}&v=${encodeURIComponent(form)}`);
    await response.body?.cancel();
    return response.status;
  };
  assertEquals(await send(1, "a=".padEnd(1_000_001, "x")), 422);
  assertEquals(await send(2, "a=1&".repeat(1_001)), 422);
  const twice = await post(page, `e=3.${id}&v=a&v=b`);
  assertEquals(twice.status, 422);
  assertEquals(forms, []);
  assertEquals(await send(4, "__proto__=1&a=<b>&a=2"), 200);
  assertEquals([...forms[0]!], [["__proto__", "1"], ["a", "<b>"], ["a", "2"]]);
});

Deno.test("fragmentUrl() brings a fragment to where it stands, from anywhere on the page", async () => {
  let stock = 7;
  const inStock = st.fragment(() => st.write(`${stock} in stock`), { key: "stock" });
  await using page = await open(() => {
    inStock();
    st.html(html`<button hx-get="${st.fragmentUrl("stock")}">Look again</button>`);
    st.write(st.fragmentUrl(inStock) === st.fragmentUrl("stock") ? "same" : "different");
  });
  stock = 6;
  await page.click("Look again");
  assertEquals(page.lines(), ["6 in stock", "Look again", "same"]);
  assertEquals(page.reran, ["stock"]);
  const url = page.find("[hx-get]")!.getAttribute("hx-get")!;
  const token = page.find("#page")!.getAttribute("data-token")!;
  const status = async (path: string, headers: Record<string, string>) => {
    const response = await page.send(path, { headers });
    await response.body?.cancel();
    return response.status;
  };
  assertEquals(await status(url, {}), 403);
  assertEquals(await status(url, { "eddy-token": token, "sec-fetch-site": "cross-site" }), 403);
  assertEquals(await status(url.replace("stock", "no"), { "eddy-token": token }), 404);
});

Deno.test("fragmentUrl() streams what a slow fragment draws", async () => {
  let gate = Promise.resolve();
  const slow = st.fragment(async () => {
    st.write("begun");
    await gate;
    st.write("done");
  }, { key: "slow" });
  await using page = await open(async () => {
    await slow();
    st.html(html`<button hx-get="${st.fragmentUrl(slow)}">Again</button>`);
  });
  const held = Promise.withResolvers<void>();
  gate = held.promise;
  const again = page.click("Again");
  await page.until(() => page.find("[data-stale]") !== null);
  held.resolve();
  await again;
  assertEquals(page.lines(), ["begun", "done", "Again"]);
});

Deno.test("own routes beside the app answer partials, and trigger fragments", async () => {
  let orders = 1;
  const list = st.fragment(() => st.write(`${orders} orders`), { key: "orders" });
  const app = st.createApp(() => {
    list();
    st.html(html`<p id="note"></p><button hx-post="/tools/orders" hx-swap="none">Order</button>
      <i hx-get="${st.fragmentUrl(list)}" hx-trigger="ordered from:body"></i>`);
  }, { basePath: "/tools" });
  app.post("/tools/orders", (c) => {
    orders++;
    c.header("HX-Trigger", "ordered");
    return c.html('<hx-partial hx-target="#note" hx-swap="innerHTML">Thank you</hx-partial>');
  });
  const site = new Hono();
  site.use("/tools/*", async (c, next) => {
    await next();
    c.header("x-site", "yes");
  });
  site.route("/", app);
  await using page = await open(site, { path: "/tools/" });
  await page.click("Order");
  assertEquals(page.lines(), ["2 orders", "Thank you", "Order"]);
  assertEquals(page.reran, ["orders"]);
  const asked = await page.get("/tools/");
  assertEquals(asked.headers.get("x-site"), "yes");
  await asked.body?.cancel();
});
