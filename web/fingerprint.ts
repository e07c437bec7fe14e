/**
 * Tells markup that has changed from markup that has not, by 53 bits of it. `runtime/ids.ts` has a digest for
 * short texts, which takes them letter by letter; here it is whole regions, with each rerun, and four bytes
 * at a time take a fifth of that.
 */

const words = new Uint32Array(16 * 1024);
const bytes = new Uint8Array(words.buffer);
const encoder = new TextEncoder();

/** A number that is the same for the same markup only, as far as chance goes. */
export function fingerprint(html: string): number {
  let high = 0xdeadbeef ^ html.length;
  let low = 0x41c6ce57 ^ html.length;
  for (let rest = html; rest !== "";) {
    const { read, written } = encoder.encodeInto(rest, bytes);
    // What stands behind the last letters is another text's.
    bytes.fill(0, written, written + 3);
    const end = (written + 3) >> 2;
    for (let i = 0; i < end; i++) {
      const word = words[i]!;
      high = Math.imul(high ^ word, 0x9e3779b1);
      low = Math.imul(low ^ word, 0x5f356495);
    }
    rest = rest.slice(read);
  }
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
  return 0x100000000 * (0x1fffff & low) + (high >>> 0);
}
