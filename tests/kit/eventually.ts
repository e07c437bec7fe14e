/** Waits for what nobody tells of. */

/** Long, for a machine that does much else; only what fails waits for so long. */
const DEADLINE_MS = 30_000;
const LOOK_MS = 20;

/** Waits until `check` holds; a failed assertion inside counts as "not yet". */
export async function eventually(
  check: () => unknown,
  options: { deadlineMs?: number } = {},
): Promise<void> {
  const end = performance.now() + (options.deadlineMs ?? DEADLINE_MS);
  for (;;) {
    let failure: unknown = new Error(`Never true: ${check}`);
    try {
      if (await check() !== false) return;
    } catch (error) {
      failure = error;
    }
    if (performance.now() > end) throw failure;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}
