/** Folders of this process alone, under the system's temporary one. */
import process from "node:process";

/** Makes one whose name begins with `prefix`, and clears away those of processes that are gone. */
export function makePrivateFolder(prefix: string): string {
  const path = Deno.makeTempDirSync({ prefix: `${prefix}${Deno.pid}-` });
  // A process that is killed cannot clear up: the next one does.
  removeLeftovers(path.slice(0, path.lastIndexOf(prefix)), prefix);
  return path;
}

function removeLeftovers(parent: string, prefix: string): void {
  for (const { name } of Deno.readDirSync(parent)) {
    const owner = name.startsWith(prefix) ? Number.parseInt(name.slice(prefix.length), 10) : NaN;
    if (Number.isNaN(owner) || owner === Deno.pid || isAlive(owner)) continue;
    try {
      Deno.removeSync(`${parent}/${name}`, { recursive: true });
    } catch {
      // Another user's, or another process was quicker: not ours to remove.
    }
  }
}

/** Whether a process is there. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code !== "ESRCH";
  }
}
