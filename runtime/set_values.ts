/**
 * Values that code gives to widgets which stand on the page: whoever draws them next, or nobody, they are to
 * be seen there (W7, W13).
 */
import type { Block } from "./block.ts";
import type { Element } from "./element.ts";
import type { Instance } from "./fragment.ts";
import type { Run } from "./run.ts";
import { elementNow, stateName } from "./widget.ts";
import type { WidgetRecord } from "./widget.ts";

/** A widget's value was set or deleted: what `run` will not draw shows that at once. */
export function showSet(run: Run, record: WidgetRecord): void {
  const { session, root } = run;
  const owner = session.instance(record.owner);
  if (owner === undefined) return;
  const isOutside = !owner.within(root);
  if (isOutside) run.update.widgets.add(record.id);
  // Its own run may not come to it, and another one under way may be past it.
  if (!isOutside || session.schedule.draws(owner)) session.setValues.set(record.id, record);
}

/** At the end of `run`: shows what was set, still stands there as it was before, and is not to be drawn anew. */
export function showRest(run: Run): void {
  const { session, root, number, update } = run;
  for (const [id, record] of session.setValues) {
    const owner = session.instance(record.owner);
    const isLeft = owner !== undefined && session.widgets.get(id) === record;
    if (isLeft && session.schedule.draws(owner)) continue;
    session.setValues.delete(id);
    if (!isLeft) continue;
    const isDrawnAnew = root.run === number && owner.within(root);
    // Known only because clean-up was skipped (S14), it is no longer there.
    if (isDrawnAnew && record.run < number) continue;
    if (isDrawnAnew && putInPlace(run, owner, record)) continue;
    update.rebase(session.pageInstance.run);
    update.widgets.add(id);
  }
}

/** Changes what the run has drawn and is still to show. Answers whether it found it. */
function putInPlace({ session }: Run, owner: Instance, record: WidgetRecord): boolean {
  const blocks = owner.definition === null
    ? Object.values(session.roots)
    : [owner.block, ...owner.outsideBlocks.values()];
  const element = elementNow(session, record) as WidgetRecord["element"];
  if (!blocks.some((block) => replaceIn(block, record.element, element))) return false;
  const value = session.state.get(stateName(record.id, record.key));
  session.widgets.set(record.id, { ...record, element, value });
  return true;
}

function replaceIn({ children }: Block, before: Element, now: Element): boolean {
  const at = children.indexOf(before);
  if (at >= 0) children[at] = now;
  return at >= 0 || children.some((child) => "children" in child && replaceIn(child, before, now));
}
