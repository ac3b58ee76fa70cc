"use client";

import { type LedgerOutcome, ledgerOutcomes } from "@/lib/domain/ledger";
import { countWords } from "@/lib/format/count";
import { ledgerOutcomeInWords } from "@/lib/format/ledger-words";
import { classNames } from "../ui/class-names";
import type { OutcomeCounts } from "./ledger-bars";
import { OutcomeIcon } from "./outcome-mark";

interface OutcomeChipsProps {
  readonly counts: OutcomeCounts | null;
  readonly chosen: LedgerOutcome | null;
  readonly onChoose: (outcome: LedgerOutcome | null) => void;
}

/** How many deliveries had which outcome; one of them is listed alone when it is pressed. */
export function OutcomeChips({ counts, chosen, onChoose }: OutcomeChipsProps) {
  return (
    <fieldset className="flex flex-wrap gap-2 max-md:grid max-md:w-full max-md:grid-cols-2">
      <legend className="sr-only">Outcome</legend>
      {ledgerOutcomes.map((outcome) => {
        const isChosen = outcome === chosen;
        return (
          <button
            key={outcome}
            type="button"
            aria-pressed={isChosen}
            onClick={() => onChoose(isChosen ? null : outcome)}
            className={classNames(
              "flex min-h-8 items-center gap-2 rounded border px-2.5 py-1 text-left text-xs max-md:min-h-11",
              isChosen
                ? "border-accent bg-accent-soft font-medium text-ink"
                : "border-line text-ink-soft hover:border-edge hover:text-ink",
            )}
          >
            <OutcomeIcon outcome={outcome} />
            <span className="min-w-0 flex-1">{ledgerOutcomeInWords(outcome)}</span>
            <span className="nums font-mono text-ink">
              {counts ? countWords(counts[outcome]) : "–"}
            </span>
          </button>
        );
      })}
    </fieldset>
  );
}
