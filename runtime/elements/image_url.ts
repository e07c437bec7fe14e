/** Addresses of pictures, as far as a page may be sent there. */
import { mediaUrl } from "./media_source.ts";

/**
 * The address as it may stand in a page.
 *
 * @throws {TypeError} If it is no `http:`, `https:` or `data:image/` URL, and no path from the root.
 */
export function imageUrl(action: string, source: string | URL): string {
  return mediaUrl({ action, data: "image/" }, source);
}

/** A picture in the place of a character, or the character. */
export type SmallPicture =
  | { readonly kind: "image"; readonly url: string }
  /** An emoji or a few characters. */
  | { readonly kind: "text"; readonly text: string };

/**
 * Reads what authors give where a small picture goes: an emoji, or the address of one.
 *
 * @throws {TypeError} If it is an address that a page may not be sent to.
 */
export function smallPicture(action: string, source: string): SmallPicture {
  return /[:/]/.test(source)
    ? { kind: "image", url: imageUrl(action, source) }
    : { kind: "text", text: source };
}
