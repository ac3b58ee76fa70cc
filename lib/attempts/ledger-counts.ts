import type { LedgerCounts } from "@/lib/domain/ledger";
import type { HourlyDeliveries } from "@/lib/store/deliveries/delivery-store";
import type { JudgedFiring } from "./judge-firings";

const hourMs = 3_600_000;

interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * How many of each webhook and hour had which outcome: what is stored in the hour, less what belongs
 * to a firing that is counted by itself.
 */
export function ledgerCounts(
  stored: readonly HourlyDeliveries[],
  judged: readonly JudgedFiring[],
  { from, to }: Range,
): LedgerCounts[] {
  type Counts = { -readonly [Name in keyof LedgerCounts]: LedgerCounts[Name] };
  const counts = new Map<string, Counts>();
  function of(webhookId: string, at: number): Counts {
    const hour = Math.floor(at / hourMs) * hourMs;
    const key = `${hour} ${webhookId}`;
    const known = counts.get(key);
    if (known) return known;
    const fresh = {
      webhookId,
      hour,
      arrived: 0,
      retried: 0,
      missing: 0,
      recovered: 0,
      disputed: 0,
    };
    counts.set(key, fresh);
    return fresh;
  }
  for (const { webhookId, hour, count } of stored) of(webhookId, hour).arrived += count;
  for (const { firing, outcome, stored: own } of judged) {
    of(firing.webhookId, firing.first.at)[outcome] += 1;
    for (const { isRecovered, receivedAt } of own) {
      const isCounted = !isRecovered && receivedAt >= from && receivedAt < to;
      if (isCounted) of(firing.webhookId, receivedAt).arrived -= 1;
    }
  }
  return [...counts.values()].sort(
    (a, b) => b.hour - a.hour || (a.webhookId < b.webhookId ? -1 : 1),
  );
}
