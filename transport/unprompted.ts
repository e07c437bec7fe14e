/**
 * What no request asks for: a timer's time has come, something was published, another process has been
 * told of what was done in a page that is run here.
 */
import type { FragmentId, PageId } from "../runtime/ids.ts";
import type { SessionStore } from "../runtime/session_store.ts";
import { carryTopics } from "../runtime/topic.ts";
import type { OpenPage } from "./open_page.ts";
import type { Asked, Missing, OpenPages } from "./open_pages.ts";
import { TurnLost } from "./page_record.ts";
import { bellOf, isBell, readMail } from "./relay.ts";
import type { Visit } from "./visit.ts";

/** What processes tell each other of runs to be halted: a topic that names a page, as no author can. */
const HALT_TOPIC = /^eddy halt (\S+) (.+)$/;
function haltTopic(page: string, region: string): string {
  return `eddy halt ${page} ${region}`;
}

export class Unprompted {
  readonly #store: SessionStore;
  readonly #pages: OpenPages;
  readonly #onError: (error: unknown, id: string | null) => void;

  constructor(
    store: SessionStore,
    pages: OpenPages,
    onError: (error: unknown, id: string | null) => void,
  ) {
    this.#store = store;
    this.#pages = pages;
    this.#onError = onError;
  }

  /** Hears what is published for as long as somebody has this. */
  listen(): void {
    const store = this.#store;
    const held = new WeakRef<Unprompted>(this);
    const hear = (topic: string) => {
      const self = held.deref();
      if (self !== undefined) self.#heard(topic);
    };
    const hearing = store.subscribe?.(hear);
    const carrying = carryTopics(async (topic) => {
      if (held.deref() === undefined) {
        hearing?.[Symbol.dispose]();
        return carrying[Symbol.dispose]();
      }
      if (store.publish !== undefined) return await store.publish(topic);
      hear(topic);
    });
  }

  /** Reruns a fragment. */
  rerun(open: OpenPage, fragment: FragmentId, why: "time" | "topic"): void {
    this.#show(open, (found) => found.rerun(fragment, why));
  }

  /** Says what is to be said though nothing runs. */
  say(open: OpenPage): void {
    this.#show(open, ({ session }) => session.schedule.say());
  }

  /** Stores what ran of a page, as far as can be. */
  settle(open: OpenPage): Promise<void> {
    return this.#pages.settleIfPossible(open);
  }

  /** Answers what other processes were asked of a page that is this one's to run. */
  async readMail(open: OpenPage): Promise<void> {
    const { id } = open.session;
    try {
      await readMail(this.#store, id, {
        find: () => this.#pages.find(id, ownerOf(open)),
        maxPageBytes: this.#pages.maxPageBytes,
      });
    } catch (error) {
      // What is not answered is done by who was asked. Whoever took the page over has it already.
      if (!(error instanceof TurnLost)) this.#onError(error, null);
    }
  }

  /** Halts what draws a region, in whichever process that is. */
  async halt(page: string, region: string): Promise<void> {
    if (!this.#haltHere(page, region)) await this.#store.publish?.(haltTopic(page, region));
  }

  #haltHere(page: string, region: string): boolean {
    const held = this.#pages.get(page as PageId);
    return held?.session.schedule.halt(region as FragmentId) ?? false;
  }

  /** Tells the pages of this process that something was published. */
  #heard(topic: string): void {
    const halt = HALT_TOPIC.exec(topic);
    if (halt !== null) return void this.#haltHere(halt[1]!, halt[2]!);
    if (isBell(topic)) {
      for (const open of this.#pages.all) {
        if (open.record?.has && bellOf(open.session.id) === topic) void this.readMail(open);
      }
      return;
    }
    for (const open of this.#pages.all) {
      for (const fragment of open.session.listenersTo(topic)) this.rerun(open, fragment, "topic");
    }
  }

  /** Shows what `begin` begins, if it does; where processes share the store, the page's turn has to come first. */
  #show(open: OpenPage, begin: (found: OpenPage) => boolean): void {
    if (open.record !== null) return void this.#showInTurn(open, begin);
    open.enter();
    if (!begin(open)) void open.settle();
  }

  async #showInTurn(open: OpenPage, begin: (found: OpenPage) => boolean): Promise<void> {
    let found: OpenPage | Missing = open;
    try {
      found = await this.#pages.find(open.session.id, ownerOf(open));
    } catch (error) {
      this.#onError(error, null);
      open.readOnly();
    }
    // Its browser asks again, and is told why.
    if (typeof found === "string") return found === "busy" ? undefined : open.live?.close();
    if (!begin(found)) await this.#pages.settleIfPossible(found);
  }
}

/** Who a page that is open belongs to. */
function ownerOf({ browser, token, session, around }: OpenPage): Asked {
  const facts = () => session.request as Visit;
  const showsDetails = () => session.options.showErrorDetails;
  return { browser, token, facts, showsDetails, around };
}
