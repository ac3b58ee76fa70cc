import { setTimeout as pause } from "node:timers/promises";
import type { Disk } from "./disk";
import { isDiskFull } from "./disk-full";
import { FrameGroup } from "./segment/frame-group";
import { segmentChain } from "./segment/segment-chain";
import { newSegmentId } from "./segment/segment-id";
import { GroupNotWritten } from "./segment/written-segment";
import type { SpoolWriter } from "./spool";
import { SpoolUnavailable } from "./spool-unavailable";

export interface SpoolWriterOptions {
  readonly disk: Disk;
  readonly folder: string;
  /** Given up when the disk is full; resolves with whether that made room. */
  readonly reserve?: { release(): Promise<boolean> };
  /** Hears of every failure of the disk, also of those that no delivery notices. */
  readonly onTrouble: (message: string, cause: unknown) => void;
  /** From this size on a segment is followed by the next. */
  readonly maxSegmentBytes?: number;
  /** Of what is appended and not yet synced; about as much memory is taken. */
  readonly maxPendingBytes?: number;
  /**
   * A segment without a record for this long is sealed, so that no reader thinks its writer dead.
   */
  readonly idleMs?: number;
  /** From a failure to the next attempt. */
  readonly retryPauseMs?: number;
  /** Of a segment; never the same twice, and nobody can guess it. */
  readonly newId?: () => string;
}

const mib = 1024 * 1024;
const maxGroupBytes = 16 * mib;

function troubleOf({ records }: FrameGroup): string {
  if (records === 0) return "The spool still can't be written.";
  return `${records} deliveries could not be written to the spool.`;
}

/** Touches the disk first when the first record comes: a disk that takes nothing only fails appends. */
export function openSpoolWriter(options: SpoolWriterOptions): SpoolWriter {
  const { disk, folder, reserve, onTrouble } = options;
  const {
    maxSegmentBytes = 64 * mib,
    maxPendingBytes = 256 * mib,
    idleMs = 600_000,
    retryPauseMs = 100,
    newId = newSegmentId,
  } = options;
  const chain = segmentChain({ disk, folder, maxSegmentBytes, idleMs, newId, onTrouble });
  const waiting: FrameGroup[] = [];
  const pending = { records: 0, bytes: 0 };
  let running: Promise<void> | null = null;
  let isFailing = false;
  let isClosed = false;

  function groupToFill(): FrameGroup {
    const last = waiting.at(-1);
    if (last && last.bytes < maxGroupBytes) return last;
    const group = new FrameGroup();
    waiting.push(group);
    return group;
  }

  async function run(): Promise<void> {
    // All that this turn of the event loop brings goes into the first group.
    await new Promise((resolve) => setImmediate(resolve));
    for (;;) {
      if (isFailing && retryPauseMs > 0) await pause(retryPauseMs);
      const group = waiting.shift();
      if (!group) break;
      await settle(group);
    }
    running = null;
  }

  async function settle(group: FrameGroup): Promise<void> {
    try {
      const { segment, start } = await append(group);
      isFailing = false;
      group.confirm(segment, start);
    } catch (cause) {
      isFailing = true;
      onTrouble(troubleOf(group), cause);
      group.reject(new SpoolUnavailable("The spool can't be written.", { cause }));
    }
    pending.records -= group.records;
    pending.bytes -= group.bytes;
  }

  async function append(group: FrameGroup): ReturnType<typeof chain.append> {
    try {
      return await chain.append(group);
    } catch (cause) {
      const hasRoom = isDiskFull(cause) && (await reserve?.release());
      // After a failed sync the group may be read where it is, and would be stored twice.
      if (!hasRoom || !(cause instanceof GroupNotWritten)) throw cause;
      onTrouble("The disk is full: the reserve was given up.", cause);
      return chain.append(group);
    }
  }

  return {
    append(record) {
      if (isClosed) return Promise.reject(new SpoolUnavailable("The spool is closed."));
      if (pending.bytes + record.body.length > maxPendingBytes) {
        return Promise.reject(new SpoolUnavailable("The disk is too slow: too much is waiting."));
      }
      return new Promise((resolve, reject) => {
        pending.bytes += groupToFill().add(record, resolve, reject);
        pending.records += 1;
        running ??= run();
      });
    },
    async probe() {
      if (isClosed) throw new SpoolUnavailable("The spool is closed.");
      const empty = new FrameGroup();
      const written = new Promise((resolve, reject) => empty.whenSettled(resolve, reject));
      waiting.push(empty);
      running ??= run();
      await written;
      // A file's first bytes fit onto a disk that is full for deliveries.
      if (disk.freeBytes(folder) < maxGroupBytes) throw new SpoolUnavailable("The disk is full.");
    },
    pending: () => ({ ...pending }),
    async close() {
      isClosed = true;
      await running;
      await chain.close();
    },
  };
}
