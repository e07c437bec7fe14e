/** Several processes that share a store, as far as one process can play them: apps side by side. */
import { Hono } from "hono";
import { setImmediate } from "node:timers/promises";
import { MemorySessionStore } from "../../runtime/session_store.ts";
import type { SessionStore } from "../../runtime/session_store.ts";
import type { Page } from "../../runtime/session.ts";
import type { App } from "./app.ts";
import { createApp } from "../../transport/app.ts";
import type { AppOptions } from "../../transport/options.ts";

/** With which all processes of an app sign. */
export const SECRET = "known to every process of the app, and to nobody else";

/** A store that is nobody's own: each call takes a turn of the event loop, as a network's would. */
export class SharedStore implements SessionStore {
  readonly #inner = new MemorySessionStore();
  readonly #listeners: Set<(topic: string) => void> = new Set();
  /** While it is down, each call fails. */
  down = false;
  /** While it is full, it can be read, and tells who writes too late; other writes fail. */
  full = false;

  async get(id: string): Promise<{ data: Uint8Array; version: string } | null> {
    await this.#away();
    return await this.#inner.get(id);
  }

  async set(
    id: string,
    data: Uint8Array,
    version: string | null,
    ttlMs: number,
  ): Promise<string | null> {
    await this.#away();
    const stored = await this.#inner.get(id);
    if (this.full && (stored?.version ?? null) === version) throw new Error("disk full");
    return await this.#inner.set(id, data, version, ttlMs);
  }

  async delete(id: string): Promise<void> {
    await this.#away();
    await this.#inner.delete(id);
  }

  async publish(topic: string): Promise<void> {
    await this.#away();
    for (const listener of this.#listeners) listener(topic);
  }

  subscribe(onTopic: (topic: string) => void): Disposable {
    this.#listeners.add(onTopic);
    return { [Symbol.dispose]: () => void this.#listeners.delete(onTopic) };
  }

  async #away(): Promise<void> {
    await setImmediate();
    if (this.down) throw new Error("connection refused");
  }
}

/** One process' connection to a shared store. Once it is cut, the process is as good as dead. */
export class Connection implements Required<Omit<SessionStore, typeof Symbol.asyncDispose>> {
  readonly #store: SharedStore;
  #cut = false;
  #held: PromiseWithResolvers<void> | null = null;

  constructor(store: SharedStore) {
    this.#store = store;
  }

  cut(): void {
    this.#cut = true;
  }

  /** What is written from now on arrives once it is let {@linkcode go}, as from a machine that stood still. */
  hold(): void {
    this.#held = Promise.withResolvers();
  }

  go(): void {
    this.#held?.resolve();
    this.#held = null;
  }

  get(id: string): Promise<{ data: Uint8Array; version: string } | null> {
    return this.#joined().get(id);
  }

  async set(
    id: string,
    data: Uint8Array,
    version: string | null,
    ttlMs: number,
  ): Promise<string | null> {
    await this.#held?.promise;
    return await this.#joined().set(id, data, version, ttlMs);
  }

  delete(id: string): Promise<void> {
    return this.#joined().delete(id);
  }

  publish(topic: string): Promise<void> {
    return this.#joined().publish(topic);
  }

  subscribe(onTopic: (topic: string) => void): Disposable {
    return this.#store.subscribe((topic) => {
      if (!this.#cut) onTopic(topic);
    });
  }

  #joined(): SharedStore {
    if (this.#cut) throw new Error("this process is dead");
    return this.#store;
  }
}

/** One address before several apps: each request goes to the one that `route` names. */
export function fleet(apps: readonly Hono[], route: (request: Request) => number): Hono {
  const front = new Hono();
  front.all("*", (c) => apps[route(c.req.raw)]!.fetch(c.req.raw, c.env));
  return front;
}

/**
 * An app in `count` processes, as a front without stickiness makes the most of them: what is asked
 * while something is under way goes to the next process, which has to hand it over to the one that
 * runs the page. What nothing else is under way for goes where the last answer came from: any other
 * process would make the page's closures again first, and rules count runs.
 */
export function fleetOf(count: number, page: Page, options: AppOptions): App {
  const shared = { ...options, store: new SharedStore(), secrets: [SECRET] };
  const apps = Array.from({ length: count }, () => createApp(page, shared));
  const underWay = new Set<number>();
  let home = 0;
  return {
    async fetch(request, env) {
      const to = apps.findIndex((_, i) => !underWay.has((home + i) % count));
      const process = (home + Math.max(0, to)) % count;
      const over = () => {
        underWay.delete(process);
        if (underWay.size === 0) home = process;
      };
      underWay.add(process);
      const response = await apps[process]!.fetch(request, env as object);
      // An answer that is streamed is under way to its end; a live stream is none.
      if (request.method === "GET" || response.body === null) {
        over();
        return response;
      }
      const watch = new TransformStream<Uint8Array, Uint8Array>({ flush: over, cancel: over });
      return new Response(response.body.pipeThrough(watch), response);
    },
  };
}
