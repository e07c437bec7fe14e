/** The programs of the documents, each used as its reader would. */
import { assert, assertEquals } from "@std/assert";
import { open } from "@eddy/eddy/testing";
import type { OpenOptions, Tab } from "@eddy/eddy/testing";

const PROGRAMS = new URL("../docs/programs/", import.meta.url);

/** Opens what a program serves when it runs by itself. */
async function program(name: string, options: OpenOptions = {}): Promise<Tab> {
  const { page, site, default: app, options: ofApp } = await import(
    new URL(`${name}.ts`, PROGRAMS).href
  );
  return await open(page ?? site ?? app, { ...ofApp, ...options });
}

Deno.test("counter.ts counts", async () => {
  await using page = await program("counter");
  await page.click("Plus one!");
  assert(page.has("Clicked 1 times"), page.picture());
});

Deno.test("crud.ts adds, changes and removes", async () => {
  await using page = await program("crud");
  await page.click("Add somebody");
  await page.dialog.fill("Role", "Programmer");
  await page.dialog.submit("Save");
  assert(page.dialog.has("A name is needed."), page.picture());
  await page.dialog.fill("Name", "Edsger");
  await page.dialog.submit("Save");
  assert(page.main.has("Edsger, Programmer"), page.picture());
  assertEquals(page.dialog.lines(), []);
  await page.click("Edit", { nth: 2 });
  await page.dialog.fill("Name", "Dijkstra");
  await page.dialog.submit("Save");
  assert(page.main.has("Dijkstra") && !page.main.has("Edsger"), page.picture());
  await page.click("Remove", { nth: 0 });
  assertEquals([page.main.has("Ada"), page.main.count("[Remove]")], [false, 2]);
});

Deno.test("filter_in_url.ts follows the address, and the address follows it", async () => {
  await using page = await program("filter_in_url", { path: "/?city=Linz&least=100" });
  assertEquals([page.value("City"), page.value("At least")], ["Linz", "100"]);
  await page.select("City", "Graz");
  assertEquals(page.url.search, "?least=100&city=Graz");
  assertEquals(page.errors, []);
});

Deno.test("live_dashboard.ts draws another point a second, unless paused", async () => {
  await using page = await program("live_dashboard");
  const chart = () => page.find("main svg:last-of-type")?.outerHTML;
  await page.tick("3s");
  assertEquals(page.reran, ["live", "live", "live"]);
  await page.check("Pause");
  const paused = chart();
  await page.tick("10s");
  assertEquals(chart(), paused);
});

Deno.test("clean_csv.ts throws out what is double or no address, and saves the rest", async () => {
  await using page = await program("clean_csv");
  const text = "name,email\nAda,Ada@x.org\nAda,ada@x.org\nBob,none\nGrace,grace@x.org\n";
  await page.upload("Customers", new File([text], "may.csv"));
  const saved = await page.download("Save");
  assertEquals(saved.name, "clean may.csv");
  assertEquals(await saved.text(), "name,email\nAda,ada@x.org\nGrace,grace@x.org\n");
  await page.upload("Customers", new File(['a,"b\n'], "bad.csv"));
  assert(page.has("That is no CSV file"), page.picture());
});

Deno.test("long_job.ts shows how far it is, stops, and goes on from there", async () => {
  await using page = await program("long_job");
  const started = page.click("Start");
  await page.until(() => /[1-9] of 100/.test(page.text()));
  await page.click("Stop");
  await started;
  const [, done] = /(\d+) of 100 done/.exec(page.text())!;
  assert(Number(done) < 100, page.picture());
  assertEquals(page.errorBoxes(), []);
  await page.click("Start");
  await page.until(() => page.has("100 of 100 done."), 30_000);
  assertEquals([page.toasts(), page.isDisabled("Start")], [["Done."], false]);
});

