/** Each example as a program's own tests would have it: started without a port, used by what can be read. */
import { DatabaseSync } from "node:sqlite";
import { assert, assertEquals } from "@std/assert";
import { open } from "@eddy/eddy/testing";
import type { OpenOptions, Tab } from "@eddy/eddy/testing";
import { site } from "../examples/hand_written.tsx";
import { AppProcess } from "./kit/app_process.ts";

const EXAMPLES = new URL("../examples/", import.meta.url);

function example(name: string, options?: OpenOptions): Promise<Tab> {
  return open(new URL(`${name}.ts`, EXAMPLES), options);
}

Deno.test("counters.ts counts the fragment's runs apart from its own", async () => {
  await using page = await example("counters");
  await page.click("Rerun fragment");
  assertEquals(page.reran, ["unnamed"]);
  assertEquals(page.sessionState, { app: 1, fragment: 2 });
  assert(page.has("Full app sees that fragment ran 1 times."));
  await page.click("Rerun full app");
  assertEquals(page.reran, ["page"]);
  assert(page.has("Full app sees that fragment ran 3 times."));
});

Deno.test("hi.ts greets where it was pressed", async () => {
  await using page = await example("hi");
  await page.sidebar.click("Hi!");
  assertEquals(page.sidebar.lines(), ["[Hi!]", "Hi back!"]);
  assertEquals(page.main.lines(), ["[Hi!]"]);
});

Deno.test("count_to_five.ts reruns the page at every fifth click", async () => {
  await using page = await example("count_to_five");
  for (let i = 0; i < 5; i++) await page.click("Plus one!");
  assertEquals(page.byRole("heading").textContent, "Multiples of five clicks: 1");
  await page.click("Check click count");
  assertEquals(page.toasts(), ["Total clicks: 5"]);
});

Deno.test("awesome_app.ts reruns what was used, and nothing else", async () => {
  await using page = await example("awesome_app");
  await page.check("Toggle");
  await page.fill("Enter text", "two lines,\nsaid quickly");
  await page.upload("Upload image", new File(["not really a picture"], "dot.png"));
  assertEquals(page.reran, ["unnamed"]);
  assertEquals(page.value("Upload image"), ["dot.png"]);
  await page.select("Select", "2");
  assertEquals(page.reran, ["page"]);
  await page.click("Update");
  assertEquals(page.value("Toggle"), true);
  assertEquals(page.value("Enter text"), "two lines,\nsaid quickly");
  assertEquals(page.value("Select"), "2");
});

Deno.test("outside_container.ts piles up, replaces, or redraws in place", async () => {
  await using page = await example("outside_container");
  await page.click("Write another line");
  await page.click("Replace the line");
  await page.click("Redraw in place");
  assertEquals(page.count("Line "), 2);
  assertEquals(page.count("Only line"), 1);
  await page.click("A button of the fragment, outside it");
  assertEquals(page.reran, ["unnamed"]);
  assertEquals(page.byRole("status", { name: "" }).textContent, "Only the fragment reran");
  await page.click("Rerun the page");
  assertEquals(page.count("Line "), 1);
});

Deno.test("balloons.ts shows that it inflates", async () => {
  await using page = await example("balloons", { whole: false });
  assert(page.has("Inflating balloons..."));
});

Deno.test("auto_chart.ts draws another chart every ten seconds, and keeps the note", async () => {
  await using page = await example("auto_chart");
  const chart = () => page.find("main svg")?.outerHTML;
  const before = chart();
  page.type("Note", "half a sen");
  await page.tick("10s");
  assert(chart() !== before);
  assertEquals(page.value("Note"), "half a sen");
  await page.fill("Note", "half a sentence");
  assert(page.has("Noted: half a sentence"));
});

Deno.test("streaming.ts starts, changes its pace, stops and clears", async () => {
  await using page = await example("streaming");
  await page.click("Start streaming");
  assert(page.isDisabled("Start streaming"));
  await page.tick("3s");
  assert(page.has("4 points, streaming"));
  await page.fill("Seconds between updates", 0.5);
  await page.tick("1s");
  assert(page.has("7 points, streaming"));
  await page.click("Stop streaming");
  await page.tick("1 hour");
  assert(page.has("7 points, stopped"));
  await page.click("Clear");
  assert(page.has("0 points, stopped"));
});

Deno.test("pages.ts goes from page to page, and keeps what was entered", async () => {
  await using page = await example("pages");
  await page.main.click("What is open");
  assertEquals(page.url.pathname + page.url.search, "/orders?state=open");
  await page.click("1003 · Grace Hopper");
  assertEquals([page.title, page.url.search], ["Order", "?id=1003"]);
  await page.click("Settings");
  await page.fill("Your name", "Ada");
  await page.goto("/orders?state=shipped");
  assertEquals(page.value("State"), "shipped");
});

