import crypto from "node:crypto";

const digestBytes = 6;

/** 48 bits of a body's digest: a number that a double holds. */
export function bodyDigest(body: Uint8Array): number {
  // In one step where Node can (from 20.12 on), which takes a third of the time.
  const digest =
    typeof crypto.hash === "function"
      ? crypto.hash("sha256", body, "buffer")
      : crypto.createHash("sha256").update(body).digest();
  return digest.readUIntBE(0, digestBytes);
}