Deno.test("confirm_delete.ts deletes what is confirmed, and nothing else", async () => {
  await using page = await program("confirm_delete");
  await page.click("Delete", { nth: 1 });
  assert(page.dialog.has("budget.xlsx"), page.picture());
  await page.dialog.click("Keep");
  assertEquals(page.main.has("budget.xlsx"), true);
  await page.click("Delete", { nth: 1 });
  await page.dialog.click("Delete");
  assertEquals([page.main.has("budget.xlsx"), page.main.count("[Delete]")], [false, 2]);
  assertEquals(page.toasts(), ["budget.xlsx is deleted."]);
});

Deno.test("master_detail.ts shows the row that is chosen", async () => {
  await using page = await program("master_detail");
  assert(page.has("Choose a customer."), page.picture());
  await page.select("Data", "Grace");
  assert(page.has("Coffee"), page.picture());
});

Deno.test("who_is_asking.ts keeps each one's notes apart, and lets nobody else in", async () => {
  const headers = { "x-forwarded-user": "ada" };
  await using ada = await program("who_is_asking", { headers });
  await ada.fill("Notes", "Buy tea");
  await using elsewhere = await ada.newVisitor({ headers });
  assertEquals(elsewhere.value("Notes"), "Buy tea");
  await using grace = await ada.newVisitor({ headers: { "x-forwarded-user": "grace" } });
  assertEquals([grace.has("Notes of grace"), grace.value("Notes")], [true, ""]);
  assertEquals(await fetchStatus(ada), 401);
});

/** What the app answers to somebody who did not come through the proxy. */
async function fetchStatus(tab: Tab): Promise<number> {
  return await tab.newVisitor({ headers: {} }).then(
    () => 200,
    (error: unknown) => Number(/\b(\d{3})\b/.exec(String(error))?.[1]),
  );
}

Deno.test("paged_sqlite.ts scrolls, and turns pages", async () => {
  await using page = await program("paged_sqlite");
  assert(page.has("Customer 940"), page.picture());
  await page.fill("Pages", 2);
  assertEquals([page.reran, page.count("11 Customer 370 40.7")], [["pages"], 1]);
  assertEquals(page.errorBoxes(), []);
});

Deno.test("chat.ts answers, and remembers", async () => {
  await using page = await program("chat");
  await page.say("Say something", "hello");
  await page.until(() => page.has("You said hello, and I say it slowly."));
  await page.say("Say something", "again");
  await page.until(() => page.has("You said again, and I say it slowly."));
  assertEquals([page.count("You said"), page.sessionState.messages.length], [2, 4]);
});

Deno.test("chart_selection.ts sums up all as long as nothing is chosen", async () => {
  await using page = await program("chart_selection");
  assert(page.has("1,990"), page.picture());
});

Deno.test("own_component.ts counts from nothing", async () => {
  await using page = await program("own_component");
  assert(page.has("Launched 0 times."), page.picture());
});

Deno.test("inside_hono.ts lets staff in, and shows what another program posts", async () => {
  const headers = { authorization: `Basic ${btoa("ada:tea")}` };
  await using page = await program("inside_hono", { path: "/desk/", headers });
  const { site } = await import(new URL("inside_hono.ts", PROGRAMS).href);
  const answer = await site.request("/api/orders", { method: "POST", headers });
  assertEquals([answer.status, await answer.json()], [201, { count: 1 }]);
  await page.until(() => page.main.lines().join() === "Order desk,Orders,1");
  assertEquals((await site.request("/api/orders", { method: "POST" })).status, 401);
});

Deno.test("several_processes.ts cheers, in one process as in several", async () => {
  await using page = await program("several_processes");
  await page.click("Cheer");
  assert(page.has("1 cheers of yours"), page.picture());
});

Deno.test("dependent_fields.ts offers the cities of the country, and sends", async () => {
  await using page = await program("dependent_fields");
  await page.select("Country", "Italy");
  assertEquals([page.value("City"), page.reran], ["Trento", ["address"]]);
  assertEquals(page.isDisabled("Send"), true);
  await page.fill("Street", "Via Roma 1");
  await page.click("Send");
  assert(page.has("On its way to Via Roma 1, Trento, Italy."), page.picture());
});

