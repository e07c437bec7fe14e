/** Reads the answers that a page gets, for raw `<` in attributes: htmx could take it for a tag. */
import type { BrowserContext, Request } from "playwright-core";
import { rawAngles } from "../lint_html.ts";

const complaints = (html: string) =>
  rawAngles(html).map((source) => `A raw "<" stands in ${source}`);

/**
 * Reads the whole answers that the pages of `context` get. What it answers ends that, and resolves once
 * those that have come are read.
 */
export function lintAnswers(context: BrowserContext, errors: string[]): () => Promise<unknown> {
  const reading: Promise<void>[] = [];
  const onFinished = (request: Request) => {
    const read = async () => {
      const response = await request.response();
      if (!response?.headers()["content-type"]?.startsWith("text/html")) return;
      errors.push(...complaints(await response.text()));
    };
    // An answer whose page is gone by now has no text.
    reading.push(read().catch(() => {}));
  };
  context.on("requestfinished", onFinished);
  return () => {
    context.off("requestfinished", onFinished);
    return Promise.all(reading);
  };
}

/** The same handler; the streams that it answers are read message by message as they pass by. */
export function lintStreams(handler: Deno.ServeHandler, errors: string[]): Deno.ServeHandler {
  return async (request, info) => {
    const answer = await handler(request, info);
    const { body, status, headers } = answer;
    if (body === null || headers.get("content-type") !== "text/event-stream") return answer;
    return new Response(body.pipeThrough(messageReader(errors)), { status, headers });
  };
}

function messageReader(errors: string[]): TransformStream<Uint8Array, Uint8Array> {
  const decoder = new TextDecoder();
  let text = "";
  return new TransformStream({
    transform(chunk, controller) {
      controller.enqueue(chunk);
      const messages = (text + decoder.decode(chunk, { stream: true })).split("\n\n");
      text = messages.pop()!;
      for (const message of messages) {
        errors.push(...complaints(message.replaceAll(/^data: /gm, "")));
      }
    },
  });
}
