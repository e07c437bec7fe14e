/** Where in an app things are: `app.ts` has the routes to all of it. */
import type { PageId } from "../runtime/ids.ts";
import type { Links } from "../web/links.ts";
import type { Asset, Assets } from "./assets.ts";

export class Addresses {
  readonly #basePath: string;

  /** `basePath` begins and ends with a slash. */
  constructor(basePath: string) {
    this.#basePath = basePath;
  }

  /** Of something in the app. */
  of(path: string): string {
    return `${this.#basePath}${path}`;
  }

  /** What an address names within the app. */
  within({ pathname }: URL): string {
    return `/${pathname.slice(this.#basePath.length)}`;
  }

  asset({ name }: Asset): string {
    return this.of(`_eddy/assets/${name}`);
  }

  /** All that a page's markup names. */
  links(id: PageId, { modules, sheets, frames }: Assets): Links {
    const base = this.of(`_eddy/p/${id}`);
    return {
      region: (region) => `${base}/${region}`,
      upload: (widget) => `${base}/upload/${widget}`,
      options: (widget) => `${base}/options/${widget}`,
      file: (file) => `${base}/file/${file}`,
      module: (name) => this.asset(modules[name]),
      sheet: (name) => this.asset(sheets[name]),
      frame: (name) => this.asset(frames[name]),
      rows: (grid) => `${base}/rows/${grid}`,
      csv: (grid) => `${base}/csv/${grid}`,
      component: (code) => this.of(`_eddy/assets/c/${code}/main.js`),
      page: (address) => this.of(address.slice(1)),
      live: () => `${base}/live`,
    };
  }
}
