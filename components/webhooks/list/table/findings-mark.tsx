"use client";

import { useState } from "react";
import { classNames } from "@/components/ui/class-names";
import { Popover } from "@/components/ui/overlays/popover";
import type { Webhook } from "@/lib/domain/webhook";
import type { Finding } from "@/lib/lint/lint-subject";
import { FindingItem, findingLooks } from "../../findings/finding-item";
import type { WebhookVerbs } from "./webhook-actions";

interface FindingsMarkProps {
  readonly webhook: Webhook;
  readonly findings: readonly Finding[];
  readonly verbs: WebhookVerbs;
}

/** The worst of what is known to go wrong with a webhook; opened, all of it, with what mends it. */
export function FindingsMark({ webhook, findings, verbs }: FindingsMarkProps) {
  const [open, setOpen] = useState(false);
  const [worst] = findings;
  if (!worst) return null;
  const { icon: Icon, hue, word } = findingLooks[worst.severity];
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
