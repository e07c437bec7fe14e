/** Starts an app as its author would, for tests that use it from outside. */
import { freePort } from "../kit/free_port.ts";

const ROOT = new URL("../../", import.meta.url);
const START_DEADLINE_MS = 60_000;
const STOP_DEADLINE_MS = 5_000;

/** A running example. `await using` stops it too. */
export interface Example extends AsyncDisposable {
  /** Without a slash at its end. */
  readonly url: string;
  /** What it has printed so far. */
  output(): string;
  /** Ends this very process and waits until it is gone. */
  stop(): Promise<void>;
}

const running = new Set<Example>();

// A test that fails before its stop() must not leave a server behind.
Deno.test.afterAll(async () => {
  await Promise.all([...running].map((example) => example.stop()));
});

/** Runs `deno run -A <path>` with `PORT` set to a free port; ready as soon as it says its address. */
export async function startExample(
  path: string,
  options: { readonly env?: Record<string, string>; readonly args?: readonly string[] } = {},
): Promise<Example> {
  const port = freePort();
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", path, ...options.args ?? []],
    cwd: ROOT,
    env: { NO_COLOR: "1", ...options.env, PORT: String(port) },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();

  let output = "";
  let exited = false;
  const ready = Promise.withResolvers<void>();
  const read = async (stream: ReadableStream<Uint8Array<ArrayBuffer>>) => {
    for await (const text of stream.pipeThrough(new TextDecoderStream())) {
      output += text;
      if (output.includes(`:${port}`)) ready.resolve();
    }
  };
  const gone = Promise.all([child.status, read(child.stdout), read(child.stderr)]).then(
    ([{ code, signal }]) => {
      exited = true;
      const how = signal ?? `code ${code}`;
      ready.reject(new Error(`Cannot start ${path}: it ended with ${how}\n${output}`));
    },
  );

  const stop = async () => {
    running.delete(example);
    if (!exited) child.kill("SIGTERM");
    const force = setTimeout(() => child.kill("SIGKILL"), STOP_DEADLINE_MS);
    await gone;
    clearTimeout(force);
  };
  const example: Example = {
    url: `http://127.0.0.1:${port}`,
    output: () => output,
    stop,
    [Symbol.asyncDispose]: stop,
  };
  running.add(example);

  const late = setTimeout(() => {
    ready.reject(new Error(`Cannot start ${path}: it does not say its port ${port}\n${output}`));
  }, START_DEADLINE_MS);
  try {
    await ready.promise;
    (await Deno.connect({ hostname: "127.0.0.1", port })).close();
  } catch (error) {
    await stop();
    throw error;
  } finally {
    clearTimeout(late);
  }
  return example;
}
