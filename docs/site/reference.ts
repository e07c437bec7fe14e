/** The API reference, as `deno doc` reads it from the doc comments. */
import config from "../../deno.json" with { type: "json" };
import { functionText, typeParamsText, typeText } from "./type_text.ts";
import type { DocFunction, DocType, DocTypeParam } from "./type_text.ts";

const ROOT = new URL("../../", import.meta.url);

/** What can be imported, and where from; the package's own name first. */
const MODULES = Object.entries(config.exports)
  // That one is to be run.
  .filter(([path]) => path !== "./init")
  .map(([path, file]) => ({ file, name: config.name + path.slice(1) }));

/** One name that can be imported. */
export interface Entry {
  readonly name: string;
  /** What it is imported from. */
  readonly module: string;
  readonly path: string;
  readonly kind: "function" | "variable" | "interface" | "typeAlias" | "class";
  /** Its first sentence, as Markdown. */
  readonly summary: string;
  readonly declarations: readonly Declaration[];
}

/** One declaration; a function with overloads has several. */
export interface Declaration {
  /** As TypeScript. */
  readonly signature: string;
  /** As Markdown. */
  readonly text: string;
  readonly members: readonly Member[];
  /** Names in its signature that have a page of their own. */
  readonly types: readonly string[];
  readonly throws: readonly string[];
  readonly examples: readonly string[];
}

/** A field or a method of an interface or a class. */
export interface Member {
  readonly signature: string;
  readonly text: string;
}

/** Names that belong together, in the order of `mod.ts`. */
export interface Section {
  readonly title: string;
  readonly entries: readonly Entry[];
}

interface DocComment {
  readonly doc?: string;
  readonly tags?: readonly {
    readonly kind: string;
    readonly doc?: string;
    readonly tsType?: DocType;
  }[];
}

interface DocMember extends DocFunction {
  readonly name: string;
  readonly kind?: string;
  readonly jsDoc?: DocComment;
  readonly readonly?: boolean;
  readonly optional?: boolean;
  readonly isStatic?: boolean;
  readonly tsType?: DocType;
  readonly functionDef?: DocFunction;
}

interface DocDeclaration {
  readonly kind: Entry["kind"];
  readonly jsDoc?: DocComment;
  readonly def: DocFunction & {
    readonly tsType?: DocType;
    readonly typeParams?: readonly DocTypeParam[];
    readonly properties?: readonly DocMember[];
    readonly methods?: readonly DocMember[];
    readonly callSignatures?: readonly DocFunction[];
  };
}

interface DocSymbol {
  readonly name: string;
  readonly declarations: readonly DocDeclaration[];
}

/**
 * All names, by sections.
 *
 * @throws {Error} If `deno doc` fails.
 */
export async function readReference(): Promise<readonly Section[]> {
  const [main, ...others] = await Promise.all(MODULES.map(readModule));
  const found = new Map(main!.entries.map((entry) => [entry.name, entry]));
  const sections = await sectionsOf(found);
  const rest = others.map(({ title, entries }) => ({
    title: `From ${title}`,
    // What the main module has, too, is told of there.
    entries: entries.filter(({ name }) => !found.has(name)),
  }));
  return [...sections, ...rest];
}

/** As the comments of `mod.ts` put them together. */
async function sectionsOf(found: ReadonlyMap<string, Entry>): Promise<Section[]> {
  const source = await Deno.readTextFile(new URL("mod.ts", ROOT));
  return source.split(/^\/\/ /m).slice(1).map((part) => {
    const [title] = part.split("\n", 1);
    const names = [...part.matchAll(/export (?:type )?\{([^}]+)\}/g)]
      .flatMap(([, list]) => list!.split(",").map((name) => name.trim()))
      .filter((name) => name !== "");
    return { title: title!, entries: names.map((name) => found.get(name)!) };
  });
}

async function readModule(
  { file, name: module }: typeof MODULES[number],
): Promise<Section> {
  const { stdout, stderr, success } = await new Deno.Command(Deno.execPath(), {
    args: ["doc", "--quiet", "--json", file],
    cwd: ROOT,
  }).output();
  if (!success) {
    throw new Error(`Cannot read the API of "${file}": ${new TextDecoder().decode(stderr)}`);
  }
  const { nodes } = JSON.parse(new TextDecoder().decode(stdout)) as {
    nodes: Record<string, { symbols: readonly DocSymbol[] }>;
  };
  const symbols = Object.values(nodes).flatMap(({ symbols }) => symbols);
  const names = new Set(symbols.map(({ name }) => name));
  return { title: module, entries: symbols.map((symbol) => entryOf(symbol, module, names)) };
}

