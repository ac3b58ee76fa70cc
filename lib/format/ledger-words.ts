import type { LedgerOutcome } from "@/lib/domain/ledger";

const phrases: Readonly<Record<LedgerOutcome, string>> = {
  arrived: "Arrived",
  retried: "Arrived after retries",
  missing: "Failed and never arrived",
  recovered: "Never arrived, recovered since",
  disputed: "Arrived, but Kazoo says it failed",
};

/** What became of a delivery, for a badge. */
export function ledgerOutcomeInWords(outcome: LedgerOutcome): string {
  return phrases[outcome];
}
