/**
 * Makes a small project: an app, a test, tasks, an entry for Deno Deploy, and a container file.
 *
 * ```sh
 * deno run -A jsr:@eddy/eddy/init my-tool
 * ```
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import config from "./deno.json" with { type: "json" };

/** In a checkout, the folders that take the place of packages: Eddy itself, and what its own tests have. */
const LINKS: readonly string[] = import.meta.url.startsWith("file:")
  ? [".", ...config.links].map((folder) => fileURLToPath(new URL(folder, import.meta.url)))
  : [];

/** What an app writes, what is made of it, and what holds its secrets: none is part of it. */
const IGNORED = ["*.db", "*.db-shm", "*.db-wal", ".env", "my-tool", "node_modules"];

/** Its files, by name. */
const FILES: Readonly<Record<string, string>> = {
  "deno.json": `${
    JSON.stringify(
      {
        ...(LINKS.length > 0 && { links: LINKS }),
        tasks: {
          dev: {
            description: "Serve the app on this machine, and follow what is saved",
            command: "EDDY_DEV=1 deno run -A --watch app.ts",
          },
          test: { description: "Run the tests", command: "deno test -A" },
          start: {
            description: "Serve the app as Deno Deploy does; needs EDDY_SECRET",
            command: "deno serve -A --unstable-kv deploy.ts",
          },
          compile: {
            description: "Put the app into one file, which runs without Deno",
            command: "deno compile -A -o my-tool app.ts",
          },
        },
        imports: {
          [config.name]: `jsr:${config.name}@^${config.version}`,
          "@std/assert": config.imports["@std/assert"],
        },
      },
      null,
      2,
    )
  }\n`,
  "app.ts": `import * as st from "${config.name}";

const counts = st.state({ clicks: 0 });

/** A part of the page that reruns alone: a click in it leaves the rest as it is. */
const clicks = st.fragment(function clicks() {
  if (st.button("Plus one!")) counts.clicks++;
  st.write(\`Clicked \${counts.clicks} times\`);
});

/** How the app is served, wherever it is: who may use it, its theme, its limits. */
export const options: st.AppOptions = {};

/** The page: run from top to bottom whenever something on it is used. */
export function page() {
  st.title("My tool");
  const name = st.textInput("Your name");
  st.write(name === "" ? "Who are you?" : \`Hello \${name}!\`);
  clicks();
}

if (import.meta.main) st.serve(page, options);
`,
  "app_test.ts": `import { assert, assertEquals } from "@std/assert";
import { open } from "${config.name}/testing";
import { options, page } from "./app.ts";

Deno.test("it greets by name", async () => {
  await using tab = await open(page, options);
  await tab.fill("Your name", "Ada");
  assert(tab.has("Hello Ada!"), tab.picture());
});

Deno.test("a click is counted, and reruns its fragment only", async () => {
  await using tab = await open(page, options);
  await tab.click("Plus one!");
  assert(tab.has("Clicked 1 times"), tab.picture());
  assertEquals(tab.reran, ["clicks"]);
});
`,
  "deploy.ts":
    `/** The app for Deno Deploy, or for any number of processes: sessions live in Deno KV. */
import { createApp } from "${config.name}";
import { kvStore } from "${config.name}/kv";
import { options, page } from "./app.ts";

export default createApp(page, { ...options, store: kvStore() });
`,
  Dockerfile: `FROM denoland/deno:${Deno.version.deno}
RUN mkdir /app /data && chown deno:deno /app /data
USER deno
WORKDIR /app
COPY --chown=deno:deno . .
RUN deno install --entrypoint deploy.ts
EXPOSE 8000
HEALTHCHECK CMD ["deno", "eval", "Deno.exit((await fetch('http://127.0.0.1:8000/healthz')).ok ? 0 : 1)"]
CMD ["serve", "-A", "--unstable-kv", "--host", "0.0.0.0", "--port", "8000", "deploy.ts"]
`,
  // In any folder, as Git reads them.
  ".dockerignore": [...IGNORED.map((name) => `**/${name}`), ".git", ""].join("\n"),
  ".gitignore": [...IGNORED, ""].join("\n"),
};

/**
 * Makes a project in `folder`, which is made if it is not there. Answers the names of its files. A `.gitignore`
 * or `.dockerignore` that is there stays as it is.
 *
 * @example
 * ```ts
 * import { makeProject } from "@eddy/eddy/init";
 *
 * const folder = await Deno.makeTempDir();
 * await makeProject(folder);
 * await Deno.remove(folder, { recursive: true });
 * ```
 *
 * @throws {Deno.errors.AlreadyExists} If one of the others is there already; nothing is written then.
 */
export async function makeProject(folder: string): Promise<readonly string[]> {
  const names: string[] = [];
  for (const name of Object.keys(FILES)) {
    if (!await isThere(`${folder}/${name}`)) {
      names.push(name);
      continue;
    }
    // A repository has them before it has anything else.
    if (name.startsWith(".")) continue;
    throw new Deno.errors.AlreadyExists(
      `Cannot make a project in "${folder}": it has a file ${name} already; name another folder`,
    );
  }
  await Deno.mkdir(folder, { recursive: true });
  for (const name of names) {
    await Deno.writeTextFile(`${folder}/${name}`, FILES[name]!, { createNew: true });
  }
  return names;
}

async function isThere(path: string): Promise<boolean> {
  try {
    await Deno.lstat(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/** What is different if no registry was asked. */
const FROM_CHECKOUT =
  `"links" in deno.json has it use this checkout of ${config.name}; take them out to
have the published one. Deno warns that the checkout's own links do not count: they need not. In a
container there is no checkout: its image is made of a project with the published one.`;

/** Makes a project as the command line says. */
async function main([folder, ...more]: readonly string[]): Promise<void> {
  if (folder === undefined || folder.startsWith("-") || more.length > 0) {
    // deno-lint-ignore no-console -- a command speaks to whoever called it
    console.error(`Usage: deno run -A jsr:${config.name}/init FOLDER`);
    Deno.exit(2);
  }
  try {
    const names = await makeProject(folder);
    // deno-lint-ignore no-console -- as above
    console.log(`Made ${names.join(", ")} in ${folder}

  cd ${folder}
  deno task dev    serve it, and follow what you save: http://localhost:8000
  deno task test   run the tests

deploy.ts is the entry for Deno Deploy; it needs a KV database, and EDDY_SECRET set.${
      LINKS.length > 0 ? `\n\n${FROM_CHECKOUT}` : ""
    }`);
  } catch (error) {
    if (!(error instanceof Deno.errors.AlreadyExists)) throw error;
    // deno-lint-ignore no-console -- as above
    console.error(error.message);
    Deno.exit(1);
  }
}

if (import.meta.main) await main(Deno.args);
