import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import * as st from "../mod.ts";
import { createApp } from "../mod.ts";

const CITIES = Array.from({ length: 10_000 }, (_, i) => `City <${i}>`);

/** A page with one long list, and the browser that has it open. */
async function opened(page: () => unknown) {
  const app = createApp(page);
  const response = await app.request("/");
  const html = await response.text();
  const headers = {
    cookie: response.headers.get("set-cookie")!.split(";")[0]!,
    "eddy-token": /data-token="([^"]*)"/.exec(html)![1]!,
    "sec-fetch-site": "same-origin",
  };
  const url = /data-find="([^"]*)"/.exec(html)![1]!;
  const ask = async (query: string, more: Record<string, string> = {}, path = url) => {
    const answer = await app.request(`${path}?${query}`, { headers: { ...headers, ...more } });
    const { status } = answer;
    return { status, total: answer.headers.get("eddy-total"), text: await answer.text() };
  };
  return { html, url, ask };
}

function namesIn(html: string): string[] {
  return [...html.matchAll(/data-value="City &lt;(\d+)&gt;"/g)].map(([, number]) => number!);
}

Deno.test("a long list is looked through a part at a time, and is not in the page", async () => {
  const { html, ask } = await opened(() => void st.selectbox("City", CITIES));
  assertEquals(namesIn(html), []);
  assert(html.length < 6000, `${html.length}`);
  const first = await ask("for=");
  assertEquals(first.total, "10000");
  assertEquals(namesIn(first.text), Array.from({ length: 100 }, (_, i) => `${i}`));
  assertEquals(namesIn((await ask("for=&from=100")).text).slice(0, 2), ["100", "101"]);
  assertEquals(namesIn((await ask("for=&from=9999")).text), ["9999"]);
  const found = await ask("for=999");
  assertEquals(found.total, "19");
  assertEquals(namesIn(found.text).slice(0, 3), ["999", "1999", "2999"]);
  assertEquals((await ask("for=nowhere")).text, "");
});

Deno.test("the places of all that is found in a long list are told", async () => {
  const { ask } = await opened(() => void st.multiselect("Cities", CITIES));
  assertEquals((await ask("for=&places=")).text, "0-9999");
  assertEquals((await ask("for=<42&places=")).text, "42,420-429,4200-4299");
  assertEquals((await ask("for=nowhere&places=")).text, "");
});

Deno.test("what is no list, is disabled or asked for wrongly is not looked through", async () => {
  let disabled = false;
  const page = () => {
    st.selectbox("City", CITIES, { disabled, key: "city" });
    st.textInput("Name", { key: "name" });
    st.selectbox("Short", ["a"], { key: "short" });
  };
  const { ask, url } = await opened(page);
  for (const widget of ["wk-name", "wk-short", "wk-none", "page"]) {
    assertEquals((await ask("for=", {}, url.replace("wk-city", widget))).status, 404, widget);
  }
  for (const query of ["from=-1", "from=1.5", "from=x", `for=${"x".repeat(201)}`]) {
    assertEquals((await ask(query)).status, 400, query);
  }
  disabled = true;
  const off = await opened(page);
  assertEquals((await off.ask("for=")).status, 404);
});

Deno.test("nobody else's page is looked through", async () => {
  const { ask } = await opened(() => void st.selectbox("City", CITIES));
  assertEquals((await ask("for=", { "sec-fetch-site": "cross-site" })).status, 403);
  assertEquals((await ask("for=", { cookie: "eddy=AAAAAAAAAAAAAAAAAAAAAA" })).status, 403);
  assertEquals((await ask("for=", { "eddy-token": "x" })).status, 403);
});

Deno.test("looking through a list runs nothing", async () => {
  let runs = 0;
  const { ask } = await opened(() => {
    runs++;
    st.selectbox("City", CITIES);
  });
  const { text } = await ask("for=7");
  assertStringIncludes(text, "City &lt;7&gt;");
  assertEquals(runs, 1);
});
