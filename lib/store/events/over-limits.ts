import type { PruneLimits } from "../store";

/** How much an account holds. */
export interface AccountTotals {
  readonly id: number;
  readonly events: number;
  readonly bytes: number;
}

/** An account whose oldest events are deleted, until that many events or bytes are gone. */
export interface OverLimit {
  readonly id: number;
  readonly reason: "count" | "bytes";
  readonly events: number;
  readonly bytes: number;
}

type Measure = "events" | "bytes";
type AccountLimits = Pick<
  PruneLimits,
  "maxEvents" | "maxBytes" | "maxEventsPerAccount" | "maxBytesPerAccount"
>;

function amountOf(account: AccountTotals, measure: Measure): number {
  // Nothing weighs nothing: an account whose bytes were counted too low still gets its turn.
  return measure === "events" ? account.events : Math.max(account.bytes, account.events);
}

function excessOf({ id }: AccountTotals, measure: Measure, amount: number): OverLimit {
  return measure === "events"
    ? { id, reason: "count", events: amount, bytes: Number.POSITIVE_INFINITY }
    : { id, reason: "bytes", events: Number.POSITIVE_INFINITY, bytes: amount };
}

/**
 * The level down to which the largest have to go for all together to hold no more than allowed;
 * those below it keep everything.
 */
function fairLevel(largestFirst: readonly number[], allowed: number): number {
  let below = largestFirst.reduce((sum, amount) => sum + amount, 0);
  let level = 0;
  // With the first n at one level and the others whole: the right n gives the highest level.
  for (const [index, amount] of largestFirst.entries()) {
    below -= amount;
    level = Math.max(level, Math.floor((allowed - below) / (index + 1)));
  }
  return level;
}

function overTogether(
  accounts: readonly AccountTotals[],
  measure: Measure,
  allowed: number | null,
): readonly OverLimit[] {
  if (allowed === null) return [];
  const largestFirst = accounts.toSorted((a, b) => amountOf(b, measure) - amountOf(a, measure));
  const amounts = largestFirst.map((account) => amountOf(account, measure));
  const excess = amounts.reduce((sum, amount) => sum + amount, 0) - allowed;
  if (excess <= 0) return [];
  const level = fairLevel(amounts, allowed);
  const above = amounts.map((amount) => amount - level).filter((amount) => amount > 0);
  // The level is a whole number, so some may keep one more.
  const spare = above.reduce((sum, amount) => sum + amount, 0) - excess;
  return largestFirst.slice(0, above.length).flatMap((account, index) => {
    const amount = (above[index] ?? 0) - (index < above.length - spare ? 0 : 1);
    return amount > 0 ? [excessOf(account, measure, amount)] : [];
  });
}

function overAlone(
  accounts: readonly AccountTotals[],
  measure: Measure,
  allowed: number | null,
): readonly OverLimit[] {
  if (allowed === null) return [];
  return accounts
    .filter((account) => amountOf(account, measure) > allowed)
    .map((account) => excessOf(account, measure, amountOf(account, measure) - allowed));
}

/**
 * Whose oldest events go next by number or bytes, and how many at most; none when all limits hold.
 * Of all together, the accounts that have most give, the largest first, and none more than what
 * makes it as small as the limit asks of the largest: two large accounts end up level, small ones
 * keep everything.
 */
export function overLimits(
  accounts: readonly AccountTotals[],
  limits: AccountLimits,
): readonly OverLimit[] {
  const asks = [
    () => overAlone(accounts, "events", limits.maxEventsPerAccount),
    () => overAlone(accounts, "bytes", limits.maxBytesPerAccount),
    () => overTogether(accounts, "events", limits.maxEvents),
    () => overTogether(accounts, "bytes", limits.maxBytes),
  ];
  for (const ask of asks) {
    const over = ask();
    if (over.length > 0) return over;
  }
  return [];
}
