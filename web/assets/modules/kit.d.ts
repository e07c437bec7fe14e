/**
 * What `eddy.js` hands to a module: a part of the client that only pages with certain elements need. Such
 * an element names its module's address in `data-module`.
 *
 * A widget's value is what its controls say that bear its name, and no module sends anything by itself:
 * it changes such a control, and says so as a browser would, by the events `input` and `change`.
 */

/** An element that bears a widget's value. */
export type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

export interface Kit {
  /** Sends the widget's value, if it was touched. A form's waits for its button. */
  commit(widget: HTMLElement): void;
  /** Says what is wrong with a widget's value; no text takes it back. */
  complain(widget: Element, text: string): void;
  /** The controls that bear the widget's value. */
  controlsOf(widget: Element): Control[];
  idOf(widget: Element): string;
  /** Whether somebody is changing it, or what they said of it is unanswered. */
  isEdited(element: Element): boolean;
  /** Asks for a region, and says again what was not answered. Without its id, for the page as a whole. */
  redraw(region?: string): void;
  /** The region that the element belongs to: a fragment's, or the page's. */
  regionOf(element: Element): HTMLElement;
  /** The session is gone: asks for a new one in place. */
  resume(): void;
  /** Adds what the server is told with every request. */
  sign(headers: Record<string, string>): void;
  /** The widget's value is its user's from here on, until the server has answered it. */
  touch(widget: Element): void;
  widgetOf(target: EventTarget | null): HTMLElement | null;
}

/**
 * A module's default export. What it answers is called whenever something new is shown, and at once;
 * with a form whose controls were reset.
 */
export type Start = (kit: Kit) => (form?: HTMLFormElement) => void;
