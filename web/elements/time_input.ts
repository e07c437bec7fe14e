import type { TimeInputElement } from "../../runtime/elements/time_input.ts";
import { renderCalendar } from "../calendar.ts";
import type { Links } from "../links.ts";

export function renderTimeInput(element: TimeInputElement, links: Links): string {
  return renderCalendar(element, "time", links);
}
