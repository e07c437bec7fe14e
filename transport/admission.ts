/** Who may ask for what: where a request comes from, who its user is, whether its token is its page's. */
import type { Context } from "hono";
import type { PageId } from "../runtime/ids.ts";
import { refuse } from "./answer.ts";
import type { Refusal } from "./answer.ts";
import { hostOf, isFromElsewhere, isFromHere, isPrivate, LOOPBACK } from "./arrival.ts";
import { BadTokens } from "./bad_tokens.ts";
import { browserOf } from "./browser_cookie.ts";
import { documentHeaders, refusal } from "./gate.ts";
import type { Access } from "./gate.ts";
import type { OpenPage } from "./open_page.ts";
import type { Settings } from "./options.ts";
import { HOW_TO } from "./secrets.ts";
import { checkToken, randomId, sameText } from "./token.ts";

/** Who asks. */
export interface Caller {
  /** Its browser, by its cookie; empty if it has none. */
  readonly browser: string;
  /** What `authenticate` says of it. */
  readonly user: unknown;
}

/** What a route does once its request was admitted. */
export type Handler = (c: Context, caller: Caller) => Response | Promise<Response>;

/** After a restart, every open tab brings the token of a page that nobody knows any more. */
const INNOCENT = 0.1;

export class Admission {
  readonly #settings: Settings;
  readonly #onWarning: (text: string) => void;
  readonly #badTokens: BadTokens;

  constructor(settings: Settings, onWarning: (text: string) => void) {
    this.#settings = settings;
    this.#onWarning = onWarning;
    this.#badTokens = new BadTokens(settings.limits.badTokens);
  }

  /** A route that knows a page, for whom it is meant: where a request comes from, then who asks. */
  guard(access: Access, handle: Handler): (c: Context) => Response | Promise<Response> {
    return (c) => {
      const refused = this.refusal(c, access);
      if (refused !== null) return refuse(refused);
      // Who asks for headers only is no visitor: nothing is run for it.
      if (c.req.method === "HEAD") {
        return new Response(null, { headers: documentHeaders(randomId()) });
      }
      const browser = browserOf(c);
      const { authenticate } = this.#settings;
      if (authenticate === undefined) return handle(c, { browser, user: undefined });
      return identified(c, authenticate, (user) => handle(c, { browser, user }));
    };
  }

  /** Why a request may not even ask. */
  refusal(c: Context, access: Access): Refusal | null {
    const { allowedHosts, trustProxy, secrets } = this.#settings;
    if (secrets.made && isFromElsewhere(c)) {
      this.#onWarning(`The key that signs tokens was made up by this process. ${HOW_TO}`);
    }
    const refused = refusal(c.req.raw, access, {
      // What can only come from this machine asks for its own names: another one is somebody's DNS trick,
      // or a proxy's, whose name its operator knows.
      allowedHosts: allowedHosts ?? (isFromHere(c) ? LOOPBACK : null),
      trustProxy,
    });
    if (refused === "host") {
      const host = JSON.stringify(hostOf(c.req.raw, trustProxy).slice(0, 100));
      this.#onWarning(
        `Refused a request for host ${host}. If that is the app's name, add it to allowedHosts or to ` +
          `EDDY_ALLOWED_HOSTS`,
      );
    }
    return refused;
  }

  /** Whether who asks is shown what went wrong: by option, else if nobody else can be. */
  showsDetails(c: Context): boolean {
    return this.#settings.showErrorDetails ?? isPrivate(c);
  }

  /** Whether somebody's user may still be shown what they see. */
  async stillMay(request: Request): Promise<boolean> {
    try {
      await this.#settings.authenticate?.(request);
      return true;
    } catch (error) {
      if (error instanceof Response) return false;
      throw error;
    }
  }

  /** Why a request is not one of the page it names, by its token. `held` is that page, if it is here. */
  judge(c: Context, browser: string, held: OpenPage | undefined): Refusal | null {
    const token = c.req.header("eddy-token") ?? "";
    if (browser === "") return "no cookie";
    if (held !== undefined && sameText(held.token, token)) {
      return sameText(held.browser, browser) ? null : "other browser";
    }
    if (this.#badTokens.tooMany(browser)) return "too many";
    const { keys } = this.#settings.secrets;
    const id = c.req.param("page") as PageId;
    const verdict = checkToken(token, `${id}.${browser}`, keys, Date.now());
    if (verdict === "invalid") {
      this.#badTokens.note(browser, held === undefined ? INNOCENT : 1);
      return held === undefined ? "unknown page" : "forbidden";
    }
    return verdict === "valid" ? null : verdict;
  }

  /** Whether a browser has guessed too often. */
  mayGuess(browser: string): boolean {
    return browser !== "" && !this.#badTokens.tooMany(browser);
  }

  /** A browser has named a page that is not its own, or none. */
  guessed(browser: string): void {
    this.#badTokens.note(browser, INNOCENT);
  }
}

/** What `handle` answers to the user of a request, or what `authenticate` does to nobody's. */
async function identified(
  c: Context,
  authenticate: NonNullable<Settings["authenticate"]>,
  handle: (user: unknown) => Response | Promise<Response>,
): Promise<Response> {
  let user: unknown;
  try {
    user = await authenticate(c.req.raw);
  } catch (error) {
    // The author's way to refuse, or to send to a login.
    if (error instanceof Response) return error;
    throw error;
  }
  return await handle(user);
}
