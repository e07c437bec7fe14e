/**
 * Spans and metrics of what is drawn, for whoever collects them by OpenTelemetry. Deno exports them, and
 * those of requests, where `OTEL_DENO=true` is set; elsewhere nothing of this is loaded.
 */
import type { Attributes } from "@opentelemetry/api";
import type { Instance } from "../runtime/fragment.ts";
import type { Run } from "../runtime/run.ts";
import type { Drawing, Session } from "../runtime/session.ts";

type Api = typeof import("@opentelemetry/api");

/** What an app counts. */
export interface Counts {
  readonly pages: () => number;
  readonly streams: () => number;
}

/** Spans and metrics for an app; null where nobody collects them. */
export async function loadTelemetry(counts: Counts): Promise<Telemetry | null> {
  const wanted = Deno.env.get("OTEL_DENO");
  if (wanted !== "true" && wanted !== "1") return null;
  return new Telemetry(await import("@opentelemetry/api"), counts);
}

export class Telemetry {
  readonly #api: Api;
  readonly #tracer: ReturnType<Api["trace"]["getTracer"]>;
  readonly #durations: ReturnType<ReturnType<Api["metrics"]["getMeter"]>["createHistogram"]>;

  constructor(api: Api, { pages, streams }: Counts) {
    const meter = api.metrics.getMeter("eddy");
    this.#api = api;
    this.#tracer = api.trace.getTracer("eddy");
    this.#durations = meter.createHistogram("eddy.run.duration", {
      description: "How long a page or a fragment took to run",
      unit: "s",
      advice: { explicitBucketBoundaries: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 60] },
    });
    meter.createObservableGauge("eddy.pages", { description: "Open pages held in this process" })
      .addCallback((result) => result.observe(pages()));
    meter.createObservableGauge("eddy.streams", { description: "Live streams of this process" })
      .addCallback((result) => result.observe(streams()));
  }

  /** A page or a fragment is being drawn. What its code asks of others is a part of its span. */
  begin(session: Session, instance: Instance, run: Run): Drawing {
    const { context, trace, SpanStatusCode, ROOT_CONTEXT } = this.#api;
    const name = nameOf(instance);
    const attributes: Attributes = { "eddy.run.name": name, "eddy.run.kind": kindOf(instance) };
    if (instance === run.root) {
      attributes["eddy.run.cause"] = [...new Set(run.reasons.map(({ cause }) => cause))].join(", ");
    }
    // A timer was set by some request, long ago, and is no part of it.
    const parent = isUnasked(instance, run) ? ROOT_CONTEXT : context.active();
    const span = this.#tracer.startSpan(`eddy ${kindOf(instance)} ${name}`.trim(), {
      attributes: { ...attributes, "session.id": session.id },
    }, parent);
    const inside = trace.setSpan(parent, span);
    const start = performance.now();
    return {
      within: (body) => context.with(inside, body),
      end: (failure) => {
        if (failure !== null) {
          const { error } = failure;
          span.recordException(error instanceof Error ? error : Deno.inspect(error));
          span.setStatus({ code: SpanStatusCode.ERROR });
        }
        span.end();
        this.#durations.record((performance.now() - start) / 1000, {
          ...attributes,
          "eddy.run.outcome": failure === null ? "ok" : "error",
        });
      },
    };
  }
}

function kindOf({ definition }: Instance): "page" | "fragment" {
  return definition === null ? "page" : "fragment";
}

/** What its author calls a fragment; the page has no name. */
function nameOf({ definition }: Instance): string {
  return definition?.options.key ?? definition?.name ?? "";
}

function isUnasked(instance: Instance, { root, reasons }: Run): boolean {
  return instance === root && reasons.every(({ cause }) => cause === "time" || cause === "topic");
}
