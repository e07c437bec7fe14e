/** What is uploaded to one process is read by another, also after the first one was killed. */
import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { AppProcess } from "../kit/app_process.ts";
import { eventually } from "../kit/eventually.ts";
import { SECRET } from "../kit/fleet.ts";
import { startFront } from "../kit/front.ts";
import { open, remote } from "../kit.ts";
import { NO_REDIS, RedisServer } from "../kit/redis_server.ts";

const APP = "tests/faults/apps/uploading.ts";
/** Several pieces in the store, the last of them short. */
const SIZE = 3 * 1024 * 1024 + 17;
const MANY = new Uint8Array(SIZE).fill(3);

async function sharesUploads(store: string, flags: readonly string[]): Promise<void> {
  const options = { flags, env: { STORE: store, EDDY_SECRET: SECRET } };
  await using first = await AppProcess.start(APP, options);
  await using second = await AppProcess.start(APP, options);
  let to = 0;
  await using front = startFront([first.url, second.url], () => to);
  await using page = await open(remote(front.url));
  await page.upload("File", new File([MANY], "../many.bin"));
  const read = () => page.lines().slice(-2);
  assertEquals(read(), [`many.bin: ${3 * SIZE}`, `Read by ${first.pid}`]);

  await first.kill();
  to = 1;
  await page.click("Again");
  assertEquals(read(), [`many.bin: ${3 * SIZE}`, `Read by ${second.pid}`]);
  await first.start();
  to = 0;
  await page.click("Again");
  assertEquals(read(), [`many.bin: ${3 * SIZE}`, `Read by ${first.pid}`]);

  // There is room for two of them, wherever they come; a third gets it from one that is replaced.
  to = 1;
  await using other = await open(remote(front.url));
  await other.upload("File", new File([MANY], "other.bin"));
  to = 0;
  await using third = await open(remote(front.url));
  const send = () => third.upload("File", new File([MANY], "third.bin"));
  const refused = await assertRejects(send, Error);
  assertStringIncludes(refused.message, "There is no room for “third.bin”");
  await page.upload("File", new File([MANY.subarray(0, 1000)], "few.bin"));
  assertEquals(read(), ["few.bin: 3000", `Read by ${first.pid}`]);
  await eventually(send);
  assertEquals(third.lines().at(-2), `third.bin: ${3 * SIZE}`);
  assertEquals(`${first.output()}${second.output()}`.match(/^.*\bError\b.*$/gm), null);
}

Deno.test("an upload is read by another process, also once its own was killed, with Deno KV", async () => {
  const folder = await Deno.makeTempDir({ prefix: "eddy-kv-" });
  try {
    await sharesUploads(`kv:${folder}/kv`, ["--unstable-kv"]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test({
  name: "an upload is read by another process, also once its own was killed, with Redis",
  ignore: NO_REDIS !== null,
  async fn() {
    await using redis = await RedisServer.start();
    await sharesUploads(redis.url, []);
  },
});
