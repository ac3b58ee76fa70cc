import pLimit from "p-limit";
import { type Account, seenFrom } from "@/lib/domain/account";
import type { AccountFrame } from "@/lib/domain/account-webhooks";
import { type ErrorCode, HooklineError } from "@/lib/domain/hookline-error";
import type { KazooSweep } from "@/lib/kazoo/kazoo";
import type { ReceiverKeys } from "@/lib/receiver-keys/receiver-keys";
import type { WebhookActivityStore } from "@/lib/store/webhooks/webhook-activity-store";
import { createAccountMemory } from "./account-memory";
import {
  type AccountDetails,
  type AccountListing,
  needsDetails,
  readDetails,
  readListing,
  toAccountRow,
} from "./read-account";
import { streamSweep } from "./sweep-stream";

/** Of the eight calls that an operator may have under way, half are left to the other pages. */
const atOnce = 4;
const keptMs = 5 * 60_000;
/** In webhooks: of all accounts that all operators looked at. */
const maxKept = 100_000;
const maxTroubles = 3;
const signsOfTrouble = new Set<ErrorCode>(["kazoo_unreachable", "kazoo_timeout", "kazoo_busy"]);

export interface AccountsContext {
  readonly sweep: KazooSweep;
  readonly receiverKeys: ReceiverKeys;
  readonly cluster: string;
  /** Whose view of Kazoo it is. */
  readonly operatorId: string;
  /** Already checked to be in the operator's tree. */
  readonly account: Account;
  readonly signal: AbortSignal;
}

export interface AccountsReader {
  /** The account and its descendants, each with its webhooks; none older than `since`. */
  frames(context: AccountsContext, since: number): AsyncIterable<AccountFrame>;
  listing(context: AccountsContext, accountId: string, since: number): Promise<AccountListing>;
  /** Its webhooks are no longer as they were read. */
  forget(context: AccountsContext, accountId: string): void;
}

export function createAccountsReader({
  webhookActivityStore: store,
}: {
  readonly webhookActivityStore: WebhookActivityStore;
}): AccountsReader {
  const listings = createAccountMemory<AccountListing>({
    keptMs,
    maxSize: maxKept,
    sizeOf: ({ items }) => items.length,
  });
  const detailed = createAccountMemory<AccountDetails>({
    keptMs,
    maxSize: maxKept,
    sizeOf: ({ objectTypes }) => objectTypes.size,
  });
  // What one operator may see is nothing to another's, also in one account.
  const keyOf = ({ cluster, operatorId }: AccountsContext, accountId: string) =>
    `${cluster}/${operatorId}/${accountId}`;

  const listing: AccountsReader["listing"] = (context, accountId, since) =>
    listings.recall(keyOf(context, accountId), since, () =>
      readListing(context.sweep.session, accountId),
    );

  async function* frames(context: AccountsContext, since: number): AsyncGenerator<AccountFrame> {
    const { sweep, receiverKeys, cluster, account } = context;
    const kazoo = sweep.session;
    const inTurn = pLimit(atOnce);
    yield* streamSweep<AccountFrame>(context, async ({ push, isOver }) => {
      let troubles = 0;
      const each = (ids: readonly string[], look: (accountId: string) => Promise<void>) =>
        Promise.all(ids.map((id) => inTurn(() => (isOver() ? undefined : look(id)))));

      async function tellRow(
        accountId: string,
        known: AccountListing,
        details: AccountDetails | null,
      ) {
        const sources = { cluster, accountId, listing: known, details, receiverKeys, store };
        push({ is: "row", row: await toAccountRow(sources) });
      }

      /** One account's trouble is its row's; when all of Kazoo is in trouble, nothing is gained by going on. */
      function tellProblem(accountId: string, cause: unknown): void {
        if (!(cause instanceof HooklineError) || cause.code === "session_over") throw cause;
        troubles = signsOfTrouble.has(cause.code) ? troubles + 1 : 0;
        if (troubles >= maxTroubles) throw cause;
        const row = { accountId, readAt: Date.now(), isWhole: true, webhooks: [] };
        push({ is: "row", row: { ...row, problem: cause.message } });
      }

      const accounts = [account, ...(await kazoo.listDescendants(account.id))];
      push({ is: "accounts", accounts: accounts.map((found) => seenFrom(found, account.id)) });
      const unfinished = new Map<string, AccountListing>();
      const ids = accounts.map(({ id }) => id);
      await each(ids, async (accountId) => {
        try {
          const known = await listing(context, accountId, since);
          troubles = 0;
          await tellRow(accountId, known, null);
          if (needsDetails(known)) unfinished.set(accountId, known);
        } catch (cause) {
          tellProblem(accountId, cause);
        }
      });
      await each([...unfinished.keys()], async (accountId) => {
        const known = unfinished.get(accountId);
        if (!known) return;
        const read = () => readDetails(kazoo, accountId, known);
        const details = await detailed.recall(keyOf(context, accountId), since, read);
        await tellRow(accountId, known, details);
      });
      push({ is: "done", at: Date.now() });
    });
  }

  return {
    frames,
    listing,
    forget(context, accountId) {
      listings.forget(keyOf(context, accountId));
      detailed.forget(keyOf(context, accountId));
    },
  };
}
