/** Listens to a store's topics, for tests that wait for them. */
import type { SessionStore } from "../../runtime/session_store.ts";

/** Time, in milliseconds, until what was not heard counts as lost. */
const PATIENCE_MS = 20_000;
/** Time, in milliseconds, until it is asked again whether somebody listens. */
const ASK_MS = 50;
/** A topic to find out whether somebody listens. */
const READY = "ready?";

export class Heard implements Disposable {
  /** In the order in which they were told. */
  readonly topics: string[] = [];
  readonly #subscription: Disposable;
  #waiting: () => void = () => {};

  constructor(store: SessionStore) {
    this.#subscription = store.subscribe!((topic) => {
      this.topics.push(topic);
      this.#waiting();
    });
  }

  /** When each of them hears what `store` publishes: a subscription takes a moment. */
  static async ready(store: SessionStore, ...all: readonly Heard[]): Promise<void> {
    const deadline = performance.now() + PATIENCE_MS;
    while (all.some(({ topics }) => !topics.includes(READY))) {
      if (performance.now() > deadline) throw new Error("Cannot subscribe: nothing was heard");
      await store.publish!(READY);
      await Promise.all(all.map((heard) => heard.#within(ASK_MS, () => heard.#has([READY]))));
    }
  }

  /** When all these were told, as often as they are named. */
  async until(...topics: readonly string[]): Promise<void> {
    if (await this.#within(PATIENCE_MS, () => this.#has(topics))) return;
    throw new Error(`Expected to hear ${JSON.stringify(topics)}: ${JSON.stringify(this.topics)}`);
  }

  [Symbol.dispose](): void {
    this.#subscription[Symbol.dispose]();
  }

  #has(topics: readonly string[]): boolean {
    const left = [...this.topics];
    return topics.every((topic) => {
      const at = left.indexOf(topic);
      if (at >= 0) left.splice(at, 1);
      return at >= 0;
    });
  }

  /** Whether it is so in time. */
  async #within(ms: number, isSo: () => boolean): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, ms);
    this.#waiting = () => {
      if (isSo()) resolve();
    };
    this.#waiting();
    await promise;
    clearTimeout(timer);
    return isSo();
  }
}
