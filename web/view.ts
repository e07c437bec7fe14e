/**
 * What one browser shows, as far as the server knows: a hash per element, and the number of the
 * message that brought it. It turns a run's update into the smallest safe answer.
 *
 * An element is left out of an answer only if it is unchanged *and* the browser has said that it got
 * the message which brought it. A lost or late message therefore costs bytes, never truth.
 */
import type { Block, FragmentBlock, RootBlock } from "../runtime/block.ts";
import type { Element } from "../runtime/element.ts";
import type { ExceptionElement } from "../runtime/elements/exception.ts";
import type { FragmentId } from "../runtime/ids.ts";
import type { Command } from "../runtime/command.ts";
import type { Roots } from "../runtime/session.ts";
import type { Update } from "../runtime/update.ts";
import { renderEffects } from "./effects.ts";
import { escape } from "./escape.ts";
import { fingerprint } from "./fingerprint.ts";
import type { Links } from "./links.ts";
import { blockShell, hasBody, renderLeaf } from "./render.ts";
import type { Shell } from "./render.ts";
import { LeanSet } from "../runtime/lean.ts";

/** An element as rendered, and what is left of it once it was sent: everything but the markup. */
type Node = Leaf | Branch;

/** An element without children. Of these there are most, and a page holds them while it is open. */
class Leaf {
  /** Tells whether two elements in the same place are the same one. */
  readonly name: string;
  /** Of its markup. */
  readonly hash: number;
  /** Number of the message that brought it. */
  sent: number;
  html: string;

  constructor(name: string, hash: number, sent: number, html: string) {
    this.name = name;
    this.hash = hash;
    this.sent = sent;
    this.html = html;
  }

  get children(): null {
    return null;
  }
}

/** A block. */
class Branch {
  readonly name: string;
  /** Of its own tags; of a fragment's whole region. */
  hash: number;
  /** Number of the message that brought it, or a part of it. */
  sent: number;
  /** A fragment's revision. */
  revision: number;
  children: Node[];
  /** Number of the message that last changed which children there are. */
  order: number;
  /** Something was added to it before it was known to be there. */
  doubt = false;
  /** Where its children stand: in the element itself, or in a body inside it. */
  readonly holder: string;
  html: string;
  tail: string;

  constructor(block: Block, children: Node[], sent: number, [html, tail]: Shell) {
    this.name = block.id;
    this.hash = 0;
    this.sent = this.order = sent;
    this.revision = block.kind === "fragment" ? block.revision : 0;
    this.children = children;
    this.holder = hasBody(block) ? `${block.id}-body` : block.id;
    this.html = html;
    this.tail = tail;
  }

  /** Is from now on what `newer` is: whoever holds it need not know. */
  become(newer: Branch): void {
    this.hash = newer.hash;
    this.sent = newer.sent;
    this.revision = newer.revision;
    this.children = newer.children;
    this.order = newer.order;
    this.doubt = newer.doubt;
    this.html = newer.html;
    this.tail = newer.tail;
  }
}

/** How an update is wanted. */
export interface AnswerOptions {
  /** Highest message number up to which the browser got everything. */
  readonly seen: number;
  /** Whether it has got a message above that, because it went before this one on the same way. */
  readonly came?: (message: number) => boolean;
  /** The fragment that the request came from: its region is the answer's main content. */
  readonly region: FragmentId | null;
  /** Widgets and fragments whose controls the user has changed: they are sent even if unchanged here. */
  readonly touched?: ReadonlySet<string>;
  /** Still running: nothing that is missing may be taken away yet. */
  readonly partial?: boolean;
  /** Ids of the regions around a widget, for those that are shown out of turn. */
  readonly around?: (widget: string) => readonly string[];
}

/** Whose elements are drawn. */
export interface Fallible {
  /** Makes an element of an error, to stand in place of what could not be drawn. */
  errorBox(error: unknown): ExceptionElement;
}

const NONE: ReadonlyMap<FragmentId, FragmentBlock> = new Map();
const NO_REGIONS: FragmentBlock[] = [];
/** The page's areas: each is called by its name. */
const AREAS: readonly RootBlock["name"][] = ["main", "sidebar", "bottom", "dialogs", "head"];