function entryOf(
  { name, declarations }: DocSymbol,
  module: string,
  names: ReadonlySet<string>,
): Entry {
  const [first] = declarations;
  const text = textOf(first!.jsDoc, names);
  return {
    name,
    module,
    path: `/api/${name}`,
    kind: first!.kind,
    summary: /^.*?\.(?=\s|$)/s.exec(text)?.[0].replaceAll("\n", " ") ?? text,
    declarations: declarations.map((declaration) => declarationOf(name, declaration, names)),
  };
}

function declarationOf(
  name: string,
  { kind, def, jsDoc }: DocDeclaration,
  names: ReadonlySet<string>,
): Declaration {
  const signature = signatureOf(name, kind, def);
  const tags = (kind: string) => jsDoc?.tags?.filter((tag) => tag.kind === kind) ?? [];
  return {
    signature,
    text: textOf(jsDoc, names),
    members: [...membersOf(def, names), ...optionsOf(def, names)],
    types: [...new Set(signature.match(/\b[A-Z]\w+/g))].filter((type) =>
      names.has(type) && type !== name
    ),
    throws: tags("throws").map(({ tsType, doc }) =>
      `\`${tsType === undefined ? "Error" : typeText(tsType)}\`: ${withLinks(doc ?? "", names)}`
    ),
    examples: tags("example").map(({ doc = "" }) => doc),
  };
}

function signatureOf(name: string, kind: Entry["kind"], def: DocDeclaration["def"]): string {
  switch (kind) {
    case "function":
      return `function ${name}${functionText(def)}`;
    case "variable":
      return `const ${name}: ${typeText(def.tsType!)}`;
    case "typeAlias":
      return `type ${name}${typeParamsText(def.typeParams)} = ${typeText(def.tsType!)}`;
    case "interface":
    case "class":
      return `${kind} ${name}${typeParamsText(def.typeParams)}`;
    default:
      return kind satisfies never;
  }
}

function membersOf(
  { properties = [], methods = [], callSignatures = [] }: DocDeclaration["def"],
  names: ReadonlySet<string>,
): Member[] {
  const told = [...properties, ...methods].filter(({ name, jsDoc, isStatic }) =>
    !name.startsWith("[") && !isStatic && !jsDoc?.tags?.some(({ kind }) => kind === "internal")
  );
  return [
    ...callSignatures.map((signature) => ({ signature: functionText(signature), text: "" })),
    ...told.map((member) => ({
      signature: memberText(member),
      text: textOf(member.jsDoc, names),
    })),
  ];
}

/** What is told of the fields that stand in the signature itself. */
function optionsOf(def: DocDeclaration["def"], names: ReadonlySet<string>): Member[] {
  const told: Member[] = [];
  const look = (value: unknown) => {
    if (typeof value !== "object" || value === null) return;
    const { kind, value: inner } = value as DocType;
    if (kind === "typeLiteral") {
      for (const property of (inner.properties ?? []) as DocMember[]) {
        if (property.jsDoc?.doc === undefined) continue;
        told.push({ signature: memberText(property), text: textOf(property.jsDoc, names) });
      }
    }
    Object.values(value).forEach(look);
  };
  look(def.params);
  if (def.properties === undefined && def.methods === undefined) look(def.tsType);
  return told;
}

function memberText(member: DocMember): string {
  const { name, kind, optional, tsType, functionDef = member } = member;
  if (kind === "getter") return `${name}: ${typeText(functionDef.returnType!)}`;
  if (kind === "method") return `${name}${functionText(functionDef)}`;
  return `${name}${optional ? "?" : ""}${tsType === undefined ? "" : `: ${typeText(tsType)}`}`;
}

function textOf(comment: DocComment | undefined, names: ReadonlySet<string>): string {
  return withLinks(comment?.doc?.trim() ?? "", names);
}

/** What comments link by name leads to that name's page; what they link by path is text. */
function withLinks(text: string, names: ReadonlySet<string>): string {
  return text.replace(
    /\{@link(?:code)? (\w+)(?:\.\w+)?\}/g,
    (_, name) => names.has(name) ? `[\`${name}\`](/api/${name})` : `\`${name}\``,
  )
    .replace(/\[([^\]]+)\]\((?!\w+:|\/)[^)\s]+\)/g, "$1");
}
