import { randomBytes } from "node:crypto";

/** Hex of the time in milliseconds, which sorts, and of 8 random bytes, the segment's marker. */
const shape = /^([0-9a-f]{12})-([0-9a-f]{16})$/;
const fileShape = /^([0-9a-f]{12}-[0-9a-f]{16})\.(segment|leaving)$/;

export function newSegmentId(): string {
  const time = Math.max(0, Date.now()).toString(16).padStart(12, "0").slice(-12);
  return `${time}-${randomBytes(8).toString("hex")}`;
}

/**
 * The bytes that each frame of a segment begins with. No sender knows them, and no other segment
 * has them: neither a delivery's body nor what a file system left in a block looks like a frame.
 */
export function markerOf(segment: string): Buffer {
  return Buffer.from(shape.exec(segment)?.[2] ?? "", "hex");
}

export function segmentFile(segment: string): string {
  return `${segment}.segment`;
}

/** What an unsealed segment is called from the moment on at which it is being removed. */
export function leavingFile(segment: string): string {
  return `${segment}.leaving`;
}

/** The segment that a file of the spool's folder is; null when it is something else. */
export function segmentOfFile(name: string): string | null {
  return fileShape.exec(name)?.[1] ?? null;
}