export class View {
  readonly #links: Links;
  readonly #page: Fallible;
  #errors: WeakMap<Element, ExceptionElement> | null = null;
  /** Blocks by id, to find what is changed out of turn; the page's areas are among them. */
  #blocks: Map<string, Branch> = new Map();
  #sent = 0;
  /** Blocks sent while they could still grow: their old children stand behind their new ones. */
  readonly #open: LeanSet<string> = new LeanSet();
  /** Regions in the answer under way. */
  #regions: FragmentBlock[] = NO_REGIONS;
  /** Fragments that reran after the page, or a fragment around them, was drawn: theirs is what counts. */
  #rerun: ReadonlyMap<FragmentId, FragmentBlock> = NONE;

  constructor(links: Links, page: Fallible) {
    this.#links = links;
    this.#page = page;
  }

  /** Number of the last message. */
  get sent(): number {
    return this.#sent;
  }

  /** How many elements its browser shows. */
  get size(): number {
    const count = (node: Node): number =>
      node.children === null ? 1 : node.children.reduce((sum, child) => sum + count(child), 1);
    return this.#areas.reduce((sum, area) => sum + count(area), 0);
  }

  get #areas(): Branch[] {
    return AREAS.flatMap((name) => this.#blocks.get(name) ?? []);
  }

  /** Number of the message that brought a region as it is now. */
  sentOf(region: FragmentId): number {
    return this.#blocks.get(region)?.sent ?? 0;
  }

  /** Goes on counting where another view of the same browser ended. What it shows is not known. */
  resume(sent: number): void {
    this.#sent = sent;
  }

  /** The areas' markup for a whole document. `complete`: nothing more is drawn into them. */
  document(
    roots: Roots,
    complete: boolean,
    rerun: ReadonlyMap<FragmentId, FragmentBlock> = NONE,
  ): Record<RootBlock["name"], string> {
    this.#sent++;
    this.#regions = [];
    this.#rerun = rerun;
    this.#blocks.clear();
    const area = (root: RootBlock): string => {
      const node = this.#drawBlock(root, false);
      const html = htmlOf(node);
      this.#forget(node);
      return html;
    };
    const areas = {
      main: area(roots.main),
      sidebar: area(roots.sidebar),
      bottom: area(roots.bottom),
      dialogs: area(roots.dialogs),
      head: area(roots.head),
    };
    if (complete) this.#letGo(roots);
    this.#done();
    return areas;
  }

  /** The markup that brings a browser up to date; empty if there is nothing to say. */
  answer(
    update: Update,
    widget: (id: string) => Element | undefined,
    options: AnswerOptions,
  ): string {
    this.#sent++;
    this.#regions = [];
    this.#rerun = update.regions;
    let html = "";
    if (update.page !== null) {
      const { sidebar, main, bottom, dialogs, head } = update.page;
      for (const root of [sidebar, main, bottom, dialogs]) html += this.#root(root, options);
      // Until the run is over, the page's settings are half said, and its last ones hold.
      if (!options.partial) html += this.#root(head, options);
      this.#index();
    }
    for (const [id, block] of update.regions) {
      // It stands in the answer already, where the page or the fragment around it has been drawn.
      if (this.#regions.includes(block) || this.#isOutdated(block)) continue;
      html += this.#region(block, id === options.region, options.partial ?? false);
    }
    for (const { to, element } of update.appended) html += this.#append(to, element, options);
    for (const block of update.replaced) html += this.#replace(block, options);
    for (const id of update.widgets) {
      const element = widget(id);
      if (element !== undefined) html += this.#widget(id, element, options.around?.(id) ?? []);
    }
    html += renderEffects(update);
    if (!options.partial) this.#letGo(update.page);
    this.#done();
    // Nothing to say is no message: the browser waits for every number.
    if (html === "") this.#sent--;
    return html;
  }

  /** What a browser that got everything up to `seen` has to be shown again. */
  missed(seen: number): Command {
    const regions: FragmentId[] = [];
    let whole = false;
    const visit = (node: Node) => {
      const isMissed = node.sent > seen;
      if (node.children === null) {
        if (isMissed) whole = true;
      } else if (node.revision > 0) {
        if (isMissed) regions.push(node.name as FragmentId);
      } else {
        if (isMissed || node.order > seen) whole = true;
        node.children.forEach(visit);
      }
    };
    this.#areas.forEach(visit);
    return whole ? { kind: "show" } : { kind: "redraw", regions };
  }

  // ── Rendering ─────────────────────────────────────────────────────────────────────────────────

  /** `inRegion`: a fragment is compared as a whole, so its leaves need no hash of their own. */
  #render(element: Element, inRegion = false): Node {
    try {
      return this.#draw(element, inRegion);
    } catch (error) {
      return this.#draw(this.#errorFor(element, error), inRegion);
    }
  }

