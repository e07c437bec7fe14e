/** What happens once: appended to places of its own, from where the client takes it. */
import type { Update } from "../runtime/update.ts";
import { attributes, escape } from "./escape.ts";
import { markdownBlocks } from "./markdown.ts";

const DURATION = { short: 4000, long: 10000, infinite: null };

/** The markup of toasts alone, for the document's own region. */
export function renderToasts({ effects }: Update): string {
  return effects.map((effect) => {
    if (effect.kind !== "toast") return "";
    const icon = effect.icon === null
      ? ""
      : `<span class="icon" aria-hidden="true">${escape(effect.icon)}</span>`;
    return `<div class="toast"${
      attributes({ "data-duration": DURATION[effect.duration], "data-once": effect.once })
    }>${icon}` +
      `<div>${markdownBlocks(effect.body)}</div>` +
      `<button type="button" class="close" aria-label="Dismiss"></button></div>`;
  }).join("");
}

/** The markup of everything else: signals for the client, which leave nothing to read. */
export function renderSignals({ effects, query }: Update): string {
  const signals = effects.map(({ kind, once }) => {
    if (kind === "toast") return "";
    const at = attributes({ class: kind, "aria-hidden": "true", "data-once": once });
    return `<div${at}>${"<i></i>".repeat(30)}</div>`;
  }).join("");
  return query === null ? signals : `${signals}<i data-query="${escape(query)}"></i>`;
}

/** Both, as parts of an answer. */
export function renderEffects(update: Update): string {
  if (update.effects.length === 0 && update.query === null) return "";
  const toasts = renderToasts(update);
  const signals = renderSignals(update);
  return (toasts === "" ? "" : part("#toasts", toasts)) +
    (signals === "" ? "" : part("#signals", signals));
}

function part(target: string, html: string): string {
  return `<hx-partial hx-target="${target}" hx-swap="beforeend">${html}</hx-partial>`;
}
