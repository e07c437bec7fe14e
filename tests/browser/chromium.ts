/** Finds a Chromium to test with: an installed one, else the one inside npm's `@sparticuz/chromium`. */

const INSTALLED = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** Of `@sparticuz/chromium`, and the folder that it unpacks itself into. */
const VERSION = "153.0.0";
const UNPACKED = `${Deno.env.get("TMPDIR") ?? "/tmp"}/eddy-chromium-${VERSION}`;

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
  // Files of tests run side by side: the first unpacks it, the others wait.
  using lock = await Deno.open(`${UNPACKED}.lock`, { create: true, write: true });
  await lock.lock(true);
  const finished = `${UNPACKED}/finished`;
  if (!exists(finished)) {
    // What the package finds in its folder it takes for whole, even if an earlier run was killed.
    if (exists(UNPACKED)) await Deno.remove(UNPACKED, { recursive: true });
    await Deno.mkdir(UNPACKED);
    await unpack();
    await Deno.writeTextFile(finished, "");
  }
  return {
    executablePath: `${UNPACKED}/chromium`,
    env: {
      ...Deno.env.toObject(),
      LD_LIBRARY_PATH: `${UNPACKED}/al2023/lib`,
      FONTCONFIG_PATH: `${UNPACKED}/fonts`,
    },
  };
}

/** In a process of its own: neither our lock file nor a machine with a browser is to get its 66 MB. */
async function unpack(): Promise<void> {
  const code = `import chromium from "npm:@sparticuz/chromium@${VERSION}";
    await chromium.executablePath();`;
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["eval", "--no-config", "--no-lock", code],
    // It also carries the libraries that a bare Linux lacks, for the machine that it was made for.
    env: { TMPDIR: UNPACKED, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs22.x", NO_COLOR: "1" },
  }).output();
  if (!success) throw new Error(`Cannot unpack Chromium: ${new TextDecoder().decode(stderr)}`);
  const fonts = `${UNPACKED}/fonts/fonts.conf`;
  const config = await Deno.readTextFile(fonts);
  await Deno.writeTextFile(fonts, config.replaceAll("/tmp/", `${UNPACKED}/`));
}

function exists(path: string): boolean {
  try {
    return Deno.statSync(path).size >= 0;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
