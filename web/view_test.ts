import { assert, assertEquals } from "@std/assert";
import * as st from "@eddy/eddy";
import { blockId, fragmentId, PAGE, widgetId } from "../runtime/ids.ts";
import type { FragmentId, WidgetId } from "../runtime/ids.ts";
import type { RootBlock } from "../runtime/block.ts";
import type { Element } from "../runtime/element.ts";
import type { Command } from "../runtime/command.ts";
import type { Roots, Session } from "../runtime/session.ts";
import { Update } from "../runtime/update.ts";
import { applyAnswer, parseDocument } from "../transport/testing/dom.ts";
import type { Document } from "../transport/testing/dom.ts";
import { links } from "../tests/kit/links.ts";
import { sessionOf } from "../tests/kit/session_of.ts";
import { linesOf } from "../transport/testing/picture.ts";
import { View } from "./view.ts";

function unexpected(error: unknown): never {
  throw error;
}

/** A page of notes, named in lower case, and buttons, in upper case. */
function rootsOf(names: readonly string[]): Roots {
  const root = (name: RootBlock["name"], children: Element[]): RootBlock => ({
    kind: "root",
    name,
    id: blockId(null, name, 0),
    region: PAGE,
    children,
    place: { form: null, area: "main", outside: false, share: 1 },
  });
  return {
    main: root("main", names.map(elementOf)),
    sidebar: root("sidebar", []),
    bottom: root("bottom", []),
    dialogs: root("dialogs", []),
    head: root("head", []),
  };
}

function elementOf(name: string): Element {
  if (name === name.toLowerCase()) {
    return { kind: "alert", tone: "info", body: name, icon: null, title: null };
  }
  return {
    kind: "button",
    id: `w-${name}` as WidgetId,
    label: name,
    help: null,
    disabled: false,
    labelVisibility: "visible",
    width: null,
    style: "secondary",
    icon: null,
    shortcut: null,
    submits: false,
  };
}

/** What stands in the browser's page: an object per element, which lasts as long as the element. */
class Browser {
  shown: { html: string }[];

  constructor(html: string) {
    this.shown = split(html);
  }

  /** Takes an answer in as htmx does: finds every target first, then changes them in order. */
  take(answer: string): void {
    const parts = [...answer.matchAll(
      /<hx-partial hx-target="([^"]*)" hx-swap="(\w+)">(.*?)<\/hx-partial>/g,
    )].map(([, target, swap, html]) => {
      const place = /nth-child\((\d+)\)/.exec(target!);
      const at = place === null ? null : this.shown[Number(place[1]) - 1];
      assert(at !== undefined, `${target} is not there`);
      return { at, swap, html: html! };
    });
    for (const { at, swap, html } of parts) {
      const index = at === null ? this.shown.length : this.shown.indexOf(at);
      assert(index >= 0, "a part is aimed at what another one has taken away");
      if (swap === "outerMorph") at!.html = html;
      else this.shown.splice(index, swap === "delete" ? 1 : 0, ...split(html));
    }
  }

  get names(): string[] {
    return this.shown.map(({ html }) =>
      /<p>(\w+)/.exec(html)?.[1] ?? /<button[^>]*>(\w+)/.exec(html)![1]!
    );
  }
}

