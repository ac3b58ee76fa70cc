import { type Account, accountMatches } from "@/lib/domain/account";
import type { AccountRow } from "@/lib/domain/account-webhooks";
import { type HealthState, healthStates } from "@/lib/domain/webhook-health";

export const rowStates = [...healthStates, "without"] as const;
/** What an account may be asked for: a webhook in that state, or to have none. */
export type RowState = (typeof rowStates)[number];

export interface MatrixFilter {
  readonly q: string | null;
  readonly state: RowState | null;
}

const troubles: readonly HealthState[] = ["auto-disabled", "failing", "silent"];

function hasState(row: AccountRow | undefined, wanted: RowState): boolean {
  if (!row) return false;
  if (wanted === "without") return row.problem === null && row.webhooks.length === 0;
  return row.webhooks.some(({ state }) => state === wanted);
}

/** Larger is worse: first what is worst, then how often it is so. */
function badness(row: AccountRow | undefined): number {
  if (!row) return -1;
  if (row.problem !== null) return 1;
  const worst = troubles.findIndex((trouble) => hasState(row, trouble));
  if (worst === -1) return 0;
  const count = row.webhooks.filter(({ state }) => state === troubles[worst]).length;
  return (troubles.length - worst) * 10_000 + Math.min(count, 9_999);
}

/** The accounts that are asked for, those in trouble first and those not read yet last. */
export function shownAccounts(
  accounts: readonly Account[],
  rows: ReadonlyMap<string, AccountRow>,
  { q, state }: MatrixFilter,
): readonly Account[] {
  return accounts
    .filter((account) => accountMatches(account, q ?? ""))
    .filter(({ id }) => state === null || hasState(rows.get(id), state))
    .map((account) => ({ account, badness: badness(rows.get(account.id)) }))
    .sort((a, b) => b.badness - a.badness)
    .map(({ account }) => account);
}
