import { stat, statfs } from "node:fs/promises";
import { join } from "node:path";
import { gauge, type Metric } from "./metric";

/** The disk of the spool's folder and what is held in reserve on it; nothing where there is none. */
export async function spoolDiskMetrics(spoolFolder: string): Promise<Metric[]> {
  const [disk, reserve] = await Promise.all([
    statfs(spoolFolder).catch(() => null),
    stat(join(spoolFolder, "reserve")).catch(() => null),
  ]);
  if (!disk) return [];
  return [
    gauge(
      "hookline_spool_disk_free_bytes",
      "Free bytes of the disk that deliveries are written to first.",
      disk.bavail * disk.bsize,
    ),
    gauge(
      "hookline_spool_reserve_bytes",
      "Bytes held in reserve on that disk; 0 once they were given up because it was full.",
      reserve?.size ?? 0,
    ),
  ];
}
