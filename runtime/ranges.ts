/** Many whole numbers as a short text: `"0-99,120"`. A browser says so what is chosen from a long list. */

/** Writes numbers that ascend. */
export function writeRanges(numbers: readonly number[]): string {
  const parts: string[] = [];
  for (let i = 0; i < numbers.length; i++) {
    const from = numbers[i]!;
    while (numbers[i + 1] === numbers[i]! + 1) i++;
    const to = numbers[i]!;
    parts.push(from === to ? `${from}` : `${from}-${to}`);
  }
  return parts.join(",");
}

/** Reads numbers below `end` that ascend; null if it says anything else. */
export function readRanges(text: string, end: number): number[] | null {
  const numbers: number[] = [];
  if (text === "") return numbers;
  for (const part of text.split(",")) {
    const match = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(part);
    if (match === null) return null;
    const from = Number(match[1]);
    const to = Number(match[2] ?? from);
    if (from > to || to >= end || from <= (numbers.at(-1) ?? -1)) return null;
    for (let number = from; number <= to; number++) numbers.push(number);
  }
  return numbers;
}
