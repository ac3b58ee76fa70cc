import { type FrameHead, headBytes } from "../frame";
import type { SpoolRecord } from "../spool";
import { crc32 } from "./crc32";

/** What stands behind a frame's head before the body: all of a record that the head doesn't say. */
export function metaOf(record: SpoolRecord): string {
  const { id, scope, receiverKeyId, method, query, headers } = record;
  return JSON.stringify([
    id,
    scope.cluster,
    scope.accountId,
    receiverKeyId,
    method,
    query,
    headers.flat(),
  ]);
}

/** The record whose head was read; null when its bytes are not those that were written. */
export function readRecord(source: Buffer, at: number, head: FrameHead): SpoolRecord | null {
  const metaAt = at + headBytes;
  const bodyAt = metaAt + head.metaBytes;
  const end = bodyAt + head.bodyBytes;
  if (end > source.length || crc32(source.subarray(metaAt, end)) !== head.checksum) return null;
  const meta = parseMeta(source.toString("utf8", metaAt, bodyAt));
  if (!meta) return null;
  // The source is read into again.
  return { ...meta, receivedAt: head.receivedAt, body: Buffer.from(source.subarray(bodyAt, end)) };
}

function parseMeta(text: string): Omit<SpoolRecord, "receivedAt" | "body"> | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return null;
  }
  if (!Array.isArray(parsed)) return null;
  const [id, cluster, accountId, receiverKeyId, method, query, flat]: unknown[] = parsed;
  if (
    typeof id !== "string" ||
    typeof cluster !== "string" ||
    typeof accountId !== "string" ||
    typeof receiverKeyId !== "string" ||
    (method !== "GET" && method !== "POST" && method !== "PUT") ||
    (typeof query !== "string" && query !== null) ||
    !Array.isArray(flat)
  ) {
    return null;
  }
  const headers: [string, string][] = [];
  for (let index = 0; index < flat.length; index += 2) {
    const name: unknown = flat[index];
    const value: unknown = flat[index + 1];
    if (typeof name !== "string" || typeof value !== "string") return null;
    headers.push([name, value]);
  }
  return { id, scope: { cluster, accountId }, receiverKeyId, method, query, headers };
}
