import { join } from "node:path";
import { nodeDisk } from "@/lib/spool/node-disk";
import { openSpoolReader } from "@/lib/spool/open-spool-reader";
import type { SpoolRecord } from "@/lib/spool/spool";

const limits = { records: 10_000, bytes: 64 * 1024 * 1024 };

/**
 * All that lies in a data folder's spool behind these places, segment by segment. Throws where
 * something is damaged. The places move on to the end.
 */
export function spoolRecords(dataDir: string, places = new Map<string, number>()): SpoolRecord[] {
  const reader = openSpoolReader({ disk: nodeDisk, folder: join(dataDir, "spool") });
  const found: SpoolRecord[] = [];
  for (const { segment } of reader.segments()) {
    let from = places.get(segment) ?? 0;
    for (;;) {
      const { records, damaged, end, atEnd } = reader.read(segment, from, limits);
      if (damaged.length > 0) throw new Error(`Segment ${segment} is damaged.`);
      for (const { record } of records) {
        if (!record) throw new Error(`Segment ${segment} has a damaged record.`);
        found.push(record);
      }
      from = end;
      if (atEnd) break;
    }
    places.set(segment, from);
  }
  return found;
}

/** Where each segment ends, as the drain would tell it once it has everything. */
export function spoolPlaces(dataDir: string): Readonly<Record<string, number>> {
  const places = new Map<string, number>();
  spoolRecords(dataDir, places);
  return Object.fromEntries(places);
}
