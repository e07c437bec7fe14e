import type { PaginationElement } from "../../runtime/elements/pagination.ts";
import { attributes } from "../escape.ts";
import { box, helpMark } from "../field.ts";
import type { Links } from "../links.ts";

/** Buttons that turn to a page; a control of its own bears its number. */
export function renderPagination(element: PaginationElement, links: Links): string {
  const { id, label, value, pages, disabled, help } = element;
  const turn = (to: number) => {
    const at = attributes({
      type: "button",
      id: `${id}-${to}`,
      "data-turn": to,
      "aria-label": `Page ${to}`,
      "aria-current": to === value ? "page" : null,
      disabled,
    });
    return `<button${at}>${to}</button>`;
  };
  const step = (by: 1 | -1, name: string, sign: string) => {
    const at = attributes({
      type: "button",
      id: `${id}-${by === 1 ? "next" : "back"}`,
      class: "tertiary",
      "data-step": by,
      "aria-label": name,
      // It keeps the focus at the end.
      "aria-disabled": value === (by === 1 ? pages : 1) ? "true" : null,
      disabled,
    });
    return `<button${at}>${sign}</button>`;
  };
  const numbers = shown(value, pages).map((page) =>
    page === null ? '<span aria-hidden="true">…</span>' : turn(page)
  );
  const control = attributes({ type: "text", name: id, value, disabled });
  const at = box(element, "pages", {
    "data-module": links.module("fields"),
    "data-pages": pages,
    "aria-label": label,
    "aria-describedby": help === null ? null : `${id}-help`,
  });
  return `<nav${at}><input${control} hidden>${step(-1, "Previous page", "‹")}${numbers.join("")}${
    step(1, "Next page", "›")
  }${helpMark(help, id)}</nav>`;
}

/** The first page, the last, and those around the one that is open: seven places, null for a gap. */
function shown(value: number, pages: number): (number | null)[] {
  const run = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, i) => from + i);
  if (pages <= 7) return run(1, pages);
  if (value <= 4) return [...run(1, 5), null, pages];
  if (value >= pages - 3) return [1, null, ...run(pages - 4, pages)];
  return [1, null, value - 1, value, value + 1, null, pages];
}
