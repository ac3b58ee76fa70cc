import { CircleAlert, CircleCheck, CircleHelp, LoaderCircle } from "lucide-react";
import { type WhereCheck, type WhereStep, whereSteps } from "@/lib/domain/where";
import { localInstant } from "@/lib/format/instant";

const names: Readonly<Record<WhereStep, string>> = {
  webhook: "The webhook",
  match: "What fires it",
  attempts: "Kazoo's attempts",
  receiver: "The receiver",
  waiting: "On the way to the list",
  quarantine: "Quarantine",
  retention: "Retention",
  stored: "Among the events",
  page: "The page's filter",
};

const states = {
  fine: { Icon: CircleCheck, looks: "text-ok", words: "Fine" },
  look: { Icon: CircleAlert, looks: "text-failing", words: "Look here" },
  unknown: { Icon: CircleHelp, looks: "text-ink-faint", words: "Can't tell" },
  asking: {
    Icon: LoaderCircle,
    looks: "text-ink-faint motion-safe:animate-spin",
    words: "Asking",
  },
} as const;

interface CheckListProps {
  readonly checks: readonly WhereCheck[];
  readonly running: boolean;
  /** Whether there is a page that may hide it. */
  readonly hasPage: boolean;
}

/** Each check with its state and one sentence; those that are under way say so. */
export function CheckList({ checks, running, hasPage }: CheckListProps) {
  const lines = whereSteps
    .filter((step) => step !== "page" || hasPage)
    .map((step) => ({ step, told: checks.find(({ check }) => check === step) }))
    .filter(({ told }) => told || running);
  return (
    <ol aria-label="Checks" className="flex flex-col">
      {lines.map(({ step, told }) => {
        const { Icon, looks, words } = states[told?.state ?? "asking"];
        return (
          <li
            key={step}
            className="flex items-start gap-2.5 border-line border-b py-2 text-sm last:border-b-0"
          >
            <Icon className={`mt-0.5 size-4 shrink-0 ${looks}`} aria-hidden />
            <div className="min-w-0 flex-1 break-words">
              <p className="flex flex-wrap items-baseline justify-between gap-x-3">
                <span className="font-medium">{names[step]}</span>
                <span className="text-ink-faint text-xs">{words}</span>
              </p>
              {told && (
                <p className="text-ink-soft">
                  {told.sentence}
                  {told.at !== null && (
                    <span className="nums ml-1.5 whitespace-nowrap font-mono text-ink-faint text-xs">
                      {localInstant(told.at)}
                    </span>
                  )}
                </p>
              )}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
