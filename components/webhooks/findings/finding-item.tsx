"use client";

import { CircleAlert, Info, type LucideIcon, TriangleAlert } from "lucide-react";
import { classNames } from "@/components/ui/class-names";
import { Button } from "@/components/ui/controls/button";
import type { Finding, Severity } from "@/lib/lint/lint-subject";

export const findingLooks: Readonly<
  Record<Severity, { icon: LucideIcon; hue: string; word: string }>
> = {
  failing: { icon: CircleAlert, hue: "text-failing", word: "Loses events" },
  waiting: { icon: TriangleAlert, hue: "text-waiting", word: "Not as one may think" },
  hint: { icon: Info, hue: "text-ink-faint", word: "Worth a look" },
};

interface FindingItemProps {
  readonly finding: Finding;
  readonly onFix: () => void;
}

/** One thing that is known to go wrong with a webhook, and what mends it. */
export function FindingItem({ finding, onFix }: FindingItemProps) {
  const { severity, text, fix } = finding;
  const { icon: Icon, hue, word } = findingLooks[severity];
  return (
    <li className="flex items-start gap-2.5 border-line border-b px-3 py-2.5 text-sm last:border-0">
      <Icon className={classNames("mt-0.5 size-4 shrink-0", hue)} aria-hidden />
      <div className="flex min-w-0 flex-1 flex-col items-start gap-1.5">
        <p className="break-words">
          <span className={classNames("font-medium", hue)}>{word}.</span> {text}
        </p>
        {fix && (
          <Button size="sm" onClick={onFix} className="max-md:h-10">
            {fix.words}
          </Button>
        )}
      </div>
    </li>
  );
}
