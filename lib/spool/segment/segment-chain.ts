import type { Disk } from "../disk";
import type { FrameGroup } from "./frame-group";
import { beginSegment, GroupNotWritten, type WrittenSegment } from "./written-segment";

export interface SegmentChainOptions {
  readonly disk: Disk;
  readonly folder: string;
  readonly maxSegmentBytes: number;
  readonly idleMs: number;
  readonly newId: () => string;
  readonly onTrouble: (message: string, cause: unknown) => void;
}

/** A writer's segments, one after another. One group at a time. */
export interface SegmentChain {
  /** Where the group begins. After a failure the next group goes into a new segment. */
  append(group: FrameGroup): Promise<{ readonly segment: string; readonly start: number }>;
  close(): Promise<void>;
}

export function segmentChain(options: SegmentChainOptions): SegmentChain {
  const { disk, folder, maxSegmentBytes, idleMs, newId, onTrouble } = options;
  const background = new Set<Promise<void>>();
  let current: WrittenSegment | null = null;
  let next: WrittenSegment | null = null;
  let isAppending = false;
  let isBeginningNext = false;
  let rotateAt = maxSegmentBytes;
  let usedAt = performance.now();
  let idleTimer: NodeJS.Timeout | null = null;

  function inBackground(message: string, work: Promise<void>): void {
    const done = work
      .catch((cause: unknown) => onTrouble(message, cause))
      .finally(() => background.delete(done));
    background.add(done);
  }

  function retire(segment: WrittenSegment): void {
    inBackground(`Sealing the segment ${segment.id} failed.`, segment.seal());
  }

  function giveUp(segment: WrittenSegment): void {
    inBackground(`Closing the segment ${segment.id} failed.`, segment.giveUp());
    current = null;
  }

  function rotate(): void {
    if (!next || isAppending) return;
    if (current) retire(current);
    current = next;
    next = null;
    rotateAt = maxSegmentBytes;
  }

  /** Groups go on into the full segment meanwhile: no delivery waits for the new one. */
  async function beginNext(full: WrittenSegment): Promise<void> {
    isBeginningNext = true;
    try {
      next = await beginSegment(disk, folder, newId());
      rotate();
    } catch (cause) {
      rotateAt = full.bytes + maxSegmentBytes / 8;
      throw cause;
    } finally {
      isBeginningNext = false;
    }
  }

  function sealWhenIdle(afterMs: number): void {
    if (!Number.isFinite(afterMs)) return;
    idleTimer = setTimeout(() => {
      const leftMs = idleMs - (performance.now() - usedAt);
      if (leftMs > 0 || isAppending) return sealWhenIdle(Math.max(leftMs, 1));
      idleTimer = null;
      if (current) retire(current);
      current = null;
    }, afterMs).unref();
  }

  return {
    async append(group) {
      isAppending = true;
      try {
        if (current && !current.hasItsName()) giveUp(current);
        current ??= await beginSegment(disk, folder, newId()).catch((cause: unknown) => {
          throw new GroupNotWritten("No segment can be begun.", { cause });
        });
        const segment = current;
        try {
          const start = await segment.append(group);
          usedAt = performance.now();
          if (!idleTimer) sealWhenIdle(idleMs);
          if (segment.bytes >= rotateAt && !next && !isBeginningNext) {
            inBackground("No new segment can be begun.", beginNext(segment));
          }
          return { segment: segment.id, start };
        } catch (cause) {
          giveUp(segment);
          throw cause;
        }
      } finally {
        isAppending = false;
        rotate();
      }
    },
    async close() {
      if (idleTimer) clearTimeout(idleTimer);
      while (background.size > 0) await Promise.all(background);
      if (current) retire(current);
      current = null;
      await Promise.all(background);
    },
  };
}
