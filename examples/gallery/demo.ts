/**
 * Reads demos out of a file of TypeScript: each exported function is one. What is told of it is the
 * comment above it, and what is shown as its source is what runs.
 */
export interface Demo {
  /** Name of the function; for an element, the element's. */
  readonly name: string;
  /** Markdown. */
  readonly about: string;
  /** Names of other demos. */
  readonly related: readonly string[];
  /** The function's body, after the imports and declarations that it uses. */
  readonly source: string;
  readonly run: () => unknown;
}

/** The functions of one file, by their names. */
export type Demos = Readonly<Record<string, () => unknown>>;

/** All demos of a file beside this one, in its order. */
export async function readDemos(file: string, demos: Demos): Promise<Demo[]> {
  const source = await (await fetch(new URL(file, import.meta.url))).text();
  const declarations = declarationsIn(source);
  return [...source.matchAll(FUNCTION)].map(({ groups }) => {
    const { comment, name, body } = groups!;
    const [about, related = ""] = comment!.replaceAll(/^ \* ?/gm, "").trim().split("@see ");
    const lines = body!.replaceAll(/^ {2}/gm, "").trim();
    return {
      name: name!,
      about: about!.trim().replaceAll("\n", " "),
      related: related === "" ? [] : related.trim().split(/,\s*/),
      source: [...usedBy(lines, declarations), lines].join("\n\n"),
      run: demos[name!]!,
    };
  });
}

/** As `deno fmt` writes it: a comment, and a function at the top level of the file. */
const FUNCTION =
  /^\/\*\*\n(?<comment>(?: \*.*\n)+?) \*\/\nexport (?:async )?function (?<name>\w+)\(\).*\{\n(?<body>[^]*?)\n\}$/gm;

/** Something that demos of a file share. */
interface Declaration {
  readonly names: readonly string[];
  readonly text: string;
  /** For what is imported: where from. */
  readonly from?: string;
}

/** What stands at the top level and is not exported; it ends with the file's next blank line. */
function declarationsIn(source: string): Declaration[] {
  const imported = [...source.matchAll(/^import \{(?<list>[^}]+)\} from (?<from>.*);$/gm)]
    .flatMap(({ groups }) => {
      const { list, from } = groups!;
      return list!.split(",").map((text) => text.trim()).filter((text) => text !== "")
        .map((text) => ({ names: [text.split(" as ").at(-1)!], text, from: from! }));
    });
  const own = source.matchAll(
    /^(?:\/\*\*.*\*\/\n)?(?:const|let|function|interface|type) [^]*?(?=\n\n|(?![^]))/gm,
  );
  return [
    ...imported,
    ...own.map(([text]) => ({
      names: [...text.matchAll(/^(?:const|let|function|interface|type) (\w+)/gm)].map(([, one]) =>
        one!
      ),
      text: text.trim(),
    })),
  ];
}

/** What `source` uses, and what that uses itself, in the order of the file. */
function usedBy(source: string, declarations: readonly Declaration[]): string[] {
  const used = new Set<Declaration>();
  const look = (code: string) => {
    // What is only said is not used.
    const text = code.replaceAll(/"(?:[^"\\\n]|\\.)*"/g, '""');
    for (const one of declarations) {
      if (used.has(one) || !one.names.some((name) => new RegExp(`\\b${name}\\b`).test(text))) {
        continue;
      }
      used.add(one);
      look(one.text);
    }
  };
  look(source);
  const imports = Map.groupBy(
    [...used].filter(({ from }) => from !== undefined),
    ({ from }) => from!,
  );
  const lines = [...imports].map(([from, all]) =>
    `import { ${all.map(({ text }) => text).sort().join(", ")} } from ${from};`
  );
  const own = declarations.filter((one) => used.has(one) && one.from === undefined);
  return [...(lines.length === 0 ? [] : [lines.join("\n")]), ...own.map(({ text }) => text)];
}
