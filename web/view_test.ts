import { assert, assertEquals } from "@std/assert";
import { blockId, PAGE } from "../runtime/ids.ts";
import type { WidgetId } from "../runtime/ids.ts";
import type { RootBlock } from "../runtime/block.ts";
import type { Element } from "../runtime/element.ts";
import type { Roots } from "../runtime/session.ts";
import { Update } from "../runtime/update.ts";
import { View } from "./view.ts";

const links = {
  region: (id: string) => `/r/${id}`,
  upload: (id: string) => `/u/${id}`,
  file: (id: string) => `/f/${id}`,
  live: () => "/live",
};

/** A page of notes, named in lower case, and buttons, in upper case. */
function rootsOf(names: readonly string[]): Roots {
  const root = (name: RootBlock["name"], children: Element[]): RootBlock => ({
    kind: "root",
    name,
    id: blockId(null, name, 0),
    region: PAGE,
    children,
    place: { form: null, area: "main", outside: false },
  });
  return {
    main: root("main", names.map(elementOf)),
    sidebar: root("sidebar", []),
    dialogs: root("dialogs", []),
  };
}

function elementOf(name: string): Element {
  if (name === name.toLowerCase()) return { kind: "alert", tone: "info", body: name, icon: null };
  return {
    kind: "button",
    id: `w-${name}` as WidgetId,
    label: name,
    help: null,
    disabled: false,
    labelVisibility: "visible",
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
    const view = new View(links);
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
        update.redrawPage(rootsOf(drawn));
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