Deno.test("pages_in_folder.ts has its pages from their files", async () => {
  await using page = await example("pages_in_folder");
  await page.click("What is ordered");
  assertEquals([page.title, page.url.pathname], ["Open orders", "/open_orders"]);
  await page.select("Tea", "Oolong");
  assertEquals(page.url.search, "?tea=Oolong");
  await page.click("Who may order");
  assert(page.has("You are on Who may order."), page.picture());
});

Deno.test("component.ts follows what the server sets", async () => {
  await using page = await example("component");
  assert(page.has("Move a handle."));
  await page.click("10 to 20");
  assert(page.has("From 10 °C to 20 °C."), page.picture());
});

Deno.test("hand_written.tsx acts by its own markup, and by its own routes", async () => {
  await using page = await open(site, { path: "/desk/" });
  await page.fill("New order", "<Oolong>");
  await page.click("Order");
  assertEquals(page.reran, ["orders"]);
  await page.check("<Oolong>");
  await page.click("Remove Sencha");
  assertEquals(page.allByRole("row").map(({ textContent }) => textContent), [
    " DarjeelingRemove",
    " <Oolong>Remove",
  ]);
  await page.click("Count again");
  assertEquals([page.reran, page.text().includes("Open orders\n1")], [["open"], true]);
  await page.click("The usual");
  assertEquals(page.reran, ["orders"]);
  assert(page.has("Assam, as always.") && page.count("Assam") === 2, page.picture());
  await using embedding = await page.newTab({ path: "/open/" });
  assertEquals(embedding.main.lines().length, 2);
});

Deno.test("kitchen_sink.ts works in each of its tabs", async () => {
  await using page = await example("kitchen_sink");
  await page.sidebar.fill("Your name", "Ada Byron");
  assert(page.has("Hello Ada Byron"));
  await page.click("Primary");
  assert(page.toasts().includes("Pressed the primary one"), page.toasts().join());
  await page.click("Open a dialog");
  await page.dialog.click("Keep");
  assertEquals(page.dialog.lines(), []);
  await page.say("Say something", "one\ntwo");
  assert(page.has("but it says it slowly."));
  assertEquals(page.errors, []);
});

Deno.test("orders_desk.ts saves what fits, for everybody, and nobody's change over another's", async () => {
  Deno.env.set("DATABASE", ":memory:");
  await using ada = await example("orders_desk", { path: "/?state=new&q=chair" });
  assertEquals([ada.value("State"), ada.value("Customer or item")], ["new", "chair"]);
  const rows = () => ada.allByRole("row").map(({ textContent }) => textContent);
  assert(rows().slice(1).every((row) => row.includes("Office chair") && row.includes("new")));
  await using grace = await ada.newVisitor({ path: "/?q=chair" });
  assert(grace.has("Open orders") && grace.has("66"), grace.picture());

  await ada.click("Add an order");
  await ada.dialog.click("Save");
  assert(ada.dialog.has("Who is the customer?"), ada.picture());
  await ada.dialog.fill("Customer", "Zoë & Söhne");
  await ada.dialog.select("Item", "Office chair");
  await ada.dialog.click("Save");
  assertEquals([ada.dialog.lines(), ada.toasts()], [[], ["Added"]]);
  assert(grace.has("67") && grace.has("Zoë & Söhne"), grace.picture());
  assertEquals(grace.reran.slice(-2), ["totals", "list"]);

  await ada.click("Change", { nth: 0 });
  await grace.click("Change", { nth: 0 });
  await grace.dialog.select("State", "cancelled");
  await grace.dialog.click("Save");
  assert(ada.has("66"), ada.picture());
  await ada.dialog.fill("Quantity", 7);
  await ada.dialog.click("Save");
  assert(ada.dialog.has("Somebody has changed this order meanwhile"), ada.picture());
});

Deno.test("job_monitor.ts runs what nobody looks at, tells everybody, and stops when it is asked to", async () => {
  Deno.env.set("PACE", "1");
  Deno.env.set("DIRECTORY", new URL("../docs/decisions", import.meta.url).pathname);
  const ada = await example("job_monitor");
  await using grace = await ada.newVisitor();
  await ada.click("Start Checksums");
  await ada.click("Start Memory");
  assert(grace.has("[Stop Memory]") && ada.has("started"), grace.picture());
  await ada[Symbol.asyncDispose]();

  await grace.until(() => grace.has("[Start Checksums]"));
  assert(grace.has("done after"), grace.picture());
  assertEquals(grace.count("0001-offline-stand-ins.md"), 0);
  await grace.select("From level", "debug");
  await grace.select("Job", "Checksums");
  assert(grace.has("0001-offline-stand-ins.md") && !grace.has("MiB in use"), grace.picture());
  assertEquals([grace.reran, grace.url.search], [["tail"], "?job=Checksums"]);
  await grace.tick("1s");
  assertEquals(grace.reran.toSorted(), ["board", "charts", "tail"]);

  await grace.click("Stop Memory");
  await grace.until(() => grace.has("[Start Memory]"));
  await grace.tick("1 hour");
  assertEquals(grace.reran, []);
});