  #draw(element: Element, inRegion: boolean): Node {
    if ("children" in element) return this.#drawBlock(element, inRegion);
    const html = renderLeaf(element, this.#links);
    const name = "id" in element ? element.id : element.kind;
    return new Leaf(name, inRegion ? 0 : fingerprint(html), this.#sent, html);
  }

  #drawBlock(block: Block, inRegion: boolean): Branch {
    const shell = blockShell(block, this.#links);
    const isFragment = block.kind === "fragment";
    const within = isFragment || inRegion;
    const before = this.#regions.length;
    const children = block.children.map((child) => this.#render(this.#newest(child), within));
    // The browser will not look into it for what is newer.
    if (this.#isOutdated(block)) this.#regions.length = before;
    else if (isFragment) this.#regions.push(block);
    const node = new Branch(block, children, this.#sent, shell);
    const shown = isFragment ? this.#blocks.get(block.id) : undefined;
    // A fragment rerun since this run drew it: the browser keeps the newer one, and so does this view.
    if (shown !== undefined && shown.revision > node.revision) {
      node.hash = shown.hash;
      node.sent = shown.sent;
      node.revision = shown.revision;
    } else {
      node.hash = fingerprint(isFragment ? children.map(htmlOf).join("") : shell[0] + shell[1]);
    }
    this.#blocks.set(block.id, node);
    return node;
  }

  /** Whether a region was sent as it is since. */
  #isOutdated(block: Block): boolean {
    return block.kind === "fragment" &&
      (this.#blocks.get(block.id)?.revision ?? 0) > block.revision;
  }

  /** Stands in place of what cannot be drawn. A run that is looked at while it goes on says it once. */
  #errorFor(element: Element, cause: unknown): ExceptionElement {
    this.#errors ??= new WeakMap();
    let box = this.#errors.get(element);
    if (box === undefined) {
      box = this.#page.errorBox(undrawable(element, cause));
      this.#errors.set(element, box);
    }
    return box;
  }

  #newest(element: Element): Element {
    const rerun = element.kind === "fragment" ? this.#rerun.get(element.region) : undefined;
    return rerun !== undefined && rerun.revision > (element as FragmentBlock).revision
      ? rerun
      : element;
  }

  /** Keeps what later answers compare with, and lets the markup go. */
  #forget(node: Node): void {
    node.html = "";
    if (node.children === null) return;
    node.tail = "";
    for (const child of node.children) this.#forget(child);
    // A fragment is sent whole or not at all: only containers inside may be written to alone.
    if (node.revision > 0) node.children = node.children.filter((child) => child.children !== null);
  }

  /**
   * Lets elements go that were shown for the last time. What the author's closures still write to
   * stays: containers hold their own.
   */
  #letGo(page: Roots | null): void {
    for (const region of this.#regions) if (!region.held) region.children.length = 0;
    if (page === null) return;
    for (const root of [page.main, page.sidebar, page.bottom]) root.children.length = 0;
  }

  /** An answer is made: what was needed for it is not held until the next. */
  #done(): void {
    this.#regions = NO_REGIONS;
    this.#rerun = NONE;
  }

