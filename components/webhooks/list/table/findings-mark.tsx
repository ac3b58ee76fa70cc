"use client";

import { CircleAlert, Info, type LucideIcon, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { classNames } from "@/components/ui/class-names";
import { Button } from "@/components/ui/controls/button";
import { Popover } from "@/components/ui/overlays/popover";
import type { Webhook } from "@/lib/domain/webhook";
import type { Finding, Severity } from "@/lib/lint/lint-subject";
import type { WebhookVerbs } from "./webhook-actions";

const looks: Readonly<Record<Severity, { icon: LucideIcon; hue: string; word: string }>> = {
  failing: { icon: CircleAlert, hue: "text-failing", word: "Loses events" },
  waiting: { icon: TriangleAlert, hue: "text-waiting", word: "Not as one may think" },
  hint: { icon: Info, hue: "text-ink-faint", word: "Worth a look" },
};

interface FindingsMarkProps {
  readonly webhook: Webhook;
  readonly findings: readonly Finding[];
  readonly verbs: WebhookVerbs;
}

function FindingItem({
  finding,
  onFix,
}: {
  readonly finding: Finding;
  readonly onFix: () => void;
}) {
  const { severity, text, fix } = finding;
  const { icon: Icon, hue, word } = looks[severity];
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

/** The worst of what is known to go wrong with a webhook; opened, all of it, with what mends it. */
export function FindingsMark({ webhook, findings, verbs }: FindingsMarkProps) {
  const [open, setOpen] = useState(false);
  const [worst] = findings;
  if (!worst) return null;
  const { icon: Icon, hue, word } = looks[worst.severity];
  const count = findings.length === 1 ? "1 finding" : `${findings.length} findings`;
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      label={`Findings of ${webhook.name}`}
      className="w-96"
      trigger={
        <button
          type="button"
          aria-label={`${count} of ${webhook.name}, ${word.toLowerCase()}`}
          title={worst.text}
          className={classNames(
            "nums inline-flex h-7 items-center gap-1 rounded px-1 text-xs hover:bg-hover data-[state=open]:bg-hover max-md:h-10",
            hue,
          )}
        >
          <Icon className="size-4" aria-hidden />
          {findings.length > 1 && findings.length}
        </button>
      }
    >
      <ul className="max-h-[60dvh] overflow-y-auto">
        {findings.map((finding) => (
          <FindingItem
            key={finding.code}
            finding={finding}
            onFix={() => {
              setOpen(false);
              if (finding.fix) verbs.mend(webhook, finding.fix);
            }}
          />
        ))}
      </ul>
    </Popover>
  );
}
