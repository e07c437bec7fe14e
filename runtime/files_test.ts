import { assert, assertEquals, assertNotEquals } from "@std/assert";
import * as st from "../mod.ts";
import { TestPage } from "../tests/session.ts";
import { Files } from "./files.ts";
import type { PageId } from "./ids.ts";
import { tryScope } from "./scope.ts";

const page = (id: string) => new Files(id as PageId, { instance: () => undefined });
const PNG = { type: "image/png", name: "a.png" };

Deno.test("Files.add() gives equal content one id, and other content another", () => {
  const files = page("p");
  const id = files.add({ ...PNG, content: Uint8Array.of(1, 2) });
  assertEquals(files.add({ ...PNG, content: Uint8Array.of(1, 2) }), id);
  assertNotEquals(files.add({ ...PNG, content: Uint8Array.of(1, 3) }), id);
  assertNotEquals(files.add({ ...PNG, content: Uint8Array.of(1, 2), type: "image/gif" }), id);
  assertNotEquals(page("q").add({ ...PNG, content: Uint8Array.of(1, 2) }), id);
  assertEquals(page("p").add({ ...PNG, content: Uint8Array.of(1, 2) }), id);
});

Deno.test("Files.add() gives a place one id, whose content is the newest", () => {
  const files = page("p");
  const id = files.add({ ...PNG, content: "old", place: "w-1" });
  assertEquals(files.add({ ...PNG, content: () => "new", place: "w-1" }), id);
  assertNotEquals(files.add({ ...PNG, content: "old", place: "w-2" }), id);
  assert(typeof files.get(id)?.content === "function");
});

Deno.test("Files.get() knows nothing that was not added", () => {
  assertEquals(page("p").get("../../etc/passwd"), undefined);
  assertEquals(page("p").get("__proto__"), undefined);
});

Deno.test("Files keeps what is shown, and some of what no longer is (R8)", async () => {
  let shift = 0;
  const shown: string[][] = [];
  const page = new TestPage(() => {
    const { files } = tryScope()!.run.session;
    shown.push(
      Array.from(
        { length: 100 },
        (_, i) => files.add({ ...PNG, content: Uint8Array.of(1, shift, i) }),
      ),
    );
  });
  const { files } = page.session;
  const kept = (ids: string[]) => ids.filter((id) => files.get(id) !== undefined).length;
  assertEquals(kept(shown[0]!), 100);
  // The same files again: none is dropped while the run draws them anew.
  await page.rerun();
  assertEquals(shown[1], shown[0]);
  assertEquals(kept(shown[1]!), 100);
  shift = 1;
  await page.rerun();
  assertEquals(kept(shown[2]!), 100);
  assertEquals(kept(shown[0]!), 32);
  shift = 2;
  await page.rerun();
  assertEquals(kept(shown[3]!), 100);
  assertEquals(kept(shown[2]!), 32);
  assertEquals(kept(shown[0]!), 0);
});

Deno.test("a download outside stays valid while a fragment reruns (R8)", async () => {
  let outside = "";
  const part = st.fragment(() => {
    const { files } = tryScope()!.run.session;
    for (let i = 0; i < 80; i++) {
      files.add({ ...PNG, content: Uint8Array.of(Math.random() * 256, i) });
    }
    st.button("Again");
  });
  const page = new TestPage(() => {
    outside = tryScope()!.run.session.files.add({ ...PNG, content: "outside" });
    part();
  });
  for (let i = 0; i < 5; i++) await page.press("Again");
  assert(page.session.files.get(outside) !== undefined);
});

Deno.test("Files drops the oldest when a run that never ends draws more and more", () => {
  const files = page("p");
  const first = files.add({ ...PNG, content: new Uint8Array(100 * 1024 * 1024) });
  files.add({ ...PNG, content: new Uint8Array(100 * 1024 * 1024 + 1) });
  const last = files.add({ ...PNG, content: new Uint8Array(100 * 1024 * 1024 + 2) });
  assertEquals(files.get(first), undefined);
  assert(files.get(last) !== undefined);
});
