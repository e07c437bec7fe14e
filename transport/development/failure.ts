/** Why a start of the program failed, for who is asked once it is gone. */
import { framesOf } from "../../runtime/stack.ts";
import { folder, hasApps } from "./restart.ts";
import { stage } from "./watched.ts";

/**
 * Notes what ends the program before it has made an app: Deno says it in the terminal, and the process
 * that checks the program to open pages.
 */
export function noteFailure(): void {
  if (!stage()?.watched) return;
  const path = folder();
  if (path === null) return;
  globalThis.addEventListener("unhandledrejection", ({ reason }) => {
    if (hasApps()) return;
    const text = reason instanceof Error
      ? `${reason.name}: ${reason.message}\n${
        framesOf(reason).map((frame) => `    ${frame}`).join("\n")
      }`
      : `Uncaught ${reason}`;
    Deno.writeTextFileSync(`${path}/failure`, text, { mode: 0o600 });
  });
}
