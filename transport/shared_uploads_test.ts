import { assert, assertEquals, assertRejects } from "@std/assert";
import { MemorySessionStore } from "../runtime/session_store.ts";
import type { SessionStore } from "../runtime/session_store.ts";
import type { KeptFile, UploadHandle } from "../runtime/uploads.ts";
import { eventually } from "../tests/kit/eventually.ts";
import { SharedUploads } from "./shared_uploads.ts";

const HOUR = 60 * 60_000;
const MIB = 1024 * 1024;

/** A store and processes that share it, by a clock that is moved by hand. */
class Fixture implements Disposable {
  readonly store: MemorySessionStore;
  readonly errors: unknown[] = [];
  readonly #processes: SharedUploads[] = [];
  now = Date.UTC(2026, 0, 1);
  /** Pieces read from the store, by their size. */
  readonly read: number[] = [];
  /** The store fails from this many writes on. */
  failing = Infinity;

  constructor() {
    this.store = new MemorySessionStore({ now: () => this.now, maxBytes: 100 * MIB });
  }

  process(limits: { storedUploadBytes?: number; uploadBytes?: number } = {}): SharedUploads {
    const { store, read } = this;
    const watched: SessionStore = {
      async get(id) {
        const found = await store.get(id);
        if (found !== null && id.startsWith("upload.")) read.push(found.data.length);
        return found;
      },
      set: (...record) => {
        if (this.failing-- <= 0) return Promise.reject(new Error("connection refused"));
        return store.set(...record);
      },
      delete: (id) => store.delete(id),
    };
    const process = new SharedUploads(watched, {
      maxSize: 10 * MIB,
      limits: { storedUploadBytes: 20 * MIB, ...limits },
      now: () => this.now,
      onError: (error) => this.errors.push(error),
    });
    this.#processes.push(process);
    return process;
  }

  [Symbol.dispose](): void {
    for (const process of this.#processes) process[Symbol.dispose]();
  }
}

/** Sends `size` bytes to a process. */
async function send(process: SharedUploads, size: number): Promise<KeptFile> {
  const receipt = await process.receive(new Blob([new Uint8Array(size).fill(7)]).stream(), size);
  assert(receipt.ok);
  const { id, stored } = receipt;
  return { handle: handleOf(id, size), stored };
}

function handleOf(id: string, size: number): UploadHandle {
  return { id, name: "a", type: "", size };
}

async function sizeOf(process: SharedUploads, { handle }: KeptFile): Promise<number> {
  let size = 0;
  for await (const chunk of await process.open(handle)) {
    assert(chunk.every((byte) => byte === 7));
    size += chunk.length;
  }
  return size;
}

Deno.test("SharedUploads: another process reads a file in pieces, once, and then its own copy", async () => {
  using fixture = new Fixture();
  const [one, other] = [fixture.process(), fixture.process()];
  const sizes = [0, 1, MIB / 2, 2 * MIB + 5];
  for (const size of sizes) {
    const file = await send(one, size);
    fixture.read.length = 0;
    assertEquals(await sizeOf(one, file), size);
    assertEquals(fixture.read, []);
    const [first, second] = await Promise.all([sizeOf(other, file), sizeOf(other, file)]);
    assertEquals([first, second, await sizeOf(other, file)], [size, size, size]);
    assertEquals(fixture.read.reduce((sum, piece) => sum + piece, 0), size);
    assert(fixture.read.every((piece) => piece <= MIB / 2), `${fixture.read}`);
  }
});

Deno.test("SharedUploads: where no copy fits in, pieces are read as they are asked for", async () => {
  using fixture = new Fixture();
  const file = await send(fixture.process(), 4 * MIB);
  const small = fixture.process({ uploadBytes: MIB });
  fixture.read.length = 0;
  const stream = await small.open(file.handle);
  const tried = fixture.read.length;
  const reader = stream.getReader();
  await reader.read();
  assert(fixture.read.length <= tried + 2, `read ${fixture.read.length - tried} pieces ahead`);
  await reader.cancel();
  assertEquals(await sizeOf(small, file), 4 * MIB);
});

Deno.test("S48: SharedUploads takes as much as the app may store, in all processes together", async () => {
  using fixture = new Fixture();
  const limits = { storedUploadBytes: 3 * MIB };
  const [one, other] = [fixture.process(limits), fixture.process(limits)];
  const file = await send(one, 2 * MIB);
  const more = () => other.receive(new Blob([new Uint8Array(2 * MIB)]).stream(), 2 * MIB);
  const refused = await more();
  assertEquals(refused.ok ? null : refused.reason, "no room");
  one.delete(file);
  await eventually(async () => assert((await more()).ok));
  await assertRejects(() => one.open(file.handle), Deno.errors.NotFound);
});

Deno.test("S48: SharedUploads leaves nothing behind that is removed, expires or could not be stored", async () => {
  using fixture = new Fixture();
  const process = fixture.process();
  const empty = fixture.store.bytes;
  const file = await send(process, 3 * MIB);
  process.delete(file);
  await eventually(() => assert(fixture.store.bytes < empty + 1000));

  fixture.failing = 3;
  const receipt = await process.receive(new Blob([new Uint8Array(3 * MIB)]).stream(), 3 * MIB);
  fixture.failing = Infinity;
  assertEquals(receipt.ok ? null : receipt.reason, "store");
  await eventually(() => assert(fixture.store.bytes < empty + 1000));

  // What a process that died has left: not only is it gone, it takes no room any more.
  const left = await send(process, 10 * MIB);
  await send(process, 10 * MIB);
  fixture.now += 38 * HOUR;
  await send(process, 10 * MIB);
  await send(process, 10 * MIB);
  await assertRejects(() => fixture.process().open(left.handle), Deno.errors.NotFound);
});

Deno.test("SharedUploads: a file is kept for as long as a page that holds it is stored", async () => {
  using fixture = new Fixture();
  const process = fixture.process();
  const file = await send(process, MIB);
  for (let i = 0; i < 10; i++) {
    fixture.now += 13 * HOUR;
    process.renew(file);
    await eventually(() => assertEquals(file.stored, fixture.now));
  }
  assertEquals(await sizeOf(fixture.process(), file), MIB);
  // It still counts once, and can be taken away.
  process.delete(file);
  await eventually(() => assert(fixture.store.bytes < 1000));
  assertEquals(fixture.errors, []);
});
