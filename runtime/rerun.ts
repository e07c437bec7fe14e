/** The author's ways to end a run early. */
import { definitionOf } from "./fragment.ts";
import type { Fragment } from "./fragment.ts";
import { fragmentId } from "./ids.ts";
import { Interruption } from "./interruption.ts";
import type { Target } from "./interruption.ts";
import { currentScope, ownScope } from "./scope.ts";
import type { Scope } from "./scope.ts";

/** What {@linkcode rerun} can name: a fragment's key, or the fragment itself. */
export type RerunTarget = string | Fragment<never[]>;

/**
 * Ends this run here. What was drawn stays; what follows is not drawn. In a fragment's rerun it ends
 * that fragment only, in a full run the whole page.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * st.createApp(() => {
 *   const name = st.textInput("Name");
 *   if (name === "") st.stop();
 *   st.write(`Hello ${name}`);
 * });
 * ```
 *
 * @throws {Error} If called outside a run.
 */
export function stop(): never {
  const { run } = currentScope("stop()");
  const interruption = new Interruption({ kind: "stop" });
  run.end(interruption);
  throw interruption;
}

/**
 * Ends this run and starts another: of the whole page (default), of this fragment alone
 * (`{ scope: "fragment" }`), or of the fragments named, by key or by the fragment itself. In a
 * callback, the rerun happens after all callbacks and instead of the default one. In a body, which ends
 * there, what was being run is run once more along with those that are named: under a condition that
 * lasts, as a ticked box, that has no end, and is an error after a hundred runs.
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * const counter = st.fragment(() => {
 *   st.sessionState.clicks ??= 0;
 *   if (st.button("Plus one!") && ++st.sessionState.clicks % 5 === 0) st.rerun();
 * });
 *
 * st.createApp(() => {
 *   counter();
 *   st.header(`Multiples of five clicks: ${Math.floor((st.sessionState.clicks ?? 0) / 5)}`);
 * });
 * ```
 *
 * @throws {Error} If called outside a run, if `{ scope: "fragment" }` is asked for in a full run that has
 * nothing to do with the fragment, or outside every fragment, or if a name is on no fragment of the page.
 */
export function rerun(
  target: { scope: "app" | "fragment" } | RerunTarget | readonly RerunTarget[] = { scope: "app" },
): never {
  const scope = ownScope("rerun()");
  if (typeof target === "object" && "scope" in target && !Array.isArray(target)) {
    if ((target as { scope: string }).scope === "fragment") throw again(scope);
    throw endWith(scope, "page");
  }
  const names = (Array.isArray(target) ? target : [target]) as readonly RerunTarget[];
  if (names.length === 0) throw new RangeError("Cannot rerun: the list of fragments is empty");
  throw endWith(scope, names.flatMap((name) => idsOf(scope, name)));
}

/** Ends the run of `scope`, and has `target` run. To be thrown. */
export function endWith({ run }: Scope, target: Target): Interruption {
  const interruption = new Interruption({ kind: "rerun", target });
  run.end(interruption);
  return interruption;
}

function again(scope: Scope): Interruption {
  const { run, instance, attempt } = scope;
  if (instance.definition === null) {
    throw new Error('Cannot rerun with scope "fragment": this code is in no fragment');
  }
  // A callback comes before what is drawn; a body that has begun again may do so once more.
  if (run.kind === "page" && attempt === 0 && !wasUsed(scope)) {
    throw new Error(
      'Cannot rerun with scope "fragment" during a full run: the fragment is being drawn just now',
    );
  }
  return new Interruption({ kind: "again", fragment: instance.id });
}

/** Whether a full run took along what was done in a fragment, which would have run alone a moment before. */
function wasUsed({ run, instance }: Scope): boolean {
  const { session, triggers, reasons } = run;
  const events = reasons.flatMap((reason) => reason.events.map(({ widget }) => widget));
  return [...triggers.keys(), ...events].some((id) => {
    const record = session.widgets.get(id);
    return record !== undefined && session.instance(record.owner)?.within(instance);
  });
}

function idsOf({ run }: Scope, name: RerunTarget) {
  const definition = typeof name === "string" ? name : definitionOf(name);
  const found = definition === undefined ? [] : run.session.instancesOf(definition);
  if (found.length > 0) return found.map(({ id }) => id);
  // The page that is being drawn may come to it yet.
  if (
    typeof name === "string" && name !== "" && run.kind === "fragment" &&
    run.session.schedule.drawsPage
  ) {
    return [fragmentId({ key: name })];
  }
  const label = typeof name === "string" ? name : name.key ?? "";
  throw new Error(`Cannot rerun fragment "${label}": no fragment of that name is on the page`);
}
