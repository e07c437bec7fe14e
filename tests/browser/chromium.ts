/** Finds a Chromium to test with: an installed one, else the one inside npm's `@sparticuz/chromium`. */

const INSTALLED = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** What it takes to start a browser. */
export interface Chromium {
  readonly executablePath: string;
  readonly env: Record<string, string>;
}

/** `EDDY_BROWSER=npm` asks for npm's, `CHROMIUM_PATH` names another one. */
export async function findChromium(): Promise<Chromium> {
  if (Deno.env.get("EDDY_BROWSER") === "npm") return await npmChromium();
  const named = Deno.env.get("CHROMIUM_PATH");
  const executablePath = named ?? INSTALLED.find(exists);
  return executablePath ? { executablePath, env: Deno.env.toObject() } : await npmChromium();
}

async function npmChromium(): Promise<Chromium> {
  const env = Deno.env.toObject();
  // On a bare Linux the browser lacks libraries. The package carries them, for the machine that it
  // was made for: so we claim to be one while it sets itself up, and take the claim back.
  Deno.env.set("AWS_EXECUTION_ENV", "AWS_Lambda_nodejs22.x");
  try {
    const package_ = await importSparticuz();
    await forgetUnfinished();
    const executablePath = await package_.default.executablePath();
    await Deno.writeTextFile(MARK, "");
    // Set again, because the package does so only when it is first loaded in this process.
    package_.setupLambdaEnvironment(`${TMP}/al2023/lib`);
    return { executablePath, env: { ...Deno.env.toObject(), AWS_EXECUTION_ENV: "" } };
  } finally {
    for (const name of ["AWS_EXECUTION_ENV", "LD_LIBRARY_PATH", "FONTCONFIG_PATH"]) {
      const value = env[name];
      value === undefined ? Deno.env.delete(name) : Deno.env.set(name, value);
    }
  }
}

interface Sparticuz {
  readonly default: { executablePath(): Promise<string> };
  setupLambdaEnvironment(libraries: string): void;
}

function importSparticuz(): Promise<Sparticuz> {
  // Not a literal, else Deno would download 66 MB also where a browser is installed.
  const name: string = "@sparticuz/chromium";
  return import(name);
}

const TMP = (Deno.env.get("TMPDIR") ?? "/tmp").replace(/\/$/, "");
const MARK = `${TMP}/chromium.unpacked-153.0.0`;

/** The package takes half a browser, left by a killed run, or an older one, for a whole one. */
async function forgetUnfinished(): Promise<void> {
  if (exists(MARK)) return;
  for (const name of ["chromium", "al2023", "fonts", "libGLESv2.so"]) {
    if (exists(`${TMP}/${name}`)) await Deno.remove(`${TMP}/${name}`, { recursive: true });
  }
}

function exists(path: string): boolean {
  try {
    return Deno.statSync(path).size >= 0;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
