import { mkdirSync } from "node:fs";
import { digestOfKey } from "@/lib/control/key-file";
import type { AccountScope } from "@/lib/domain/account";
import { writeKeyFile } from "@/lib/receiver-keys/write-key-file";
import { acme } from "../store/new-event";

/** Receiver keys of tests: of `acme`, and of an account that has nothing to do with it. */
export const acmeKey = "acme".padEnd(43, "-");
export const otherKey = "other".padEnd(43, "-");
export const otherScope = { cluster: "default", accountId: "c".repeat(32) };

/** Replaces a data folder's file of receiver keys as the console does. */
export async function writeTestKeys(
  dataDir: string,
  keys: Readonly<Record<string, AccountScope>> = { [acmeKey]: acme, [otherKey]: otherScope },
): Promise<void> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const known = Object.entries(keys).map(([key, { cluster, accountId }]) => {
    return { digest: digestOfKey(key), id: `id of ${key.slice(0, 5)}`, cluster, accountId };
  });
  await writeKeyFile(dataDir, { version: 1, keys: known });
}
