import type { BlockBase } from "../block.ts";
import { drawBlock, newBlock, withMembers } from "../container.ts";
import type { Container } from "../container.ts";
import { isThenable } from "../fragment.ts";
import { Interruption } from "../interruption.ts";
import { currentScope } from "../scope.ts";
import { handOver } from "../unawaited.ts";

/** How far a task is. */
export type StatusState = "running" | "complete" | "error";

/** A task with its log, which opens and closes. */
export interface StatusBlock extends BlockBase<"status"> {
  /** Inline Markdown. */
  label: string;
  state: StatusState;
  expanded: boolean;
}

/** A container for the steps of a task, and the word on how far it is. */
export type Status = Container & {
  /** Changes what is given. */
  update(options: { label?: string; state?: StatusState; expanded?: boolean }): void;
};

/**
 * Draws a task and the log of its steps. Called with a body, it completes and closes by itself at the
 * body's end, and says so if the body fails; the body's result is answered.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(async () => {
 *   await st.status("Importing …")(async () => {
 *     st.write("Reading files");
 *     await new Promise((resolve) => setTimeout(resolve, 10));
 *     st.write("Writing rows");
 *   });
 * });
 * ```
 */
export function status(
  label: string,
  options: {
    /** Whether the log is open. */
    expanded?: boolean;
    /** Default: `"running"`. */
    state?: StatusState;
  } = {},
): Status {
  const block: StatusBlock = {
    ...newBlock("status()", "status"),
    label,
    state: options.state ?? "running",
    expanded: options.expanded ?? false,
  };
  const container = drawBlock("status()", block);
  const handle = <R>(body: () => R): R => finishing(block, () => container(body));
  // Its methods are the container's, only the call itself does more.
  Object.setPrototypeOf(handle, container);
  return withMembers(handle as unknown as Container, {
    update({ label, state, expanded }) {
      const { run, instance } = currentScope("update()");
      block.label = label ?? block.label;
      block.state = state ?? block.state;
      block.expanded = expanded ?? block.expanded;
      if (block.region !== instance.id) run.replaced(block);
      run.progress();
    },
  });
}

/** Runs the body and says how it ended, unless the author did. */
function finishing<R>(block: StatusBlock, body: () => R): R {
  const scope = currentScope("status()");
  const end = (state: StatusState, expanded: boolean) => {
    if (block.state === "running") Object.assign(block, { state, expanded });
    if (block.region !== scope.instance.id) scope.run.replaced(block);
    scope.run.progress();
  };
  const fail = (error: unknown): never => {
    // Who asks for a stop or a rerun has not failed.
    if (error instanceof Interruption) end("complete", block.expanded);
    else end("error", true);
    throw error;
  };
  let result: R;
  try {
    result = body();
  } catch (error) {
    return fail(error);
  }
  if (!isThenable(result)) {
    end("complete", false);
    return result;
  }
  const work = Promise.resolve(result).then((value) => {
    end("complete", false);
    return value;
  }, fail);
  return handOver({ ...scope, block }, work) as R;
}
