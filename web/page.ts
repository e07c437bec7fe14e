/** The whole document: head, the page's areas, and the few places that answers are put into. */
import type { RootBlock } from "../runtime/block.ts";
import { attributes, escape } from "./escape.ts";

export interface DocumentParts {
  readonly title: string;
  readonly iconUrl: string;
  readonly language: string;
  readonly nonce: string;
  /** The one scheme that is shown; null for whichever its user has set. */
  readonly scheme: "light" | "dark" | null;
  readonly styleUrls: readonly string[];
  readonly scriptUrl: string;
  readonly frame: PageFrame;
  /** Where a browser without JavaScript finds the page in one piece; null if it has it. */
  readonly wholeUrl: string | null;
  /** What there is besides while the app is being written; null in production. */
  readonly development: DevelopmentLinks | null;
}

/** What an author's own look at the page is made of. */
export interface DevelopmentLinks {
  readonly module: string;
  readonly sheet: string;
  /** Names the process that made the page. */
  readonly process: string;
  /** Where it can be asked what is wrong with the program, though that does not run; null if nowhere. */
  readonly checker: string | null;
}

/** What stands around the areas, and changes when the page gets a new session. */
export interface PageFrame {
  readonly pageUrl: string;
  readonly liveUrl: string;
  readonly resumeUrl: string;
  readonly token: string;
  /** Whether something may come by itself. */
  readonly live: boolean;
  readonly areas: Readonly<Record<RootBlock["name"], string>>;
  readonly toasts: string;
  readonly signals: string;
}

/** htmx as Eddy uses it: no code from attributes, only our extensions, back means a full load. */
const HTMX_CONFIG = JSON.stringify({
  extensions: "sse,eddy",
  history: false,
  includeIndicatorCSS: false,
  defaultTimeout: 0,
  defaultSettleDelay: 0,
  noSwap: [204, 304],
  // Whoever waits for a server to come back does not want to wait a minute more.
  sse: { reconnectMaxDelay: 10_000 },
});

export function renderDocument(parts: DocumentParts): string {
  const { title, language, nonce, frame, scheme, wholeUrl } = parts;
  const html = attributes({ lang: language, "data-theme": scheme });
  const styles = parts.styleUrls.map((url) => `<link rel="stylesheet" href="${escape(url)}">`);
  const fallback = wholeUrl === null
    ? ""
    : `<noscript><meta http-equiv="refresh" content="0;url=${escape(wholeUrl)}"></noscript>`;
  return `<!doctype html>
<html${html}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="${scheme ?? "light dark"}">
<title>${escape(title)}</title>
<link rel="icon" href="${escape(parts.iconUrl)}">
<meta name="htmx-config" content="${escape(HTMX_CONFIG)}">
${styles.join("\n")}
<script src="${escape(parts.scriptUrl)}" nonce="${nonce}" defer></script>${fallback}
</head>
<body>
${renderFrame(frame)}${parts.development === null ? "" : renderDevelopment(parts.development)}
</body>
</html>
`;
}

/** Outside what a new session replaces. */
function renderDevelopment({ module, sheet, process, checker }: DevelopmentLinks): string {
  const at = attributes({
    id: "development",
    "data-module": module,
    "data-sheet": sheet,
    "data-process": process,
    "data-checker": checker,
  });
  return `\n<div${at}></div>`;
}

/** The part of the body that a new session replaces. */
export function renderFrame(frame: PageFrame): string {
  const at = attributes({
    id: "page",
    "hx-post": frame.pageUrl,
    "hx-trigger": "commit",
    "hx-swap": "none",
    "hx-sync": "this:replace",
    "data-token": frame.token,
    "data-resume": frame.resumeUrl,
    "data-live": frame.liveUrl,
  });
  const { main, sidebar, bottom, dialogs, head } = frame.areas;
  return `<div${at}>
<div id="running" aria-hidden="true"></div>
<a class="skip" href="#main">Skip to content</a>
${head}
<button type="button" class="menu" popovertarget="sidebar" aria-label="Sidebar"></button>
${sidebar}
<div id="content">
${main}
${bottom}
</div>
${dialogs}
<div id="toasts" role="status" aria-live="polite">${frame.toasts}</div>
<div id="signals">${frame.signals}</div>
<div id="connection">${frame.live ? renderLive(frame.liveUrl) : ""}</div>
</div>`;
}

/** The page's one stream. It stands outside all regions, so that no answer closes it. */
export function renderLive(url: string): string {
  return `<div id="live" hx-sse:connect="${escape(url)}" hx-swap="none"></div>`;
}

/** Opens the stream on a page that did without. */
export function renderLivePartial(url: string): string {
  return `<hx-partial hx-target="#connection" hx-swap="innerMorph">${renderLive(url)}</hx-partial>`;
}