function split(html: string): { html: string }[] {
  return html.split(/(?=<div class="(?:alert|button))/).filter((part) => part.startsWith("<div"))
    .map((part) => ({ html: part.replace(/<\/main>$/, "") }));
}

/** Numbers that look random and are the same in each run. */
function* numbers(seed: number): Generator<number, never> {
  for (;;) {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    yield seed / 2_147_483_648;
  }
}

Deno.test("View.answer() leaves in place what stays, whatever comes and goes around it", () => {
  const random = numbers(7);
  const next = (below: number) => Math.floor(random.next().value * below);
  for (let trial = 0; trial < 300; trial++) {
    let names: string[] = [..."aBcD"];
    const view = new View(links, { errorBox: unexpected });
    const document = view.document(rootsOf(names), true);
    const browser = new Browser(document.main);
    assertEquals(browser.names, names);
    for (let step = 0; step < 4; step++) {
      const kept = new Map(names.map((name, i) => [name, browser.shown[i]!]));
      const fresh = names.filter(() => next(4) > 0);
      for (let i = next(4); i > 0; i--) {
        const name = "abcdefGHIJKLMNOP"[next(16)]!;
        if (name !== name.toUpperCase() || ![...names, ...fresh].includes(name)) {
          fresh.splice(next(fresh.length + 1), 0, name);
        }
      }
      // Seen twice on its way, as a slow run is, and then whole.
      const [some, more] = [next(fresh.length + 1), next(fresh.length + 1)].sort();
      for (const length of [some!, more!, null]) {
        const partial = length !== null;
        const update = new Update();
        const drawn = fresh.slice(0, length ?? fresh.length);
        update.redrawPage(rootsOf(drawn), 1);
        browser.take(
          view.answer(update, () => undefined, { seen: view.sent, region: null, partial }),
        );
        assertEquals(browser.names.slice(0, drawn.length), drawn);
      }
      assertEquals(browser.names, fresh);
      for (const [i, name] of fresh.entries()) {
        if (name !== name.toUpperCase() || !kept.has(name)) continue;
        assert(browser.shown[i] === kept.get(name), `${name} of ${names} was replaced in ${fresh}`);
      }
      names = fresh;
    }
  }
});

// ── What a browser shows after answers, lost answers and late ones ──────────────────────────────

/** A page that is run by a session and shown by a view, and the browser that gets what is sent. */
class Shown {
  readonly session: Session;
  readonly view = new View(links, { errorBox: unexpected });
  readonly document: Document;
  /** What the browser says it has got. */
  seen = 1;
  readonly #ahead = new Set<number>();

  constructor(page: () => unknown) {
    this.session = sessionOf(page);
    const job = this.session.schedule.submit({ kind: "load" });
    const { main, sidebar, dialogs } = this.view.document(this.session.roots, job.over);
    this.document = parseDocument(
      `<!doctype html><html><body><div id="page">${sidebar}${main}${dialogs}</div></body></html>`,
    );
  }

  /** Runs something that does not wait and answers the message that it makes. */
  message(command: Command, region: FragmentId | null = null): Message {
    const { update, touched, over } = this.session.schedule.submit(command);
    assert(over);
    const html = this.view.answer(update, () => undefined, { seen: this.seen, region, touched });
    const complete = update.page !== null;
    update.sent();
    return { html, number: this.view.sent, complete, region };
  }

  /** The browser gets a message. */
  take({ html, number, complete, region }: Message): void {
    if (html === "") return;
    const target = region === null ? null : this.document.getElementById(region);
    applyAnswer(this.document, html, target === null ? null : { target, swap: "outerMorph" });
    if (complete) this.seen = Math.max(this.seen, number);
    else this.#ahead.add(number);
    for (const one of this.#ahead) if (one <= this.seen) this.#ahead.delete(one);
    while (this.#ahead.delete(this.seen + 1)) this.seen++;
  }

  /** Reruns the page; the browser gets the answer. */
  rerun(): Message {
    const message = this.message({ kind: "load" });
    this.take(message);
    return message;
  }

  get lines(): string[] {
    return linesOf(this.document.getElementById("main")!, () => []);
  }
}

interface Message {
  readonly html: string;
  readonly number: number;
  readonly complete: boolean;
  readonly region: FragmentId | null;
}

const redraw = (...keys: string[]): Command => ({
  kind: "redraw",
  regions: keys.map((key) => fragmentId({ key })),
});

Deno.test("View.answer() shows nothing twice while a run goes on, whatever it has moved", () => {
  for (const partial of [true, false]) {
    const view = new View(links, { errorBox: unexpected });
    const browser = new Browser(view.document(rootsOf([..."IAbc"]), true).main);
    const update = new Update();
    // As in a chat: the input, an answer; then that answer, the input, a newer one.
    update.redrawPage(rootsOf([..."AIB"]), 1);
    browser.take(
      view.answer(update, () => undefined, { seen: view.sent, region: null, partial }),
    );
    assertEquals(browser.names.join(""), partial ? "AIBbc" : "AIB");
  }
});

Deno.test("View.answer() says nothing where nothing has changed", () => {
  const shown = new Shown(() => {
    st.title("Title");
    st.container()(() => st.text("inside"));
    st.fragment(() => st.text("fragment"), { key: "f" })();
  });
  assertEquals(shown.message({ kind: "load" }).html, "");
  assertEquals(shown.message({ kind: "load" }).html, "");
  // The number of an empty message is not used: the browser would wait for it.
  assertEquals(shown.view.sent, 1);
});

Deno.test("View.answer() sends the one line that has changed, and its neighbours stay", () => {
  let line = "old";
  const shown = new Shown(() => {
    for (let i = 0; i < 50; i++) st.text(i === 20 ? line : `row ${i}`);
  });
  line = "new";
  const { html } = shown.rerun();
  assertEquals(html.match(/<hx-partial/g)?.length, 1);
  assert(html.length < 150, html);
  assertEquals(shown.lines.length, 50);
  assertEquals(shown.lines[20], "new");
});

Deno.test("View.answer() sends again what came with a message that got lost", () => {
  let line = "first";
  const shown = new Shown(() => {
    st.text("above");
    st.text(line);
  });
  line = "second";
  const lost = shown.message({ kind: "load" });
  assert(lost.html.includes("second"));
  // Unchanged since, but the browser has not said that it got it.
  shown.rerun();
  assertEquals(shown.lines, ["above", "second"]);
  assertEquals(shown.message({ kind: "load" }).html, "");
});

Deno.test("View.answer() sends a region again whose last message got lost", () => {
  let line = "first";
  const shown = new Shown(() => {
    st.text("above");
    st.fragment(() => st.text(line), { key: "f" })();
  });
  line = "second";
  const id = fragmentId({ key: "f" });
  assert(shown.message(redraw("f"), id).html.includes("second"));
  shown.rerun();
  assertEquals(shown.lines, ["above", "second"]);
});

Deno.test("View.answer() sends a container again to which an element was added in a lost message", () => {
  let runs = 0;
  let footer = false;
  const shown = new Shown(() => {
    const box = st.container();
    box.text("header");
    st.fragment(() => box.text(`line ${++runs}`), { key: "f" })();
    if (footer) box.text("footer");
  });
  shown.message(redraw("f"));
  runs = 0;
  footer = true;
  // The browser has two lines where the view has sent three.
  shown.rerun();
  assertEquals(shown.lines, ["header", "line 1", "footer"]);
});

Deno.test("View.missed() names the regions, or the page, that a browser lags behind in", () => {
  let line = "first";
  const shown = new Shown(() => {
    st.text(line);
    st.fragment(() => st.text(line), { key: "f" })();
    st.fragment(() => st.text(line), { key: "g" })();
  });
  assertEquals(shown.view.missed(1), { kind: "redraw", regions: [] });
  line = "second";
  shown.message(redraw("f"));
  assertEquals(shown.view.missed(shown.seen), redraw("f"));
  assertEquals(shown.view.missed(shown.view.sent), { kind: "redraw", regions: [] });
  shown.message({ kind: "load" });
  assertEquals(shown.view.missed(shown.seen), { kind: "show" });
});

Deno.test("View.answer() inserts, deletes and reorders, with a common beginning and end kept", () => {
  let names = [..."abcdef"];
  const shown = new Shown(() => {
    st.text("begin");
    for (const name of names) st.checkbox(name, { key: name });
    st.text("end");
  });
  const cases = ["abXcdef", "Xabcdef", "abcdefX", "acdef", "bcdef", "abcde", "fedcba", "", "af"];
  for (const text of [...cases, "abcdefghijklmnop", "pa", "hgfedcba", "XYZ", "abc", "bcd"]) {
    names = [...text];
    const { html } = shown.rerun();
    assertEquals(shown.lines, ["begin", ...names.map((name) => `[ ] ${name}`), "end"], text);
    assert(!/>(begin|end)</.test(html), html);
  }
});

Deno.test("View.answer() keeps the newer state of a fragment that reran while the page was running", async () => {
  let hold: PromiseWithResolvers<void> | null = null;
  let line = "old";
  const f = st.fragment(() => st.text(`f ${line}`), { key: "f" });
  const shown = new Shown(() => {
    f();
    st.text(`page ${line}`);
    return hold?.promise;
  });
  hold = Promise.withResolvers<void>();
  const job = shown.session.schedule.submit({ kind: "load" });
  line = "new";
  shown.take(shown.message(redraw("f"), fragmentId({ key: "f" })));
  assertEquals(shown.lines[0], "f new");
  hold.resolve();
  await job.done;
  const answer = () =>
    shown.view.answer(job.update, () => undefined, { seen: shown.seen, region: null });
  const html = answer();
  shown.take({ html, number: shown.view.sent, complete: true, region: null });
  assertEquals(shown.lines, ["f new", "page old"]);
  // And the view knows: drawn anew with the same content, the fragment need not be sent.
  hold = null;
  line = "new";
  assert(!shown.rerun().html.includes("f new"));
  assertEquals(shown.lines, ["f new", "page new"]);
  line = "old";
  shown.rerun();
  assertEquals(shown.lines, ["f old", "page old"]);
});

Deno.test("View.answer() shows what is newer in a fragment of which the browser has a newer state already", () => {
  let line = "first";
  const inner = st.fragment(() => st.text(line), { key: "inner" });
  const outer = st.fragment(() => inner(), { key: "outer" });
  const shown = new Shown(() => outer());
  const late = shown.session.schedule.submit(redraw("outer"));
  line = "second";
  shown.take(shown.message(redraw("outer"), fragmentId({ key: "outer" })));
  line = "third";
  const id = fragmentId({ key: "inner" });
  const { update } = shown.session.schedule.submit(redraw("inner"));
  late.update.regions.set(id, update.regions.get(id)!);
  const html = shown.view.answer(late.update, () => undefined, { seen: shown.seen, region: id });
  shown.take({ html, number: shown.view.sent, complete: false, region: id });
  assertEquals(shown.lines, ["third"]);
});

Deno.test("View.answer() shows a fragment that reran after the page in the same answer", async () => {
  let runs = 0;
  const f = st.fragment(() => st.text(`f ran ${++runs}`), { key: "f" });
  const outer = st.fragment(() => st.container()(() => f()));
  let asks = false;
  let first = true;
  const shown = new Shown(() => {
    if (!first) outer();
    if (asks) {
      asks = false;
      st.rerun("f");
    }
  });
  first = false;
  asks = true;
  // The browser does not have the fragment yet: it must come with the page.
  const job = shown.session.schedule.submit({ kind: "load" });
  await job.done;
  const html = shown.view.answer(job.update, () => undefined, { seen: 1, region: null });
  shown.take({ html, number: shown.view.sent, complete: true, region: null });
  assertEquals(shown.lines, ["f ran 2"]);
  assertEquals(html.match(/<eddy-fragment id="fk-f"/g)?.length, 1);
});

Deno.test("View.answer() sends what its user has changed, though it is the same as before", () => {
  const shown = new Shown(() => {
    st.textInput("Name", { key: "name", maxChars: 3 });
    st.text("below");
  });
  const widget = widgetId({ key: "name" });
  const { html } = shown.message({
    kind: "change",
    region: PAGE,
    events: [{ widget, sent: ["far too long"] }],
  });
  // The browser shows what was refused: the truth must be said again.
  assert(html.includes('data-widget="wk-name"') && !html.includes("below"), html);
});

Deno.test("View.answer() stays under 2 KB for one changed line beside a table of 500 rows", () => {
  const rows = Array.from({ length: 500 }, (_, i) => ({ id: i, name: `Order ${i}`, total: i * 3 }));
  let line = "old";
  const shown = new Shown(() => {
    st.title("Orders");
    st.text(line);
    st.table(rows);
    st.fragment(() => st.table(rows), { key: "f" })();
    st.container()(() => st.table(rows));
  });
  line = "new";
  const { html } = shown.rerun();
  assertEquals(shown.lines[1], "new");
  assert(html.length < 2_000, `${html.length} characters`);
});

// ── Any page, any change, any loss ──────────────────────────────────────────────────────────────

/** A page as data: leaves with and without id, containers, fragments with or without writes outside. */
type Part =
  | { kind: "text" | "check"; name: string }
  | { kind: "box"; parts: Part[] }
  | { kind: "fragment"; key: string; parts: Part[]; outside: "append" | "replace" | null };

/** Lines to be read; those of a part that reruns alone are what it drew last. */
type Lines = (string | { readonly written: string[]; readonly own: Lines })[];

/** Draws it, and notes the lines that are then to be read. */
function draw(parts: readonly Part[], lines: Lines, runs: Map<string, number>): void {
  for (const part of parts) {
    switch (part.kind) {
      case "text":
        st.text(part.name);
        lines.push(part.name);
        break;
      case "check":
        st.checkbox(part.name, { key: part.name });
        lines.push(`[ ] ${part.name}`);
        break;
      case "box":
        st.container()(() => draw(part.parts, lines, runs));
        break;
      case "fragment": {
        const { outside } = part;
        const box = outside === null ? null : st.container();
        const written: string[] = [];
        const own: Lines = [];
        lines.push({ written, own });
        st.fragment(() => {
          const run = (runs.get(part.key) ?? 0) + 1;
          runs.set(part.key, run);
          if (outside === "replace") written.length = 0;
          if (box !== null) {
            box.text(`${part.key} ${run}`);
            written.push(`${part.key} ${run}`);
          }
          own.length = 0;
          draw(part.parts, own, runs);
        }, { key: part.key, ...(outside !== null && { outside }) })();
        break;
      }
      default:
        part satisfies never;
    }
  }
}

function flat(lines: Lines): string[] {
  return lines.flatMap((line) =>
    typeof line === "string" ? [line] : [...line.written, ...flat(line.own)]
  );
}

Deno.test("View.answer() brings a browser up to date, whatever changes and whatever gets lost", () => {
  for (let seed = 1; seed <= 60; seed++) {
    const random = numbers(seed * 7_919);
    const next = (below: number) => Math.floor(random.next().value * below);
    let names = 0;
    const leaf = (): Part => ({ kind: next(2) ? "text" : "check", name: `n${names++}` });
    const part = (depth: number): Part => {
      const kind = depth > 2 ? 0 : next(5);
      if (kind < 2) return leaf();
      const parts = Array.from({ length: next(4) }, () => part(depth + 1));
      if (kind === 2) return { kind: "box", parts };
      const outside = ([null, "append", "replace"] as const)[next(3)]!;
      return { kind: "fragment", key: `f${names++}`, parts, outside };
    };
    const page: Part[] = Array.from({ length: 6 }, () => part(0));
    const lists = (parts: Part[]): Part[][] => [
      parts,
      ...parts.flatMap((one) => "parts" in one ? lists(one.parts) : []),
    ];
    const fragments = (parts: Part[]): Extract<Part, { kind: "fragment" }>[] =>
      parts.flatMap((one) =>
        "parts" in one ? [...one.kind === "fragment" ? [one] : [], ...fragments(one.parts)] : []
      );
    const mutate = (parts: Part[]) => {
      const all = lists(parts);
      const list = all[next(all.length)]!;
      const at = next(list.length + 1);
      const action = next(4);
      if (action === 0) list.splice(at, 0, part(1));
      else if (action === 1) list.splice(at, 1);
      else if (action === 2) list.push(...list.splice(at, 1));
      else list.splice(at, 1, leaf());
    };

    let lines: Lines = [];
    const runs = new Map<string, number>();
    const shown = new Shown(() => draw(page, lines = [], runs));
    assertEquals(shown.lines, flat(lines));
    let whole = true;
    for (let step = 0; step < 40; step++) {
      const some = fragments(page).filter(({ key }) => runs.has(key));
      const lost = next(4) === 0;
      let message: Message;
      if (some.length > 0 && next(2) === 0) {
        const { key, parts } = some[next(some.length)]!;
        const id = fragmentId({ key });
        // What was put into the page since its last run is not drawn yet.
        if (!shown.session.fragments.has(id)) continue;
        for (let i = next(3); i > 0; i--) mutate(parts);
        message = shown.message(redraw(key), next(2) ? id : null);
        if (lost) whole = false;
      } else {
        for (let i = next(3); i > 0; i--) mutate(page);
        message = shown.message({ kind: "load" });
        whole = !lost;
      }
      if (!lost) shown.take(message);
      if (whole) assertEquals(shown.lines, flat(lines), `seed ${seed}, step ${step}`);
    }
    shown.rerun();
    assertEquals(shown.lines, flat(lines), `seed ${seed}, end`);
  }
});