Deno.test("slow_query.ts asks once for everybody, and again if told to", async () => {
  await using page = await program("slow_query");
  await page.until(() => page.has("As of"));
  await page.select("Year", "2025");
  await page.until(() => page.reran.join() === "report" && page.has("As of"));
  await page.click("Ask again");
  assertEquals(page.errorBoxes(), []);
});

Deno.test("connection.ts asks a database once, and anew when something was added", async () => {
  await using page = await program("connection");
  assert(page.has("Ada"), page.picture());
  await page.select("City", "Graz");
  assert(!page.has("Grace"), page.picture());
  await page.fill("Customer", "Grace");
  await page.click("Add");
  await page.until(() => page.has("Grace"));
  assertEquals(page.errorBoxes(), []);
});

Deno.test("reruns.ts counts the runs of the fragment and of the page apart", async () => {
  await using page = await program("reruns");
  await page.click("Rerun the fragment");
  assert(page.has("The fragment ran 2 times.") && page.has("has seen 1 runs"), page.picture());
  await page.click("Rerun the page");
  assert(page.has("The page ran 2 times.") && page.has("has seen 3 runs"), page.picture());
});

Deno.test("arguments.ts shows what stays and what is new in a fragment's own rerun", async () => {
  await using page = await program("arguments");
  const asked = page.lines().at(-1)!;
  await page.select("City", "Linz");
  await page.click("Rerun the fragment");
  assertEquals(page.lines().slice(-4), [
    "An argument: Vienna",
    "A captured object: 2 entries",
    "State: Linz",
    asked,
  ]);
  await page.click("Rerun the page");
  assert(page.has("An argument: Linz") && page.has("1 entries"), page.picture());
});

Deno.test("nested.ts reruns the innermost fragment that was used", async () => {
  await using page = await program("nested");
  await page.click("Inner, run 1");
  await page.click("Outer, run 1");
  assertEquals(page.lines(), ["[Page, run 1]", "[Outer, run 2]", "[Inner, run 3]"]);
});

Deno.test("outside.ts piles up, or replaces", async () => {
  await using page = await program("outside");
  await page.click("Append");
  await page.click("Replace");
  await page.click("Belongs to the fragment");
  assertEquals([page.count("Line "), page.has("Written 3 times")], [2, true]);
  assertEquals(page.count("Belongs to the fragment"), 1);
  await page.click("Rerun the page");
  assertEquals([page.count("Line "), page.reran], [1, ["page"]]);
});

Deno.test("beside.ts draws at once what waits for nothing, and the rest as it comes", async () => {
  await using page = await program("beside", { whole: false });
  await page.until(() => page.has("Prices, after 100 ms"));
  assert(page.has("Drawn at once.") && page.has("Loading Orders …"), page.picture());
  await page.until(() => page.has("Orders, after 900 ms"));
  const lines = page.text();
  assert(lines.indexOf("Orders, after") < lines.indexOf("Prices, after"), lines);
});

Deno.test("lazy_memo.ts keeps what would be the same", async () => {
  await using page = await program("lazy_memo");
  await page.click("Rerun the page");
  assert(page.has("Page, run 2") && page.has("Report on Vienna, made 1 times"), page.picture());
  await page.select("City", "Linz");
  assert(page.has("Report on Linz, made 2 times"), page.picture());
});

Deno.test("primes.ts has primes_worker.ts count, and shows that it does", async () => {
  await using page = await program("primes", { whole: false });
  await page.until(() => page.has("78,498"));
  await page.fill("Millions", 2);
  await page.until(() => page.has("148,933"));
  assertEquals(page.errorBoxes(), []);
});

Deno.test("every program is used here", async () => {
  const source = await Deno.readTextFile(new URL(import.meta.url));
  for await (const { name } of Deno.readDir(PROGRAMS)) {
    assert(new RegExp(`Deno.test\\(".*\\b${name} `).test(source), `${name} is not`);
  }
});
