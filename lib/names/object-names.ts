import { LRUCache } from "lru-cache";
import type { Logger } from "@/lib/config/logger";
import type { AccountScope } from "@/lib/domain/account";
import { HooklineError } from "@/lib/domain/hookline-error";
import {
  type NamedObject,
  type NamedObjectType,
  namedObjectTypes,
} from "@/lib/domain/named-object";
import { withPatience } from "@/lib/domain/with-patience";
import type { KazooSession } from "@/lib/kazoo/kazoo";

/** Names are a page's comfort: it doesn't wait long for them. */
const patienceMs = 5_000;
const freshMs = 60_000;
/** How soon an id that nobody has heard of may have the lists read again. */
const againMs = 15_000;
const unknownForMs = 5 * 60_000;
const maxUnknown = 2_000;
const maxNames = 200_000;
const maxNamesOfAccount = 20_000;
const keptMs = 30 * 24 * 3_600_000;

/** Most ids in events are these; the others are looked through only for an id that is none of them. */
const usual: readonly NamedObjectType[] = ["user", "device", "vmbox"];
const unusual = namedObjectTypes.filter((type) => !usual.includes(type));

interface NamesContext {
  readonly kazoo: Pick<KazooSession, "listNames">;
  /** Already checked to be in the operator's tree. */
  readonly scope: AccountScope;
}

/** What ids in events stand for, as far as Kazoo tells; the last known name of what is deleted. */
export interface ObjectNames {
  of(context: NamesContext, ids: readonly string[], now?: number): Promise<NamedObject[]>;
}

interface AccountNames {
  readonly names: Map<string, NamedObject>;
  /** Ids that no list had. */
  readonly unknown: LRUCache<string, true>;
  askedAt: number;
  reading: Promise<void> | null;
}

/** One type's list takes the place of what was known of it; what is missing in a whole list is deleted. */
function takeOver(
  { names }: AccountNames,
  type: NamedObjectType,
  listed: Awaited<ReturnType<KazooSession["listNames"]>>,
): void {
  if (listed.isComplete) {
    const ids = new Set(listed.items.map(({ id }) => id));
    for (const known of names.values()) {
      if (known.type === type && !ids.has(known.id)) {
        names.set(known.id, { ...known, isDeleted: true });
      }
    }
  }
  for (const { id, name } of listed.items) {
    // Last in the map: what is deleted longest is the first to go.
    names.delete(id);
    names.set(id, { id, type, name, isDeleted: false });
  }
  for (const id of names.keys()) {
    if (names.size <= maxNamesOfAccount) break;
    names.delete(id);
  }
}

/** Keeps names per account: a request to Kazoo lists all of one type, and an id costs none. */
export function createObjectNames(logger: Logger): ObjectNames {
  const accounts = new LRUCache<string, AccountNames>({
    maxSize: maxNames,
    sizeCalculation: ({ names }) => names.size + 1,
    ttl: keptMs,
  });

  function accountAt(key: string): AccountNames {
    return (
      accounts.get(key) ?? {
        names: new Map(),
        unknown: new LRUCache({ max: maxUnknown, ttl: unknownForMs }),
        askedAt: Number.NEGATIVE_INFINITY,
        reading: null,
      }
    );
  }

  /** Resolves with whether all of these lists could be read. */
  async function readTypes(
    { kazoo, scope }: NamesContext,
    account: AccountNames,
    types: readonly NamedObjectType[],
  ): Promise<boolean> {
    const read = async (type: NamedObjectType) => {
      try {
        takeOver(account, type, await kazoo.listNames(scope.accountId, type));
        return true;
      } catch (cause) {
        if (!(cause instanceof HooklineError) || cause.code === "session_over") throw cause;
        logger.info({ ...scope, type, code: cause.code }, "names could not be read from Kazoo");
        return false;
      }
    };
    return (await Promise.all(types.map(read))).every((wasRead) => wasRead);
  }

  async function readAll(
    context: NamesContext,
    account: AccountNames,
    ids: readonly string[],
  ): Promise<void> {
    const missing = () => ids.filter((id) => !account.names.has(id) && !account.unknown.has(id));
    const wereRead = await readTypes(context, account, usual);
    // Trouble with the first three is no reason to ask for three more.
    if (!wereRead || missing().length === 0) return;
    if (!(await readTypes(context, account, unusual))) return;
    for (const id of missing()) account.unknown.set(id, true);
  }

  return {
    async of(context, ids, now = Date.now()) {
      const key = `${context.scope.cluster}/${context.scope.accountId}`;
      const account = accountAt(key);
      const isMissing = ids.some((id) => !account.names.has(id) && !account.unknown.has(id));
      const age = now - account.askedAt;
      if (account.reading) {
        // Somebody else's session may be over meanwhile: that is no answer for this one.
        await withPatience(
          account.reading.catch(() => {}),
          patienceMs,
        );
      } else if (age >= freshMs || (age >= againMs && isMissing)) {
        account.askedAt = now;
        account.reading = readAll(context, account, ids).finally(() => {
          account.reading = null;
          // It has another size now.
          accounts.set(key, account);
        });
        accounts.set(key, account);
        await withPatience(account.reading, patienceMs);
      }
      return ids.flatMap((id) => account.names.get(id) ?? []);
    },
  };
}
