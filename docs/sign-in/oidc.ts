import type { Context } from "hono";
import { deleteCookie, getCookie, getSignedCookie, setCookie, setSignedCookie } from "hono/cookie";
import { html } from "hono/html";
import { parse } from "hono/utils/cookie";
import * as oidc from "openid-client";
import * as st from "@eddy/eddy";
import { kvStore } from "@eddy/eddy/kv";

interface User {
  /** Names this sign-in, and opens nothing. */
  readonly signIn: string;
  readonly name: string;
}

const SECONDS = 8 * 60 * 60;
const here = new URL(env("APP_URL"));
const issuer = new URL(env("OIDC_ISSUER"));
const secret = env("EDDY_SECRET");
const store = kvStore();
const config = await oidc.discovery(
  issuer,
  env("OIDC_CLIENT_ID"),
  env("OIDC_CLIENT_SECRET"),
  undefined,
  {
    // For a provider on this machine, while one tries it.
    execute: issuer.protocol === "http:" ? [oidc.allowInsecureRequests] : [],
  },
);
const callback = new URL("/callback", here).href;
const safe = {
  httpOnly: true,
  secure: here.protocol === "https:",
  sameSite: "Lax",
  path: "/",
} as const;

function env(name: string): string {
  const value = Deno.env.get(name);
  if (!value) throw new Error(`Cannot sign anybody in without ${name}: set it`);
  return value;
}

/** A path of this app, whatever somebody has made of it. */
function within(path: string): string {
  const url = URL.parse(path, here);
  return url?.origin === here.origin ? url.pathname + url.search : "/";
}

async function authenticate(request: Request): Promise<User> {
  const { login } = parse(request.headers.get("cookie") ?? "", "login");
  const found = login === undefined ? null : await store.get(`login ${login}`);
  if (found !== null) return JSON.parse(new TextDecoder().decode(found.data));
  const { pathname, search } = new URL(request.url);
  const to = request.method === "GET" && !pathname.startsWith("/_eddy/") ? pathname + search : "/";
  throw new Response(null, {
    status: 303,
    headers: { location: `/sign-in?${new URLSearchParams({ to })}` },
  });
}

const clock = st.fragment(function clock() {
  st.write(`It is ${new Date().toLocaleTimeString(st.context.locale)}`);
}, { runEvery: 1 });

const app = st.createApp(() => {
  const { name } = st.context.user as User;
  st.title(`Hello ${name}`);
  clock();
  st.html(html`<form method="post" action="/sign-out"><button>Sign out</button></form>`);
}, { authenticate, store, secrets: [secret] });

// Nobody is sent to the provider unasked: there, one may be signed in still.
app.get("/sign-in", (c) => {
  const to = encodeURIComponent(within(c.req.query("to") ?? "/"));
  return c.html(html`<!doctype html><title>Desk</title><a href="/login?to=${to}">Sign in</a>`);
});

app.get("/login", async (c) => {
  const verifier = oidc.randomPKCECodeVerifier();
  const [state, nonce] = [oidc.randomState(), oidc.randomNonce()];
  const flow = JSON.stringify({ verifier, state, nonce, to: within(c.req.query("to") ?? "/") });
  await setSignedCookie(c, "flow", flow, secret, { ...safe, maxAge: 600 });
  const url = oidc.buildAuthorizationUrl(config, {
    redirect_uri: callback,
    scope: "openid profile",
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    state,
    nonce,
  });
  return c.redirect(url.href);
});

app.get("/callback", async (c) => {
  const flow = await getSignedCookie(c, secret, "flow");
  deleteCookie(c, "flow", safe);
  if (!flow) return c.redirect("/sign-in");
  const { verifier, state, nonce, to } = JSON.parse(flow);
  const { search } = new URL(c.req.url);
  const tokens = await oidc.authorizationCodeGrant(config, new URL(`/callback${search}`, here), {
    pkceCodeVerifier: verifier,
    expectedState: state,
    expectedNonce: nonce,
  });
  const { sub } = tokens.claims()!;
  const { name = sub } = await oidc.fetchUserInfo(config, tokens.access_token, sub);
  await signOut(c);
  const login = crypto.randomUUID();
  const user: User = { signIn: crypto.randomUUID(), name };
  const data = new TextEncoder().encode(JSON.stringify(user));
  await store.set(`login ${login}`, data, null, SECONDS * 1000);
  setCookie(c, "login", login, { ...safe, maxAge: SECONDS });
  return c.redirect(to);
});

app.post("/sign-out", async (c) => {
  await signOut(c);
  return c.redirect("/sign-in", 303);
});

/** Ends what this browser's user has open, in every tab. */
async function signOut(c: Context): Promise<void> {
  // To Eddy it is a new browser from now on: pages begin anew, whichever process has them.
  deleteCookie(c, "eddy", safe);
  const login = getCookie(c, "login");
  const found = login === undefined ? null : await store.get(`login ${login}`);
  if (found === null) return;
  const { signIn }: User = JSON.parse(new TextDecoder().decode(found.data));
  deleteCookie(c, "login", safe);
  await store.delete(`login ${login}`);
  await st.signOut((user) => (user as User).signIn === signIn);
}

export default app;
