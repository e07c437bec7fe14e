// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/**
 * What an author sees while writing an app: the page goes on when a file was saved, what is wrong with
 * the program stands over it, and a bar tells what ran, how long, how much was sent, and why. None of
 * this is there in production.
 */
import { setPanel, viewOf } from "../view.js";

/** @typedef {{ id: string, name: string, depth: number, runs: number, ms: number | null, bytes: number, why: string }} Figure */
/** @typedef {{ message: string, excerpt: string, place: { path: string, line: number, column: number } | null }} Problem */

/** Between two attempts to reach a server that begins anew: at first, and once it takes its time. */
const RETRY = { soon: 100, late: 500 };
/** A server that is away for so long has not merely begun anew. */
const PATIENCE = 700;
/** After that, it is said to be away, though nobody knows why. */
const GIVE_UP = 4_000;
/** Between two questions what is wrong with a program that does not run. */
const ASK_EVERY = 1_000;
/** Where the bar remembers whether it is open. */
const OPEN = "eddy-development";

/**
 * @param {string} name @param {Record<string, string>} [attributes] @param {(Node | string)[]} children
 * @returns {HTMLElement}
 */
const make = (name, attributes = {}, ...children) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
};

/** @param {number} ms */
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** @param {number | null} ms */
const inTime = (ms) =>
  ms === null
    ? "runs"
    : ms < 10
    ? `${ms.toFixed(1)} ms`
    : ms < 1000
    ? `${Math.round(ms)} ms`
    : `${(ms / 1000).toFixed(1)} s`;

/** @param {number} bytes */
const inSize = (bytes) => bytes < 1000 ? `${bytes} B` : `${(bytes / 1000).toFixed(1)} kB`;

/** The lines of a body, as they come. @param {ReadableStream<Uint8Array<ArrayBuffer>>} body */
async function* linesOf(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const lines = (rest + value).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
}

/** What is wrong with the program, over the page. */
class Problems {
  /** @type {HTMLElement} */
  #box = make("section", { id: "problems", role: "alert", hidden: "" });
  /** What was closed by hand stays closed until something else is wrong. */
  #closed = "";