  /** Finds blocks anew: a full run may have removed some. */
  #index(): void {
    const areas = this.#areas;
    this.#blocks = new Map();
    const visit = (node: Node) => {
      if (node.children === null) return;
      this.#blocks.set(node.name, node);
      node.children.forEach(visit);
    };
    areas.forEach(visit);
  }

  // ── Changes of the whole page ─────────────────────────────────────────────────────────────────

  #root(root: RootBlock, options: AnswerOptions): string {
    const before = this.#blocks.get(root.id);
    const now = this.#drawBlock(root, false);
    let html: string;
    const isSame = before?.hash === now.hash && !this.#closes(now, options);
    if (before === undefined || !isSame || !has(before.order, options)) {
      html = partial(`#${root.id}`, "outerMorph", this.#whole(now, options));
    } else {
      html = this.#children(now, before, root.id, options);
    }
    this.#forget(now);
    return html;
  }

  /**
   * Compares the children of one block. What is in both stays where it is, and with it focus and
   * what is being typed; between two that stay, the new take the places of the old.
   */
  #children(now: Branch, before: Branch, holder: string, options: AnswerOptions): string {
    const fresh = now.children;
    const old = before.children;
    const partly = options.partial ?? false;
    const pairs = pairsOf(fresh, old, partly);
    // Places are those of the old children: the browser finds all of them before it changes any.
    const at = (index: number) => `#${holder}>:nth-child(${index + 1})`;
    let html = "";
    let i = 0;
    let j = 0;
    const fill = (toFresh: number, toOld: number, open: boolean) => {
      while (!open && i < toFresh && j < toOld) {
        html += partial(at(j++), "outerMorph", htmlOf(fresh[i++]!));
      }
      if (i < toFresh) {
        const added = fresh.slice(i, toFresh).map(htmlOf).join("");
        html += j < old.length
          ? partial(at(j), "beforebegin", added)
          : partial(`#${holder}`, "beforeend", added);
      }
      while (!open && j < toOld) html += partial(at(j++), "delete", "");
    };
    for (const [inFresh, inOld] of pairs) {
      fill(inFresh, inOld, false);
      html += this.#child(fresh[inFresh]!, old[inOld]!, at(inOld), options);
      i = inFresh + 1;
      j = inOld + 1;
    }
    // Still running: what is not redrawn yet stays, behind what is.
    const drawn = new Set(fresh.map(({ name }) => name));
    const rest: Node[] = [];
    let moved = "";
    for (let k = j; partly && k < old.length; k++) {
      const { name } = old[k]!;
      // Drawn at another place already, it must not stand there twice.
      if (isId(name) && drawn.has(name)) moved += partial(at(k), "delete", "");
      else rest.push(old[k]!);
    }
    fill(fresh.length, old.length, partly);
    html += moved;
    const unmoved = pairs.length === fresh.length && old.length - rest.length === fresh.length;
    if (unmoved) now.order = before.order;
    if (rest.length > 0) now.children = [...fresh, ...rest];
    return html;
  }

  #child(now: Node, before: Node, address: string, options: AnswerOptions): string {
    const touched = options.touched?.has(now.name) ?? false;
    const isBlock = now.children !== null && before.children !== null && now.revision === 0;
    const isSame = now.hash === before.hash && !this.#closes(now, options);
    if (isBlock && isSame && has(before.order, options)) {
      const html = this.#children(now, before, now.holder, options);
      if (html === "") now.sent = before.sent;
      return html;
    }
    if (isSame && has(before.sent, options) && !isBlock && !touched) {
      now.sent = before.sent;
      return "";
    }
    return partial(address, "outerMorph", this.#whole(now, options));
  }

  /** A node's markup; if its block may still grow, the client keeps what stands behind it. */
  #whole(node: Node, { partial }: { readonly partial?: boolean }): string {
    const html = htmlOf(node);
    if (node.children === null) return html;
    if (!partial) {
      this.#open.delete(node.name);
      return html;
    }
    this.#open.add(node.name);
    return html.replace(/^<[\w-]+/, "$& data-partial");
  }

  /** Whether a block has to be sent once more, so that what is left behind it goes. */
  #closes(node: Node, { partial }: AnswerOptions): boolean {
    return !partial && this.#open.has(node.name);
  }

  // ── Changes of a part ─────────────────────────────────────────────────────────────────────────

  #region(block: FragmentBlock, main: boolean, unfinished: boolean): string {
    const node = this.#swapIn(block);
    const html = this.#whole(node, { partial: unfinished });
    this.#forget(node);
    return main ? html : partial(`#${block.id}`, "outerMorph", html);
  }

  #replace(block: Block, options: AnswerOptions): string {
    const node = this.#swapIn(block);
    // A fragment's own part is made anew from its beginning: what it had before stays meanwhile.
    const html = block.kind === "outside" ? this.#whole(node, options) : htmlOf(node);
    this.#forget(node);
    return partial(`#${block.id}`, "outerMorph", html);
  }

  #append(to: Block, element: Element, options: AnswerOptions): string {
    const holder = this.#blocks.get(to.id);
    if (holder === undefined) return partial(`#${to.id}`, "beforeend", this.#added(element, null));
    const isThere = has(holder.sent, options);
    // What was added ahead of the message that brought its container may have gone with it.
    if (holder.doubt && isThere) return this.#replace(to, options);
    holder.doubt = !isThere;
    return partial(`#${holder.holder}`, "beforeend", this.#added(element, holder));
  }

  #added(element: Element, holder: Branch | null): string {
    const node = this.#render(element);
    if (holder !== null) {
      holder.children.push(node);
      holder.order = this.#sent;
    }
    const html = htmlOf(node);
    this.#forget(node);
    return html;
  }

  #widget(id: string, element: Element, around: readonly string[]): string {
    const node = this.#render(element);
    const html = htmlOf(node);
    // Fragments are compared as a whole: those around it no longer are what was sent.
    for (const region of around) {
      const holder = this.#blocks.get(region);
      if (holder !== undefined) holder.hash = -1;
    }
    this.#areas.some((area) => replaceIn(area, node));
    this.#forget(node);
    return partial(`[data-widget="${id}"]`, "outerMorph", html);
  }

  /** Renders a block anew and puts it where the old one is in what the browser shows. */
  #swapIn(block: Block): Node {
    const old = this.#blocks.get(block.id);
    const node = this.#render(block);
    if (old === undefined) return node;
    if (node.children === null) {
      // An error stands there: whatever comes next is something else.
      old.hash = -1;
      old.sent = node.sent;
      return node;
    }
    // Its parent holds the old one.
    old.become(node);
    this.#blocks.set(block.id, old);
    return old;
  }
}

