/** Many browsers of one peer without a browser: they open its page, and click. */
import { HttpSocket } from "../http_socket.ts";
import { clickFor, OpenedPage } from "../load_client.ts";

/** What came of clicks. */
export interface Clicks {
  readonly clicks: number;
  readonly seconds: number;
  /** Share of a core that the visitors themselves took: near 1, they were the limit. */
  readonly clientBusy: number | null;
}

export interface Visitors extends AsyncDisposable {
  /** Opens pages until so many are open. */
  openUpTo(count: number): Promise<void>;
  /** Has so many of them click, each again after its answer. */
  click(count: number, seconds: number): Promise<Clicks>;
}

const BUTTON = { label: "Rerun", region: "fragment" } as const;

/** A connection for each page that clicks; those that only lie open came over one, as Eddy does not mind. */
export function visitEddy(url: string): Visitors {
  let open = 0;
  let socket: HttpSocket | null = null;
  return {
    openUpTo: async (count) => {
      socket ??= await HttpSocket.open(url);
      for (; open < count; open++) await (await OpenedPage.open(url, socket)).click(BUTTON);
    },
    click: async (count, seconds) => {
      using stack = new DisposableStack();
      const pages: OpenedPage[] = [];
      while (pages.length < count) pages.push(stack.use(await OpenedPage.open(url)));
      const start = performance.now();
      const { times: clicks } = await clickFor(pages, BUTTON, seconds * 1000);
      return { clicks, seconds: (performance.now() - start) / 1000, clientBusy: null };
    },
    [Symbol.asyncDispose]: () => {
      socket?.[Symbol.dispose]();
      return Promise.resolve();
    },
  };
}

/** As htmx would ask. */
class FasthtmlPage {
  readonly #socket: HttpSocket;
  readonly #press: string;

  private constructor(socket: HttpSocket, press: string) {
    this.#socket = socket;
    this.#press = press;
  }

  static async open(url: string, socket: HttpSocket): Promise<FasthtmlPage> {
    const { host } = new URL(url);
    const { head } = await socket.ask(`GET / HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
    const cookie = /set-cookie: ([^;\r]+)/i.exec(head)?.[1];
    if (cookie === undefined) throw new Error(`Cannot open ${url}: ${head}`);
    return new FasthtmlPage(
      socket,
      `POST /part HTTP/1.1\r\nHost: ${host}\r\nHX-Request: true\r\nHX-Current-URL: ${url}\r\n` +
        `Cookie: ${cookie}\r\nContent-Length: 0\r\n\r\n`,
    );
  }

  async click(): Promise<void> {
    const { status, head } = await this.#socket.ask(this.#press);
    if (status !== 200) throw new Error(`Cannot click: ${head}`);
  }
}

export function visitFasthtml(url: string): Visitors {
  let open = 0;
  let socket: HttpSocket | null = null;
  return {
    openUpTo: async (count) => {
      socket ??= await HttpSocket.open(url);
      for (; open < count; open++) await (await FasthtmlPage.open(url, socket)).click();
    },
    click: async (count, seconds) => {
      using stack = new DisposableStack();
      const pages: FasthtmlPage[] = [];
      while (pages.length < count) {
        pages.push(await FasthtmlPage.open(url, stack.use(await HttpSocket.open(url))));
      }
      const start = performance.now();
      const end = start + seconds * 1000;
      let clicks = 0;
      await Promise.all(pages.map(async (page) => {
        for (; performance.now() < end; clicks++) await page.click();
      }));
      return { clicks, seconds: (performance.now() - start) / 1000, clientBusy: null };
    },
    [Symbol.asyncDispose]: () => {
      socket?.[Symbol.dispose]();
      return Promise.resolve();
    },
  };
}

/** Those that speak over WebSockets, in words that their own packages know best: `sessions.py` plays them. */
export async function visitWithPython(
  python: string,
  kind: "streamlit" | "nicegui",
  url: string,
): Promise<Visitors> {
  const child = new Deno.Command(python, {
    args: [new URL("sessions.py", import.meta.url).pathname, kind, url],
    stdin: "piped",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const writer = child.stdin.getWriter();
  const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  const ask = async (line: string): Promise<string> => {
    await writer.write(new TextEncoder().encode(`${line}\n`));
    let answer = "";
    while (!answer.endsWith("\n")) {
      const { value, done } = await reader.read();
      if (done) throw new Error(`Cannot visit ${url}: sessions.py ended at "${line}"`);
      answer += value;
    }
    return answer;
  };
  await ask("open 0");
  return {
    openUpTo: async (count) => void await ask(`open ${count}`),
    click: async (count, seconds) => {
      await ask(`open ${count}`);
      return JSON.parse(await ask(`click ${count} ${seconds}`));
    },
    [Symbol.asyncDispose]: async () => {
      await writer.close();
      await child.status;
      await reader.cancel();
    },
  };
}
