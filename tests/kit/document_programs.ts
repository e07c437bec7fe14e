/** The programs in a document, each a file of its own that is checked, run and used. */
import { assertEquals } from "@std/assert";

const DOCS = new URL("../../docs/", import.meta.url);

/** Finds a document's blocks that name a file to be what that file is. Answers their names. */
export async function comparePrograms(document: string): Promise<readonly string[]> {
  const markdown = await Deno.readTextFile(new URL(`${document}.md`, DOCS));
  const blocks = [...markdown.matchAll(/^```ts ignore (\S+)\n(.*?)^```$/gms)];
  for (const [, name, text] of blocks) {
    assertEquals(text, await Deno.readTextFile(new URL(name!, DOCS)), `${document}.md, ${name}`);
  }
  return blocks.map(([, name]) => name!);
}
