import { createHash } from "node:crypto";

/**
 * The file of receiver keys that the console keeps current in DATA_DIR and receivers follow
 * (`receiver-keys.json`, mode 0600, replaced whole). It holds digests, never a key.
 */
export const keyFileName = "receiver-keys.json";

export interface KnownKey {
  /** digestOfKey(key) */
  readonly digest: string;
  readonly id: string;
  readonly cluster: string;
  readonly accountId: string;
}

export interface KeyFile {
  readonly version: 1;
  readonly keys: readonly KnownKey[];
}

/** SHA-256 in hex. The time of looking up a digest says nothing about the key. */
export function digestOfKey(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}

/** Whether it can be a key at all: 43 characters of base64url. */
export function isKeyShaped(key: string): boolean {
  return /^[\w-]{43}$/.test(key);
}
