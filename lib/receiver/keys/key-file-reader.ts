import { readFileSync, stat } from "node:fs";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import type { PlainLogger } from "@/lib/config/plain-logger";
import type { KnownKey } from "@/lib/control/key-file";

const statOf = promisify(stat);
const pollMs = 200;

/** Follows the file of digests: a key that was made or revoked counts within a second. */
export interface KeyFileReader {
  /** Looks now, whatever the next look's time. */
  look(): Promise<void>;
  stop(): void;
}

const fields = ["digest", "id", "cluster", "accountId"] as const;

function isKnownKey(value: unknown): value is KnownKey {
  if (typeof value !== "object" || value === null) return false;
  return fields.every((name) => typeof Reflect.get(value, name) === "string");
}

/** Null: it is not such a file. */
function parseKeyFile(text: string): readonly KnownKey[] | null {
  try {
    const file: unknown = JSON.parse(text);
    if (typeof file !== "object" || file === null) return null;
    if (!("version" in file) || file.version !== 1 || !("keys" in file)) return null;
    return Array.isArray(file.keys) && file.keys.every(isKnownKey) ? file.keys : null;
  } catch {
    return null;
  }
}

/** Reads the file once at once, if there is one, and then whenever it was replaced. */
export function followKeyFile(
  file: string,
  onKeys: (keys: readonly KnownKey[]) => void,
  logger: PlainLogger,
): KeyFileReader {
  let seen = "";
  let looking: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  function take(text: string): void {
    const keys = parseKeyFile(text);
    // The keys that were known stay: a file that can't be read must not make Kazoo see 404.
    if (keys) onKeys(keys);
    else logger.error({ file }, "the file of receiver keys is damaged; the keys before it stay");
  }

  async function lookNow(): Promise<void> {
    try {
      const { ino, mtimeNs, ctimeNs, size } = await statOf(file, { bigint: true });
      const found = [ino, mtimeNs, ctimeNs, size].join(" ");
      if (found === seen) return;
      take(await readFile(file, "utf8"));
      seen = found;
    } catch {
      // Not there yet, or not readable just now: the next look tells.
    }
  }

  function look(): Promise<void> {
    looking ??= lookNow().finally(() => {
      looking = null;
    });
    return looking;
  }

  function lookAgain(): void {
    timer = setTimeout(() => void look().then(() => stopped || lookAgain()), pollMs);
    timer.unref();
  }

  try {
    take(readFileSync(file, "utf8"));
  } catch {
    // The console writes it at its first start.
  }
  lookAgain();

  return {
    async look() {
      // One that runs may have begun before the file was replaced.
      await looking;
      await look();
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
