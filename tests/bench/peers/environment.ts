/** The Python virtual environment that the peers live in: made where there is none, outside of the checkout. */

const REQUIREMENTS = new URL("requirements.txt", import.meta.url);
/** Packages in the table, of those required. */
const PACKAGES = ["streamlit", "nicegui", "python-fasthtml"] as const;

export type PackageName = typeof PACKAGES[number];

export interface Environment {
  readonly folder: string;
  /** The interpreter in it. */
  readonly python: string;
  readonly pythonVersion: string;
  readonly versions: Readonly<Record<PackageName, string>>;
}

/** Makes the environment, or takes the one that an earlier run has made. `EDDY_PEERS` names another folder. */
export async function prepareEnvironment(tell: (text: string) => void): Promise<Environment> {
  const folder = Deno.env.get("EDDY_PEERS") ?? `${cacheFolder()}/eddy-bench-peers`;
  const python = `${folder}/bin/python`;
  const wanted = await Deno.readTextFile(REQUIREMENTS);
  // Written once all is installed: what was cut short is made again.
  const finished = `${folder}/requirements.txt`;
  if (await readOrNull(finished) !== wanted) {
    tell(`Installing Streamlit, NiceGUI and FastHTML in ${folder} …`);
    await run("python3", ["-m", "venv", folder], "install Python 3.10 or later, with venv");
    const pip = ["-m", "pip", "install", "--quiet", "--requirement", REQUIREMENTS.pathname];
    await run(python, pip, "pip needs a network, or an index that it reaches");
    await Deno.writeTextFile(finished, wanted);
  }
  const code = "import platform; from importlib.metadata import version; " +
    `print(platform.python_version(), *map(version, ${JSON.stringify(PACKAGES)}))`;
  const [pythonVersion, ...found] = (await run(python, ["-c", code], "")).split(" ");
  const versions = Object.fromEntries(PACKAGES.map((name, i) => [name, found[i]!]));
  return {
    folder,
    python,
    pythonVersion: pythonVersion!,
    versions: versions as Environment["versions"],
  };
}

function cacheFolder(): string {
  return Deno.env.get("XDG_CACHE_HOME") ?? `${Deno.env.get("HOME")}/.cache`;
}

async function readOrNull(path: string): Promise<string | null> {
  try {
    return await Deno.readTextFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

async function run(program: string, args: readonly string[], help: string): Promise<string> {
  const command = new Deno.Command(program, { args: [...args], stdin: "null" });
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes).trim();
  try {
    const { success, stdout, stderr } = await command.output();
    if (success) return text(stdout);
    throw new Error(`Cannot compare with peers: ${program} ended with "${text(stderr)}"; ${help}`);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new Error(`Cannot compare with peers: ${program} is not there; ${help}`);
  }
}
