function countPrimes(below: number): number {
  const composite = new Uint8Array(below);
  let count = 0;
  for (let n = 2; n < below; n++) {
    if (composite[n]) continue;
    count++;
    for (let multiple = n * n; multiple < below; multiple += n) composite[multiple] = 1;
  }
  return count;
}

// To the compiler, every file is a program; in a worker, `self` is its end of the line.
const line = self as unknown as Worker;
line.onmessage = ({ data }: MessageEvent<number>) => line.postMessage(countPrimes(data));
