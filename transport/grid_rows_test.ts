import { assert, assertEquals, assertMatch, assertRejects } from "@std/assert";
import * as st from "../mod.ts";
import { SECRET, SharedStore } from "../tests/kit/fleet.ts";
import { createAppWith } from "./app.ts";

/** A page as a browser has it: what it was sent, and how it asks for more. */
async function visit(app: ReturnType<typeof st.createApp>) {
  const first = await app.request("http://localhost/");
  const html = await first.text();
  const cookie = first.headers.getSetCookie()[0]!.split(";")[0]!;
  const token = /data-token="([^"]+)"/.exec(html)![1]!;
  const own = { cookie, "eddy-token": token, "sec-fetch-site": "same-origin" };
  const rows = /data-rows="([^"]+)"/.exec(html)![1]!;
  const csv = /href="([^"]+\/csv\/[^"]+)"/.exec(html)![1]!;
  const ask = (path: string, headers: Record<string, string> = own) =>
    Promise.resolve(app.request(`http://localhost${path}`, { headers }));
  return { html, own, rows, csv, ask };
}

function rowsIn(html: string): string[] {
  const body = /<tbody>(.*)<\/tbody>/s.exec(html)?.[1] ?? "";
  return body.split("<tr").slice(1).map((row) => row.replace(/^[^>]*>|<[^>]+>/g, " ").trim());
}

