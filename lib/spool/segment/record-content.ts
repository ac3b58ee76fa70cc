import { type FrameHead, headBytes } from "../frame";
import type { SpoolRecord } from "../spool";
import { crc32 } from "./crc32";

/**
 * What stands between a frame's head and the body: all of a record that neither of them says, as
 * one flat JSON array, whose tail are names and values of headers in turns.
 */
export function metaOf({ id, scope, receiverKeyId, method, query, headers }: SpoolRecord): string {
  const fields = [id, scope.cluster, scope.accountId, receiverKeyId, method, query];
  for (const [name, value] of headers) fields.push(name, value);
  return JSON.stringify(fields);
}

/** The record whose head was read; null when its bytes are not those that were written. */
export function readRecord(source: Buffer, at: number, head: FrameHead): SpoolRecord | null {
  const metaAt = at + headBytes;
  const bodyAt = metaAt + head.metaBytes;
  const end = bodyAt + head.bodyBytes;
  if (end > source.length || crc32(source.subarray(metaAt, end)) !== head.checksum) return null;
  // The source is read into again, so the body is copied.
  const body = Buffer.from(source.subarray(bodyAt, end));
  return parseMeta(source.toString("utf8", metaAt, bodyAt), head.receivedAt, body);
}

function parseMeta(text: string, receivedAt: number, body: Uint8Array): SpoolRecord | null {
  const fields = parseArray(text);
  const id = fields[0];
  const cluster = fields[1];
  const accountId = fields[2];
  const receiverKeyId = fields[3];
  const method = fields[4];
  const query = fields[5];
  if (
    typeof id !== "string" ||
    typeof cluster !== "string" ||
    typeof accountId !== "string" ||
    typeof receiverKeyId !== "string" ||
    (method !== "GET" && method !== "POST" && method !== "PUT") ||
    (typeof query !== "string" && query !== null)
  ) {
    return null;
  }
  const headers: [string, string][] = [];
  for (let index = 6; index < fields.length; index += 2) {
    const name = fields[index];
    const value = fields[index + 1];
    if (typeof name !== "string" || typeof value !== "string") return null;
    headers.push([name, value]);
  }
  const scope = { cluster, accountId };
  return { id, receivedAt, scope, receiverKeyId, method, query, headers, body };
}

function parseArray(text: string): readonly unknown[] {
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    return [];
  }
}
