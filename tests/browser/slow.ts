/** A network with latency. */
import type { CDPSession, Page } from "playwright-core";

const sessions = new WeakMap<Page, CDPSession>();

/** Adds `ms` to each request of the page. */
export async function slow(page: Page, ms: number): Promise<void> {
  // Conditions belong to their session: another one could not take them back.
  const session = sessions.get(page) ?? await page.context().newCDPSession(page);
  sessions.set(page, session);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: ms,
    downloadThroughput: -1,
    uploadThroughput: -1,
  });
}

/** Ends that. */
export async function unslow(page: Page): Promise<void> {
  await sessions.get(page)?.detach();
  sessions.delete(page);
}
