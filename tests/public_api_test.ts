/** What `deno doc` tells of the public names: each is explained, and none hands out an `any` but session state. */
import { assert, assertEquals } from "@std/assert";

const ROOT = new URL("../", import.meta.url);

/** Session state is plain data of any kind; the typed way to it is `state()`. */
const FREE = ["sessionState", "Tab.sessionState"];

interface Member {
  readonly name: string;
  readonly jsDoc?: { readonly doc?: string };
}
interface Declared extends Member {
  readonly declarations: readonly {
    readonly kind: string;
    readonly jsDoc?: { readonly doc?: string };
    readonly def?: {
      readonly properties?: readonly Member[];
      readonly methods?: readonly Member[];
    };
  }[];
}

async function publicNames(): Promise<Declared[]> {
  const { exports } = JSON.parse(await Deno.readTextFile(new URL("deno.json", ROOT)));
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["doc", "--json", ...Object.values<string>(exports)],
    cwd: ROOT.pathname,
  }).output();
  const { nodes } = JSON.parse(new TextDecoder().decode(stdout)) as {
    nodes: Record<string, { symbols: Declared[] }>;
  };
  // What one entry point has of another's is explained there.
  return Object.values(nodes).flatMap(({ symbols }) => symbols)
    .filter(({ declarations }) => declarations.some(({ kind }) => kind !== "reference"));
}

function hasAny(type: unknown): boolean {
  if (typeof type !== "object" || type === null) return false;
  const { kind, value } = type as { kind?: unknown; value?: unknown };
  return (kind === "keyword" && value === "any") || Object.values(type).some(hasAny);
}

Deno.test("every public name is explained, and is of a type", async () => {
  const names = await publicNames();
  assert(names.length > 200, `${names.length} names`);
  const unexplained: string[] = [];
  const untyped: string[] = [];
  for (const { name, declarations } of names) {
    if (!declarations.some(({ jsDoc }) => jsDoc?.doc)) unexplained.push(name);
    for (const { def = {} } of declarations) {
      const { properties = [], methods = [], ...rest } = def;
      if (hasAny(rest)) untyped.push(name);
      for (const member of [...properties, ...methods]) {
        if (hasAny(member)) untyped.push(`${name}.${member.name}`);
      }
    }
  }
  assertEquals(unexplained, []);
  assertEquals(untyped.sort(), FREE.toSorted());
});
