/** The Markdown files of this folder, taken apart into what the pages of `docs/app.ts` draw. */

const FOLDER = new URL("../", import.meta.url);

/** A piece of a document, drawn by an element of its own. */
export type Part =
  | { readonly kind: "heading"; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: "text"; readonly source: string }
  | { readonly kind: "diagram"; readonly source: string; readonly alt: string }
  /** A file of this folder. */
  | { readonly kind: "picture"; readonly file: URL; readonly alt: string }
  | { readonly kind: "message"; readonly source: string }
  | { readonly kind: "program"; readonly file: string; readonly source: string };

/** One file. */
export interface Document {
  /** Of the file, without its ending: `"tutorial"`, `"decisions/0003-one-post-per-region"`. */
  readonly name: string;
  readonly path: string;
  readonly title: string;
  /** Its first paragraph, as Markdown. */
  readonly summary: string;
  readonly parts: readonly Part[];
}

/** All documents, by name. */
export async function readDocuments(): Promise<ReadonlyMap<string, Document>> {
  const names: string[] = [];
  for (const folder of ["", "decisions/"]) {
    for await (const { name } of Deno.readDir(new URL(folder, FOLDER))) {
      if (name.endsWith(".md")) names.push(folder + name.slice(0, -".md".length));
    }
  }
  const read = async (name: string): Promise<[string, Document]> => [
    name,
    documentOf(name, await Deno.readTextFile(new URL(`${name}.md`, FOLDER)), new Set(names)),
  ];
  return new Map(await Promise.all(names.sort().map(read)));
}

function documentOf(name: string, markdown: string, known: ReadonlySet<string>): Document {
  const parts = partsOf(linked(name, markdown, known));
  const title = parts.find((part) => part.kind === "heading")?.text.replaceAll("`", "") ?? name;
  const first = parts.find((part) => part.kind === "text");
  return {
    name,
    path: `/${name}`,
    title,
    summary: first === undefined ? "" : paragraphOf(first.source),
    parts,
  };
}

/** The first one, in one line and without its links. */
function paragraphOf(source: string): string {
  const paragraph = source.split("\n\n").find((text) => !text.startsWith("```")) ?? "";
  return paragraph.replaceAll("\n", " ").replace(/\[([^\]]+)\]\([^)]+\)/g, "$1");
}

/** Links between documents lead to pages; what leads out of this folder is text here. Pictures stay. */
function linked(name: string, markdown: string, known: ReadonlySet<string>): string {
  return markdown.replace(/(?<!!)\[([^\]]+)\]\((?!\w+:|#)([^)\s]+)\)/g, (_, text, target) => {
    const { pathname, hash } = new URL(target, `file:///docs/${name}`);
    const found = /^\/docs\/(.+)\.md$/.exec(pathname)?.[1];
    if (found === undefined || !known.has(found)) return text;
    // Not the first of its kind in the link: its text may be the same.
    return `[${text}](/${found}${hash})`;
  });
}

const FENCE = /^```(\S*)[^\S\n]*([^\n]*)\n(.*?)^```$/ms;
/** A drawing in a line of its own. */
const PICTURE = /^!\[([^\]]+)\]\(([\w/-]+\.svg)\)$/m;
const HEADING = /^(#{1,3}) (.+)$/m;

/** Splits at headings, diagrams, pictures, messages and programs; everything else is text. */
function partsOf(markdown: string): Part[] {
  const parts: Part[] = [];
  let text = "";
  let rest = markdown;
  let heading = "";
  const flush = () => {
    if (text.trim() !== "") parts.push({ kind: "text", source: text.trim() });
    text = "";
  };
  while (rest !== "") {
    const title = HEADING.exec(rest);
    const fence = FENCE.exec(rest);
    const picture = PICTURE.exec(rest);
    const next = [title, fence, picture].filter((match) => match !== null)
      .sort((a, b) => a.index - b.index)[0];
    if (next === undefined) {
      text += rest;
      break;
    }
    text += rest.slice(0, next.index);
    rest = rest.slice(next.index + next[0].length);
    const part = next === title
      ? headingOf(next)
      : next === picture
      ? pictureOf(next)
      : specialOf(next, heading);
    if (part?.kind === "heading") heading = part.text;
    if (part === null) {
      text += next[0];
      continue;
    }
    flush();
    parts.push(part);
  }
  flush();
  return parts;
}

function headingOf([, hashes, text]: RegExpExecArray): Part {
  return { kind: "heading", level: hashes!.length as 1 | 2 | 3, text: text! };
}

function pictureOf([, alt, path]: RegExpExecArray): Part {
  return { kind: "picture", file: new URL(path!, FOLDER), alt: alt! };
}

/** What stands below a heading in a fence; null for code that is shown as any other. */
function specialOf([, language, about, source]: RegExpExecArray, heading: string): Part | null {
  if (language === "mermaid") {
    return { kind: "diagram", source: source!, alt: `Diagram: ${heading}` };
  }
  if (language === "text") return { kind: "message", source: source!.trim() };
  const file = /\bprograms\/([\w-]+\.tsx?)$/.exec(about!)?.[1];
  return file === undefined ? null : { kind: "program", file, source: source! };
}
