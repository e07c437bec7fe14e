/** Paths of an app's pages, and which page the running code belongs to. */
import type { Scope } from "./scope.ts";

const PART = /^[A-Za-z0-9._~-]+$/;

/** A path as it is compared: with a slash before it and none behind. */
export function plainPath(text: string): string {
  return `/${text.split("/").filter((part) => part !== "").join("/")}`;
}

/**
 * The path of a page, as its author gives it.
 *
 * @throws {RangeError} If no address can be made of it as it is.
 */
export function pathOf(text: string): string {
  const path = plainPath(text);
  const parts = path.slice(1).split("/").filter((part) => part !== "");
  const wrong = parts.find((part) => !PART.test(part) || /^\.+$/.test(part));
  if (wrong !== undefined || parts[0] === "_eddy") {
    throw new RangeError(
      `Cannot use the path "${text}": its parts may have letters, digits, "-", "_", "." and "~", and ` +
        `"_eddy" is Eddy's own`,
    );
  }
  return path;
}

/** The path of the page that the running code belongs to; null for what stands around all pages. */
export function pageOf({ page, instance }: Scope): string | null {
  return page ?? instance.page;
}
