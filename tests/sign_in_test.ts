/** The first two recipes of docs/sign-in.md, run as they stand there. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { AppProcess } from "./kit/app_process.ts";
import { comparePrograms } from "./kit/document_programs.ts";

/** What is answered to a request with these headers: its status, and its body. */
async function ask(app: AppProcess, headers: HeadersInit = {}): Promise<[number, string]> {
  const response = await fetch(app.url, { headers, redirect: "manual" });
  return [response.status, await response.text()];
}

function basic(text: string): HeadersInit {
  return { authorization: `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(text)))}` };
}

Deno.test("docs/sign-in.md shows the programs that are run here", async () => {
  const names = ["basic_auth", "proxy_header", "oidc"];
  assertEquals(await comparePrograms("sign-in"), names.map((name) => `sign-in/${name}.ts`));
});

Deno.test("docs/sign-in.md: a name and a password", async () => {
  const env = { USERS: "ada:first: pässword,grace:second" };
  await using app = await AppProcess.start("docs/sign-in/basic_auth.ts", { env });
  const asked = await fetch(app.url);
  assertEquals([asked.status, await asked.text()], [401, "Who are you?"]);
  assertStringIncludes(asked.headers.get("www-authenticate")!, "Basic realm=");
  const wrong = [
    "ada:second",
    "ada:",
    "ada",
    ":",
    "nobody:",
    "__proto__:",
    "grace:first: pässword",
  ];
  for (const text of wrong) assertEquals((await ask(app, basic(text)))[0], 401, text);
  const [status, html] = await ask(app, basic("ada:first: pässword"));
  assertEquals(status, 200);
  assertStringIncludes(html, "Hello ada");
  assertStringIncludes((await ask(app, basic("grace:second")))[1], "Hello grace");
});

Deno.test("docs/sign-in.md: a name and a password, where nobody was named", async () => {
  await using app = await AppProcess.start("docs/sign-in/basic_auth.ts");
  for (const text of [":", "ada:"]) assertEquals((await ask(app, basic(text)))[0], 401, text);
});

Deno.test("docs/sign-in.md: a proxy that knows, and whoever comes past it", async () => {
  const env = { PROXY_SECRET: "between the two of them" };
  await using app = await AppProcess.start("docs/sign-in/proxy_header.ts", { env });
  const forwarded = {
    "x-forwarded-host": "desk.example.com",
    "x-forwarded-email": "ada@example.com",
  };
  const secret = { "x-proxy-secret": env.PROXY_SECRET };
  const [status, html] = await ask(app, { ...forwarded, ...secret });
  assertEquals(status, 200);
  assertStringIncludes(html, "Hello ada@example.com");
  assertEquals(await ask(app, forwarded), [403, "Come by way of the proxy"]);
  assertEquals((await ask(app, { ...forwarded, "x-proxy-secret": "guessed" }))[0], 403);
  const { "x-forwarded-email": _, ...nobody } = { ...forwarded, ...secret };
  assertEquals((await ask(app, nobody))[0], 403);
  const elsewhere = { ...forwarded, ...secret, "x-forwarded-host": "evil.example" };
  assertEquals((await ask(app, elsewhere))[0], 421);
});
