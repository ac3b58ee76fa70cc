import { nodeDisk } from "@/lib/spool/node-disk";
import { openSpoolReader } from "@/lib/spool/open-spool-reader";
import { openRejected } from "@/lib/spool/rejected";
import { spoolId } from "@/lib/spool/spool-id";
import { spoolWaiting } from "@/lib/spool/waiting";
import { createDrain } from "./drain";
import type { DrainSink } from "./sink";

/**
 * Stores what a copied spool holds beyond the positions of a copied database, once. Keeps segments
 * and positions: the spool that was copied may still hold what is stored here.
 */
export async function drainInto(
  sink: DrainSink,
  folder: string,
  inflateLimitBytes: number,
): Promise<void> {
  const log = { warn: () => {}, error: () => {} };
  const drain = createDrain({
    spool: spoolId(nodeDisk, folder),
    reader: { ...openSpoolReader({ disk: nodeDisk, folder }), remove: () => false },
    waiting: spoolWaiting(nodeDisk, folder),
    sink: { ...sink, forget: () => {} },
    rejected: openRejected(nodeDisk, folder),
    logger: log,
    inflateLimitBytes,
    readNotStored: () => [],
    isDiskLow: () => false,
    onCommit: () => {},
  });
  while (await drain.round());
  await drain.end();
  const { rejected, lastError } = drain.status();
  if (lastError !== null) throw new Error(lastError);
  if (rejected > 0) throw new Error(`${rejected} deliveries of the spool can't be stored.`);
}
