/**
 * Finds what is wrong with a Vega-Lite spec, and says so in words that name it: Vega-Lite itself fails
 * somewhere inside, or draws something else. Called before a spec is compiled.
 */
type Spec = Readonly<Record<string, unknown>>;

/** What a spec can be besides a mark. */
const PARTS = ["layer", "concat", "hconcat", "vconcat"];
const MARKS = [
  ...["arc", "area", "bar", "boxplot", "circle", "errorband", "errorbar", "geoshape", "image"],
  ...["line", "point", "rect", "rule", "square", "text", "tick", "trail"],
];
const CHANNELS = [
  ...["x", "y", "x2", "y2", "xOffset", "yOffset", "xError", "yError", "xError2", "yError2"],
  ...["theta", "theta2", "radius", "radius2", "longitude", "longitude2", "latitude", "latitude2"],
  ...["color", "fill", "stroke", "opacity", "fillOpacity", "strokeOpacity", "strokeWidth"],
  ...["strokeDash", "size", "angle", "shape", "order", "text", "detail", "key", "time", "tooltip"],
  ...["href", "url", "description", "row", "column", "facet"],
];
const TYPES = ["quantitative", "temporal", "ordinal", "nominal", "geojson"];

/**
 * Throws if Vega-Lite does not know a mark, a channel or a type of `spec`, or if one of its fields is in
 * none of the rows.
 */
export function checkSpec(spec: Spec, rows: readonly unknown[] | null): void {
  const known = rows?.every(isRecord) && rows.length > 0 ? rows as readonly Spec[] : null;
  // What is computed has names of its own.
  checkPart(spec, known === null || computes(spec) ? null : known);
}

function checkPart(spec: unknown, rows: readonly Spec[] | null): void {
  if (!isRecord(spec)) throw problem(`each part of it must be an object: received ${said(spec)}`);
  checkEncoding(spec.encoding, rows);
  const lists = PARTS.filter((name) => name in spec);
  for (const name of lists) {
    const parts = spec[name];
    if (!Array.isArray(parts)) throw problem(`"${name}" must be a list: received ${said(parts)}`);
    for (const part of parts) checkPart(part, rows);
  }
  if ("spec" in spec) return checkPart(spec.spec, rows);
  if (lists.length > 0) return;
  const type = isRecord(spec.mark) ? spec.mark.type : spec.mark;
  if (MARKS.includes(type as string)) return;
  if (spec.mark !== undefined) {
    throw problem(`mark must be one of ${MARKS.join(", ")}: received ${said(type)}`);
  }
  throw problem(
    `it must have a mark, such as "bar", or parts (${
      PARTS.join(", ")
    }, or spec with facet or repeat)`,
  );
}

function checkEncoding(encoding: unknown, rows: readonly Spec[] | null): void {
  if (encoding === undefined) return;
  if (!isRecord(encoding)) {
    throw problem(`encoding must be an object: received ${said(encoding)}`);
  }
  for (const [channel, all] of Object.entries(encoding)) {
    if (!CHANNELS.includes(channel)) {
      throw problem(`a channel must be one of ${CHANNELS.join(", ")}: received ${said(channel)}`);
    }
    for (const one of [all].flat()) if (isRecord(one)) checkChannel(channel, one, rows);
  }
}

function checkChannel(channel: string, one: Spec, rows: readonly Spec[] | null): void {
  const { type, field } = one;
  if (type !== undefined && !TYPES.includes(String(type).toLowerCase())) {
    throw problem(`type of ${channel} must be one of ${TYPES.join(", ")}: received ${said(type)}`);
  }
  // Others lead into what a cell holds.
  if (rows === null || typeof field !== "string" || /[.[\]\\]/.test(field)) return;
  if (rows.some((row) => Object.hasOwn(row, field))) return;
  const list = Object.keys(rows[0]!).map(said).join(", ");
  throw problem(`field of ${channel} must be one of ${list}: received ${said(field)}`);
}

/** Whether a part has a transform, a lookup or data of its own. */
function computes(spec: unknown, isOuter = true): boolean {
  if (Array.isArray(spec)) return spec.some((part) => computes(part, false));
  if (!isRecord(spec)) return false;
  if ("transform" in spec || (!isOuter && "data" in spec)) return true;
  return [...PARTS, "spec"].some((name) => computes(spec[name], false));
}

function problem(what: string): TypeError {
  return new TypeError(`Cannot draw chart as its Vega-Lite spec is wrong: ${what}`);
}

function said(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

function isRecord(value: unknown): value is Spec {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
