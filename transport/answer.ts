/**
 * Answers to what a page posts: one piece if the run is quick, a stream of them if it is slow. Also
 * the table from reasons to status codes; nothing else in Eddy knows any.
 */
import type { FragmentId } from "../runtime/ids.ts";
import type { Job } from "../runtime/job.ts";
import type { Reply } from "./mailbox.ts";
import type { Message, OpenPage, Way } from "./open_page.ts";
import { encodeSse } from "./sse.ts";

/** A run that takes longer than this is shown while it goes on. */
const QUICK_MS = 40;
/** Between two looks at a run that goes on. */
const LOOK_MS = 60;

/** Why a request gets no run. */
export type Refusal =
  | "host"
  | "cross-site"
  | "malformed"
  | "too large"
  | "page full"
  | "too slow"
  | "encoded"
  | "too many"
  | "full"
  | "forbidden"
  | "other browser"
  | "no cookie"
  | "unknown page"
  | "expired"
  | "outdated"
  | "not found"
  | "store down"
  | "disk full"
  | "busy"
  | "failed";

const STATUS: Readonly<Record<Refusal, number>> = {
  host: 421,
  "cross-site": 403,
  malformed: 400,
  "too large": 413,
  "page full": 413,
  "too slow": 408,
  encoded: 415,
  "too many": 429,
  full: 503,
  forbidden: 403,
  "other browser": 403,
  "no cookie": 403,
  "unknown page": 410,
  expired: 410,
  outdated: 410,
  "not found": 404,
  "store down": 503,
  "disk full": 507,
  busy: 503,
  failed: 500,
};

/** What a user can make of it. */
const MESSAGE: Readonly<Record<Refusal, string>> = {
  host:
    "This app does not answer to that host name. Whoever runs it can allow the name, by the option " +
    "allowedHosts or by EDDY_ALLOWED_HOSTS.",
  "cross-site": "This request does not come from the app's own page.",
  malformed: "This request could not be read.",
  "too large": "This is more than the app takes at once.",
  "page full":
    "This page holds as much as the app keeps of one page. Please shorten something in it.",
  "too slow": "This took too long to arrive.",
  encoded: "The app takes nothing that is compressed.",
  "too many": "This was refused too often. Please wait a few minutes, then load the page anew.",
  full: "The app has as many visitors as it can have at once.",
  forbidden: "This page belongs to another session.",
  "other browser": "This page was made for another browser.",
  "no cookie": "This app needs a cookie of its own, and the browser sent none.",
  "unknown page": "This page is not known any more.",
  expired: "This page has expired.",
  outdated: "The app was updated.",
  "not found": "There is nothing here.",
  "store down": "The app cannot reach its storage. What you do is sent again.",
  "disk full": "The app has no room for files now.",
  busy: "The app is busy with this page. What you do is sent again.",
  failed: "Something went wrong.",
};

/** Bytes that may wait for a browser to read them, before nothing more is made for it. */
export const QUEUE: QueuingStrategy<Uint8Array> = new ByteLengthQueuingStrategy({
  highWaterMark: 64 * 1024,
});

const HTML = {
  "content-type": "text/html; charset=utf-8",
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
};

/** Seconds after which it is worth asking again. */
const RETRY_AFTER: Partial<Record<Refusal, number>> = { "too many": 600, full: 15 };

/** What a new session mends. A browser whose cookie was replaced is another one to its open pages. */
const RESYNCS: ReadonlySet<Refusal> = new Set([
  "unknown page",
  "expired",
  "outdated",
  "other browser",
]);

/**
 * Refuses a request, in words that can stand in a page. Reasons that a new session mends tell the
 * client to ask for one. The reason stands in a header as well, for whoever keeps a log of answers.
 */
