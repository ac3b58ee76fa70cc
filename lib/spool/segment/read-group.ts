import type { DamagedStretch, ReadGroup, ReadLimits, ReadRecord, SegmentState } from "../spool";
import { findFrame, findHead } from "./find-frame";
import { readRecord } from "./record-content";
import { markerOf } from "./segment-id";
import type { SegmentWindow } from "./segment-window";

/** What can be read of a segment from an offset on. */
export function readGroup(
  window: SegmentWindow,
  { segment, sealed }: SegmentState,
  from: number,
  limits: ReadLimits,
): ReadGroup {
  const marker = markerOf(segment);
  const records: ReadRecord[] = [];
  const damaged: DamagedStretch[] = [];
  let end = from;
  while (records.length === 0 || (records.length < limits.records && end - from < limits.bytes)) {
    const found = findFrame(window, marker, end, sealed);
    if (found.what === "nothing") return { records, damaged, end, atEnd: true };
    if (found.what === "damage") damaged.push({ segment, start: found.start, end: found.end });
    if (found.what === "frame" && found.head.kind === "record") {
      const { start, head } = found;
      const at = window.at(start, found.end - start);
      const record = at === -1 ? null : readRecord(window.buffer, at, head);
      const mayBeHalfWritten = !record && !sealed && findHead(window, marker, found.end) === -1;
      if (mayBeHalfWritten) return { records, damaged, end, atEnd: true };
      const { receivedAt, scopeTag } = head;
      records.push({ segment, start, end: found.end, receivedAt, scopeTag, record });
    }
    end = found.end;
  }
  return { records, damaged, end, atEnd: false };
}
