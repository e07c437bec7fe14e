/** A folder for temporary files that is a small disk of its own, for one process and its children. */

/** Mounts a disk at `$TMPDIR`, where nobody else sees it, and becomes the command behind it. */
const MOUNT = 'mount -t tmpfs -o "size=$0" tmpfs "$TMPDIR" && exec "$@"';

/** The command that runs another one with a disk of so many bytes at its `TMPDIR`. */
export function withDisk(bytes: number): readonly string[] {
  return ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", MOUNT, String(bytes)];
}

/** Why tests that need such a disk are skipped; null if they are not. */
export const NO_DISK: string | null = canMount() ? null : "this machine lets nobody mount a disk";

function canMount(): boolean {
  const folder = Deno.makeTempDirSync();
  const [command, ...args] = withDisk(65536);
  try {
    return new Deno.Command(command!, {
      args: [...args, "true"],
      env: { TMPDIR: folder },
      stderr: "null",
    }).outputSync().success;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  } finally {
    Deno.removeSync(folder);
  }
}
