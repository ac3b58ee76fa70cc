import { join } from "node:path";
import type { Disk } from "@/lib/spool/disk";
import type { RejectedRecords } from "./store-group";

/** One JSON file a record, named after its event's id; its body is base64. */
export function createRejectedFolder(disk: Disk, folder: string): RejectedRecords {
  return {
    put(record, cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      const body = Buffer.from(record.body).toString("base64");
      const text = JSON.stringify({ ...record, body, why }, null, 2);
      disk.makeFolder(folder);
      // Ids are ours, but what a damaged file holds need not be.
      disk.replace(join(folder, `${encodeURIComponent(record.id)}.json`), Buffer.from(text));
    },
  };
}
