/**
 * What an app has besides while it is being written: pages that go on over a restart, a bar with each
 * fragment's figures, and what is wrong with the program shown over the page. In production there is
 * none of it, and none of its files is sent.
 */
import type { Instance } from "../../runtime/fragment.ts";
import type { Run } from "../../runtime/run.ts";
import type { Drawing, Session } from "../../runtime/session.ts";
import type { DevelopmentLinks } from "../../web/page.ts";
import { randomId } from "../token.ts";
import { checker } from "./checker.ts";
import { Figures } from "./figures.ts";
import { WatchStream } from "./watch_stream.ts";
import type { Stage } from "./watched.ts";

/** Figures that change at once are sent together. */
const SEND_MS = 50;

/** What is known of one page. */
interface Watched {
  readonly figures: Figures;
  stream: WatchStream | null;
  timer: ReturnType<typeof setTimeout> | null;
}

export class Development {
  /** Tells a browser whether it is still the process that made its page. */
  readonly #process = randomId();
  /** Where pages ask what is wrong with the program; null where nobody begins it anew. */
  readonly #checker: Promise<string | null>;
  readonly #pages: WeakMap<Session, Watched> = new WeakMap();
  readonly #streams: Set<WatchStream> = new Set();

  constructor({ watched }: Stage) {
    this.#checker = watched ? checker() : Promise.resolve(null);
  }

  /** A page's body runs, or a fragment's. */
  begin(session: Session, instance: Instance, run: Run): Drawing {
    return this.#of(session).figures.begin(instance, run);
  }

  /** Markup was sent to a page. */
  sent(session: Session, html: string): void {
    this.#of(session).figures.sent(html);
  }

  /** What a page's markup says of all this. */
  async links(of: { module: string; sheet: string }): Promise<DevelopmentLinks> {
    const checkerUrl = await this.#checker;
    return { ...of, process: this.#process, checker: checkerUrl };
  }

  /** Tells a page what happens to it, until it goes or this process does. */
  watch(session: Session): WatchStream {
    const page = this.#of(session);
    page.stream?.close();
    const stream = new WatchStream(() => {
      this.#streams.delete(stream);
      if (page.stream !== stream) return;
      page.stream = null;
      if (page.timer !== null) clearTimeout(page.timer);
      page.timer = null;
    });
    page.stream = stream;
    this.#streams.add(stream);
    stream.send({ process: this.#process, fragments: this.#figures(session, page) });
    return stream;
  }

  /** This process ends. */
  leave(): void {
    for (const stream of [...this.#streams]) stream.close();
  }

  #of(session: Session): Watched {
    let page = this.#pages.get(session);
    if (page === undefined) {
      const made: Watched = { figures: new Figures(), stream: null, timer: null };
      made.figures.onChange = () => this.#sendSoon(session, made);
      this.#pages.set(session, page = made);
    }
    return page;
  }

  #figures(session: Session, { figures }: Watched) {
    return figures.of((id) => session.instance(id as Instance["id"]) !== undefined);
  }

  #sendSoon(session: Session, page: Watched): void {
    if (page.stream === null || page.timer !== null) return;
    page.timer = setTimeout(() => {
      page.timer = null;
      page.stream?.send({ fragments: this.#figures(session, page) });
    }, SEND_MS);
  }
}
