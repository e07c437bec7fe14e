/**
 * A session store that several processes share, over whatever keeps its data. What all such stores do
 * in the same way is here: telling of topics, and closing only when nothing is under way.
 */
import type { SessionStore } from "../../runtime/session_store.ts";
import { logError } from "../log.ts";
import { outageOf } from "../outage.ts";
import { Topics } from "./topics.ts";
import type { TopicRecord } from "./topics.ts";

/** What keeps the data of a {@linkcode BackendStore}. */
export interface Backend extends Pick<SessionStore, "get" | "set" | "delete"> {
  /** As in messages. */
  readonly name: string;
  readonly topics: TopicRecord;
  /** Records a topic and rings the bell of every process. */
  publish(topic: string): Promise<void>;
  /** Closes connections; nothing is under way any more. */
  close(): Promise<void>;
}

/** A store for sessions and topics in a {@linkcode Backend}. */
export class BackendStore implements Required<SessionStore> {
  readonly #backend: Backend;
  readonly #topics: Topics;
  readonly #underWay: Set<Promise<unknown>> = new Set();
  #closing: Promise<void> | null = null;

  /** `onError` is told once that topics cannot be read; without it, that is part of the store's outage. */
  constructor(backend: Backend, onError?: (error: unknown) => void) {
    this.#backend = backend;
    this.#topics = new Topics(backend.topics, (error, what) => {
      if (onError !== undefined) return what === "again" ? undefined : onError(error);
      if (what === "listener") logError(error, null);
      else outageOf(this).failed(error);
    });
  }

  get(id: string): Promise<{ data: Uint8Array; version: string } | null> {
    return this.#track(() => this.#backend.get(id));
  }

  set(id: string, data: Uint8Array, version: string | null, ttlMs: number): Promise<string | null> {
    return this.#track(() => this.#backend.set(id, data, version, ttlMs));
  }

  delete(id: string): Promise<void> {
    return this.#track(() => this.#backend.delete(id));
  }

  publish(topic: string): Promise<void> {
    return this.#track(async () => {
      // Who has just subscribed here is to be told of it.
      await this.#topics.begun();
      await this.#backend.publish(topic);
    });
  }

  subscribe(onTopic: (topic: string) => void): Disposable {
    if (this.#closing !== null) throw this.#closed();
    return this.#topics.subscribe(onTopic);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#closing ??= this.#close();
  }

  async #close(): Promise<void> {
    await this.#topics[Symbol.asyncDispose]();
    // Whoever called is told how it went.
    await Promise.allSettled(this.#underWay);
    await this.#backend.close();
  }

  async #track<T>(call: () => Promise<T>): Promise<T> {
    if (this.#closing !== null) throw this.#closed();
    const answer = call();
    this.#underWay.add(answer);
    try {
      return await answer;
    } finally {
      this.#underWay.delete(answer);
    }
  }

  #closed(): Error {
    return new Error(`Cannot use the store ${this.#backend.name}: it has been closed`);
  }
}
