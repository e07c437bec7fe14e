/** What a page's author is told of its fragments: how often each ran, how long, how much was sent, why. */
import type { Instance } from "../../runtime/fragment.ts";
import { PAGE } from "../../runtime/ids.ts";
import type { Run } from "../../runtime/run.ts";
import type { Drawing } from "../../runtime/session.ts";

/** Of one fragment of a page, or of the page itself. */
export interface Figure {
  readonly id: string;
  readonly name: string;
  /** How deep it stands inside others. */
  readonly depth: number;
  runs: number;
  /** How long it took last, from its first line until its last promise was settled; null while it does. */
  ms: number | null;
  /** Of its markup as last sent; what was unchanged was not sent. */
  bytes: number;
  /** Why it ran last. */
  why: string;
}

export class Figures {
  readonly #figures: Map<string, Figure> = new Map();
  readonly #now: () => number;
  /** Told that some have changed. */
  onChange: () => void = () => {};

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** All of what is still on the page, in the order in which it was first drawn. */
  of(isThere: (id: string) => boolean): readonly Figure[] {
    for (const id of this.#figures.keys()) if (!isThere(id)) this.#figures.delete(id);
    return [...this.#figures.values()];
  }

  /** A fragment is being drawn, or the page. */
  begin(instance: Instance, run: Run): Drawing {
    const figure = this.#figure(instance);
    const start = this.#now();
    figure.runs++;
    figure.ms = null;
    figure.why = whyOf(instance, run);
    this.onChange();
    const end = () => {
      figure.ms = this.#now() - start;
      this.onChange();
    };
    return { end };
  }

  /** Markup that goes out to the browser. */
  sent(html: string): void {
    if (html === "") return;
    for (const [id, size] of sizesOf(html)) {
      const figure = this.#figures.get(id);
      if (figure !== undefined && size > 0) figure.bytes = size;
    }
    this.onChange();
  }

  #figure(instance: Instance): Figure {
    let figure = this.#figures.get(instance.id);
    if (figure === undefined) {
      const depth = depthOf(instance);
      figure = {
        id: instance.id,
        name: nameOf(instance),
        depth,
        runs: 0,
        ms: null,
        bytes: 0,
        why: "",
      };
      this.#figures.set(instance.id, figure);
    }
    return figure;
  }
}

function nameOf({ definition }: Instance): string {
  if (definition === null) return "page";
  return definition.options.key ?? (definition.name || "without a name");
}

function depthOf({ parent }: Instance): number {
  return parent === null ? 0 : 1 + depthOf(parent);
}

/** Why an instance is drawn by a run, in words. */
function whyOf(instance: Instance, run: Run): string {
  if (instance.id !== run.root.id) return `${nameOf(run.root)} ran`;
  const used = run.reasons.flatMap(({ events }) => events)
    .map(({ widget }) => run.session.widgets.get(widget)?.element.label ?? "")
    .filter((label) => label !== "");
  const words = new Set(run.reasons.map(({ cause }) => {
    switch (cause) {
      case "opened":
        return "opened";
      case "used":
        return `“${used.join("”, “")}”`;
      case "time":
        return "time";
      case "topic":
        return "topic";
      case "rerun":
        return "rerun()";
      case "asked for":
      case "shown":
        return "asked for";
      default:
        return cause satisfies never;
    }
  }));
  return [...words].join(", ");
}

/**
 * Bytes of each region in a piece of markup, without those of the regions inside it; what stands in
 * none is the page's. A raw `<` is nowhere but at the beginning of a tag.
 */
export function sizesOf(html: string): Map<string, number> {
  const sizes = new Map<string, number>();
  const open: string[] = [PAGE];
  const encoder = new TextEncoder();
  let from = 0;
  const add = (to: number) => {
    const id = open.at(-1)!;
    sizes.set(id, (sizes.get(id) ?? 0) + encoder.encode(html.slice(from, to)).length);
    from = to;
  };
  for (const tag of html.matchAll(/<eddy-fragment\b[^>]*? id="([^"]*)"[^>]*>|<\/eddy-fragment>/g)) {
    const [text, id] = tag;
    if (id !== undefined) {
      add(tag.index);
      open.push(id);
    } else {
      add(tag.index + text.length);
      if (open.length > 1) open.pop();
    }
  }
  add(html.length);
  return sizes;
}
