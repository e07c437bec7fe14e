/** The options of public functions as their doc comments tell them, by `deno doc`. */

/** One option: its name, its type as it is written, and what it does. */
export type DocumentedOption = readonly [name: string, type: string, words: string];

const MOD = new URL("../../mod.ts", import.meta.url);

/** What `deno doc --json` says, as far as it is read here. */
interface Documented {
  readonly name: string;
  readonly declarations: readonly Declaration[];
}
interface Declaration {
  readonly kind: string;
  readonly jsDoc?: { readonly doc?: string; readonly tags?: readonly { readonly kind: string }[] };
  readonly def: {
    readonly params?: readonly Parameter[];
    readonly extends?: readonly TsType[];
    readonly properties?: readonly Property[];
  };
}
interface Parameter {
  readonly kind: string;
  readonly name?: string;
  readonly left?: Parameter;
  readonly tsType?: TsType;
}
interface Property {
  readonly name: string;
  readonly tsType?: TsType;
  readonly jsDoc?: { readonly doc?: string };
}
interface TsType {
  readonly kind: string;
  readonly repr?: string;
  readonly value: unknown;
}

/** The public functions and types of Eddy, by name. */
export async function documented(): Promise<ReadonlyMap<string, Documented>> {
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["doc", "--json", MOD.pathname],
  }).output();
  const { nodes } = JSON.parse(new TextDecoder().decode(stdout)) as {
    nodes: Record<string, { symbols: Documented[] }>;
  };
  const symbols = Object.values(nodes).flatMap(({ symbols }) => symbols);
  return new Map(symbols.map((one) => [one.name, one]));
}

/** Options of the function of this name; none if it has none. */
export function optionsOf(
  all: ReadonlyMap<string, Documented>,
  name: string,
): readonly DocumentedOption[] {
  const found = new Map<string, DocumentedOption>();
  for (const { kind, def } of all.get(name)?.declarations ?? []) {
    if (kind !== "function") continue;
    const last = def.params?.at(-1);
    const type = (last?.left ?? last)?.tsType;
    for (const { name, tsType, jsDoc } of type === undefined ? [] : propertiesOf(all, type)) {
      const words = (jsDoc?.doc ?? "").trim().replaceAll(/\s+/g, " ");
      // Of overloads, one may say more of an option than the others.
      const before = found.get(name);
      if (before !== undefined && before[2].length >= words.length) continue;
      found.set(name, [name, tsType === undefined ? "unknown" : written(tsType), words]);
    }
  }
  return [...found.values()];
}

function propertiesOf(all: ReadonlyMap<string, Documented>, type: TsType): readonly Property[] {
  if (type.kind === "intersection") {
    // What only this one has stands last in its type, and is to be read first.
    return (type.value as TsType[]).toReversed().flatMap((part) => propertiesOf(all, part));
  }
  if (type.kind === "typeLiteral") return (type.value as { properties: Property[] }).properties;
  if (type.kind !== "typeRef") return [];
  const { typeName } = type.value as { typeName: string };
  const def = all.get(typeName)?.declarations.find(({ kind }) => kind === "interface")?.def;
  if (def === undefined || !/Options$/.test(typeName)) return [];
  const inherited = (def.extends ?? []).flatMap((base) => propertiesOf(all, base));
  return [...(def.properties ?? []), ...inherited];
}

/** A type as TypeScript writes it. */
function written({ kind, repr, value }: TsType): string {
  switch (kind) {
    case "keyword":
      return String(value);
    case "literal": {
      const { kind, ...literal } = value as Record<string, unknown>;
      return kind === "string" ? JSON.stringify(literal["string"]) : String(literal[String(kind)]);
    }
    case "typeRef": {
      const { typeName, typeParams } = value as { typeName: string; typeParams?: TsType[] };
      if (typeName === "NoInfer") return written(typeParams![0]!);
      return typeParams?.length ? `${typeName}<${typeParams.map(written).join(", ")}>` : typeName;
    }
    case "union":
      return (value as TsType[]).map(written).join(" | ");
    case "array": {
      const inner = written(value as TsType);
      return /[|&=]| /.test(inner) ? `(${inner})[]` : `${inner}[]`;
    }
    case "tuple":
      return `[${(value as TsType[]).map(written).join(", ")}]`;
    case "parenthesized":
      return `(${written(value as TsType)})`;
    case "typeOperator": {
      const { operator, tsType } = value as { operator: string; tsType: TsType };
      return `${operator} ${written(tsType)}`;
    }
    case "fnOrConstructor": {
      const { params, tsType } = value as { params: Parameter[]; tsType: TsType };
      const given = params.map(({ name, tsType }) =>
        `${name}: ${tsType ? written(tsType) : "unknown"}`
      );
      return `(${given.join(", ")}) => ${written(tsType)}`;
    }
    default:
      if (repr) return repr;
      throw new TypeError(`Cannot write a type of kind "${kind}": ${JSON.stringify(value)}`);
  }
}
