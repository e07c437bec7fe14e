/**
 * A block is an element that holds other elements: a container, a column, a fragment's own region.
 * This file knows how blocks are named and nested; what kinds there are is said in `elements/`.
 */
import { blockId } from "./ids.ts";
import type { BlockId, FragmentId } from "./ids.ts";
import type { Element } from "./element.ts";

/** What every block has. `region` is the fragment whose rerun redraws it. */
export interface BlockBase<K extends string> {
  readonly kind: K;
  readonly id: BlockId;
  readonly region: FragmentId;
  readonly children: Element[];
  /** Where widgets inside belong. */
  readonly place: Place;
}

/** What a block hands down to the blocks inside it. */
export interface Place {
  /** Id of the form around it. */
  readonly form: BlockId | null;
  /** The page's area it stands in: widgets without key are told apart by it. */
  readonly area: "main" | "sidebar" | "bottom" | "dialog";
  /** Its part of the width of its area, from 0 to 1. */
  readonly share: number;
  /** Drawn by a fragment into a container that was made outside it, where widgets are refused. */
  readonly outside: boolean;
}

/** The page's areas, and the region of a fragment. */
export interface RootBlock extends BlockBase<"root"> {
  readonly name: "main" | "sidebar" | "bottom" | "dialogs" | "head";
}
/** The region that a fragment's rerun redraws. */
export interface FragmentBlock extends BlockBase<"fragment"> {
  /** Grows with each redrawing, so that an older answer never overwrites a newer one. */
  revision: number;
  /** What is in it may be shown again as it is, and is not let go. */
  readonly held: boolean;
}
/** The part of a foreign container that belongs to a fragment with `outside: "replace"`. */
export type OutsideBlock = BlockBase<"outside">;

/** Any element that holds others. */
export type Block = Extract<Element, { readonly children: Element[] }>;

/** How many of each kind a block holds so far; dies with it. Records: a map takes up three times as much. */
const counts = new WeakMap<object, Record<string, number>>();

/** Counts one more of `kind` in `parent`, from 0. */
export function nth(parent: object, kind: string): number {
  let kinds = counts.get(parent);
  if (kinds === undefined) counts.set(parent, kinds = {});
  const n = kinds[kind] ?? 0;
  kinds[kind] = n + 1;
  return n;
}

/** Counts from 0 again: what `parent` held is drawn anew. */
export function resetCounts(parent: object): void {
  counts.delete(parent);
}

/** A fragment's region, which is called by its name. */
export function regionOf(id: FragmentId, place: Place, held: boolean): FragmentBlock {
  return {
    kind: "fragment",
    id: id as string as BlockId,
    region: id,
    children: [],
    place,
    revision: 0,
    held,
  };
}

/** The common part of a new block inside `parent`, drawn by `region`. */
export function blockIn<K extends string>(
  parent: Block,
  kind: K,
  region: FragmentId,
  place: Partial<Place> = {},
): BlockBase<K> {
  return {
    kind,
    id: blockId(parent, kind, nth(parent, kind)),
    region,
    children: [],
    place: Object.keys(place).length === 0 ? parent.place : { ...parent.place, ...place },
  };
}
