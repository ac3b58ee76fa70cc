import crypto from "node:crypto";
import type { SpoolRecord } from "@/lib/spool/spool";

const digestBytes = 16;
const scratch = Buffer.allocUnsafeSlow(64 * 1024);

function sha256(what: string, body: Uint8Array): Buffer {
  // In one step where Node can (from 20.12 on), which takes a third of the time.
  if (typeof crypto.hash === "function" && 3 * what.length + body.byteLength <= scratch.length) {
    const length = scratch.write(what, 0, "utf8");
    scratch.set(body, length);
    return crypto.hash("sha256", scratch.subarray(0, length + body.byteLength), "buffer");
  }
  return crypto.createHash("sha256").update(what).update(body).digest();
}

/** The same for deliveries that are the same: the account, who sent it and all that it sent. */
export function digestOf(record: SpoolRecord, sender: string): Uint8Array {
  const { scope, query, body } = record;
  const what = JSON.stringify([scope.cluster, scope.accountId, sender, query]);
  return sha256(what, body).subarray(0, digestBytes);
}
