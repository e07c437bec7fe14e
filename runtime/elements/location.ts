import { enter } from "../scope.ts";
import type { Scope } from "../scope.ts";
import { pathAddress } from "../web_address.ts";
import { registerWidget } from "../widget.ts";
import type { WidgetElement, WidgetKind } from "../widget.ts";
import type { WidgetId } from "../ids.ts";

/** Where in the app somebody is: path and query, as the address bar has them. Nobody sees it. */
export interface LocationElement extends WidgetElement<"location"> {
  readonly value: string;
}

/** More than any address that is meant. */
const LONGEST = 2000;

const locationKind: WidgetKind<LocationElement, string> = {
  kind: "location",
  decode: (_, [sent = ""]) => {
    const address = sent.length <= LONGEST ? pathAddress(sent) : null;
    return address === null
      ? { ok: false, reason: "leads out of the app" }
      : { ok: true, value: address.split("#", 1)[0]! };
  },
  accepted: (session, value) => session.query.load(searchOf(value), { news: true }),
};

/** Draws it among what concerns the page as a whole. `asked`: where the page was opened. */
export function drawLocation(scope: Scope, asked: string): { id: WidgetId; value: string } {
  const { head } = scope.run.session.roots;
  const { element, value } = enter({ ...scope, block: head }, () =>
    registerWidget(locationKind, {
      label: "Address of the page",
      options: {},
      identity: "",
      initial: asked,
      element: (base, value) => ({ ...base, value }),
    }));
  head.children.push(element);
  scope.run.progress();
  return { id: element.id, value };
}

/** The query of an address within the app. */
export function searchOf(location: string): string {
  const at = location.indexOf("?");
  return at < 0 ? "" : location.slice(at);
}
