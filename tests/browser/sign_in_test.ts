/** The last recipe of docs/sign-in.md, as it stands there, with a provider that speaks OpenID Connect. */
import { assert, assertEquals } from "@std/assert";
import Provider from "npm:oidc-provider@9.13.3";
import { freePort } from "../kit/free_port.ts";
import { until } from "./client_kit.ts";
import { AppProcess, browserTest, withPage } from "./kit.ts";

/** A provider at which everybody may sign in, by any name. */
function startProvider(app: string): { issuer: string } & AsyncDisposable {
  const port = freePort();
  const issuer = `http://localhost:${port}`;
  const provider = new Provider(issuer, {
    clients: [{
      client_id: "desk",
      client_secret: "the client's own secret",
      redirect_uris: [`${app}/callback`],
      grant_types: ["authorization_code"],
      response_types: ["code"],
    }],
    claims: { profile: ["name"] },
    cookies: { keys: ["a key of the provider"] },
    // Whoever is asked for: the forms are the provider's own, for development.
    findAccount: (_: unknown, id: string) => ({
      accountId: id,
      claims: () => ({ sub: id, name: `${id} Lovelace` }),
    }),
  });
  const server = provider.listen(port, "127.0.0.1");
  return {
    issuer,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

browserTest(
  "docs/sign-in.md: OpenID Connect, there and back, and out again in every tab",
  async () => {
    const port = freePort();
    const APP_URL = `http://127.0.0.1:${port}`;
    await using provider = startProvider(APP_URL);
    await using app = await AppProcess.start("docs/sign-in/oidc.ts", {
      command: "serve",
      port,
      flags: ["--unstable-kv"],
      env: {
        APP_URL,
        OIDC_ISSUER: provider.issuer,
        OIDC_CLIENT_ID: "desk",
        OIDC_CLIENT_SECRET: "the client's own secret",
        EDDY_SECRET: "a key for this test alone",
      },
    });
    await withPage(app.url, async (page) => {
      await page.goto("/?from=a+link");
      await page.getByRole("link", { name: "Sign in" }).click();
      await page.locator("input[name=login]").fill("Ada");
      await page.locator("input[name=password]").fill("any");
      await page.getByRole("button").click();
      await page.getByRole("button", { name: "Continue" }).click();
      await page.getByRole("heading", { name: "Hello Ada Lovelace" }).waitFor();
      assertEquals(new URL(page.url()).search, "?from=a+link");
      const cookies = await page.context().cookies(app.url);
      assert(cookies.every(({ httpOnly }) => httpOnly), "no script reads a cookie");

      const other = await page.context().newPage();
      await other.goto("/");
      const time = other.getByText("It is");
      const first = await time.innerText();
      await until(other, `!document.body.innerText.includes(${JSON.stringify(first)})`);
      await page.getByRole("button", { name: "Sign out" }).click();
      await page.getByRole("link", { name: "Sign in" }).waitFor();
      // Its stream ends with the sign-in; what it asks for next is refused.
      await other.getByRole("link", { name: "Sign in" }).waitFor();

      // An old cookie opens nothing, and a callback that nobody asked for leads to the sign-in.
      await page.context().addCookies(cookies);
      await page.goto("/");
      await page.getByRole("link", { name: "Sign in" }).waitFor();
      await page.goto("/callback?code=stolen&state=guessed");
      await page.getByRole("link", { name: "Sign in" }).waitFor();
    }, { context: {}, allowErrors: true });

    for (
      const to of ["https://evil.example/", "//evil.example", "/\\evil.example", "/\t/evil.example"]
    ) {
      const html = await (await fetch(`${app.url}/sign-in?${new URLSearchParams({ to })}`)).text();
      assertEquals(html.includes("evil.example") && html.includes("//evil"), false, to);
    }
  },
);
