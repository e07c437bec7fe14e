/** A project of somebody who uses the package: a folder of its own, where the package's name is this tree. */
const ROOT = new URL("../../", import.meta.url);

/** A folder that goes when it is disposed of. */
export class Project implements AsyncDisposable {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  /** Makes a project of these files. */
  static async make(files: Readonly<Record<string, string>> = {}): Promise<Project> {
    const project = new Project(await Deno.makeTempDir({ prefix: "eddy-project-" }));
    for (const [name, text] of Object.entries(files)) await project.write(name, text);
    await project.useThisTree();
    return project;
  }

  /** Another one, in a folder of this one, which goes with it. */
  inside(folder: string): Project {
    return new Project(this.file(folder));
  }

  /** Has the project's own configuration, if it has one, name this tree where it names the package. */
  async useThisTree(): Promise<void> {
    const ours = JSON.parse(await Deno.readTextFile(new URL("deno.json", ROOT)));
    const imports = { ...ours.imports };
    for (const [name, file] of Object.entries<string>(ours.exports)) {
      imports[`${ours.name}${name.slice(1)}`] = new URL(file, ROOT).href;
    }
    const given = JSON.parse(await this.read("deno.json").catch(() => "{}"));
    const links = ours.links.map((link: string) => new URL(link, ROOT).pathname);
    await this.write(
      "deno.json",
      JSON.stringify({ ...given, imports: { ...given.imports, ...imports }, links }),
    );
  }

  /** The place of one of its files. */
  file(name: string): string {
    return `${this.path}/${name}`;
  }

  read(name: string): Promise<string> {
    return Deno.readTextFile(this.file(name));
  }

  async write(name: string, text: string): Promise<void> {
    await Deno.mkdir(this.file(name).replace(/\/[^/]*$/, ""), { recursive: true });
    await Deno.writeTextFile(this.file(name), text);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Deno.remove(this.path, { recursive: true });
  }
}