/** Puts a node in the place of that of its name, where elements are held one by one: not in fragments. Answers whether it did. */
function replaceIn(holder: Branch, node: Node): boolean {
  const at = holder.children.findIndex(({ name }) => name === node.name);
  if (at >= 0) holder.children[at] = node;
  return at >= 0 ||
    holder.children.some((child) =>
      child.children !== null && child.revision === 0 && replaceIn(child, node)
    );
}

/**
 * Which of the fresh are among the old ones, as pairs of positions, growing in both: the common
 * beginning and end, and between them the longest row of those that have an id.
 */
function pairsOf(
  fresh: readonly Node[],
  old: readonly Node[],
  partly: boolean,
): [number, number][] {
  const pairs: [number, number][] = [];
  let start = 0;
  while (
    start < fresh.length && start < old.length && fresh[start]!.name === old[start]!.name
  ) pairs.push([start, start++]);
  let freshEnd = fresh.length;
  let oldEnd = old.length;
  const tail: [number, number][] = [];
  while (
    !partly && freshEnd > start && oldEnd > start &&
    fresh[freshEnd - 1]!.name === old[oldEnd - 1]!.name
  ) tail.push([--freshEnd, --oldEnd]);

  const places = new Map<string, number>();
  for (let j = start; j < oldEnd; j++) if (isId(old[j]!.name)) places.set(old[j]!.name, j);
  const candidates: [number, number][] = [];
  for (let i = start; i < freshEnd; i++) {
    const j = places.get(fresh[i]!.name);
    if (j !== undefined) candidates.push([i, j]);
  }
  return [...pairs, ...longestGrowing(candidates), ...tail.reverse()];
}

/** Ids have a hyphen; the kind that stands for an element without id has none. */
function isId(name: string): boolean {
  return name.includes("-");
}

/** The longest row of pairs whose second numbers grow as the first do. */
function longestGrowing(pairs: readonly [number, number][]): [number, number][] {
  // For each length, the row of that length that ends lowest, as a chain back from its end.
  interface Link {
    readonly pair: [number, number];
    readonly before: Link | undefined;
  }
  const rows: Link[] = [];
  for (const pair of pairs) {
    let low = 0;
    let high = rows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (rows[middle]!.pair[1] < pair[1]) low = middle + 1;
      else high = middle;
    }
    rows[low] = { pair, before: rows[low - 1] };
  }
  const longest: [number, number][] = [];
  for (let link = rows.at(-1); link !== undefined; link = link.before) longest.push(link.pair);
  return longest.reverse();
}

/** What the author is told of an element that cannot be drawn, most often because its text is none. */
function undrawable(element: Element, cause: unknown): Error {
  const missing = Object.entries(element).find(([, value]) => value === undefined)?.[0];
  const reason = missing === undefined
    ? cause instanceof Error ? cause.message : String(cause)
    : `its ${missing} is undefined`;
  return new TypeError(`Cannot draw ${element.kind}: ${reason}`, { cause });
}

/** Whether the browser has what came with a message. */
function has(message: number, { seen, came }: AnswerOptions): boolean {
  return message <= seen || (came?.(message) ?? false);
}

function htmlOf(node: Node): string {
  if (node.children === null) return node.html;
  let html = node.html;
  for (const child of node.children) html += htmlOf(child);
  return html + node.tail;
}

function partial(target: string, swap: string, html: string): string {
  return `<hx-partial hx-target="${escape(target)}" hx-swap="${swap}">${html}</hx-partial>`;
}
