import { type FrameHead, headBytes, readHead, readSegmentHead } from "../frame";
import type { SegmentWindow } from "./segment-window";

/** What stands at an offset of a segment. */
export type Found =
  | {
      readonly what: "frame";
      readonly head: FrameHead;
      readonly start: number;
      readonly end: number;
    }
  /** Bytes that are no frame; `end` is where to read on. */
  | { readonly what: "damage"; readonly start: number; readonly end: number }
  /** A group that its writer did not come to finish, and never will. */
  | { readonly what: "torn"; readonly end: number }
  /** Nothing, or a group that is being written. */
  | { readonly what: "nothing" };

const nothing: Found = { what: "nothing" };

/**
 * What can be read at an offset. `isFinal`: nothing is added any more. Until then the bytes at the
 * end may be half written: damage is believed only once a good head stands behind it.
 */
export function findFrame(
  window: SegmentWindow,
  marker: Buffer,
  offset: number,
  isFinal: boolean,
): Found {
  let start = offset;
  if (offset === 0) {
    const at = window.at(0, headBytes);
    if (at === -1) return torn(window, offset, isFinal);
    // A damaged one costs nothing: the marker is in the segment's name.
    if (readSegmentHead(window.buffer.subarray(at, at + headBytes)) === "good") start = headBytes;
  }
  const head = headAt(window, marker, start);
  if (head) {
    const end = start + headBytes + head.metaBytes + head.bodyBytes;
    if (end + head.bytesBehind <= window.size) return { what: "frame", head, start, end };
    return torn(window, offset, isFinal);
  }
  if (start + headBytes > window.size) return torn(window, offset, isFinal);
  const next = findHead(window, marker, start + 1);
  if (next !== -1) return { what: "damage", start, end: next };
  if (!isFinal) return nothing;
  // A file that grew before its bytes were written is all zeros there after a power failure.
  if (window.isZeroFrom(start)) return torn(window, offset, isFinal);
  return { what: "damage", start, end: window.size };
}

/** Where the next good head stands, at `from` or behind; -1: nowhere. */
export function findHead(window: SegmentWindow, marker: Buffer, from: number): number {
  for (let at = window.find(marker, from); at !== -1; at = window.find(marker, at + 1)) {
    if (headAt(window, marker, at)) return at;
  }
  return -1;
}

function headAt(window: SegmentWindow, marker: Buffer, offset: number): FrameHead | null {
  const at = window.at(offset, headBytes);
  return at === -1 ? null : readHead(window.buffer, at, marker);
}

function torn(window: SegmentWindow, offset: number, isFinal: boolean): Found {
  return isFinal && offset < window.size ? { what: "torn", end: window.size } : nothing;
}
