/** What a user does and sees, in the whole page or in a part of it. */
import type { Client } from "./client.ts";
import type { FoundElement, Node } from "./dom.ts";
import { triggersOf, VERBS } from "./hypertext.ts";
import { isButton, isDisabled, labelOf, linesOf, wordsOf } from "./picture.ts";
import { nameOf, roleOf } from "./roles.ts";
import { choose, chooseRows, choosesRows, chosenIn, isSearched, rowsIn } from "./widgets.ts";
import type { Offer } from "./widgets.ts";

/** Which of several things that are called the same is meant. */
export interface Which {
  /** Its number in page order, from 0. Without it, there may be only one. */
  readonly nth?: number;
}

/** What can be pressed besides a button of Eddy's. */
const PRESSABLE =
  `[role=tab], summary, [popovertarget], [data-close], a[href], button[type=submit], form button:not([type]), ${VERBS}`;
const CONTROLS = "input, select, textarea";

/** A page, or a part of it: what can be seen there, and what can be done. */
export class Place {
  readonly #client: Client;
  /** The parts of the document that it stands for. */
  readonly #roots: () => readonly Node[];

  /** @internal */
  constructor(client: Client, roots: () => readonly Node[]) {
    this.#client = client;
    this.#roots = roots;
  }

  // ── What the user sees ────────────────────────────────────────────────────────────────────────

  /**
   * What is to be read here, from top to bottom: a line for each text and widget, such as `"Hello"`,
   * `"[Save]"`, `"[x] Agree"`, `"City: Linz"`.
   */
  lines(): string[] {
    return this.#roots().flatMap((root) => linesOf(root, this.#client.valueOf));
  }

  /** {@linkcode Place.lines} as one text. */
  text(): string {
    return this.lines().join("\n");
  }

  /** Whether `text` can be read here, as a part of one line. */
  has(text: string): boolean {
    return this.count(text) > 0;
  }

  /** How many lines hold `text`. */
  count(text: string): number {
    return this.lines().filter((line) => line.includes(text)).length;
  }

