import type { PlainLogger } from "@/lib/config/plain-logger";
import { digestOfKey, isKeyShaped, type KnownKey } from "@/lib/control/key-file";
import type { AccountScope } from "@/lib/domain/account";
import type { AnswerLadder } from "../ladder/answer-ladder";
import type { KeyLimits } from "../limits/key-limits";
import { followKeyFile } from "./key-file-reader";
import type { KeyLookup } from "./key-lookup";

/** A receiver key with all that is remembered of it; it stays the same while the key is known. */
export interface KeyState {
  readonly id: string;
  readonly scope: AccountScope;
  readonly limits: KeyLimits;
  readonly ladder: AnswerLadder;
}

/** "unknown": nobody has it. "undecided": it may be too new to be known here. */
export type FoundKey = KeyState | "unknown" | "undecided";

export interface ReceiverKeys {
  /** By what is known here. */
  find(key: string): FoundKey;
  /** Asks about one that is undecided. */
  decide(key: string): Promise<FoundKey>;
  stop(): void;
}

export interface ReceiverKeysOptions {
  readonly file: string;
  readonly lookUp: KeyLookup;
  readonly newLimits: () => KeyLimits;
  readonly newLadder: () => AnswerLadder;
  /** So many are known from now on. */
  readonly onKeys: (count: number) => void;
  readonly logger: PlainLogger;
}

const maxCached = 10_000;

/** The keys of the file by digest, so that a look-up takes the same time for every key. */
export function openReceiverKeys(options: ReceiverKeysOptions): ReceiverKeys {
  const { file, lookUp, newLimits, newLadder, onKeys, logger } = options;
  let byDigest: ReadonlyMap<string, KeyState> = new Map();
  /**
   * Known keys that came lately, to spare them the digest. A map compares texts only where their
   * seeded hashes are equal, so its time says nothing of a key either.
   */
  const byKey = new Map<string, KeyState>();

  function take(keys: readonly KnownKey[]): void {
    const states = keys.map(({ digest, id, cluster, accountId }): [string, KeyState] => {
      const before = byDigest.get(digest);
      const scope = { cluster, accountId };
      return [digest, before ?? { id, scope, limits: newLimits(), ladder: newLadder() }];
    });
    byDigest = new Map(states);
    byKey.clear();
    onKeys(byDigest.size);
  }

  const reader = followKeyFile(file, take, logger);

  function findByDigest(key: string): KeyState | null {
    const state = byDigest.get(digestOfKey(key)) ?? null;
    if (state && byKey.size < maxCached) byKey.set(key, state);
    return state;
  }

  return {
    find(key) {
      return byKey.get(key) ?? (isKeyShaped(key) ? (findByDigest(key) ?? "undecided") : "unknown");
    },
    async decide(key) {
      const known = await lookUp(digestOfKey(key));
      // The console writes the file before it says that it knows the key.
      if (known) await reader.look();
      const state = findByDigest(key);
      if (state) return state;
      return known === false ? "unknown" : "undecided";
    },
    stop: reader.stop,
  };
}
