import type { DatetimeInputElement } from "../../runtime/elements/datetime_input.ts";
import { renderCalendar } from "../calendar.ts";
import type { Links } from "../links.ts";

export function renderDatetimeInput(element: DatetimeInputElement, links: Links): string {
  return renderCalendar(element, "datetime-local", links);
}
