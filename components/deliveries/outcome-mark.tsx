import { ArchiveRestore, CircleCheck, CircleX, RotateCw, TriangleAlert } from "lucide-react";
import type { LedgerOutcome, LedgerRow } from "@/lib/domain/ledger";
import { ledgerOutcomeInWords } from "@/lib/format/ledger-words";
import { classNames } from "../ui/class-names";

export const outcomeHues: Readonly<Record<LedgerOutcome, string>> = {
  arrived: "text-ok",
  retried: "text-waiting",
  missing: "text-failing",
  recovered: "text-accent",
  disputed: "text-kind-object",
};

const icons = {
  arrived: CircleCheck,
  retried: RotateCw,
  missing: CircleX,
  recovered: ArchiveRestore,
  disputed: TriangleAlert,
} as const;

export function OutcomeIcon({ outcome }: { readonly outcome: LedgerOutcome }) {
  const Icon = icons[outcome];
  return <Icon className={classNames("size-4 shrink-0", outcomeHues[outcome])} aria-hidden />;
}

/** What became of one delivery, with its sign. */
export function OutcomeMark({
  outcome,
  receivesHere,
}: Pick<LedgerRow, "outcome" | "receivesHere">) {
  const isElsewhere = outcome === "missing" && !receivesHere;
  return (
    <span className="inline-flex min-w-0 items-start gap-1.5 [&>svg]:mt-0.5">
      <OutcomeIcon outcome={outcome} />
      <span className="min-w-0">
        {isElsewhere ? "Failed at a receiver elsewhere" : ledgerOutcomeInWords(outcome)}
      </span>
    </span>
  );
}