  /** @param {HTMLElement} root */
  constructor(root) {
    root.append(this.#box);
  }

  /** @param {readonly Problem[]} problems */
  show(problems) {
    const text = JSON.stringify(problems);
    if (problems.length === 0) this.#closed = "";
    const isShown = problems.length > 0 && text !== this.#closed;
    this.#box.hidden = !isShown;
    if (!isShown) return this.#box.replaceChildren();
    if (this.#box.dataset.text === text && this.#box.firstChild) return;
    this.#box.dataset.text = text;
    const close = make("button", { type: "button", class: "close", "aria-label": "Close" });
    close.addEventListener("click", () => {
      this.#closed = text;
      this.show(problems);
    });
    this.#box.replaceChildren(close, ...problems.map((problem) => this.#entry(problem)));
  }

  /** @param {Problem} problem */
  #entry({ message, excerpt, place }) {
    const entry = make("article");
    if (place) {
      entry.append(make("p", { class: "place" }, `${place.path}:${place.line}:${place.column}`));
    }
    entry.append(make("p", { class: "message" }, message));
    if (excerpt) entry.append(make("pre", {}, excerpt));
    return entry;
  }
}

/** What ran, how long, how much was sent, and why. */
class Bar {
  #summary = make("span");
  #toggle = make(
    "button",
    { type: "button", "aria-controls": "development-figures" },
    this.#summary,
  );
  #rows = make("tbody");
  #panel = make(
    "div",
    { id: "development-figures", role: "region", "aria-label": "Fragments", tabindex: "0" },
    make(
      "table",
      {},
      make(
        "thead",
        {},
        make(
          "tr",
          {},
          ...["Fragment", "Runs", "Time", "Sent", "Why it ran last"].map((text) =>
            make("th", { scope: "col" }, text)
          ),
        ),
      ),
      this.#rows,
    ),
  );
  /** Drawn around what a row is about. */
  #frame = make("div", { id: "development-frame", hidden: "" });
  /** Runs of each when they were shown last. */
  #runs = /** @type {Map<string, number>} */ (new Map());

  /** @param {HTMLElement} root */
  constructor(root) {
    const section = make("section", { id: "development-bar", "aria-label": "Development" });
    section.append(this.#panel, this.#toggle);
    root.append(section, this.#frame);
    this.#toggle.addEventListener("click", () => this.#open(this.#panel.hidden === true));
    section.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || this.#panel.hidden) return;
      this.#open(false);
      this.#toggle.focus();
    });
    for (const type of ["pointerover", "focusin"]) {
      this.#rows.addEventListener(type, ({ target }) => this.#point(target));
    }
    for (const type of ["pointerleave", "focusout"]) {
      this.#rows.addEventListener(type, () => this.#frame.hidden = true);
    }
    this.#open(sessionStorage.getItem(OPEN) === "open");
    this.say("starting");
  }

  /** @param {string} text */
  say(text) {
    this.#summary.textContent = text;
  }

  /** @param {readonly Figure[]} figures */
  show(figures) {
    const count = figures.length - 1;
    const latest = figures.filter(({ depth }) => depth === 0)[0];
    this.say(`${count} fragment${count === 1 ? "" : "s"} · page ${inTime(latest?.ms ?? null)}`);
    const old = new Map([...this.#rows.children].map((row) => [row.id, row]));
    this.#rows.replaceChildren(...figures.map((figure) => {
      const id = `development:${figure.id}`;
      const row = old.get(id) ?? this.#row(id, figure);
      const cells = [...row.children].slice(1);
      const texts = [String(figure.runs), inTime(figure.ms), inSize(figure.bytes), figure.why];
      texts.forEach((text, i) => {
        const cell = /** @type {Element} */ (cells[i]);
        if (cell.textContent !== text) cell.textContent = text;
      });
      const before = this.#runs.get(figure.id);
      this.#runs.set(figure.id, figure.runs);
      if (before !== undefined && before < figure.runs) this.#flash(row);
      return row;
    }));
  }

  /** @param {string} id @param {Figure} figure */
  #row(id, { name, depth }) {
    const button = make("button", { type: "button" }, name);
    button.addEventListener("click", () => {
      this.#target(id)?.firstElementChild?.scrollIntoView({ block: "center" });
      this.#point(button);
    });
    const head = make("th", { scope: "row", "data-depth": String(Math.min(depth, 4)) }, button);
    return make("tr", { id }, head, make("td"), make("td"), make("td"), make("td"));
  }

  /** @param {Element} row */
  #flash(row) {
    row.toggleAttribute("data-ran", true);
    setTimeout(() => row.toggleAttribute("data-ran", false), 400);
  }

  /** What a row is about. @param {string} id */
  #target(id) {
    const name = id.replace("development:", "");
    return document.getElementById(name === "page" ? "content" : name);
  }

  /** @param {EventTarget | null} target */
  #point(target) {
    const row = target instanceof Element ? target.closest("tr") : null;
    const region = row && this.#target(row.id);
    // A region has no box of its own, only what stands in it.
    const range = document.createRange();
    if (region) range.selectNodeContents(region);
    const box = range.getBoundingClientRect();
    this.#frame.hidden = !region || box.width === 0;
    if (this.#frame.hidden) return;
    const { style } = this.#frame;
    style.left = `${box.left - 4}px`;
    style.top = `${box.top - 4}px`;
    style.width = `${box.width + 8}px`;
    style.height = `${box.height + 8}px`;
  }

  /** @param {boolean} open */
  #open(open) {
    this.#panel.hidden = !open;
    this.#frame.hidden = true;
    this.#toggle.ariaExpanded = String(open);
    sessionStorage.setItem(OPEN, open ? "open" : "");
  }
}

/**
 * How the page was looked at when a file was saved. What a program with a fault does not draw stands, once it
 * is mended, as it stood before, unless somebody has touched the page meanwhile.
 */
class Looks {
  #panels = /** @type {Map<string, { open: boolean, isGone: boolean }>} */ (new Map());
  #scroll = /** @type {number | null} */ (null);

  /** Somebody has touched the page. @param {boolean} isAway While there is no program, nothing goes missing by that. */
  forget(isAway) {
    if (!isAway) this.#panels.clear();
    this.#scroll = null;
  }

  keep() {
    const { scroll, panels } = viewOf(document);
    for (const [id, open] of panels) this.#panels.set(id, { open, isGone: false });
    // A page that has become short is not where it was looked at.
    this.#scroll ??= scroll;
  }

