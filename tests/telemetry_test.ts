/** What OpenTelemetry's collectors are sent of an app, and what its log says, as data. */
import { assert, assertEquals } from "@std/assert";
import { AppProcess } from "./kit/app_process.ts";
import { eventually } from "./kit/eventually.ts";
import { Project } from "./kit/project.ts";

/** As OTLP has it in JSON. */
interface Span {
  readonly name: string;
  readonly spanId: string;
  readonly parentSpanId: string;
  readonly status: { readonly code: number };
  readonly attributes: readonly {
    readonly key: string;
    readonly value: { stringValue?: string };
  }[];
  readonly events: readonly { readonly name: string }[];
}

/** Takes in what it is sent. */
function startCollector() {
  const spans: Span[] = [];
  const metrics = new Set<string>();
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    async (request) => {
      if (request.method === "GET") return new Response("Another service");
      const { resourceSpans = [], resourceMetrics = [] } = await request.json();
      for (const { scopeSpans } of resourceSpans) {
        for (const { spans: more } of scopeSpans) spans.push(...more);
      }
      for (const { scopeMetrics } of resourceMetrics) {
        for (const { metrics: more } of scopeMetrics) {
          for (const { name } of more) metrics.add(name);
        }
      }
      return Response.json({});
    },
  );
  return {
    url: `http://127.0.0.1:${server.addr.port}`,
    spans,
    metrics,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}

const APP = `import * as st from "@eddy/eddy";

const inner = st.fragment(async function inner() {
  await (await fetch(Deno.env.get("OTHER")!)).text();
  st.write("Inner");
});
const failing = st.fragment(function failing() {
  throw new RangeError("too much", { cause: new Error("too little") });
});
const ticking = st.fragment(function ticking() {
  st.write("Tick");
}, { runEvery: 0.1 });

st.serve(async () => {
  await inner();
  failing();
  ticking();
});
`;

/** The words of one of a span's attributes. */
function attribute({ attributes }: Span, name: string): string | undefined {
  return attributes.find(({ key }) => key === name)?.value.stringValue;
}

Deno.test("runs are spans of the request that asked for them, and metrics; errors are data in the log", async () => {
  await using project = await Project.make({ "app.ts": APP });
  await using collector = startCollector();
  await using app = await AppProcess.start("app.ts", {
    cwd: project.path,
    env: {
      OTHER: collector.url,
      EDDY_LOG: "json",
      OTEL_DENO: "true",
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
      OTEL_BSP_SCHEDULE_DELAY: "50",
      OTEL_METRIC_EXPORT_INTERVAL: "100",
    },
  });
  const response = await fetch(app.url);
  const html = await response.text();
  const cookie = response.headers.getSetCookie()[0]!.split(";")[0]!;
  const token = /data-token="([^"]*)"/.exec(html)![1]!;
  const live = /data-live="([^"]*)"/.exec(html)![1]!;
  const stream = await fetch(`${app.url}${live}`, { headers: { cookie, "eddy-token": token } });

  const span = (name: string) => collector.spans.find((one) => one.name === name);
  const parentOf = (child: Span | undefined) =>
    collector.spans.find(({ spanId }) => spanId === child?.parentSpanId);
  await eventually(() => {
    const [page, inner] = [span("eddy page"), span("eddy fragment inner")];
    assertEquals(parentOf(page)?.name, "GET", "the request");
    assertEquals(parentOf(inner), page);
    const asked = collector.spans.find((one) => parentOf(one) === inner && one !== inner);
    assertEquals(asked?.name, "GET", "what the fragment asked of others");
    assertEquals(attribute(page!, "eddy.run.cause"), "opened");
    const failing = span("eddy fragment failing");
    assertEquals([failing?.status.code, failing?.events[0]?.name], [2, "exception"]);
    assertEquals(page?.status.code, 0);
    // A tick is a trace of its own: the request that set the timer is long over.
    const tick = collector.spans.find((one) => attribute(one, "eddy.run.cause") === "time");
    assertEquals([tick?.name, tick?.parentSpanId], ["eddy fragment ticking", ""]);
    for (const name of ["eddy.run.duration", "eddy.pages", "eddy.streams"]) {
      assert(collector.metrics.has(name), name);
    }
  });
  await stream.body?.cancel();
  const line = app.output().split("\n").find((line) => line.startsWith("{"))!;
  const { level, message, id, error, time } = JSON.parse(line);
  assertEquals([level, message], ["error", "RangeError: too much"]);
  assertEquals([error.name, error.cause.message], ["RangeError", "too little"]);
  assert(error.stack.includes("app.ts:") && /^\w/.test(id) && !Number.isNaN(Date.parse(time)));
});