  /**
   * What a widget shows, by its label: whether its box is ticked, what is chosen where there can be several,
   * the names of the files it has, else a text. Where no widget is called so, what a metric says, as it is
   * written, without its delta.
   *
   * @throws {Error} If nothing is called so, or several are.
   */
  value(label: string, which: Which = {}): string | boolean | string[] {
    const fields = this.#fields(label);
    const metrics = fields.length > 0 ? [] : this.#metrics(label);
    if (metrics.length > 0) {
      const metric = this.#one(metrics, `Cannot find metric "${label}"`, which);
      return wordsOf(metric.querySelector(".metric-value")!);
    }
    const widget = this.#widget(label, which, fields);
    return chosenIn(widget, this.#client.valueOf(widget));
  }

  /**
   * Whether a button or a widget cannot be used just now, by its label.
   *
   * @throws {Error} If nothing is called so, or several are.
   */
  isDisabled(label: string, which: Which = {}): boolean {
    const found = this.#widgets().filter((widget) => labelOf(widget) === label);
    return isDisabled(this.#one(found, `Cannot find "${label}"`, which, this.#labels(() => true)));
  }

  /**
   * The innermost element whose text is `text`.
   *
   * @throws {Error} If there is none, or several.
   */
  byText(text: string, which: Which = {}): FoundElement {
    const says = (node: Node) => wordsOf(node) === text;
    const found = this.#all("*").filter((node) => says(node) && ![...node.children].some(says));
    return this.#one(found, `Cannot find the text "${text}"`, which);
  }

  /**
   * The control that has this label.
   *
   * @throws {Error} If there is none, or several.
   */
  byLabel(label: string, which: Which = {}): FoundElement {
    const found = this.#all(`${CONTROLS}, button, fieldset`).filter((node) =>
      nameOf(node) === label || isLabelled(node, label)
    );
    return this.#one(found, `Cannot find a control labelled "${label}"`, which);
  }

  /**
   * The element of an ARIA role, such as `"button"`, `"heading"`, `"row"` or `"alert"`, and of a name if
   * one is given.
   *
   * @throws {Error} If there is none, or several.
   */
  byRole(role: string, options: Which & { readonly name?: string } = {}): FoundElement {
    const { name } = options;
    const named = name === undefined ? "" : ` named "${name}"`;
    return this.#one(this.#byRole(role, name), `Cannot find a ${role}${named}`, options);
  }

  /** All elements of an ARIA role, and of a name if one is given, in page order. */
  allByRole(role: string, name?: string): FoundElement[] {
    return this.#byRole(role, name);
  }

  /** The first element that a CSS selector finds, or null. */
  find(selector: string): FoundElement | null {
    return this.#all(selector)[0] ?? null;
  }

  /** All elements that a CSS selector finds. */
  findAll(selector: string): FoundElement[] {
    return this.#all(selector);
  }

  /**
   * A part of it, by a CSS selector or as it was found. A selector is asked again at each use, and an error
   * then if it finds nothing.
   */
  within(part: string | FoundElement): Place {
    if (typeof part !== "string") return new Place(this.#client, () => [part as Node]);
    return new Place(this.#client, () => {
      const [found] = this.#all(part);
      if (found !== undefined) return [found];
      throw this.#client.failure(`Cannot look into "${part}": it is not on the page`);
    });
  }

  // ── What the user does ────────────────────────────────────────────────────────────────────────

  /**
   * Presses what is called so: a button, a tab, what opens a box or closes a dialog, a link, an element with
   * htmx attributes. Resolves when the answer has come in full.
   *
   * @throws {Error} If there is none, or several, or it is disabled, behind a dialog or in a closed popover.
   */
  click(label: string, which: Which = {}): Promise<void> {
    const buttons = this.#widgets().filter((widget) =>
      isButton(widget) && labelOf(widget) === label
    );
    const found = buttons.length > 0 ? buttons : this.#pressable(label);
    const offered = this.#labels(isButton);
    const failure = `Cannot find button "${label}"`;
    return this.#press(this.#one(this.#reachable(found, which), failure, which, offered));
  }

  /** Ticks a box or turns a switch on. */
  check(label: string, which: Which = {}): Promise<void> {
    return this.#tick(label, which, true);
  }

  /** Takes the tick away, or turns the switch off. */
  uncheck(label: string, which: Which = {}): Promise<void> {
    return this.#tick(label, which, false);
  }

  /**
   * Enters a value and leaves the field: a text, a number, a date as `YYYY-MM-DD`, a slider's value or its
   * two ends. Resolves when the answer has come in full.
   *
   * @throws {Error} If no field is called so, or several are, or it is disabled.
   */
  fill(
    label: string,
    value: string | number | readonly (string | number)[],
    which: Which = {},
  ): Promise<void> {
    const own = this.#handWritten(label, which);
    if (own !== null) {
      own.setAttribute("value", String(value));
      return this.#changed(own);
    }
    const widget = this.#usable(label, which, "fill");
    this.#client.begin();
    return this.#client.fill(widget, [value].flat().map(String));
  }

  /** Enters a text and stays in the field: nothing is sent, unless the field reruns while one types. */
  type(label: string, text: string, which: Which = {}): void {
    this.#client.type(this.#usable(label, which, "type in"), [text]);
  }

