import { join } from "node:path";
import type { Disk, ReadableFile } from "./disk";
import { headBytes, readHead, readSegmentHead } from "./frame";
import { readGroup } from "./segment/read-group";
import { type OpenedSegment, openSegment } from "./segment/segment-files";
import { leavingFile, markerOf, segmentFile, segmentOfFile } from "./segment/segment-id";
import { SegmentWindow } from "./segment/segment-window";
import type { ReadGroup, ReadLimits, SegmentState, SpoolReader } from "./spool";

export interface SpoolReaderOptions {
  readonly disk: Disk;
  readonly folder: string;
  /** Unix milliseconds. */
  readonly now?: () => number;
}

/** A writer seals what it leaves alone for ten minutes: after this one it is dead. */
const abandonedMs = 3_600_000;
/** Shared by a thread's readers: a read is over when it returns. */
const chunk = Buffer.allocUnsafeSlow(1024 * 1024);

/** Whether a segment can go: all of it is in the database, and nothing is added. */
export function isRemovable(state: SegmentState, drainedTo: number): boolean {
  return state.sealed && drainedTo >= state.bytes;
}

/**
 * Blocks its thread. A segment missing from the first listing never comes back, so its position can
 * be deleted.
 */
export function openSpoolReader(options: SpoolReaderOptions): SpoolReader {
  const { disk, folder, now = Date.now } = options;
  const known = new Map<string, SegmentState>();
  const stuckAt = new Map<string, string>();
  if (disk.stat(folder)) disk.syncFolderNow(folder);

  function look({ file, isLeaving }: OpenedSegment, segment: string): SegmentState {
    const before = known.get(segment);
    if (before?.sealed) return before;
    const { bytes, modifiedAt } = file.stat();
    if (before?.bytes === bytes && !isLeaving) return { ...before, modifiedAt };
    const foreign = isForeign(file);
    const sealed = !foreign && (isLeaving || hasSeal(file, bytes, markerOf(segment)));
    const state = { segment, bytes, sealed, foreign, modifiedAt };
    // One that is leaving may grow, by what nobody confirms.
    if (!isLeaving) known.set(segment, state);
    return state;
  }

  /** Looks at a segment with its file open; null: it was removed. */
  function within<T>(
    segment: string,
    act: (state: SegmentState, opened: OpenedSegment) => T,
  ): T | null {
    const opened = openSegment(disk, folder, segment);
    if (!opened) return null;
    try {
      return act(look(opened, segment), opened);
    } finally {
      opened.file.close();
    }
  }

  /** Reads on, and remembers where nothing came: the next look at the same bytes finds the same. */
  function readOn(segment: string, from: number, limits: ReadLimits): ReadAttempt | null {
    return within(segment, (state, { file }) => {
      const isStuck = !state.sealed && stuckAt.get(segment) === `${from}/${state.bytes}`;
      if (state.foreign || isStuck || from >= state.bytes) return { state, group: noneAt(from) };
      const window = new SegmentWindow(file, state.bytes, chunk);
      const group = readGroup(window, state, from, limits);
      if (group.atEnd && group.end === from) stuckAt.set(segment, `${from}/${state.bytes}`);
      else stuckAt.delete(segment);
      return { state, group };
    });
  }

  /** From then on its writer can confirm nothing, should it be alive after all. */
  function takeName(segment: string): void {
    try {
      disk.rename(join(folder, segmentFile(segment)), join(folder, leavingFile(segment)));
    } catch {
      // Gone meanwhile, or on a disk that can't be written just now: the next read tries again.
    }
  }

  return {
    segments() {
      const ids = new Set(disk.names(folder).map(segmentOfFile));
      for (const segment of known.keys()) {
        if (ids.has(segment)) continue;
        known.delete(segment);
        stuckAt.delete(segment);
      }
      return [...ids]
        .filter((segment) => segment !== null)
        .sort()
        .map((segment) => within(segment, (state) => state))
        .filter((state) => state !== null);
    },

    read(segment, from, limits) {
      const { state, group } = readOn(segment, from, limits) ?? {
        state: null,
        group: noneAt(from),
      };
      if (!group.atEnd || !state || state.sealed || state.foreign) return group;
      if (now() - state.modifiedAt < abandonedMs) return group;
      takeName(segment);
      // Now a torn tail can be passed over.
      if (group.end > from) return { ...group, atEnd: false };
      return readOn(segment, from, limits)?.group ?? group;
    },

    remove(segment, drainedTo) {
      const state = within(segment, (current) => current);
      if (state && !isRemovable(state, drainedTo)) return false;
      disk.remove(join(folder, segmentFile(segment)));
      disk.remove(join(folder, leavingFile(segment)));
      disk.syncFolderNow(folder);
      known.delete(segment);
      stuckAt.delete(segment);
      return true;
    },
  };
}

interface ReadAttempt {
  readonly state: SegmentState;
  readonly group: ReadGroup;
}

function noneAt(from: number): ReadGroup {
  return { records: [], damaged: [], end: from, atEnd: true };
}

function isForeign(file: ReadableFile): boolean {
  const head = Buffer.alloc(headBytes);
  return file.read(head, 0) === headBytes && readSegmentHead(head) === "foreign";
}

function hasSeal(file: ReadableFile, bytes: number, marker: Buffer): boolean {
  if (bytes < 2 * headBytes) return false;
  const last = Buffer.alloc(headBytes);
  file.read(last, bytes - headBytes);
  return readHead(last, 0, marker)?.kind === "seal";
}
