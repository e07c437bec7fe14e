/** Draws on a page what a cached function has drawn on none: names, files and the like become the page's own. */
import { blockIn } from "./block.ts";
import type { Block } from "./block.ts";
import { put } from "./draw.ts";
import type { Element } from "./element.ts";
import { failing } from "./elements/chart.ts";
import { putLogo } from "./elements/logo.ts";
import type { MediaSource } from "./elements/media_source.ts";
import { isCurrent } from "./elements/page_link.ts";
import type { BlockId } from "./ids.ts";
import { changeConfig } from "./page_config.ts";
import type { PageConfigElement } from "./page_config.ts";
import { readerOf } from "./reader.ts";
import type { Drawn } from "./recording.ts";
import { enter } from "./scope.ts";
import type { Scope } from "./scope.ts";

/** Draws `drawn` at the place of `scope`, and in the areas that it was drawn in. */
export function replay({ roots, files, effects }: Drawn, scope: Scope): void {
  const { run } = scope;
  const own = run.session.roots;
  const fill = (block: Block, elements: readonly Element[]) => {
    if (elements.length === 0) return;
    const there = { ...scope, block };
    const again = new Again(there, files);
    enter(there, () => {
      for (const element of elements) put(there, "a cached element", again.of(element, block));
    });
  };
  fill(scope.block, roots.main.children);
  fill(own.sidebar, roots.sidebar.children);
  fill(own.bottom, roots.bottom.children);
  const [config, ...head] = roots.head.children;
  const { heading } = config as PageConfigElement;
  if (heading !== null && run.session.config.heading === null) changeConfig(scope, { heading });
  for (const element of head) {
    if (element.kind === "logo") putLogo(run, new Again(scope, files).of(element, own.head));
  }
  if (!run.quiet) run.update.effects.push(...effects);
}

/** Makes elements of one page from those of another. */
class Again {
  readonly #scope: Scope;
  readonly #files: Drawn["files"];

  constructor(scope: Scope, files: Drawn["files"]) {
    this.#scope = scope;
    this.#files = files;
  }

  /** The same element for a place in `parent`. */
  of<E extends Element>(element: E, parent: Block): E {
    return this.#of(element, parent, this.#scope.block.place.share) as E;
  }

  /** `share` is the part of the width that the whole of the drawing has here. */
  #of(element: Element, parent: Block, share: number): Element {
    if ("children" in element) return this.#block(element, parent, share);
    const { run } = this.#scope;
    switch (element.kind) {
      case "heading": {
        const { anchor } = element;
        return { ...element, anchor: anchor === null ? null : run.session.anchors.claim(anchor) };
      }
      case "image": {
        const { pictures } = element;
        return {
          ...element,
          pictures: pictures.map((one) => ({ ...one, source: this.#source(one.source) })),
        };
      }
      case "audio":
      case "logo":
      case "pdf":
        return { ...element, source: this.#source(element.source) };
      case "video": {
        const { source, poster, subtitles } = element;
        return {
          ...element,
          source: this.#source(source),
          poster: poster === null ? null : this.#source(poster),
          subtitles: subtitles.map((one) => ({ ...one, source: this.#source(one.source) })),
        };
      }
      case "chart": {
        const { chart } = element;
        return {
          ...element,
          chart: "reader" in chart ? { ...chart, reader: readerOf(run) } : chart,
          share: element.share * share,
          failed: failing(this.#scope),
        };
      }
      case "graphviz":
        return { ...element, failed: failing(this.#scope) };
      case "pageLink":
        return { ...element, current: isCurrent(run.session, element) };
      default:
        return element;
    }
  }

  #block(element: Block, parent: Block, share: number): Block {
    const base = blockIn(parent, element.kind, this.#scope.instance.id, {
      share: element.place.share * share,
    });
    const block = { ...element, ...base } as Block;
    // Panels are named by their labels, behind the name of their tabs.
    if (element.kind === "tab") Object.assign(block, { id: renamed(element.id, parent) });
    for (const child of element.children) block.children.push(this.#of(child, block, share));
    if (block.kind !== "tabs") return block;
    return {
      ...block,
      tabs: block.tabs.map(({ label, panel }) => ({ label, panel: renamed(panel, block) })),
      first: renamed(block.first, block),
    };
  }

  /** A file is served by the page that shows it. */
  #source(source: MediaSource): MediaSource {
    if (source.kind !== "file") return source;
    const file = this.#files.get(source.id);
    // Of thousands in one drawing, the first were let go.
    if (file === undefined) return source;
    return { ...source, id: this.#scope.run.session.files.add(file) };
  }
}

/** The name of a panel in tabs of another name. */
function renamed(panel: BlockId, tabs: Block): BlockId {
  return `${tabs.id}${panel.slice(panel.lastIndexOf("-tab"))}` as BlockId;
}
