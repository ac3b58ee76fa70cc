import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { newEventId } from "@/lib/domain/event-id";
import type { Disk } from "@/lib/spool/disk";
import { nodeDisk } from "@/lib/spool/node-disk";
import { openSpoolWriter, type SpoolWriterOptions } from "@/lib/spool/open-spool-writer";
import type { DamagedStretch, ReadRecord, SpoolReader, SpoolRecord } from "@/lib/spool/spool";

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "hookline-spool-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function newSpoolRecord(given: Partial<SpoolRecord> = {}): SpoolRecord {
  const receivedAt = given.receivedAt ?? 1_700_000_000_000;
  return {
    id: newEventId(receivedAt),
    receivedAt,
    scope: { cluster: "default", accountId: "a".repeat(32) },
    receiverKeyId: "key-1",
    method: "POST",
    query: null,
    headers: [
      ["Content-Type", "application/json"],
      ["X-Hook-ID", "b".repeat(32)],
    ],
    body: Buffer.from('{"hook_event":"channel_create"}'),
    ...given,
  };
}

/** A writer that never seals by itself, and what it complained of. */
export function openWriter(folder: string, given: Partial<SpoolWriterOptions> = {}) {
  const troubles: string[] = [];
  const writer = openSpoolWriter({
    disk: nodeDisk,
    folder,
    onTrouble: (message) => troubles.push(message),
    idleMs: Number.POSITIVE_INFINITY,
    retryPauseMs: 0,
    ...given,
  });
  return { writer, troubles };
}

export interface ReadSpool {
  readonly records: readonly ReadRecord[];
  readonly damaged: readonly DamagedStretch[];
  /** Where reading ended, segment by segment. */
  readonly ends: ReadonlyMap<string, number>;
}

/** All that can be read now. */
export function readAll(reader: SpoolReader, records = 1_000): ReadSpool {
  const found: ReadRecord[] = [];
  const damaged: DamagedStretch[] = [];
  const ends = new Map<string, number>();
  for (const { segment } of reader.segments()) {
    for (let isAtEnd = false; !isAtEnd; ) {
      const group = reader.read(segment, ends.get(segment) ?? 0, { records, bytes: 10_000_000 });
      found.push(...group.records);
      damaged.push(...group.damaged);
      ends.set(segment, group.end);
      isAtEnd = group.atEnd;
    }
  }
  return { records: found, damaged, ends };
}

/** A disk that does as the given one, but for some of its acts. */
export function diskWith(changes: Partial<Disk>): Disk {
  return { ...nodeDisk, ...changes };
}
