/**
 * What was done in a page, where another process runs it just then: it is handed to that one by
 * letter, so that a slow fragment holds up nobody but itself, wherever the requests go.
 */
import type { PageId } from "../runtime/ids.ts";
import type { SessionStore } from "../runtime/session_store.ts";
import type { Post } from "./decode.ts";
import { Mailbox } from "./mailbox.ts";
import type { Letter, Objection, Reply } from "./mailbox.ts";
import type { OpenPage } from "./open_page.ts";
import type { Missing } from "./open_pages.ts";
import { StoreDown } from "./page_record.ts";
import { randomId } from "./token.ts";

/** Between two looks for the answer to a letter; a page that is free sooner needs none. */
const LOOK_MS = 30;

/**
 * The page, ready to be run, or what the process that runs it has answered. `coming` is the page as
 * soon as its turn is here.
 */
export async function pageOrReply(
  store: SessionStore,
  id: PageId,
  coming: Promise<OpenPage | Missing>,
  post: Post,
): Promise<OpenPage | Missing | Reply | Objection> {
  if (await isSoon(coming)) return await coming;
  const letter = { ...post, id: randomId() };
  try {
    const mailbox = new Mailbox(store, id);
    if (!await mailbox.post(letter)) return await coming;
    // A nudge for who is to read it. One that fails, or a store without topics, costs a moment: who runs
    // the page looks for letters now and then.
    store.publish?.(bellOf(id)).catch(() => {});
    for (;;) {
      const isHere = await isSoon(coming);
      const reply = await mailbox.replyTo(letter);
      if (reply !== null) {
        giveBack(coming);
        return reply;
      }
      if (!isHere) continue;
      // Not collected, or its reader died over it: a living one answers before it gives the turn back.
      await mailbox.withdraw(letter);
      return await coming;
    }
  } catch (error) {
    // Nobody here waits for its turn any more.
    giveBack(coming);
    throw error instanceof StoreDown ? error : new StoreDown(error);
  }
}

/** Names that no author gives a topic. */
const BELL = "_eddy/mail/";
/** A store may keep something for each name of a topic: a few will do for all pages. */
const BELLS = 16;

/** The topic that says that there may be a letter for this page. */
export function bellOf(id: PageId): string {
  return `${BELL}${id.charCodeAt(0) % BELLS}`;
}

/** Whether a topic says that of some page. */
export function isBell(topic: string): boolean {
  return topic.startsWith(BELL);
}

/** Answers what was done in a page that this process runs, but was told to others. */
export async function readMail(
  store: SessionStore,
  id: PageId,
  { find, maxPageBytes }: {
    readonly find: () => Promise<OpenPage | Missing>;
    readonly maxPageBytes: number;
  },
): Promise<void> {
  const mailbox = new Mailbox(store, id);
  const letters = await mailbox.collect();
  await Promise.all(letters.map(async (letter) => {
    const page = await find();
    if (typeof page === "string") return;
    // Stored, then answered, then given back: whoever has the turn next finds the answer.
    page.enter();
    try {
      const reply = page.objection(letter, maxPageBytes) ?? await replyTo(letter, page);
      await page.settle();
      await mailbox.reply(letter, reply);
    } finally {
      await page.settle();
    }
  }));
}

async function replyTo(letter: Letter, page: OpenPage): Promise<Reply> {
  const job = page.take(letter);
  await job.done;
  await page.prepare(job);
  return page.reply(job, page.asked(letter));
}

/** Whether it is there before another look is worth its while. */
async function isSoon(coming: Promise<unknown>): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = new Promise<false>((resolve) => timer = setTimeout(resolve, LOOK_MS, false));
  try {
    return await Promise.race([coming.then(() => true), later]);
  } finally {
    clearTimeout(timer);
  }
}

/** The page is not needed any more, once it is there. */
function giveBack(coming: Promise<OpenPage | Missing>): void {
  coming.then((page) => typeof page === "string" ? undefined : page.settle()).catch(() => {
    // The store is away, or somebody else has it: either way it is not here.
  });
}
