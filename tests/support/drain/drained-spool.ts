import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newEventId } from "@/lib/domain/event-id";
import { createDrain, type Drain } from "@/lib/drain/drain";
import type { DrainParts } from "@/lib/drain/drain-parts";
import type { DrainCommit, DrainSink } from "@/lib/drain/sink";
import { nodeDisk } from "@/lib/spool/node-disk";
import { openSpoolReader } from "@/lib/spool/open-spool-reader";
import { openSpoolWriter } from "@/lib/spool/open-spool-writer";
import { openRejected } from "@/lib/spool/rejected";
import type { SpoolPlace, SpoolRecord } from "@/lib/spool/spool";
import { spoolId } from "@/lib/spool/spool-id";
import { spoolWaiting } from "@/lib/spool/waiting";
import { acme } from "../store/new-event";

export const keyId = "key-1";

/** A delivery about to be spooled: POSTed JSON of the webhook "w1", but for the changes. */
export function delivery(payload: object, changes: Partial<SpoolRecord> = {}): SpoolRecord {
  const receivedAt = changes.receivedAt ?? 1_764_000_000_000;
  return {
    id: newEventId(receivedAt),
    receivedAt,
    scope: acme,
    receiverKeyId: keyId,
    method: "POST",
    query: null,
    headers: headersOf("w1"),
    body: Buffer.from(JSON.stringify(payload)),
    ...changes,
  };
}

export function headersOf(webhookId: string, ownerId = acme.accountId): SpoolRecord["headers"] {
  return [
    ["content-type", "application/json"],
    ["X-Hook-ID", webhookId],
    ["x-account-id", ownerId],
  ];
}

export interface TestDrain extends Drain {
  readonly commits: readonly DrainCommit[];
  readonly log: readonly string[];
  /** Goes on until nothing is left that can be stored. */
  all(): Promise<void>;
}

/** A folder with a spool of real files. */
export interface TestSpool {
  readonly folder: string;
  readonly id: string;
  /** Writes them into a segment of their own, which is sealed unless it stays open. */
  write(records: readonly SpoolRecord[], seal?: boolean): Promise<readonly SpoolPlace[]>;
  /** A drain as each start makes one. */
  drain(sink: DrainSink, changes?: Partial<DrainParts>): TestDrain;
  remove(): Promise<void>;
}

export function temporarySpool(): TestSpool {
  const root = mkdtempSync(join(tmpdir(), "hookline-spool-"));
  const folder = join(root, "spool");
  nodeDisk.makeFolder(folder);
  const spool = spoolId(nodeDisk, folder);
  const open: { close(): Promise<void> }[] = [];

  return {
    folder,
    id: spool,
    async write(records, seal = true) {
      const writer = openSpoolWriter({ disk: nodeDisk, folder, onTrouble: () => {} });
      const places = await Promise.all(records.map((record) => writer.append(record)));
      if (seal) await writer.close();
      else open.push(writer);
      return places;
    },
    drain(sink, changes) {
      const commits: DrainCommit[] = [];
      const log: string[] = [];
      const note = (_: object, message: string) => void log.push(message);
      const drain = createDrain({
        spool,
        reader: openSpoolReader({ disk: nodeDisk, folder }),
        waiting: spoolWaiting(nodeDisk, folder),
        sink,
        rejected: openRejected(nodeDisk, folder),
        logger: { warn: note, error: note },
        inflateLimitBytes: 1024 * 1024,
        readNotStored: () => [],
        isDiskLow: () => false,
        onCommit: (commit) => void commits.push(commit),
        ...changes,
      });
      return {
        ...drain,
        commits,
        log,
        async all() {
          let hasStored = true;
          while (hasStored) hasStored = await drain.round();
        },
      };
    },
    async remove() {
      await Promise.all(open.map((writer) => writer.close()));
      rmSync(root, { recursive: true, force: true });
    },
  };
}
