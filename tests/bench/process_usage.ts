/** What a process used up to now, as Linux tells it: of one that runs no code of ours. */

export interface ProcessUsage {
  /** Processor time of all its threads, in microseconds; in steps of ten thousand. */
  readonly cpu: number;
  /** Bytes of memory that are its own and in use. */
  readonly rss: number;
}

/** Linux's unit in what it tells programs, whatever its own is. */
const TICK_MICROSECONDS = 10_000;

/** Null where there is no `/proc`. */
export async function usageOf(pid: number): Promise<ProcessUsage | null> {
  if (Deno.build.os !== "linux") return null;
  const stat = await Deno.readTextFile(`/proc/${pid}/stat`);
  // Its second field is a name that may hold anything, in brackets.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const status = await Deno.readTextFile(`/proc/${pid}/status`);
  return {
    cpu: (Number(fields[11]) + Number(fields[12])) * TICK_MICROSECONDS,
    rss: Number(/VmRSS:\s+(\d+)/.exec(status)![1]) * 1024,
  };
}
