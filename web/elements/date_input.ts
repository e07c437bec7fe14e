import type { DateInputElement } from "../../runtime/elements/date_input.ts";
import { renderCalendar } from "../calendar.ts";
import type { Links } from "../links.ts";

export function renderDateInput(element: DateInputElement, links: Links): string {
  return renderCalendar(element, "date", links);
}