Deno.test("review_queue.ts started several times at once fills its database once, and each start has it", async () => {
  const folder = await Deno.makeTempDir();
  const env = { DATABASE: `${folder}/reviews.db` };
  const path = new URL("review_queue.ts", EXAMPLES).pathname;
  await using processes = new AsyncDisposableStack();
  processes.defer(() => Deno.remove(folder, { recursive: true }));
  using database = new DatabaseSync(env.DATABASE);
  database.exec("BEGIN EXCLUSIVE");
  const starts = Array.from({ length: 3 }, async () => {
    processes.use(await AppProcess.start(path, { env }));
  });
  // They come to the lock, and wait. Where starting takes longer, they meet each other only.
  await Promise.race([...starts, new Promise((resolve) => setTimeout(resolve, 500))])
    .finally(() => database.exec("COMMIT"));
  await Promise.all(starts);
  assertEquals(database.prepare("SELECT count(*) AS cases FROM cases").get()!.cases, 30);
});

Deno.test("review_queue.ts gives each case to one of those who ask at once, and takes it back in time", async () => {
  const directory = await Deno.makeTempDir();
  Deno.env.set("DATABASE", `${directory}/reviews.db`);
  await using ada = await example("review_queue", { path: "/?name=Ada" });
  await using grace = await ada.newVisitor({ path: "/?name=Grace" });
  await using edsger = await ada.newVisitor({ path: "/?name=Edsger" });
  using elsewhere = new DatabaseSync(`${directory}/reviews.db`);
  const holder = (id: number) =>
    elsewhere.prepare("SELECT reviewer FROM cases WHERE id = ?").get(id)?.reviewer;

  // One case, three who press at once what they see.
  const all = [ada, grace, edsger];
  await Promise.all(all.map((page) => page.click("Take", { nth: 6 })));
  assertEquals(all.filter((page) => page.has("Case 7 is yours for")).length, 1);
  assertEquals(
    all.flatMap((page) => page.toasts()),
    Array(2).fill("Somebody else was quicker with 7"),
  );
  for (const page of all) assert(page.has(`with ${holder(7)}`), page.picture());

  // A claim that ran out is anybody's.
  await ada.click("Take", { nth: 0 });
  elsewhere.exec("UPDATE cases SET until = 1 WHERE id = 1");
  await grace.click("Take", { nth: 0 });
  assertEquals([holder(1), ada.has("Case 1"), grace.has("Case 1 is yours for 5:00")], [
    "Grace",
    false,
    true,
  ]);
  elsewhere.exec("UPDATE cases SET until = 1 WHERE id = 1");
  await grace.click("Approve");
  assert(
    grace.toasts().includes("Case 1 is no longer yours: your time was up"),
    grace.picture(),
  );

  // All of it, by all of them, in whatever order it comes.
  await Promise.all(all.map(async (page) => {
    if (!page.has("[Take the next case]")) await page.click("Give it back");
    while (!page.toasts().includes("Nothing is left to take")) {
      await page.click("Take the next case");
      if (page.has("[Approve]")) await page.click("Approve");
    }
  }));
  assertEquals(
    elsewhere.prepare("SELECT count(*) AS done FROM cases WHERE verdict = 'approved'").get()?.done,
    30,
  );
  const told = all.flatMap((page) => page.toasts()).filter((toast) =>
    toast.endsWith("is approved")
  );
  assertEquals(new Set(told).size, 30);
  assertEquals([told.length, ada.errors], [30, []]);
  await Deno.remove(directory, { recursive: true });
});

Deno.test("csv_explorer.ts says what is wrong with a file, mends it, draws it and saves it", async () => {
  await using page = await example("csv_explorer");
  const upload = (text: string) => page.upload("A CSV file", new File([text], "stock.csv"));
  await upload(
    "\ufeffitem;price;since;price\r\n" +
      "lamp;1.200,50;1.3.2026;7\r\nlamp;1.200,50;1.3.2026;7\r\n" +
      "=2+5;n/a;30.2.2026;8\r\ndesk;80,00;5.3.2026;9",
  );
  const rows = (name: string) =>
    page.within(`table[aria-label="${name}"]`).allByRole("row").map(({ textContent }) =>
      textContent
    );
  assertEquals(rows("Columns").slice(1).map((row) => /text|number|date/.exec(row)?.[0]), [
    "text",
    "number",
    "text",
    "number",
  ]);
  assertEquals(rows("Cleaned rows").length, 1 + 3);
  await page.select("Where a value is missing", "fill in");
  assertEquals(page.reran, ["explorer"]);
  const saved = await page.download("Save as CSV");
  assertEquals([saved.name, await saved.text()], [
    "cleaned stock.csv",
    "item,price,since,price 4\nlamp,1200.5,1.3.2026,7\n'=2+5,1200.5,30.2.2026,8\ndesk,80,5.3.2026,9\n",
  ]);
  await page.select("Draw", "price");
  assertEquals(page.reran, ["chart"]);
  await upload('"never closed');
  assert(page.has("This is no CSV file"), page.picture());
});

