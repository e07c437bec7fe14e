/** What a user can get at just now: nothing behind a dialog, and nothing in a popover that is closed. */
import type { Document, Node } from "./dom.ts";
import { wordsOf } from "./picture.ts";
import type { ValueOf } from "./picture.ts";

/** What is looked at. */
export interface Looked {
  readonly document: Document;
  readonly valueOf: ValueOf;
  failure(message: string): Error;
}

export class Reach {
  readonly #page: Looked;
  readonly #anywhere: boolean;
  /** Panels of popovers that are open, where the server is not told. */
  readonly #open: Set<string> = new Set();

  /** `anywhere`: all of it, as for one who was quicker than the answer that opened a dialog. */
  constructor(page: Looked, { anywhere }: { readonly anywhere: boolean }) {
    this.#page = page;
    this.#anywhere = anywhere;
  }

  /** Whether a dialog stands before it: what is behind one can be read only. */
  isCovered(node: Node): boolean {
    const dialog = this.#dialog;
    return dialog !== null && !dialog.contains(node);
  }

  get #dialog(): Node | null {
    if (this.#anywhere) return null;
    return this.#page.document.querySelector("#dialogs dialog:not([data-closed])");
  }

  /** The closed popover that it is in; null if there is none. */
  closedAround(node: Node): Node | null {
    const panel = node.closest(".popover-panel");
    const box = panel?.closest(".popover");
    if (!panel || !box || this.#anywhere) return null;
    const told = box.querySelector(`[data-opens="${box.id}"]`);
    const isOpen = told === null
      ? this.#open.has(panel.id)
      : this.#page.valueOf(told)[0] === "true";
    return isOpen ? this.closedAround(box) : box;
  }

  /** Presses the button of a popover of which the server is not told. */
  toggle(panel: string): void {
    if (!this.#open.delete(panel)) this.#open.add(panel);
  }

  /**
   * Something is done with it, which closes the popovers elsewhere. `deed` says it for an error: `press "Save"`.
   *
   * @throws {Error} If nobody could.
   */
  use(node: Node, deed: string): void {
    if (this.isCovered(node)) {
      const title = wordsOf(this.#dialog!.querySelector("h2")!);
      throw this.#page.failure(
        `Cannot ${deed}: the dialog "${title}" stands before it; close that first`,
      );
    }
    const closed = this.closedAround(node);
    if (closed !== null) {
      const name = wordsOf(closed.querySelector("[popovertarget]")!);
      throw this.#page.failure(
        `Cannot ${deed}: it is in a popover that is closed; click("${name}") opens it`,
      );
    }
    const own = node.getAttribute("popovertarget");
    for (const id of this.#open) {
      const holds = this.#page.document.getElementById(id)?.contains(node) ?? false;
      if (id !== own && !holds) this.#open.delete(id);
    }
  }

  /** Another document: nothing in it is open. */
  forget(): void {
    this.#open.clear();
  }
}