  /**
   * Chooses an option of a list, a circle or a button; where there can be several, all that are to be chosen.
   * In a table, chooses the row that has this text in one of its cells, of those that it shows at first.
   *
   * @example
   * ```ts
   * import * as st from "@eddy/eddy";
   * import { open } from "@eddy/eddy/testing";
   *
   * const people = [{ name: "Ada" }, { name: "Grace" }];
   *
   * await using page = await open(() => {
   *   const { rows } = st.dataframe(people, { label: "People", onSelect: "rerun" });
   *   st.write(`Chosen: ${rows.map((row) => people[row]!.name)}`);
   * });
   * await page.select("People", "Grace");
   * if (!page.has("Chosen: Grace")) throw new Error(page.picture());
   * ```
   *
   * @throws {Error} If it is not offered, or the widget is disabled.
   */
  select(label: string, option: string | readonly string[], which: Which = {}): Promise<void> {
    const names = [option].flat();
    const own = this.#handWritten(label, which);
    if (own !== null) return this.#chooseByHand(own, names);
    const widget = this.#usable(label, which, "select in");
    const client = this.#client;
    if (choosesRows(widget)) {
      if (!widget.getAttribute("data-mode")?.includes("-row")) {
        throw client.failure(
          `Cannot select rows of "${label}": it has no onSelect, or a selectionMode without rows`,
        );
      }
      const sent = this.#taken(chooseRows(widget, names));
      client.begin();
      return client.enter(widget, sent);
    }
    const choose = (rows: Iterable<Node>) => {
      const sent = this.#offer(widget, names, rows);
      client.begin();
      return client.enter(widget, sent);
    };
    return isSearched(widget) ? client.search(widget, names).then(choose) : choose(rowsIn(widget));
  }

  /** Writes a line into a chat's field, by its placeholder, and sends it with what was uploaded there. */
  say(label: string, line: string, which: Which = {}): Promise<void> {
    const widget = this.#usable(label, which, "write into");
    this.#client.begin();
    return this.#client.say(widget, line);
  }

  /**
   * Gives files to an uploader, by its label, or to a chat's field that takes some, by its placeholder.
   *
   * @example
   * ```ts
   * import * as st from "@eddy/eddy";
   * import { open } from "@eddy/eddy/testing";
   *
   * await using page = await open(async () => {
   *   const file = st.fileUploader("Orders", { accept: [".csv"] });
   *   if (file) st.write(`${file.name}: ${await file.text()}`);
   * });
   * await page.upload("Orders", new File(["1,2"], "orders.csv"));
   * if (!page.has("orders.csv: 1,2")) throw new Error(page.picture());
   * ```
   *
   * @throws {Error} If the app refuses one of them.
   */
  async upload(label: string, files: File | readonly File[], which: Which = {}): Promise<void> {
    const found = this.#usable(label, which, "upload to");
    const widget = found.querySelector("[data-upload]") ?? found;
    const client = this.#client;
    client.begin();
    client.refuseDisabled(widget, "upload to");
    for (const file of [files].flat()) await client.upload(widget, file);
    await client.commit(widget);
  }

