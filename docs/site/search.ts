/** Finds places in the documents and names of the API by words. */
import type { Document } from "./documents.ts";
import type { Section } from "./reference.ts";

/** Where something is told. */
export interface Place {
  /** Of the page. */
  readonly path: string;
  /** The heading, or the name. */
  readonly heading: string;
  /** What the page is called. */
  readonly title: string;
  /** The heading leads there; null for the page's beginning. */
  readonly anchor: string | null;
}

interface Indexed extends Place {
  readonly name: string;
  readonly text: string;
  readonly weight: number;
}

/** A search through everything. */
export function searchIn(
  documents: Iterable<Document>,
  reference: readonly Section[],
): (words: string, most: number) => readonly Place[] {
  const index = [...indexOf(documents), ...indexOfReference(reference)];
  return (words, most) => {
    const wanted = words.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
    if (wanted.length === 0) return [];
    return index.map((place) => ({ place, score: scoreOf(place, wanted) }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score)
      .slice(0, most)
      .map(({ place }) => place);
  };
}

function* indexOf(documents: Iterable<Document>): Generator<Indexed> {
  for (const { path, title, parts } of documents) {
    // Why something is so is looked for less often than how.
    const weight = path.includes("/decisions/") ? 0.5 : 1;
    let heading = title;
    let text = "";
    // The first one is the title.
    for (const part of [...parts.slice(1), null]) {
      if (part !== null && part.kind !== "heading") {
        text += ` ${(part.kind === "picture" ? part.alt : part.source).toLowerCase()}`;
        continue;
      }
      const anchor = heading === title ? null : heading;
      yield { path, title, heading, anchor, name: heading.toLowerCase(), text, weight };
      heading = part?.text ?? "";
      text = "";
    }
  }
}

function* indexOfReference(reference: readonly Section[]): Generator<Indexed> {
  for (const { title, entries } of reference) {
    for (const { path, name, summary } of entries) {
      yield {
        path,
        title,
        heading: name,
        anchor: null,
        name: name.toLowerCase(),
        text: summary.toLowerCase(),
        weight: 1,
      };
    }
  }
}

/** 0 unless all words are there; more where they stand in the heading, or are all of it. */
function scoreOf({ name, text, weight }: Indexed, wanted: readonly string[]): number {
  let score = name === wanted.join(" ") ? 10 : 0;
  for (const word of wanted) {
    if (name.startsWith(word)) score += 5;
    else if (name.includes(word)) score += 3;
    else if (text.includes(word)) score += 1;
    else return 0;
  }
  return score * weight;
}