  /** Gives back what is there again. */
  restore() {
    for (const [id, seen] of this.#panels) {
      const panel = document.getElementById(id);
      if (panel && seen.isGone) setPanel(panel, seen.open);
      seen.isGone = !panel;
    }
    if (this.#scroll === null || this.#scroll === scrollY) return;
    if (this.#scroll <= document.documentElement.scrollHeight - innerHeight) {
      scrollTo(0, this.#scroll);
    }
  }
}

/** @type {import("./kit.d.ts").Start} */
export default ({ redraw, resume, sign }) => {
  const root = /** @type {HTMLElement} */ (document.getElementById("development"));
  const { checker, sheet = "" } = root.dataset;
  root.append(make("link", { rel: "stylesheet", href: sheet }));
  const problems = new Problems(root);
  const bar = new Bar(root);
  const looks = new Looks();
  let server = root.dataset.process;
  /** When it went away; null while it is there. */
  let away = /** @type {number | null} */ (null);
  let connection = new AbortController();
  /** Which page of the server's is listened to. */
  let watched = "";

  const address = () =>
    (document.getElementById("page")?.dataset.live ?? "").replace(/live$/, "watch");

  for (const type of ["wheel", "touchmove", "pointerdown", "keydown"]) {
    addEventListener(type, ({ target }) => {
      if (!root.contains(/** @type {Node} */ (target))) looks.forget(away !== null);
    }, { capture: true, passive: true });
  }

  // Another page is looked at elsewhere.
  addEventListener("popstate", () => looks.forget(false));

  const lost = () => {
    // The answer to a click may bring what the new program draws before we hear of it.
    if (away === null) looks.keep();
    away ??= Date.now();
    bar.say("starting again");
  };

  /** Asks what is wrong with the program. */
  const check = async () => {
    const asked = away;
    /** @type {Problem[]} */
    let found = [];
    try {
      if (checker) found = await (await fetch(away === null ? checker : `${checker}&away`)).json();
    } catch {
      // It lives and dies with the server, or cannot be reached from here: then nobody knows.
    }
    // Meanwhile it has come back, or gone: then this is an answer to something else.
    if (asked !== away) return;
    if (away !== null && Date.now() - away > GIVE_UP && found.length === 0) {
      found.push({
        message: "The app does not answer. It still starts, or its terminal says why not.",
        excerpt: "",
        place: null,
      });
    }
    problems.show(found);
  };

  /** @param {{ process?: string, fragments?: Figure[] }} news */
  const hear = (news) => {
    if (news.process !== undefined) {
      away = null;
      if (news.process !== server) {
        looks.keep();
        redraw();
      }
      server = news.process;
      // It runs: what kept it from that is over.
      problems.show([]);
      void check();
    }
    if (news.fragments) bar.show(news.fragments);
  };

  /** Listens until the server goes. Answers whether there is one to be asked again. */
  const listen = async () => {
    connection = new AbortController();
    watched = address();
    const headers = /** @type {Record<string, string>} */ ({});
    sign(headers);
    const { signal } = connection;
    const response = await fetch(watched, { headers, signal, redirect: "manual" });
    if (response.headers.get("eddy-resync")) resume();
    // In production there is nothing to be heard.
    if (response.status === 404) return false;
    if (!response.ok || !response.body) return true;
    for await (const line of linesOf(response.body)) hear(JSON.parse(line));
    return true;
  };

  const watch = async () => {
    let asked = 0;
    let asking = false;
    for (;;) {
      if (document.hidden) {
        await new Promise((resolve) =>
          document.addEventListener("visibilitychange", resolve, { once: true })
        );
        continue;
      }
      try {
        if (!await listen()) return root.remove();
      } catch {
        // There is no server just now: that is what is waited for.
      }
      if (document.hidden) continue;
      lost();
      const since = Date.now() - (away ?? 0);
      if (since > PATIENCE && !asking && Date.now() - asked > ASK_EVERY) {
        asking = true;
        void check().finally(() => {
          asking = false;
          asked = Date.now();
        });
      }
      await pause(since > 10_000 ? RETRY.late : RETRY.soon);
    }
  };

  // A page that nobody looks at needs no connection: browsers have few for each server.
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) connection.abort();
  });
  void watch();
  return () => {
    looks.restore();
    if (watched !== "" && watched !== address()) connection.abort();
  };
};