  /** Submits a form by its button, or the only form by its first. */
  submit(label?: string): Promise<void> {
    if (label !== undefined) return this.click(label);
    const forms = this.#reachable(this.#all("form"), {});
    const button = forms[0]?.querySelector("button[type=submit], button:not([type])");
    if (forms.length === 1 && button) return this.#press(button);
    throw this.#client.failure(
      `Cannot submit: ${forms.length} forms are on the page; name the button`,
    );
  }

  /**
   * Saves what a download button or a link offers, as its press does.
   *
   * @throws {Error} If there is none of that label, or it is disabled.
   */
  async download(label: string, which: Which = {}): Promise<File> {
    const all = this.#all("a[href]");
    const links = all.filter((link) => labelOf(link) === label);
    const offered = all.map((link) => `"${labelOf(link)}"`).join(", ");
    const link = this.#one(
      this.#reachable(links, which),
      `Cannot find link "${label}"`,
      which,
      `there is ${offered || "none"}`,
    );
    this.#client.reach.use(link, `download "${label}"`);
    const response = await this.#client.get(link.getAttribute("href")!);
    const { headers } = response;
    if (!response.ok) throw this.#client.failure(`Cannot download: ${response.status}`);
    const file = new File([await response.arrayBuffer()], nameIn(headers), {
      type: headers.get("content-type") ?? "",
    });
    if (link.hasAttribute("data-widget")) await this.#press(link);
    return file;
  }

  // ── Inside ────────────────────────────────────────────────────────────────────────────────────

  /** Everything here that a selector finds, but for what its user has closed. */
  #all(selector: string): Node[] {
    return this.#roots().flatMap((root) => [...root.querySelectorAll(selector)])
      .filter((node) => node.closest("[data-closed]") === null);
  }

  #byRole(role: string, name: string | undefined): Node[] {
    return this.#all("*").filter((node) =>
      roleOf(node) === role && (name === undefined || nameOf(node) === name) &&
      // What is to be said as soon as there is something to say.
      !(/^(alert|status)$/.test(role) && wordsOf(node) === "")
    );
  }

  /** What is being made anew can be used until it is replaced. */
  #widgets(): Node[] {
    return this.#all("[data-widget]");
  }

  /** The widgets of that label that are no buttons. */
  #fields(label: string): Node[] {
    return this.#widgets().filter((widget) => !isButton(widget) && labelOf(widget) === label);
  }

  #metrics(label: string): Node[] {
    return this.#all(".metric").filter((metric) => {
      const named = metric.querySelector(".metric-label");
      return named !== null && wordsOf(named) === label;
    });
  }

  #widget(label: string, which: Which, found: readonly Node[] = this.#fields(label)): Node {
    const offered = this.#labels((widget) => !isButton(widget));
    return this.#one(found, `Cannot find field "${label}"`, which, offered);
  }

  /** A widget that is no button, to do something with it. */
  #usable(label: string, which: Which, action: string): Node {
    const widget = this.#widget(label, which, this.#reachable(this.#fields(label), which));
    this.#client.reach.use(widget, `${action} "${label}"`);
    return widget;
  }

  /** Those of several that a user can get at just now; all of them if that is none, for the error to say why. */
  #reachable(found: readonly Node[], { nth }: Which): readonly Node[] {
    const among = (nodes: readonly Node[], isThere: (node: Node) => boolean) => {
      const there = nodes.filter(isThere);
      return there.length > 0 ? there : nodes;
    };
    const uncovered = among(found, (node) => !this.#client.reach.isCovered(node));
    // Whoever counts counts boxes that are closed, too: their number must not hang on which are open.
    if (nth !== undefined) return uncovered;
    return among(uncovered, (node) => this.#client.reach.closedAround(node) === null);
  }

  /** What could have been meant. */
  #labels(isMeant: (widget: Node) => boolean): string {
    const labels = this.#widgets().filter(isMeant).map((widget) => `"${labelOf(widget)}"`);
    return `there is ${labels.join(", ") || "none"}`;
  }

  #one(named: readonly Node[], failure: string, { nth }: Which, offered = "there is none"): Node {
    const fresh = named.filter((node) => node.closest("[data-stale]") === null);
    const found = fresh.length > 0 ? fresh : named;
    if (nth === undefined && found.length > 1) {
      throw this.#client.failure(
        `${failure.replace("find", "choose")}: ${found.length} are called so; say which by nth`,
      );
    }
    const one = found[nth ?? 0];
    if (one !== undefined) return one;
    if (found.length > 0) {
      throw this.#client.failure(
        `${failure} number ${nth}: there are ${found.length}, counted from 0`,
      );
    }
    throw this.#client.failure(`${failure}: ${offered}`);
  }

  #pressable(label: string): Node[] {
    const found = this.#all(PRESSABLE).filter((node) =>
      node.tagName !== "FORM" && !node.matches(CONTROLS) &&
      (wordsOf(node) === label || nameOf(node) === label)
    );
    // Of a row and the link in it, the innermost is pressed.
    return found.filter((node) => !found.some((other) => other !== node && node.contains(other)));
  }

  #press(node: Node): Promise<void> {
    const client = this.#client;
    client.reach.use(node, `press "${labelOf(node) || wordsOf(node)}"`);
    if (isDisabled(node)) throw client.failure(`Cannot press "${labelOf(node)}": it is disabled`);
    client.begin();
    if (node.hasAttribute("data-widget")) return client.press(node);
    if (node.matches(VERBS)) return client.trigger(node);
    const form = node.closest("form");
    if (form?.matches(VERBS)) return client.trigger(form);
    if (node.hasAttribute("data-close")) return client.close(node.closest("dialog")!);
    const page = node.getAttribute("data-page");
    if (page !== null) return client.follow(page);
    const href = node.getAttribute("href");
    if (href !== null) return client.goto(new URL(href, client.url).href, true);
    return this.#opened(node);
  }

  /** A box is opened or closed, a tab is chosen: the browser's own business, unless the app asked. */
  #opened(node: Node): Promise<void> {
    const box = node.closest(".tabs, .expander, .popover");
    const told = box?.querySelector(`[data-opens="${box.id}"]`);
    if (!told) {
      const panel = node.getAttribute("popovertarget");
      if (panel !== null) this.#client.reach.toggle(panel);
      return Promise.resolve();
    }
    const isOpen = this.#client.valueOf(told)[0] === "true";
    return this.#client.enter(told, [node.getAttribute("value") ?? String(!isOpen)]);
  }

  #tick(label: string, which: Which, on: boolean): Promise<void> {
    const own = this.#handWritten(label, which);
    if (own === null) {
      const widget = this.#usable(label, which, on ? "check" : "uncheck");
      this.#client.begin();
      return this.#client.enter(widget, on ? ["on"] : []);
    }
    if (on) own.setAttribute("checked", "");
    else own.removeAttribute("checked");
    return this.#changed(own);
  }

  /** A control of the author's own markup. */
  #handWritten(label: string, which: Which): Node | null {
    const found = this.#all(CONTROLS).filter((node) =>
      node.closest("[data-widget]") === null && nameOf(node) === label
    );
    const one = this.#reachable(found, which)[which.nth ?? 0];
    if (one === undefined) return null;
    // A widget of that label in the dialog before it is meant.
    if (this.#client.reach.isCovered(one) && this.#fields(label).length > 0) return null;
    this.#client.reach.use(one, `change "${label}"`);
    return one;
  }

  #chooseByHand(list: Node, names: readonly string[]): Promise<void> {
    const chosen = this.#offer(list, names, rowsIn(list));
    for (const one of rowsIn(list)) {
      const value = one.getAttribute("value") ?? one.textContent;
      if (chosen.includes(value)) one.setAttribute("selected", "");
      else one.removeAttribute("selected");
    }
    return this.#changed(list);
  }

  #offer(list: Node, names: readonly string[], rows: Iterable<Node>): readonly string[] {
    return this.#taken(choose(list, names, rows));
  }

  #taken(offer: Offer): readonly string[] {
    if (offer.ok) return offer.value;
    throw this.#client.failure(
      `Cannot select "${offer.missing}": what is offered is ${JSON.stringify(offer.offered)}`,
    );
  }

  async #changed(node: Node): Promise<void> {
    this.#client.begin();
    const asks = node.matches(VERBS) ? node : node.closest(VERBS);
    if (asks === null || !triggersOf(asks).some((event) => /^(change|input)$/.test(event))) return;
    await this.#client.trigger(asks);
  }
}

function isLabelled(node: Node, label: string): boolean {
  const widget = node.closest("[data-widget]");
  return widget !== null && node.getAttribute("name") === widget.getAttribute("data-widget") &&
    node.getAttribute("type") !== "radio" && node.getAttribute("type") !== "checkbox" &&
    labelOf(widget) === label;
}

/** What a browser calls the file. */
function nameIn(headers: Headers): string {
  const said = headers.get("content-disposition") ?? "";
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(said)?.[1];
  return encoded === undefined
    ? /filename="([^"]*)"/.exec(said)?.[1] ?? ""
    : decodeURIComponent(encoded);
}
