/**
 * Reads markup as a browser and htmx do, and names what should not be in a page of ours: whatever breaks
 * out of its place, runs code, or is refused by the content security policy. For tests of all elements.
 */
import { type DefaultTreeAdapterTypes, parse, parseFragment } from "parse5";

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

/** Elements that run code, load frames or style the page. */
const REFUSED = new Set(["script", "style", "iframe", "object", "embed", "base", "meta", "link"]);
const ADDRESSES = new Set(["href", "src", "action", "formaction", "xlink:href", "poster", "data"]);
const REFERENCES = ["for", "aria-controls", "aria-labelledby", "aria-describedby", "popovertarget"];
const VOID = new Set([
  "area",
  "br",
  "col",
  "hr",
  "img",
  "input",
  "link",
  "meta",
  "source",
  "track",
  "wbr",
]);

/** What is wrong with `html`, a line for each; empty if nothing is. */
export function lintHtml(html: string): string[] {
  const complaints: string[] = [];
  const fragment = parseFragment(html, {
    sourceCodeLocationInfo: true,
    scriptingEnabled: false,
    onParseError: ({ code, startOffset }) => {
      complaints.push(`${code} at ${excerpt(html, startOffset)}`);
    },
  });
  const ids = new Set<string>();
  const elements = elementsIn(fragment);
  const ends = new Set(elements.map((element) => element.sourceCodeLocation?.endTag?.startOffset));
  for (const { index } of html.matchAll(/<\/[a-z]/gi)) {
    if (!ends.has(index)) complaints.push(`end without a beginning at ${excerpt(html, index)}`);
  }
  for (const element of elements) {
    complaints.push(...lintElement(element, html));
    const id = attribute(element, "id");
    if (id === undefined) continue;
    if (ids.has(id)) complaints.push(`id "${id}" stands twice`);
    ids.add(id);
  }
  for (const element of elements) {
    for (const name of REFERENCES) {
      for (const id of attribute(element, name)?.split(/\s+/) ?? []) {
        if (!ids.has(id)) complaints.push(`${name} of <${element.tagName}> names no id: "${id}"`);
      }
    }
  }
  return complaints;
}

/** The outermost elements of `html`, by tag; text between them counts as `#text`. */
export function outermost(html: string): string[] {
  return parseFragment(html).childNodes.map(({ nodeName }) => nodeName);
}

/** Where a raw `<` stands in an attribute's value: htmx 4 takes `<hx-…` for a tag wherever it finds it. */
export function rawAngles(html: string): string[] {
  const options = { sourceCodeLocationInfo: true, scriptingEnabled: false };
  const tree = /^\s*<!doctype/i.test(html) ? parse(html, options) : parseFragment(html, options);
  return elementsIn(tree).flatMap(({ sourceCodeLocation: at }) =>
    Object.values(at?.attrs ?? {})
      .map(({ startOffset, endOffset }) => html.slice(startOffset, endOffset))
      .filter((source) => source.includes("<"))
  );
}

/** Everything that `html` says: its text, and what stands in its controls. */
export function saidIn(html: string): string {
  const names = ["value", "placeholder"];
  const values = elementsIn(parseFragment(html)).flatMap(({ attrs }) =>
    attrs.filter(({ name }) => names.includes(name)).map(({ value }) => value)
  );
  return [textOf(html), ...values].join("\n");
}

/** All text of `html`, as a reader sees it. */
export function textOf(html: string): string {
  const read = (node: Node): string =>
    "value" in node ? node.value : "childNodes" in node ? node.childNodes.map(read).join("") : "";
  return read(parseFragment(html));
}

function lintElement(element: Element, html: string): string[] {
  const { tagName, sourceCodeLocation: at } = element;
  const complaints: string[] = [];
  const sheet = attribute(element, "rel") === "stylesheet" ? attribute(element, "href") : undefined;
  // A page in a frame is another page, as long as nobody but it says what is in it.
  const isFrame = tagName === "iframe" && attribute(element, "title") !== undefined &&
    attribute(element, "srcdoc") === undefined;
  if (sheet !== undefined) complaints.push(`sheet ${sheet}`);
  else if (REFUSED.has(tagName) && !isFrame) {
    complaints.push(`<${tagName}> is not to be in a page`);
  }
  if (tagName.startsWith("hx-")) complaints.push(`<${tagName}> is a word to htmx`);
  if (at === null || at === undefined) complaints.push(`<${tagName}> is not written out`);
  else if (at.endTag === undefined && !VOID.has(tagName) && !isEmptyForeign(element, html)) {
    complaints.push(`<${tagName}> is not closed at ${excerpt(html, at.startOffset)}`);
  }
  for (const { name, value, prefix } of element.attrs) {
    const full = prefix ? `${prefix}:${name}` : name;
    const place = at?.attrs?.[full] ?? at?.attrs?.[full.toLowerCase()];
    const source = place === undefined ? "" : html.slice(place.startOffset, place.endOffset);
    if (source.includes("<")) complaints.push(`raw < in ${source}`);
    if (name === "style") complaints.push(`style attribute: ${source}`);
    if (/^on|^srcdoc$|^hx-on/i.test(name)) complaints.push(`code in attribute: ${source}`);
    if (ADDRESSES.has(full) && !isHarmless(value)) complaints.push(`address in ${source}`);
  }
  return complaints;
}

function isHarmless(address: string): boolean {
  const url = URL.parse(address, "https://page.invalid/");
  return url === null || /^(?:https?|mailto|tel):$/.test(url.protocol) ||
    url.href.startsWith("data:image/");
}

/** `<path/>` inside an SVG. */
function isEmptyForeign({ namespaceURI, sourceCodeLocation: at }: Element, html: string): boolean {
  return !namespaceURI.endsWith("xhtml") &&
    html.slice(at!.startOffset, at!.endOffset).endsWith("/>");
}

function elementsIn(node: Node): Element[] {
  const own = "tagName" in node ? [node] : [];
  const content = "content" in node ? elementsIn(node.content) : [];
  const children = "childNodes" in node ? node.childNodes.flatMap(elementsIn) : [];
  return [...own, ...content, ...children];
}

function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((attribute) => attribute.name === name)?.value;
}

function excerpt(html: string, offset: number): string {
  return JSON.stringify(html.slice(Math.max(0, offset - 20), offset + 40));
}