Deno.test("csv_explorer.ts loses and alters nothing without saying so", async () => {
  const saved = async (...parts: BlobPart[]) => {
    await using page = await example("csv_explorer");
    await page.upload("A CSV file", new File(parts, "list.csv"));
    const file = await page.download("Save as CSV");
    return [await file.text(), ...page.lines().filter((line) => /rows have|Windows/.test(line))];
  };
  assertEquals(await saved("a,b,c\n1,2\n3,4,5,6"), [
    "a,b,c,column 4\n1,2,,\n3,4,5,6\n",
    "1 of 2 rows have more cells than the first line: what is too much is in columns of its own, on the right.",
    "1 of 2 rows have fewer cells than the first line: the others are taken for missing.",
  ]);
  assertEquals(await saved("v\n1,5\n2"), ["v\n1.5\n2\n"]);
  assertEquals(await saved('"a,b,c";d\n1;2'), ['"a,b,c",d\n1,2\n']);
  for (const code of ["00123", "12345678901234567890", "1234567890123456", "2026-03-01T09:30"]) {
    assertEquals(await saved(`code,n\n${code},1\n7,2`), [`code,n\n${code},1\n7,2\n`], code);
  }
  assertEquals(await saved("name,2023,2022\na,1,2"), ["name,2023,2022\na,1,2\n"]);
  assertEquals(await saved("column 2,,x,x 5,x\na,b,c,d,e"), [
    "column 2,column 2 2,x,x 5,x 5′\na,b,c,d,e\n",
  ]);
  assertEquals(await saved("name,n\nJ", Uint8Array.of(0xf6), "rg,1"), [
    "name,n\nJörg,1\n",
    "It is no UTF-8, and was read as Windows-1252: look at letters with accents.",
  ]);
  const wide = [...`name,n\nJörg,1`].flatMap((letter) => [letter.charCodeAt(0), 0]);
  assertEquals(await saved(Uint8Array.of(0xff, 0xfe, ...wide)), ["name,n\nJörg,1\n"]);
});

Deno.test("chat.ts answers from what it has read, goes on when asked for more, and begins anew", async () => {
  Deno.env.set("PACE", "0");
  await using page = await example("chat");
  await page.click("How do I test an app?");
  assertEquals(page.reran, ["conversation"]);
  assertEquals(page.count("How do I test an app?"), 1);
  const sources = () => page.lines().filter((line) => /\.md, “.+”$/.test(line));
  assertEquals(sources().length, 1);
  await page.say("Ask about Eddy", "Tell me more");
  assertEquals([new Set(sources()).size, page.errors], [2, []]);
  await page.say("Ask about Eddy", "<b>xyzzy</b>");
  assert(page.has("The documents say nothing about that."), page.picture());
  // Words before examples, and no source of a diagram.
  await page.say("Ask about Eddy", "How does a fragment rerun alone?");
  const answer = page.lines().slice(page.lines().lastIndexOf("How does a fragment rerun alone?"));
  assert(!answer[1]!.startsWith("import"), answer.join("\n"));
  assert(answer.join().includes("import") && !answer.join().includes("flowchart"), answer.join());
  await page.sidebar.click("New chat");
  assert(!page.has("xyzzy") && page.has("[How do I test an app?]"), page.picture());
});

Deno.test("gallery.ts finds a demo, and reruns it alone", async () => {
  await using page = await example("gallery", { path: "/status" });
  await page.fill("Find a demo", "boxes");
  assert(page.has("Nothing here is about “boxes”."), page.picture());
  await page.fill("Find a demo", "segm");
  await page.main.click("segmentedControl");
  assertEquals(page.url.pathname, "/inputs");
  assertEquals(page.value("Find a demo"), "");
  await page.click("Take one");
  assertEquals(page.reran, ["button-demo"]);
});

Deno.test("every example is tested here", async () => {
  const source = await Deno.readTextFile(new URL(import.meta.url));
  for await (const { name } of Deno.readDir(EXAMPLES)) {
    if (/\.tsx?$/.test(name)) assert(source.includes(`Deno.test("${name} `), `${name} is not`);
  }
});
