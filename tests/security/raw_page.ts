/**
 * A page as an attacker sees it: the addresses, the cookie, the token, and requests with any of them
 * changed. `tests/kit.ts` plays a browser that behaves; this one does not.
 */

/** An app, as `createApp()` or a test's own seam makes it. */
export interface Answering {
  fetch(request: Request, env?: object): Response | Promise<Response>;
}

/** A header that is left out. */
export const NONE = "";

/** What our own client sends with each request. */
const OWN = {
  "sec-fetch-site": "same-origin",
  "content-type": "application/x-www-form-urlencoded",
};

export class RawPage {
  readonly #app: Answering;
  readonly html: string;
  readonly cookie: string;
  readonly token: string;
  /** `/_eddy/p/ID` */
  readonly base: string;
  #number = 0;

  private constructor(app: Answering, html: string, cookie: string) {
    this.#app = app;
    this.html = html;
    this.cookie = cookie;
    this.token = /data-token="([^"]*)"/.exec(html)![1]!;
    this.base = /hx-post="([^"]*)\/page"/.exec(html)![1]!;
  }

  /** Opens `path`, with a browser's cookie or without one. */
  static async open(
    app: Answering,
    options: { path?: string; cookie?: string; headers?: Record<string, string> } = {},
  ): Promise<RawPage> {
    const { path = "/", cookie = NONE, headers } = options;
    const response = await ask(app, path, { headers: { cookie, ...headers } });
    const html = await response.text();
    if (response.status !== 200) throw new Error(`Cannot open ${path}: ${response.status} ${html}`);
    const [set] = response.headers.getSetCookie();
    return new RawPage(app, html, set?.split(";")[0] ?? cookie);
  }

  get id(): string {
    return this.base.split("/").at(-1)!;
  }

  /** Headers that the page's own client sends. */
  get own(): Record<string, string> {
    return { ...OWN, cookie: this.cookie, "eddy-token": this.token };
  }

  /** The id of the widget of this label. */
  widget(label: string): string {
    const at = this.html.indexOf(`>${label}<`);
    const ids = [...this.html.slice(0, at).matchAll(/data-widget="([^"]*)"/g)];
    if (at < 0 || ids.length === 0) throw new Error(`No widget "${label}" in\n${this.html}`);
    return ids.at(-1)![1]!;
  }

  /** One event as it is posted, under the next number. */
  event(label: string, ...sent: readonly string[]): string {
    const id = this.widget(label);
    const fields = [["e", `${++this.#number}.${id}`], ...sent.map((value) => ["v", value])];
    return new URLSearchParams(fields as [string, string][]).toString();
  }

  /** Posts to a region. */
  post(body: BodyInit, headers: Record<string, string> = {}, region = "page"): Promise<Response> {
    return this.ask(`${this.base}/${region}`, { method: "POST", body, headers });
  }

  /** Asks for the live stream. */
  live(headers: Record<string, string> = {}): Promise<Response> {
    return this.ask(`${this.base}/live`, { headers });
  }

  /** Any request of this page, with its own headers where none are named. */
  ask(
    path: string,
    init: RequestInit & { headers?: Record<string, string> } = {},
  ): Promise<Response> {
    return ask(this.#app, path, { ...init, headers: { ...this.own, ...init.headers } });
  }
}

/** Asks an app as `serve()` does on this machine; headers that are {@linkcode NONE} are left out. */
export function ask(
  app: Answering,
  path: string,
  { headers = {}, ...init }: Omit<RequestInit, "headers"> & { headers?: Record<string, string> } =
    {},
  env: object = { hostname: "localhost" },
): Promise<Response> {
  const url = new URL(path, "http://localhost");
  const sent = new Headers({ host: url.host });
  for (const [name, value] of Object.entries(headers)) {
    if (value === NONE) sent.delete(name);
    else sent.set(name, value);
  }
  return Promise.resolve(app.fetch(new Request(url, { ...init, headers: sent }), env));
}

/** The status of an answer whose body nobody wants. */
export async function statusOf(answer: Promise<Response>): Promise<number> {
  const { status, body } = await answer;
  await body?.cancel();
  return status;
}
