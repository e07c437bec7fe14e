/** Where in an app things are: `app.ts` has the routes to all of it. */
import type { FragmentId, PageId, WidgetId } from "../runtime/ids.ts";
import type { FrameName, LibraryName, Links, ModuleName, SheetName } from "../web/links.ts";
import { libraryName } from "./assets.ts";
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
  links(id: PageId, assets: Assets): Links {
    return new PageLinks(this, assets, id);
  }
}

/** Those of one page: there are many at once, so that each is no more than what tells it from the others. */
class PageLinks implements Links {
  readonly #addresses: Addresses;
  readonly #assets: Assets;
  readonly #id: PageId;

  constructor(addresses: Addresses, assets: Assets, id: PageId) {
    this.#addresses = addresses;
    this.#assets = assets;
    this.#id = id;
  }

  #of(path: string): string {
    return this.#addresses.of(`_eddy/p/${this.#id}/${path}`);
  }

  region(id: FragmentId): string {
    return this.#of(id);
  }

  upload(id: WidgetId): string {
    return this.#of(`upload/${id}`);
  }

  options(id: WidgetId): string {
    return this.#of(`options/${id}`);
  }

  file(id: string): string {
    return this.#of(`file/${id}`);
  }

  rows(id: WidgetId): string {
    return this.#of(`rows/${id}`);
  }

  csv(id: WidgetId): string {
    return this.#of(`csv/${id}`);
  }

  live(): string {
    return this.#of("live");
  }

  module(name: ModuleName): string {
    return this.#addresses.asset(this.#assets.modules[name]);
  }

  sheet(name: SheetName): string {
    return this.#addresses.asset(this.#assets.sheets[name]);
  }

  frame(name: FrameName): string {
    return this.#addresses.asset(this.#assets.frames[name]);
  }

  library(name: LibraryName): string {
    return this.#addresses.of(`_eddy/assets/${libraryName(name)}`);
  }

  component(code: string): string {
    return this.#addresses.of(`_eddy/assets/c/${code}/main.js`);
  }

  page(address: string): string {
    return this.#addresses.of(address.slice(1));
  }
}
