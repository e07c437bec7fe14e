/**
 * Pages by their files: where each is found, what it is called and in which order they stand, is said by
 * the names of files and folders. A thin layer over `page()`, for `navigation()`.
 */
import { page } from "../runtime/pages.ts";
import type { PageInfo } from "../runtime/pages.ts";
import type { Page } from "../runtime/session.ts";

/** What a file of a page exports; see {@linkcode pagesFrom}. */
export interface PageFile {
  /** Draws the page. */
  readonly default: Page;
  /** What the menu and the browser's window call it. Default: as the file is called. */
  readonly title?: string;
  /** An emoji or a character, or the address of a picture. Default: the emoji in the file's name. */
  readonly icon?: string;
  /** Left out of the menu. */
  readonly hidden?: boolean;
}

/** Pages by section, as {@linkcode navigation} takes them: those in no folder have the section `""`. */
export type PageSections = Record<string, PageInfo[]>;

/** What the name of a file or a folder says. */
interface Named {
  /** Its part of the address. */
  readonly part: string;
  readonly title: string;
  readonly icon: string | null;
  /** The number before it; those without one stand behind all others. */
  readonly order: number;
}

const MODULE = /\.[jt]sx?$/;
/** What is beside the pages: tests, types, and what pages share. */
const BESIDE = /(^|\/)[_.]|[._]test\.[jt]sx?$|\.d\.ts$/;
const ICON = /^\p{RGI_Emoji}$/v;

/**
 * Makes a page of each file in a folder, for {@linkcode navigation}. A file exports what draws its page by
 * default, and may export a `title`, an `icon`, and `hidden`. The rest is said by its name:
 *
 * | file                      | address          | in the menu                    |
 * | ------------------------- | ---------------- | ------------------------------ |
 * | `index.ts`                | `/`              | Home                           |
 * | `1_📦_open_orders.ts`     | `/open_orders`   | 📦 Open orders                 |
 * | `2_people.ts`             | `/people`        | People                         |
 * | `9_settings/1_users.ts`   | `/settings/users`| Users, in the section Settings |
 *
 * Numbers say the order. Names that begin with `_` or `.`, and tests, are no pages. Folders stand one deep.
 *
 * `pages` is the folder's address, or a record of imports by file name: what cannot be found out by looking
 * at a folder, as in a program that is imported over HTTP, is written out. Also `deno compile` puts what is
 * written out into its file by itself; of a folder it needs to be told, by `--include pages`.
 *
 * @example
 * ```ts ignore
 * import * as st from "@eddy/eddy";
 *
 * const pages = await st.pagesFrom(new URL("./pages/", import.meta.url));
 *
 * st.serve(() => st.navigation(pages).run());
 * ```
 *
 * @example
 * ```ts
 * import * as st from "@eddy/eddy";
 *
 * const pages = await st.pagesFrom({
 *   // In a program: () => import("./pages/index.ts")
 *   "index.ts": () => Promise.resolve({ default: () => st.title("Home") }),
 *   "1_📦_orders.ts": () => Promise.resolve({ default: () => st.title("Orders") }),
 * });
 *
 * st.createApp(() => st.navigation(pages).run());
 * ```
 *
 * @throws {Deno.errors.NotFound} If there is no such folder.
 * @throws {TypeError} If a file exports nothing that draws a page, or the folder is not on this machine.
 * @throws {RangeError} If there are no pages, or no address can be made of a file's name.
 */
export async function pagesFrom(
  pages: URL | Readonly<Record<string, () => Promise<PageFile>>>,
): Promise<PageSections> {
  const imports = pages instanceof URL ? await importsIn(pages) : pages;
  const files = Object.keys(imports).map((path) => ({ path, named: path.split("/").map(named) }));
  if (files.length === 0) {
    throw new RangeError("Cannot find pages: there is no file that could be one");
  }
  files.sort((a, b) => compare(a.named, b.named));
  const sections: PageSections = {};
  for (const { path, named } of files) {
    const file = await imports[path]!();
    if (typeof file.default !== "function") {
      throw new TypeError(
        `Cannot make a page of "${path}": it exports no function by default; begin it with ` +
          `export default function page() {`,
      );
    }
    (sections[sectionOf(named, path)] ??= []).push(pageOf(file, named));
  }
  return sections;
}

function pageOf(file: PageFile, named: readonly Named[]): PageInfo {
  const isIndex = named.at(-1)!.part === "index";
  // The first page of a folder goes by the folder's name.
  const said = isIndex ? named.at(-2) ?? { title: "Home", icon: null } : named.at(-1)!;
  const icon = file.icon ?? named.at(-1)!.icon ?? said.icon;
  return page(file.default, {
    path: `/${named.map(({ part }) => part).slice(0, isIndex ? -1 : undefined).join("/")}`,
    title: file.title ?? said.title,
    ...(icon !== null && { icon }),
    ...(file.hidden !== undefined && { hidden: file.hidden }),
  });
}

/** The name of the section that a page stands in. */
function sectionOf(named: readonly Named[], path: string): string {
  if (named.length === 1) return "";
  if (named.length === 2) return named[0]!.title;
  throw new RangeError(`Cannot make a page of "${path}": folders of pages stand one deep`);
}

/** `1_📦_open_orders.ts`: a number, an icon, and what it is called. */
function named(name: string): Named {
  const parts = name.replace(MODULE, "").split(/[_ ]+/).filter((part) => part !== "");
  const order = parts.length > 1 && /^\d+$/.test(parts[0]!) ? Number(parts.shift()) : Infinity;
  const icon = parts.length > 1 && ICON.test(parts[0]!) ? parts.shift()! : null;
  const words = parts.join(" ");
  return {
    part: parts.join("_"),
    title: words.charAt(0).toUpperCase() + words.slice(1),
    icon,
    order: parts[0] === "index" ? -1 : order,
  };
}

/** Pages in no folder stand first; then by number, then by name. */
function compare(a: readonly Named[], b: readonly Named[]): number {
  if (a.length !== b.length) return a.length - b.length;
  for (const [i, one] of a.entries()) {
    const other = b[i]!;
    if (one.order !== other.order) return one.order < other.order ? -1 : 1;
    if (one.part !== other.part) return one.part < other.part ? -1 : 1;
  }
  return 0;
}

/** How each file of a folder that is a page is imported. */
async function importsIn(folder: URL): Promise<Record<string, () => Promise<PageFile>>> {
  const base = new URL(folder);
  if (base.protocol !== "file:") {
    throw new TypeError(
      `Cannot list the pages in "${folder}": it is no folder of this machine; give pagesFrom() a ` +
        `record of imports`,
    );
  }
  if (!base.pathname.endsWith("/")) base.pathname += "/";
  const imports: Record<string, () => Promise<PageFile>> = {};
  for (const path of await filesIn(base, "")) {
    imports[path] = () =>
      import(new URL(path.split("/").map(encodeURIComponent).join("/"), base).href);
  }
  return imports;
}

async function filesIn(base: URL, folder: string): Promise<string[]> {
  const files: string[] = [];
  try {
    for await (const { name, isDirectory } of Deno.readDir(new URL(encodeURI(folder), base))) {
      const path = folder + name;
      if (BESIDE.test(path)) continue;
      if (isDirectory) files.push(...await filesIn(base, `${path}/`));
      else if (MODULE.test(name)) files.push(path);
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new Deno.errors.NotFound(
      `Cannot read the pages in "${base}": there is no such folder; what is compiled takes one along ` +
        `that --include names`,
    );
  }
  return files;
}
