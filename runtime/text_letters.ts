/**
 * What texts are sorted by: the first letters in which they are not all the same, as a number of 16 bits for
 * each text.
 *
 * Texts are told one after the other, and looked at a block at a time: one that was put together of pieces is
 * in pieces still, and V8 takes longer to bring a million of them together than to sort them. It writes a
 * block of them into one text at a fraction of that. No list of all of them is held, either: to collect the
 * garbage around one would take as long.
 */

/** What a letter up to U+024F is without case and accents; a letter that becomes two stays itself. */
const PLAIN = Uint16Array.from({ length: 0x250 }, (_, code) => {
  const plain = folded(String.fromCharCode(code));
  return plain.length === 1 ? plain.charCodeAt(0) : code;
});

/** A text without case and accents. */
export function folded(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/** A text that can be compared letter by letter: those beyond the table may be several for one, or marks. */
export function comparable(text: string): string {
  return /[^\0-\u024f]/.test(text) ? folded(text) : text;
}

/** The code of a letter without case and accents. */
export function plainCode(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code < 0x250 ? PLAIN[code]! : code;
}

/** Texts in a block, and their letters: what fits into the processor's caches. */
const BLOCK = { texts: 256, letters: 8_192 };

/** What texts are known to have in common. */
export interface Alike {
  /** Up to where they are the same, but for case and accents. */
  readonly from: number;
  /** Some of them can only be compared as {@linkcode comparable} texts, whose letters are counted another way. */
  readonly folds: boolean;
}

export class TextLetters {
  readonly #again: (index: number) => string;
  readonly #keys: Uint16Array;
  #from: number;
  #folds: boolean;
  /** How many texts have their keys. */
  #count = 0;
  /** The first of them, and up to where it is the same as all others. */
  #model: string | null = null;
  #start = 0;
  #longest = 0;
  /** Texts that have none yet: the first ones here. A list that is emptied and grows anew would be garbage. */
  readonly #block: string[] = new Array(BLOCK.texts).fill("");
  #waiting = 0;
  #letters = 0;

  /** Of up to `size` texts; `again` answers one that was told before, by its number. */
  constructor(size: number, { from, folds }: Alike, again: (index: number) => string) {
    this.#keys = new Uint16Array(size);
    this.#from = from;
    this.#folds = folds;
    this.#again = again;
  }

  /** Takes the next text. */
  add(text: string): void {
    this.#block[this.#waiting++] = text;
    this.#letters += text.length;
    if (this.#waiting === BLOCK.texts || this.#letters >= BLOCK.letters) this.#read();
  }

  /**
   * A number for each text: of two whose numbers are not the same, the lower one's comes first. What texts
   * with the same number have in common; null if they are the same.
   */
  finish(): { readonly keys: Uint16Array; readonly alike: Alike | null } {
    this.#read();
    const from = this.#start + (this.#folds ? 1 : 2);
    return {
      keys: this.#keys.subarray(0, this.#count),
      alike: this.#longest <= from ? null : { from, folds: this.#folds },
    };
  }

  /** Makes numbers of the texts in the block: two letters of 7 bits, or one of 16. */
  #read(): void {
    const waiting = this.#waiting === BLOCK.texts
      ? this.#block
      : this.#block.slice(0, this.#waiting);
    const texts = this.#folds ? waiting.map(comparable) : waiting;
    const joined = texts.join("");
    if (this.#model === null) this.#begin(texts[0] ?? "");
    const model = this.#model!;
    const from = this.#from;
    let start = this.#start;
    let letters = 0;
    let at = 0;
    for (const { length } of texts) {
      const end = at + length;
      let same = from;
      while (
        same < start && at + same < end && joined.charCodeAt(at + same) === model.charCodeAt(same)
      ) same++;
      if (same < start) {
        start = same;
        letters |= this.#shorten(start);
      }
      if (length > this.#longest) this.#longest = length;
      const first = keyAt(joined, at + start, end);
      const second = this.#folds ? 0 : keyAt(joined, at + start + 1, end);
      letters |= first | second;
      this.#keys[this.#count++] = this.#folds ? first : first << 7 | second;
      at = end;
    }
    this.#waiting = this.#letters = 0;
    if (!this.#folds && letters > 127) this.#beginAgain();
  }

  #begin(model: string): void {
    this.#model = model;
    this.#start = Math.max(this.#from, model.length);
  }

  /** Texts have less in common than those that have their numbers. Answers the letters that these get now. */
  #shorten(start: number): number {
    const model = this.#model!;
    const before = this.#start;
    this.#start = start;
    const first = keyAt(model, start, before);
    const second = keyAt(model, start + 1, before);
    const keys = this.#keys.subarray(0, this.#count);
    if (this.#folds) keys.fill(first);
    else if (start + 1 < before) keys.fill(first << 7 | second);
    // What was the first letter is the second one now.
    else for (let i = 0; i < keys.length; i++) keys[i] = first << 7 | keys[i]! >>> 7;
    return first | second;
  }

  /** A letter needs more than 7 bits. */
  #beginAgain(): void {
    const count = this.#count;
    this.#folds = true;
    this.#from = this.#count = this.#longest = 0;
    this.#model = null;
    for (let i = 0; i < count; i++) this.add(this.#again(i));
    this.#read();
  }
}

/** What the letter at a place before `end` sorts by. Nothing is 0, before any letter; U+FFFF, which is none, shares its neighbour's. */
function keyAt(text: string, at: number, end: number): number {
  return at < end ? Math.min(plainCode(text, at) + 1, 0xffff) : 0;
}
