/** Types of `deno doc --json` as they are written in TypeScript. */

/** A type; which of the fields `value` has, its kind says. */
export interface DocType {
  readonly kind: string;
  readonly repr?: string;
  // deno-lint-ignore no-explicit-any -- another shape for each of twenty kinds
  readonly value?: any;
}

/** A parameter of a function. */
export interface DocParam {
  readonly kind: string;
  readonly name?: string;
  readonly optional?: boolean;
  readonly tsType?: DocType;
  readonly left?: DocParam;
  readonly arg?: DocParam;
}

/** What a declaration is generic in. */
export interface DocTypeParam {
  readonly name: string;
  readonly constraint?: DocType;
  readonly default?: DocType;
}

/** A function's parameters and result, and what those are generic in. */
export interface DocFunction {
  readonly params: readonly DocParam[];
  /** Of a declaration; a type of a function calls it `tsType`. */
  readonly returnType?: DocType;
  readonly tsType?: DocType;
  readonly typeParams?: readonly DocTypeParam[];
}

/** `<A>(a: A, b?: number): string`. Long ones take a line for each parameter. */
export function functionText(
  { params, tsType, returnType = tsType, typeParams }: DocFunction,
  arrow = false,
): string {
  const texts = params.map(paramText);
  const inline = texts.join(", ");
  const list = inline.length > 70 || inline.includes("\n")
    ? `\n${texts.map((text) => `  ${text.replaceAll("\n", "\n  ")},\n`).join("")}`
    : inline;
  const result = returnType === undefined ? "" : `${arrow ? " => " : ": "}${typeText(returnType)}`;
  return `${typeParamsText(typeParams)}(${list})${result}`;
}

/** `<A, B extends string = "b">`, or nothing. */
export function typeParamsText(params: readonly DocTypeParam[] = []): string {
  if (params.length === 0) return "";
  const texts = params.map(({ name, constraint, default: fallback }) =>
    name + (constraint === undefined ? "" : ` extends ${typeText(constraint)}`) +
    (fallback === undefined ? "" : ` = ${typeText(fallback)}`)
  );
  return `<${texts.join(", ")}>`;
}

function paramText(param: DocParam): string {
  if (param.kind === "assign") {
    return paramText({ ...param.left!, optional: true });
  }
  const type = param.tsType === undefined ? "" : `: ${typeText(param.tsType)}`;
  if (param.kind === "rest") return `...${param.arg!.name}${type}`;
  return `${param.name ?? "options"}${param.optional ? "?" : ""}${type}`;
}

/** A type as text. */
export function typeText(type: DocType): string {
  const { kind, value, repr } = type;
  const list = (types: readonly DocType[], between: string) => types.map(typeText).join(between);
  switch (kind) {
    case "keyword":
      return value;
    case "typeRef":
      return value.typeName + (value.typeParams ? `<${list(value.typeParams, ", ")}>` : "");
    case "literal":
      return literalText(value, repr ?? "");
    case "union":
      return list(value, " | ");
    case "intersection":
      return list(value, " & ");
    case "array":
      return `${typeText(value)}[]`;
    case "tuple":
      return `[${list(value, ", ")}]`;
    case "typeOperator":
      return `${value.operator} ${typeText(value.tsType)}`;
    case "parenthesized":
      return `(${typeText(value)})`;
    case "typeQuery":
      return `typeof ${value}`;
    case "indexedAccess":
      return `${typeText(value.objType)}[${typeText(value.indexType)}]`;
    case "fnOrConstructor":
      return functionText(value, true);
    case "conditional":
      return `${typeText(value.checkType)} extends ${typeText(value.extendsType)} ? ` +
        `${typeText(value.trueType)} : ${typeText(value.falseType)}`;
    case "mapped":
      return mappedText(value);
    case "typeLiteral":
      return membersText(value);
    default:
      throw new Error(`Cannot write a type of kind "${kind}": type_text.ts does not know it`);
  }
}

// deno-lint-ignore no-explicit-any -- as above
function literalText(value: any, repr: string): string {
  if (value.kind === "string") return JSON.stringify(value.string);
  if (value.kind === "template") return `\`${repr}\``;
  return String(value[value.kind]);
}

// deno-lint-ignore no-explicit-any -- as above
function mappedText({ readonly, typeParam, optional, tsType }: any): string {
  const before = readonly === undefined ? "" : `${readonly === true ? "" : readonly}readonly `;
  const after = optional === undefined ? "" : `${optional === true ? "" : optional}?`;
  const over = typeParam.constraint === undefined ? "" : ` in ${typeText(typeParam.constraint)}`;
  return `{ ${before}[${typeParam.name}${over}]${after}: ${typeText(tsType)} }`;
}

/** Members that stand in the text of a type, each in a line of its own. */
// deno-lint-ignore no-explicit-any -- as above
function membersText({ properties = [], methods = [], callSignatures = [] }: any): string {
  const lines = [
    ...callSignatures.map((signature: DocFunction) => functionText(signature)),
    // deno-lint-ignore no-explicit-any -- as above
    ...properties.map((property: any) =>
      `${property.readonly ? "readonly " : ""}${property.name}${property.optional ? "?" : ""}: ${
        typeText(property.tsType)
      }`
    ),
    // deno-lint-ignore no-explicit-any -- as above
    ...methods.map((method: any) => `${method.name}${functionText(method)}`),
  ];
  if (lines.length === 0) return "{}";
  const inline = `{ ${lines.join("; ")} }`;
  if (inline.length <= 70) return inline;
  return `{\n${lines.map((line) => `  ${line.replaceAll("\n", "\n  ")};\n`).join("")}}`;
}