/** A million rows whose cells count how often they are read. */
function counted(size = 1_000_000) {
  const reads = { id: 0, name: 0 };
  const ids = Float64Array.from({ length: size }, (_, i) => (i * 7919) % size);
  const names = Array.from({ length: size }, (_, i) => `name ${(i * 104_729) % size}`);
  const watch = <T extends ArrayLike<unknown>>(cells: T, of: "id" | "name"): T =>
    new Proxy(cells, {
      get(target, name) {
        if (typeof name === "string" && /^\d+$/.test(name)) reads[of]++;
        const value = Reflect.get(target, name);
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
  const columns = { id: watch(Array.from(ids), "id"), name: watch(names, "name") };
  const taken = () => {
    const before = { ...reads };
    reads.id = reads.name = 0;
    return before;
  };
  return { columns, taken };
}

Deno.test("of a million rows, a page reads and sends what is looked at, and a sort one column once", async () => {
  const { columns, taken } = counted();
  const app = st.createApp(() => void st.dataframe(columns));
  const { html, rows, ask } = await visit(app);
  const first = taken();
  // The first 1000 tell what a column holds, once to see it, once to write it.
  assert(first.id + first.name < 10_000, `${first.id + first.name} cells were read at first`);
  assert(html.length < 60_000, `${html.length} bytes were sent at first`);

  const sorted = await (await ask(`${rows}?sort=name&limit=50`)).text();
  assertMatch(rowsIn(sorted)[0]!, /name 0$/);
  const sort = taken();
  assert(
    sort.name <= 1_030_000 && sort.id < 100,
    `${sort.name} + ${sort.id} cells were read to sort`,
  );
  assert(sorted.length < 20_000, `${sorted.length} bytes were sent`);

  for (const query of ["sort=name&offset=500000", "sort=name&descending=true", "offset=999999"]) {
    assertEquals((await ask(`${rows}?${query}&limit=50`)).status, 200);
    const { id, name } = taken();
    // A group of names that begin alike is sorted when it is looked at.
    assert(id <= 100 && name < 30_000, `${id} + ${name} cells were read to scroll`);
  }
});

Deno.test("rows are answered as they are asked for, within bounds", async () => {
  const data = Array.from({ length: 3000 }, (_, i) => ({ n: i }));
  const { rows, ask } = await visit(
    st.createApp(() => void st.dataframe(data, { hideIndex: true })),
  );
  const numbers = async (query: string) =>
    rowsIn(await (await ask(`${rows}?${query}`)).text()).map(Number);
  assertEquals(await numbers("offset=10&limit=3"), [10, 11, 12]);
  assertEquals(await numbers("offset=2999&limit=3"), [2997, 2998, 2999]);
  assertEquals(await numbers("sort=n&descending=true&limit=2"), [2999, 2998]);
  assertEquals(await numbers("sort=nothing&limit=1"), [0]);
  assertEquals(await numbers("search=299&limit=2"), [299, 1299]);
  assertEquals((await numbers("limit=1000000")).length, 1000);
  for (
    const odd of [
      "",
      "offset=-1&limit=-1",
      "offset=1e3&limit=NaN",
      `offset=${"9".repeat(40)}`,
      "limit=0",
    ]
  ) {
    assertEquals((await numbers(odd)).length, 1, odd);
  }
});

Deno.test("rows are answered to the page they belong to, and to nobody else", async () => {
  const app = st.createApp(() => void st.dataframe([{ n: 1 }]));
  const one = await visit(app);
  const other = await visit(app);
  assertEquals((await one.ask(one.rows)).status, 200);
  assert((await one.ask(one.rows, { ...one.own, "sec-fetch-site": "cross-site" })).status === 403);
  const strangers = [other.own, { ...one.own, "eddy-token": "1.x.y" }];
  for (const headers of strangers) assert((await one.ask(one.rows, headers)).status >= 400);
  // A link is followed without a token; the cookie says whose it is.
  const { cookie } = one.own;
  assertEquals((await one.ask(one.csv, { cookie })).status, 200);
  for (const headers of [{ cookie: "eddy=AAAAAAAAAAAAAAAAAAAAAA" }, {}] as const) {
    assertEquals((await one.ask(one.csv, headers)).status, 404);
  }
  const foreign = { cookie, "sec-fetch-site": "cross-site" };
  assertEquals((await one.ask(one.csv, foreign)).status, 403);
  assertEquals((await one.ask(one.rows.replace(/[^/]+$/, "w-nothing"))).status, 404);
  assertEquals((await one.ask(one.csv.replace(/[^/]+$/, "w-nothing"))).status, 404);
});

Deno.test("a table is saved as it is looked at, formulas made harmless", async () => {
  const data = [
    { name: "=1+1", note: 'say "hi", ok', total: -3 },
    { name: "@SUM(A1)", note: "two\nlines", total: 2 },
    { name: "plain", note: "", total: 10 },
  ];
  const { csv, ask } = await visit(st.createApp(() =>
    void st.dataframe(data, {
      columns: { total: "Total, €" },
      order: ["name", "total", "note"],
      download: "Bücher.csv",
    })
  ));
  const answer = await ask(`${csv}?sort=total&descending=true`);
  assertEquals(answer.headers.get("content-type"), "text/csv; charset=utf-8");
  assertMatch(
    answer.headers.get("content-disposition")!,
    /^attachment; filename="Bucher.csv"; filename\*=UTF-8''B%C3%BCcher.csv$/,
  );
  assertEquals(
    new TextDecoder("utf-8", { ignoreBOM: true }).decode(await answer.bytes()),
    [
      '\ufeffname,"Total, €",note',
      "plain,10,",
      '\'@SUM(A1),2,"two\nlines"',
      '\'=1+1,-3,"say ""hi"", ok"',
      "",
    ].join("\r\n"),
  );
  assertEquals((await (await ask(`${csv}?search=PLAIN`)).text()).split("\r\n").length, 3);
});

Deno.test("a table without a file has none", async () => {
  const app = st.createApp(() => {
    st.dataframe([{ n: 1 }], { label: "One" });
    st.dataframe([{ n: 1 }], { label: "Two", download: false });
  });
  const { html, csv, ask } = await visit(app);
  assertEquals(html.split("/csv/").length, 2);
  const two = [...html.matchAll(/data-rows="[^"]+\/([^"]+)"/g)][1]![1]!;
  assertEquals((await ask(csv.replace(/[^/]+$/, two))).status, 404);
});

Deno.test("a source that fails is told to the log, not to the browser", async () => {
  let broken = false;
  const source: st.RowSource = {
    count: () => 10,
    rows: ({ limit }) => {
      if (broken) throw new Error("secret");
      return Array.from({ length: limit }, (_, n) => ({ n }));
    },
  };
  const logged: unknown[] = [];
  const app = createAppWith(() => void st.dataframe(source), {}, {
    onError: (error) => logged.push(error),
  });
  const { rows, csv, ask } = await visit(app);
  broken = true;
  const answer = await ask(`${rows}?offset=0&limit=5`);
  assertEquals(answer.status, 500);
  assert(!(await answer.text()).includes("secret"));
  // What was cut off is no file.
  await assertRejects(() => ask(csv).then((file) => file.text()));
  assertEquals(logged.map(String), ["Error: secret", "Error: secret"]);
});

Deno.test("rows are answered by any process that shares the store, in the same view", async () => {
  const data = Array.from({ length: 500 }, (_, n) => ({ n }));
  const options = { store: new SharedStore(), secrets: [SECRET] };
  const page = () => void st.dataframe(data, { onSelect: "rerun", hideIndex: true });
  const [one, other] = [st.createApp(page, options), st.createApp(page, options)];
  const { rows, csv, own } = await visit(one);
  for (const app of [one, other, one]) {
    const answer = await app.request(`http://localhost${rows}?offset=490&limit=2`, {
      headers: own,
    });
    assertEquals(rowsIn(await answer.text()), ["490", "491"]);
    const file = await app.request(`http://localhost${csv}`, { headers: own });
    assertEquals((await file.text()).split("\r\n").length, 502);
  }
});
