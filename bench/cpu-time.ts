import { readFileSync } from "node:fs";

const ticksPerSecond = 100;

/** CPU time that a process of ours has used so far, all its threads, in seconds; NaN off Linux. */
export function cpuSeconds(pid: number | undefined): number {
  try {
    // Behind the name in brackets, which may hold spaces, come the numbered fields from the third on.
    const fields = readFileSync(`/proc/${pid}/stat`, "latin1").split(") ").at(-1)?.split(" ") ?? [];
    return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
  } catch {
    return Number.NaN;
  }
}
