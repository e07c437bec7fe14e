/** What `/healthz` says, to whom, and how often the store is asked for it. */
import { assertEquals } from "@std/assert";
import { MemorySessionStore } from "../runtime/session_store.ts";
import { ask } from "../tests/security/raw_page.ts";
import { createAppWith, serverOf } from "./app.ts";
import { HealthCheck } from "./health.ts";

/** A store that can be away. */
class Sick extends MemorySessionStore {
  asked = 0;
  isAway = false;

  override get(id: string) {
    this.asked++;
    return this.isAway ? Promise.reject(new Error("away")) : super.get(id);
  }
}

async function healthOf(app: { fetch(request: Request): Response | Promise<Response> }) {
  const response = await ask(app, "/healthz", { headers: { host: "10.0.0.8:8000" } });
  return [response.status, await response.text()];
}

Deno.test("/healthz answers anybody, by whatever name, and runs no page", async () => {
  let runs = 0;
  const app = createAppWith(() => void runs++, {
    allowedHosts: ["desk.example.com"],
    authenticate: () => {
      throw new Response("Log in", { status: 401 });
    },
  }, {});
  assertEquals(await healthOf(app), [200, "ok\n"]);
  assertEquals(runs, 0);
});

Deno.test("/healthz says that the process ends, or that its store is away", async () => {
  const ending = serverOf(() => {}, {});
  const app = ending.routes();
  ending.leave();
  assertEquals(await healthOf(app), [503, "leaving\n"]);
  const store = new Sick();
  store.isAway = true;
  assertEquals(await healthOf(createAppWith(() => {}, { store }, {})), [503, "store down\n"]);
});

Deno.test("/healthz is the author's own, if there is such a route", async () => {
  const app = createAppWith(() => {}, {}, {});
  app.get("/healthz", (c) => c.text("mine"));
  assertEquals(await healthOf(app), [200, "mine"]);
});

Deno.test("HealthCheck asks a store once a second, however many ask", async () => {
  const store = new Sick();
  const check = new HealthCheck(store);
  const answers = await Promise.all(Array.from({ length: 100 }, () => check.health(false)));
  assertEquals([store.asked, new Set(answers)], [1, new Set(["ok"])]);
});