export function refuse(reason: Refusal): Response {
  const status = STATUS[reason];
  const retryAfter = RETRY_AFTER[reason];
  return new Response(
    `<hx-partial hx-target="#toasts" hx-swap="beforeend"><div class="toast error"><div><p>${
      MESSAGE[reason]
    }</p></div><button type="button" class="close" aria-label="Dismiss"></button></div></hx-partial>`,
    // The number of no message: the client is to know whose words these are.
    {
      status,
      headers: {
        ...HTML,
        "eddy-seq": "0",
        "eddy-refused": reason.replaceAll(" ", "-"),
        ...(RESYNCS.has(reason) && { "eddy-resync": "1" }),
        ...(retryAfter !== undefined && { "retry-after": String(retryAfter) }),
      },
    },
  );
}

/** How a job is to be answered. */
export interface Asked {
  readonly way: Way;
  /** The fragment whose region is the answer's main content. */
  readonly region: FragmentId | null;
  /** Stores what the job has changed, before the last of it is shown. */
  readonly settle: () => Promise<void> | undefined;
}

/**
 * Answers a job: at once if it is over, as a stream if it takes its time.
 *
 * @throws What `asked.settle` rejects with, unless a stream has begun: then it breaks off.
 */
export async function respond(page: OpenPage, job: Job, asked: Asked): Promise<Response> {
  if (!job.over && !await within(job, QUICK_MS)) return stream(page, job, asked);
  // Nearly always there is nothing to wait for, and the answer is made at once.
  const loading = page.prepare(job);
  if (loading !== undefined) await loading;
  const reply = page.reply(job, asked);
  const storing = asked.settle();
  if (storing !== undefined) await storing;
  return whole(reply);
}

/** An answer in one piece. */
export function whole({ accepted, html, id }: Reply): Response {
  const status = html === "" ? 204 : accepted ? 200 : 422;
  return new Response(html === "" ? null : html, { status, headers: { ...HTML, "eddy-seq": id } });
}

/** Whether the job is over within `ms`. */
export async function within(job: Job, ms: number): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<void>((resolve) => timer = setTimeout(resolve, ms));
  await Promise.race([job.done, late]);
  clearTimeout(timer);
  return job.over;
}

function stream(page: OpenPage, job: Job, asked: Asked): Response {
  const encoder = new TextEncoder();
  // A browser that goes away ends the stream, never the work: what was accepted is done.
  let open = true;
  const leave = () => {
    if (open) page.waiting--;
    open = job.isRead = false;
  };
  page.waiting++;
  job.isRead = true;
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      const ready = () => open && controller.desiredSize! > 0;
      let failure: unknown = null;
      try {
        await follow(page, job, asked, ({ html, id }) => {
          if (open) controller.enqueue(encoder.encode(encodeSse({ id, data: html })));
        }, ready);
      } catch (error) {
        // Not stored, so not done: the browser says it again.
        failure = error;
      }
      if (!open) return;
      leave();
      if (failure === null) controller.close();
      else controller.error(failure);
    },
    cancel: leave,
  }, QUEUE);
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream",
      "cache-control": "no-store, no-transform",
      "x-content-type-options": "nosniff",
      "eddy-seq": "0",
    },
  });
}

/**
 * Hands out what a job draws while it goes on, and the rest when it is over and stored. While its
 * browser is not `ready`, because it does not read what it was sent, nothing is made for it; it gets
 * the newest then.
 */
export async function follow(
  page: OpenPage,
  job: Job,
  asked: Asked,
  show: (message: Message) => void,
  ready: () => boolean,
): Promise<void> {
  const look = async () => {
    if (!ready()) return later();
    await page.prepare(job);
    if (job.over) return;
    const message = page.answer(job, { ...asked, partial: true });
    if (message.html !== "") show(message);
  };
  let timer: ReturnType<typeof setTimeout> | null = null;
  const later = () => {
    timer ??= setTimeout(() => {
      timer = null;
      void look();
    }, LOOK_MS);
  };
  if (!job.over) {
    // First: what is drawn while this is looked at is not in it yet.
    job.onProgress = later;
    await look();
  }
  await job.done;
  job.onProgress = null;
  if (timer !== null) clearTimeout(timer);
  await page.prepare(job);
  const message = page.answer(job, asked);
  await asked.settle();
  if (message.html !== "") show(message);
}
