import { Notice } from "@/components/ui/notices/notice";
import type { EventSummary, QuarantineReason } from "@/lib/domain/event";
import { quarantineInWords, quarantineOutlook } from "@/lib/format/quarantine-reason";

interface QuarantineNoticeProps {
  readonly reason: QuarantineReason;
  readonly event: Pick<EventSummary, "webhookId">;
}

/** Why an event is not among the account's others. */
export function QuarantineNotice({ reason, event }: QuarantineNoticeProps) {
  return (
    <Notice tone="waiting" className="mx-4 mb-3" title={`${quarantineInWords(reason)}.`}>
      {quarantineOutlook(reason, event)}
    </Notice>
  );
}
