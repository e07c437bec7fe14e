/**
 * What a process leaves to the one that takes its place when a file was saved: its pages, the files they
 * were sent, the key that signed their tokens. `--watch` begins the program anew in the same process of
 * the system, so a private folder, named in the environment, goes from one to the next. A start that fails has
 * left nothing: the next one takes up what the last good one did.
 */
import { Buffer } from "node:buffer";
import { deserialize, serialize } from "node:v8";
import { makePrivateFolder } from "../private_folder.ts";
import { randomId } from "../token.ts";
import type { SavedUploads } from "../upload_folder.ts";
import { stage } from "./watched.ts";

/** Names the folder, behind the number of the process that it belongs to. */
const VARIABLE = "EDDY_RESTART";
const FILE = "pages";

/** What one app of the process leaves. */
export interface Estate {
  /** Pages by id, as they are stored. */
  readonly pages: readonly (readonly [id: string, data: Uint8Array])[];
  readonly uploads: SavedUploads | null;
}

interface Left {
  readonly key: string;
  /** In the order in which the program made them. */
  readonly apps: readonly Estate[];
}

let left: Left | null | undefined;
/** What is to be asked what it leaves, by the order in which it was made. */
const heirs: (() => Estate)[] = [];
let key: string | null = null;
/** There is no next one. */
let isLast = false;

/** Takes up what the app made at the same place in the program has left, and leaves what `leave` answers. */
export function takeUp(leave: () => Estate): Estate | null {
  const before = predecessor();
  if (!hasApps()) {
    const path = folder();
    if (path !== null) removeIfThere(`${path}/failure`);
    // Deno says it twice where it ends a program that is ending: by then the files have been let go.
    globalThis.addEventListener("unload", leaveAll, { once: true });
  }
  heirs.push(leave);
  return before?.apps[heirs.length - 1] ?? null;
}

/** Whether the program has come so far as to make an app. */
export function hasApps(): boolean {
  return heirs.length > 0;
}

/** The key of a process that has none given: in development, the same from start to start. */
export function makeKey(): string {
  if (!stage()?.watched) return randomId();
  return key ??= predecessor()?.key ?? randomId();
}

/** The process ends for good: nothing is left behind. */
export function leaveNothing(): void {
  isLast = true;
}

/** Where this process of the system keeps what outlives one start; null if it may not. */
export function folder(): string | null {
  try {
    const [owner, path] = splitOnce(Deno.env.get(VARIABLE) ?? "");
    // A child process inherits the name, and nothing else.
    if (owner === String(Deno.pid)) return path;
    const made = makePrivateFolder("eddy-restart-");
    Deno.env.set(VARIABLE, `${Deno.pid} ${made}`);
    return made;
  } catch (error) {
    if (error instanceof Deno.errors.NotCapable) return null;
    throw error;
  }
}

function splitOnce(text: string): [string, string] {
  const at = text.indexOf(" ");
  return [text.slice(0, at), text.slice(at + 1)];
}

function predecessor(): Left | null {
  if (left !== undefined) return left;
  const path = folder();
  if (path === null) return left = null;
  try {
    left = deserialize(Buffer.from(Deno.readFileSync(`${path}/${FILE}`))) as Left;
  } catch (error) {
    // The first start, or one after it that had nothing to leave.
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    left = null;
  }
  return left;
}

function leaveAll(): void {
  const path = folder();
  if (path === null) return;
  if (isLast) return Deno.removeSync(path, { recursive: true });
  const data = serialize({ key: makeKey(), apps: heirs.map((leave) => leave()) } satisfies Left);
  Deno.writeFileSync(`${path}/${FILE}`, data, { mode: 0o600 });
}

function removeIfThere(path: string): void {
  try {
    Deno.removeSync(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
