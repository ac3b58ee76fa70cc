"use client";

import { useQuery } from "@tanstack/react-query";
import { webhookDetailQuery } from "@/lib/api-client/webhooks/webhook-queries";
import type { Webhook } from "@/lib/domain/webhook";
import { useMendWebhook } from "../changes/use-mend-webhook";
import { FindingItem } from "../findings/finding-item";
import { useLinter } from "../use-lint-context";
import { PanelSection } from "./panel-section";

interface FindingsPanelProps {
  readonly accountId: string;
  readonly webhook: Webhook;
}

/** What is known to go wrong with the webhook; nothing where nothing is. */
export function FindingsPanel({ accountId, webhook }: FindingsPanelProps) {
  const { data: detail = null } = useQuery(webhookDetailQuery(accountId, webhook));
  const findings = useLinter(accountId)(webhook, detail);
  const mend = useMendWebhook(accountId);
  if (findings.length === 0) return null;
  return (
    <PanelSection title="Check">
      <ul aria-label="Findings" className="rounded border border-line">
        {findings.map((finding) => (
          <FindingItem
            key={finding.code}
            finding={finding}
            onFix={() => {
              if (finding.fix) mend(webhook, finding.fix);
            }}
          />
        ))}
      </ul>
    </PanelSection>
  );
}
