import type { PruneLimits } from "../store";

/** How much an account holds. */
export interface AccountTotals {
  readonly id: number;
  readonly events: number;
  readonly bytes: number;
}

/** The account whose oldest events go next: until so many are gone, or so many bytes. */
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
): OverLimit | null {
  if (allowed === null) return null;
  const total = accounts.reduce((sum, account) => sum + amountOf(account, measure), 0);
  if (total <= allowed) return null;
  const largestFirst = accounts.toSorted((a, b) => amountOf(b, measure) - amountOf(a, measure));
  const [largest] = largestFirst;
  if (!largest) return null;
  const amounts = largestFirst.map((account) => amountOf(account, measure));
  const aboveLevel = amountOf(largest, measure) - fairLevel(amounts, allowed);
  return excessOf(largest, measure, Math.min(aboveLevel, total - allowed));
}

function overAlone(
  accounts: readonly AccountTotals[],
  measure: Measure,
  allowed: number | null,
): OverLimit | null {
  if (allowed === null) return null;
  const one = accounts.find((account) => amountOf(account, measure) > allowed);
  return one ? excessOf(one, measure, amountOf(one, measure) - allowed) : null;
}

/**
 * Whose oldest events go next by number or bytes, and how many at most; null when all limits hold.
 * Of all together, the account that has most gives, and never more than what makes it as small as
 * the limit asks of the largest: two large accounts end up level, small ones keep everything.
 */
export function overLimit(
  accounts: readonly AccountTotals[],
  limits: AccountLimits,
): OverLimit | null {
  return (
    overAlone(accounts, "events", limits.maxEventsPerAccount) ??
    overAlone(accounts, "bytes", limits.maxBytesPerAccount) ??
    overTogether(accounts, "events", limits.maxEvents) ??
    overTogether(accounts, "bytes", limits.maxBytes)
  );
}
