import { assert, assertEquals, assertRejects } from "@std/assert";
import { UploadFolder } from "./upload_folder.ts";
import type { Receipt } from "./upload_folder.ts";

/** A body of `count` pieces; the last one breaks if `broken`. */
function body(count: number, size: number, broken = false): ReadableStream<Uint8Array> {
  let sent = 0;
  return new ReadableStream({
    pull(controller) {
      if (sent++ < count) controller.enqueue(new Uint8Array(size).fill(sent));
      else if (broken) controller.error(new Error("gone"));
      else controller.close();
    },
  });
}

function reasonOf(receipt: Receipt): string | null {
  return receipt.ok ? null : receipt.reason;
}

function names(folder: UploadFolder): string[] {
  return [...Deno.readDirSync(folder.path!)].map(({ name }) => name);
}

Deno.test("UploadFolder.receive() writes a file under a name of its own", async () => {
  using folder = new UploadFolder(1000);
  const receipt = await folder.receive(body(3, 100), 1000);
  assert(receipt.ok);
  assertEquals(receipt.size, 300);
  assertEquals(names(folder), [receipt.id]);
  const read = await new Response(await folder.open(receipt)).bytes();
  assertEquals(read.length, 300);
  assertEquals(read[299], 3);
  if (Deno.build.os !== "windows") {
    assertEquals((await Deno.stat(folder.path!)).mode! & 0o777, 0o700);
    assertEquals((await Deno.stat(`${folder.path}/${receipt.id}`)).mode! & 0o777, 0o600);
  }
});

Deno.test("UploadFolder.receive() takes an empty file", async () => {
  using folder = new UploadFolder(1000);
  const receipt = await folder.receive(null, 1000);
  assert(receipt.ok && receipt.size === 0);
});

Deno.test("UploadFolder.receive() stops reading at the limit and leaves nothing", async () => {
  using folder = new UploadFolder(1000);
  let read = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      read += 100;
      controller.enqueue(new Uint8Array(100));
    },
  });
  assertEquals(reasonOf(await folder.receive(endless, 1000)), "too large");
  assertEquals(names(folder), []);
  assert(read < 3000, `read ${read} bytes`);
});

Deno.test("UploadFolder.receive() leaves nothing of a file that breaks off", async () => {
  using folder = new UploadFolder(1000);
  assertEquals(reasonOf(await folder.receive(body(2, 100, true), 1000)), "broken");
  assertEquals(names(folder), []);
});

Deno.test("UploadFolder.remove() removes a file, also one that is being read", async () => {
  using folder = new UploadFolder(1000);
  const receipt = await folder.receive(body(1, 10), 1000);
  assert(receipt.ok);
  const stream = await folder.open(receipt);
  folder.remove(receipt.id);
  folder.remove(receipt.id);
  folder.remove("../elsewhere");
  assertEquals((await new Response(stream).bytes()).length, 10);
  await assertRejects(() => folder.open(receipt));
  await assertRejects(() => folder.open({ id: "../elsewhere" }));
  assertEquals(names(folder), []);
});

Deno.test("UploadFolder lets parked files go when it needs their room, and no others", async () => {
  using folder = new UploadFolder(10);
  const ids: string[] = [];
  for (let i = 0; i < 100; i++) {
    const receipt = await folder.receive(body(1, 10), 10);
    assert(receipt.ok);
    ids.push(receipt.id);
  }
  assertEquals(reasonOf(await folder.receive(body(1, 10), 10)), "no room");
  folder.park({ id: ids[5]! });
  folder.park({ id: ids[3]! });
  assert(folder.claim({ id: ids[3]! }));
  assert((await folder.receive(body(1, 10), 10)).ok);
  assertEquals(folder.claim({ id: ids[5]! }), false);
  assertEquals(reasonOf(await folder.receive(body(1, 10), 10)), "no room");
  assert(folder.claim({ id: ids[3]! }));
});

Deno.test("S48: UploadFolder clears away what a process left that is gone", async () => {
  const gone = await new Deno.Command(Deno.execPath(), { args: ["eval", "console.log(Deno.pid)"] })
    .output();
  const pid = new TextDecoder().decode(gone.stdout).trim();
  const left = await Deno.makeTempDir({ prefix: `eddy-uploads-${pid}-` });
  await Deno.writeTextFile(`${left}/file`, "left over");
  using folder = new UploadFolder(1000);
  await folder.receive(body(1, 10), 1000);
  assertEquals(exists(left), false);
  assertEquals(names(folder).length, 1);
});

Deno.test("UploadFolder is gone with its process", async () => {
  const module = new URL("./upload_folder.ts", import.meta.url).href;
  const script = `import { UploadFolder } from ${JSON.stringify(module)};
    const folder = new UploadFolder(1000);
    await folder.receive(new Blob(["text"]).stream(), 1000);
    console.log(folder.path);`;
  const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["eval", script],
    cwd: new URL("..", import.meta.url),
  }).output();
  const path = new TextDecoder().decode(stdout).trim();
  assert(path.includes("eddy-uploads-"), new TextDecoder().decode(stderr));
  assertEquals(exists(path), false);
});

function exists(path: string): boolean {
  try {
    Deno.statSync(path);
    return true;
  } catch {
    return false;
  }
}
