import { assert, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { CacheFolder } from "./cache_folder.ts";
import { storeValue } from "./stored_value.ts";

/** A folder for one test, that a second function of the same process may have under another name. */
async function withFolder(test: (path: string) => void | Promise<void>): Promise<void> {
  const path = await Deno.makeTempDir();
  try {
    await test(path);
  } finally {
    await Deno.remove(path, { recursive: true });
  }
}

/** The same folder, as another process sees it. */
function alias(path: string): string {
  const link = `${path}-${crypto.randomUUID()}`;
  Deno.symlinkSync(path, link);
  return link;
}

const double = (n: number) => 2 * n;

function namesIn(path: string): string[] {
  return [...Deno.readDirSync(path)].map(({ name }) => name).sort();
}

Deno.test("CacheFolder keeps results for who comes later, and for nobody else to read", () =>
  withFolder((path) => {
    const folder = new CacheFolder(`${path}/deep/results`, double, null);
    assertEquals(folder.read("[1]"), null);
    const value = {
      when: new Date(5),
      all: new Map([[1n, new Set(["x"])]]),
      bytes: new Uint8Array(3),
    };
    folder.write("[1]", storeValue(value), true);
    const link = alias(`${path}/deep/results`);
    const later = new CacheFolder(link, double, null);
    const found = later.read("[1]")!;
    assertEquals(found.value, value);
    assertEquals([found.isLater, found.bytes], [true, storeValue(value).length]);
    assert(Math.abs(Date.now() - found.made) < 60_000);
    assertEquals(later.read("[2]"), null);
    const [name] = namesIn(`${path}/deep/results`);
    const { mode } = Deno.statSync(`${path}/deep/results/${name}`);
    assertEquals(mode! & 0o777, 0o600);
    assertEquals(Deno.statSync(`${path}/deep/results`).mode! & 0o777, 0o700);
    later.delete("[1]");
    later.delete("[1]");
    assertEquals(folder.read("[1]"), null);
    Deno.removeSync(link);
  }));

Deno.test("CacheFolder takes a file that is damaged, or another call's, for none", () =>
  withFolder((path) => {
    const folder = new CacheFolder(path, double, null);
    folder.write("[1]", storeValue("one"), false);
    const [name = ""] = namesIn(path);
    const whole = Deno.readFileSync(`${path}/${name}`);
    const damaged = [
      new Uint8Array(),
      whole.subarray(0, 40),
      whole.subarray(0, -1),
      whole.map((byte, i) => i === whole.length - 2 ? byte ^ 1 : byte),
      whole.map((byte, i) => i === 3 ? byte ^ 1 : byte),
    ];
    for (const bytes of damaged) {
      Deno.writeFileSync(`${path}/${name}`, bytes);
      assertEquals(folder.read("[1]"), null);
    }
    // Whole, but not of this call: two keys with one digest, if there were such.
    folder.write("[2]", storeValue("two"), false);
    const other = namesIn(path).find((one) => one !== name)!;
    Deno.copyFileSync(`${path}/${other}`, `${path}/${name}`);
    assertEquals(folder.read("[1]"), null);
    folder.write("[1]", storeValue("one"), false);
    assertEquals(folder.read("[1]")!.value, "one");
  }));

Deno.test("CacheFolder clears away what counts no more, and leaves alone what is not its own", () =>
  withFolder((path) => {
    const folder = new CacheFolder(path, double, null);
    folder.write("[1]", storeValue(1), false);
    folder.write("[2]", storeValue(2), false);
    const [old = "", young = ""] = namesIn(path);
    const hour = 60 * 60 * 1000;
    const ago = (ms: number) => new Date(Date.now() - ms);
    Deno.writeTextFileSync(`${path}/notes.txt`, "mine");
    Deno.utimeSync(`${path}/notes.txt`, ago(9 * hour), ago(9 * hour));
    const left = `${path}/${old}.${crypto.randomUUID()}`;
    const unfinished = `${path}/${old}.${crypto.randomUUID()}`;
    for (const file of [left, unfinished]) Deno.writeTextFileSync(file, "half of a res");
    for (const file of [left, `${path}/${old}`]) Deno.utimeSync(file, ago(2 * hour), ago(2 * hour));
    const link = alias(path);
    new CacheFolder(link, double, hour).read("[1]");
    assertEquals(namesIn(path), ["notes.txt", unfinished.slice(path.length + 1), young].sort());
    // With other code, the function has other results.
    const another = alias(path);
    const changed = new CacheFolder(another, (n: number) => 3 * n, null);
    assertEquals([changed.read("[1]"), changed.read("[2]")], [null, null]);
    assertEquals(namesIn(path), ["notes.txt", unfinished.slice(path.length + 1)].sort());
    changed.write("[1]", storeValue(3), false);
    assertNotEquals(namesIn(path), ["notes.txt"]);
    changed.clear();
    assertEquals(namesIn(path), ["notes.txt", unfinished.slice(path.length + 1)].sort());
    for (const one of [link, another]) Deno.removeSync(one);
  }));

Deno.test("CacheFolder is one function's, which shows its code", () =>
  withFolder((path) => {
    new CacheFolder(path, double, null);
    assertThrows(
      () => new CacheFolder(new URL(`file://${path}/../${path.split("/").at(-1)}`), double, null),
      Error,
      "those of double are there; name another folder",
    );
    assertThrows(
      () => new CacheFolder(`${path}/bound`, double.bind(null), null),
      TypeError,
      "Cannot persist results of bound double: it does not show its code",
    );
    // Where there is no folder to be made, it is said at once.
    Deno.writeTextFileSync(`${path}/file`, "");
    assertThrows(() => new CacheFolder(`${path}/file/x`, double, null).read("[1]"));
  }));
