/**
 * Writes `web/assets.json`: what browsers are sent, as one module. An app that comes from a registry, or is
 * compiled into one file, has modules only; in a checkout, the files themselves are read.
 */
const FOLDER = new URL("../../web/assets/", import.meta.url);
const PACKED = new URL("../assets.json", FOLDER);

/** The text of the file, as it is to be. */
async function pack(): Promise<string> {
  const texts: Record<string, string> = {};
  for (const name of (await namesIn("")).sort()) {
    texts[name] = await Deno.readTextFile(new URL(name, FOLDER));
  }
  return `${JSON.stringify(texts, null, 2)}\n`;
}

/** What is sent, in a folder and in those inside it: neither tests nor types. */
async function namesIn(folder: string): Promise<string[]> {
  const names: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(new URL(folder, FOLDER))) {
    if (isDirectory) names.push(...await namesIn(`${folder}${name}/`));
    else if (/\.(css|js)$/.test(name)) names.push(folder + name);
  }
  return names;
}

if (import.meta.main) {
  const text = await pack();
  const before = await Deno.readTextFile(PACKED).catch(() => "");
  if (text !== before) await Deno.writeTextFile(PACKED, text);
}
