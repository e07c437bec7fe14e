/** Whoever looks on while a page or a fragment is drawn: who writes the app, who collects telemetry. */
import type { Instance } from "../runtime/fragment.ts";
import type { Run } from "../runtime/run.ts";
import type { Drawing, Session } from "../runtime/session.ts";

export interface Onlooker {
  begin(session: Session, instance: Instance, run: Run): Drawing;
}

/** Several as one; null for none. */
export function together(all: readonly (Onlooker | null)[]): Onlooker | null {
  const [first, ...more] = all.filter((one) => one !== null);
  if (first === undefined || more.length === 0) return first ?? null;
  return {
    begin: (session, instance, run) => {
      const drawings = [first, ...more].map((one) => one.begin(session, instance, run));
      return {
        within: (body) =>
          drawings.reduce((inner, { within }) => within ? () => within(inner) : inner, body)(),
        end: (failure) => drawings.forEach((drawing) => drawing.end(failure)),
      };
    },
  };
}
